"""What went wrong with Odoo, in the words of the port."""

from collections.abc import Iterator
from contextlib import contextmanager

from retrieval.errors import SourceUnavailable
from retrieval.odoo.errors import (
    OdooAccessDenied,
    OdooError,
    OdooLoginRefused,
    OdooTimeout,
    OdooUnreachable,
    OdooVersionMismatch,
    OdooWrongDatabase,
)

REASONS: dict[type[OdooError], str] = {
    OdooUnreachable: "unreachable",
    OdooTimeout: "timeout",
    OdooLoginRefused: "login",
    OdooWrongDatabase: "database",
    OdooVersionMismatch: "version",
    OdooAccessDenied: "rights",
}


@contextmanager
def told_as_unavailable() -> Iterator[None]:
    """Raise Odoo's faults as `SourceUnavailable`, with the remedy as its hint."""
    try:
        yield
    except OdooError as error:
        raise unavailable_from(error) from error


def unavailable_from(error: OdooError) -> SourceUnavailable:
    reason = next((word for kind, word in REASONS.items() if isinstance(error, kind)), "fault")
    return SourceUnavailable("orders", reason, str(error))
