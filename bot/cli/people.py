"""The people that `shipmate redact` knows by name: those of the configured source of orders."""

import asyncio

from bot.settings import SANDBOX, Settings
from guardrails.directory import Directory


def known_people() -> Directory:
    """Return the individuals of the source: of the sandbox without loading what a real Odoo needs.

    Raises: `SourceUnavailable` when they cannot be read: a text is then not redacted at all.
    """
    settings = Settings.model_validate({})
    return Directory(_sandbox_names() if settings.orders.source == "sandbox" else _names(settings))


def _sandbox_names() -> list[str]:
    from retrieval.orders.sandbox_files import Files
    from retrieval.orders.sandbox_names import people_of

    return [person.name for person in people_of(Files.read(SANDBOX))]


def _names(settings: Settings) -> list[str]:
    from zoneinfo import ZoneInfo

    from bot.app import names_of_people, order_source
    from bot.clock import SystemClock

    orders = order_source(settings, ZoneInfo(settings.company.time_zone), SystemClock())
    return asyncio.run(names_of_people(orders))
