"""What a connection to Odoo is, whichever protocol it speaks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from retrieval.odoo.errors import OdooVersionMismatch

SUPPORTED_MAJOR = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooAccount:
    """Whom to be, and where. `secret` is the user's password or an API key of it."""

    url: str
    database: str
    login: str
    secret: str = field(repr=False)
    supported_major: int = SUPPORTED_MAJOR


class Connection(Protocol):
    """Blocking, for one thread at a time; logs in when first called. Raises only `OdooError`s."""

    def version(self) -> str:
        """Return the version the server states, without a login."""
        ...

    def call(self, model: str, method: str, ids: Sequence[int] | None, named: Mapping[str, Any]) -> Any:
        """Return what the method returned, as plain values."""
        ...

    def cut(self) -> None:
        """End a running call from another thread. The connection is of no use afterwards."""
        ...


def require_version(stated: str, supported_major: int) -> None:
    """Raise OdooVersionMismatch unless `stated` ("19.0", "saas~19.1", "19.0+e") is of that major version."""
    match = re.search(r"\d+", stated)
    found = int(match[0]) if match else None
    if found != supported_major:
        raise OdooVersionMismatch(found, supported_major)
