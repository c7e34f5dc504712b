"""What the user Shipmate works as may do in Odoo beyond reading, as Odoo itself answers for that user."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.odoo.errors import OdooAccessDenied, OdooRejected
from retrieval.odoo.session import OdooSession

OPERATIONS = ("write", "create", "unlink")
TELLING = (
    "account.journal", "account.move", "account.move.line", "account.payment", "calendar.event", "crm.lead",
    "delivery.carrier", "discuss.channel", "hr.employee", "ir.attachment", "ir.config_parameter", "ir.cron",
    "ir.model.access", "ir.rule", "mail.activity", "mail.message", "mail.template", "product.product",
    "product.template", "product.pricelist", "project.task", "purchase.order", "purchase.order.line",
    "res.company", "res.groups", "res.partner", "res.partner.bank", "res.users", "res.users.apikeys",
    "sale.order", "sale.order.line", "stock.location", "stock.move", "stock.move.line", "stock.picking",
    "stock.quant", "stock.scrap", "stock.warehouse",
)  # fmt: skip
"""Models that are looked at where the list of all of them may not be read."""
_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """`beyond` are (model, operation); `is_whole` says whether every model could be looked at."""

    beyond: tuple[tuple[str, str], ...]
    models: int
    is_whole: bool


async def rights_of(session: OdooSession) -> Rights:
    """Return what the session's own user may do beyond reading. Raises: `OdooError`."""
    try:
        rows = await session.search_read("ir.model", [("transient", "=", False)], ["model"])
        models, is_whole = tuple(row["model"] for row in rows), True
    except OdooAccessDenied:
        models, is_whole = TELLING, False
    at_once = asyncio.Semaphore(_AT_ONCE)

    async def of(model: str) -> list[tuple[str, str]]:
        async with at_once:
            return [(model, one) for one in OPERATIONS if await _has_access(session, model, one)]

    found = await asyncio.gather(*(of(model) for model in models))
    beyond = sorted(right for rights in found for right in rights)
    return Rights(beyond=tuple(beyond), models=len(models), is_whole=is_whole)


def told(beyond: Sequence[tuple[str, str]]) -> str:
    """Return all rights as one line: "sale.order: write, create; …"."""
    by_model: dict[str, list[str]] = {}
    for model, operation in beyond:
        by_model.setdefault(model, []).append(operation)
    return "; ".join(f"{model}: {', '.join(operations)}" for model, operations in by_model.items())


async def _has_access(session: OdooSession, model: str, operation: str) -> bool:
    """A model that is none, or that answers nothing, gives no right."""
    try:
        return bool(await session.call(model, "has_access", (), operation=operation))
    except (OdooAccessDenied, OdooRejected):
        return False
