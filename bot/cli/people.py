"""The people that `shipmate redact` knows by name: those of the configured source of orders."""

from collections.abc import Iterator

from bot.settings import SANDBOX, Settings
from guardrails.directory import NOBODY, Directory
from retrieval.orders.sandbox_files import Files


def known_people() -> Directory:
    """Return the private customers and contact persons of the sandbox; of a real Odoo nobody yet."""
    settings = Settings.model_validate({})
    return Directory(_sandbox_people()) if settings.orders.source == "sandbox" else NOBODY


def _sandbox_people() -> Iterator[str]:
    for customer in Files.read(SANDBOX).company["customers"]:
        if not customer["is_company"]:
            yield customer["name"]
        yield from (contact["name"] for contact in customer["contacts"] if contact["kind"] == "person")
