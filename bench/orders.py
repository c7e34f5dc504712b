"""How long an order's status takes from a real Odoo 19, with the sandbox company loaded beside its demo data.

The floor is one bare `search_read` through OdooRPC; the peer reads the same facts as one would by hand: one
`search_read` a model, one after the other.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import odoorpc  # type: ignore[import-untyped]

from bench.table import Row, percentile
from retrieval.audience import Audience
from retrieval.odoo.session import OdooSession
from retrieval.orders.odoo.source import OdooOrders
from tests.contract.orders.base import EVERY_NUMBER
from tests.odoo_orders import company_ids_of, opened
from tests.servers.odoo import OdooServer
from tests.servers.odoo_sandbox import LOADED_ON, sandbox_odoo

NOW = datetime(LOADED_ON.year, LOADED_ON.month, LOADED_ON.day, 12, 5, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
NUMBERS = EVERY_NUMBER[:150]
ASKED_SECONDS = 0.400


@dataclass(slots=True)
class Counted:
    """Seconds of each order, and how many calls went to Odoo for it."""

    seconds: list[float] = field(default_factory=list)
    calls: list[int] = field(default_factory=list)

    def __str__(self) -> str:
        p50, p95 = (percentile(self.seconds, share) * 1000 for share in (0.5, 0.95))
        most = max(self.calls)
        return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, {min(self.calls)} to {most} calls"


def rows() -> list[Row]:
    with sandbox_odoo() as server:
        status, found = asyncio.run(_ours(server))
        peer, floor = _peer_and_floor(server)
    p95 = percentile(status.seconds, 0.95)
    return [
        Row(
            what=f"status of an order with its supply, {len(NUMBERS)} orders",
            ours=str(status),
            peer=f"a search_read a model: {peer}",
            ratio=percentile(peer.seconds, 0.5) / percentile(status.seconds, 0.5),
            asked=f"p95 ≤ {ASKED_SECONDS * 1000:.0f} ms",
            met=p95 <= ASKED_SECONDS,
        ),
        Row(
            what="the same, its number looked for first",
            ours=str(found),
            peer=f"one bare search_read: {floor}",
            asked=f"p95 ≤ {ASKED_SECONDS * 1000:.0f} ms",
            met=percentile(found.seconds, 0.95) <= ASKED_SECONDS,
        ),
    ]


async def _ours(server: OdooServer) -> tuple[Counted, Counted]:
    session = opened(server)
    calls = _counting(session)
    source = OdooOrders(session, zone=ZONE, url=server.url)
    companies = frozenset((await company_ids_of(session)).values())
    staff = Audience(kind="staff", roles=frozenset({"supervisor"}), companies=companies)

    async def status(number: str) -> None:
        [_] = await source.orders((number,), staff, NOW)

    async def looked_for(number: str) -> None:
        found = await source.find("order", number.strip("S0"), staff)
        await source.orders(found, staff, NOW)

    await asyncio.gather(*(status(number) for number in NUMBERS[:8]))  # logs in on each connection
    counted = (await _timed(status, calls), await _timed(looked_for, calls))
    await session.close()
    return counted


def _counting(session: OdooSession) -> list[str]:
    """Return a list that grows by each call of the session."""
    called: list[str] = []
    plain = session.call

    async def call(model: str, method: str, ids: Sequence[int] | None = None, /, **named: Any) -> Any:
        called.append(model)
        return await plain(model, method, ids, **named)

    session.call = call  # type: ignore[method-assign]
    return called


async def _timed(ask: Callable[[str], Any], calls: list[str]) -> Counted:
    counted = Counted()
    for number in NUMBERS:
        before, started = len(calls), time.perf_counter()
        await ask(number)
        counted.seconds.append(time.perf_counter() - started)
        counted.calls.append(len(calls) - before)
    return counted


def _peer_and_floor(server: OdooServer) -> tuple[Counted, Counted]:
    host, _, port = server.url.removeprefix("http://").partition(":")
    odoo = odoorpc.ODOO(host, protocol="jsonrpc", port=int(port), timeout=60)
    odoo.login(server.database, server.bot.name, server.bot.password)
    return _timed_by_hand(odoo, _by_hand), _timed_by_hand(odoo, _bare)


def _timed_by_hand(odoo: Any, ask: Callable[[Any, str], int]) -> Counted:
    counted = Counted()
    for number in NUMBERS:
        started = time.perf_counter()
        counted.calls.append(ask(odoo, number))
        counted.seconds.append(time.perf_counter() - started)
    return counted


def _bare(odoo: Any, number: str) -> int:
    _read(odoo, "sale.order", [("name", "=", number)], ORDER)
    return 1


def _by_hand(odoo: Any, number: str) -> int:
    [order] = _read(odoo, "sale.order", [("name", "=", number)], [*ORDER, "picking_ids", "invoice_ids"])
    lines = _read(odoo, "sale.order.line", [("order_id", "=", order["id"])], LINE)
    _read(odoo, "stock.picking", [("id", "in", order["picking_ids"])], PICKING)
    moves = _read(odoo, "stock.move", [("picking_id", "in", order["picking_ids"])], MOVE)
    _read(odoo, "account.move", [("id", "in", order["invoice_ids"])], ["name", "payment_state"])
    products = [line["product_id"][0] for line in lines]
    _read(odoo, "product.product", [("id", "in", products)], ["default_code", "name"])
    open_moves = [move for move in moves if move["state"] not in ("done", "cancel")]
    if all(move["quantity"] >= move["product_uom_qty"] for move in open_moves):
        return 6
    short: list[Any] = [("product_id", "in", products)]
    _read(odoo, "stock.quant", short, ["location_id", "quantity", "reserved_quantity"])
    _read(odoo, "stock.move", [*short, ("state", "not in", ("done", "cancel"))], [*MOVE, "purchase_line_id"])
    _read(odoo, "purchase.order.line", short, ["order_id", "partner_id", "product_qty", "date_planned"])
    return 9


ORDER = ["name", "state", "commitment_date", "delivery_status", "partner_id", "user_id", "amount_total"]
LINE = ["product_id", "product_uom_qty", "qty_delivered", "price_unit"]
PICKING = ["name", "state", "scheduled_date", "carrier_id", "carrier_tracking_ref", "backorder_id"]
MOVE = ["product_id", "product_uom_qty", "quantity", "state", "date"]


def _read(odoo: Any, model: str, domain: list[Any], fields: list[str]) -> list[dict[str, Any]]:
    named = {"domain": domain, "fields": fields}
    rows: list[dict[str, Any]] = odoo.execute_kw(model, "search_read", [], named)
    return rows


if __name__ == "__main__":
    from bench.table import show

    show("Orders of a real Odoo 19", rows())
