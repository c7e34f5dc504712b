"""What `doctor` tells of Odoo: values, no exceptions."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.odoo.connection import Connection
from retrieval.odoo.errors import OdooAccessDenied, OdooError, OdooRejected
from retrieval.odoo.session import OdooSession


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooCheck:
    """`missing` names models ("stock.picking") and fields ("sale.order.locked") the user cannot see.

    `problem` is the first fault as a sentence that says what to do; empty when there was none.
    """

    version: str = ""
    is_logged_in: bool = False
    missing: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_reachable(self) -> bool:
        return bool(self.version)

    @property
    def is_well(self) -> bool:
        return self.is_logged_in and not self.missing and not self.problem


async def check(session: OdooSession, needed: Mapping[str, Iterable[str]]) -> OdooCheck:
    """Return how far one gets: the server, its version, the login, then the fields of each needed model."""
    version, is_logged_in = "", False
    missing: list[str] = []
    try:
        version = await session.probe(lambda odoo: odoo.version())
        await session.probe(lambda odoo: odoo.call("res.users", "context_get", None, {}))
        is_logged_in = True
        for model, fields in needed.items():
            missing += await session.probe(functools.partial(_missing, model, tuple(fields)))
    except OdooError as error:
        return OdooCheck(
            version=version, is_logged_in=is_logged_in, missing=tuple(missing), problem=str(error)
        )
    return OdooCheck(version=version, is_logged_in=is_logged_in, missing=tuple(missing))


def _missing(model: str, fields: tuple[str, ...], odoo: Connection) -> list[str]:
    try:
        may_read = odoo.call(model, "has_access", [], {"operation": "read"})
        known = odoo.call(model, "fields_get", None, {"attributes": ["type"]})
    except (OdooAccessDenied, OdooRejected):
        return [model]
    if not may_read:
        return [model]
    return [f"{model}.{name}" for name in fields if name not in known]
