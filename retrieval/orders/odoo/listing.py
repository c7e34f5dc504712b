"""The filter of a list as Odoo domains. Pure.

`wide` holds every order of the list and some more; where it is small, all of it is read and the common
rules decide. `close` is Odoo's nearest to the list, for when `wide` is too much to read: there an order whose
delivery was in part cancelled may be listed that is delivered, or the other way round.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from retrieval.orders.days import local_day, start_of_day
from retrieval.orders.odoo.scope import Domain
from retrieval.orders.odoo.skus import products_of
from retrieval.orders.odoo.values import moment_text
from retrieval.orders.source import OrderFilter

CONFIRMED = ("state", "=", "sale")
NOT_FULL = ("delivery_status", "!=", "full")
PERHAPS_OPEN: Domain = [CONFIRMED, "|", NOT_FULL, ("picking_ids.state", "=", "cancel")]

WIDE: dict[str, Domain] = {
    "draft": [("state", "in", ("draft", "sent"))],
    "cancelled": [("state", "=", "cancel")],
    "delivered": [CONFIRMED, ("delivery_status", "!=", "pending")],
    "partly_delivered": PERHAPS_OPEN,
    "ready": PERHAPS_OPEN,
    "waiting": PERHAPS_OPEN,
}
CLOSE: dict[str, Domain] = {
    "delivered": [CONFIRMED, ("delivery_status", "=", "full")],
    "partly_delivered": [CONFIRMED, ("delivery_status", "in", ("partial", "started"))],
    "ready": [CONFIRMED, ("picking_ids.state", "=", "assigned")],
    "waiting": [CONFIRMED, ("picking_ids.state", "in", ("confirmed", "waiting"))],
}
_DAY_FIELDS = {"promised": "commitment_date", "ordered": "date_order", "delivered": "picking_ids.date_done"}

ATTENTION = "commitment_date, name"
"""The earliest promise first, orders without one last."""
NEWEST = "date_order desc, name desc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    wide: Domain
    close: Domain
    order: str


def narrowing(wanted: OrderFilter, now: datetime, zone: ZoneInfo) -> Narrowing | None:
    """Return the domains of a list, None when the filter asks for a state there is not."""
    if wanted.state is not None and wanted.state not in WIDE:
        return None
    common = _of_records(wanted) + _of_days(wanted, zone) + _of_lateness(wanted, now, zone)
    wide, close = _standing(wanted)
    return Narrowing(
        wide=common + wide, close=common + close, order=NEWEST if wanted.newest_first else ATTENTION
    )


def _of_records(wanted: OrderFilter) -> Domain:
    domain: Domain = []
    if wanted.customer_ids:
        domain.append(("partner_id.commercial_partner_id", "in", sorted(wanted.customer_ids)))
    if wanted.salesperson_id is not None:
        domain.append(("user_id", "=", wanted.salesperson_id))
    if wanted.warehouse is not None:
        leaf = ("picking_ids.picking_type_id.warehouse_id.name", "=", wanted.warehouse)
        domain += ["|", ("warehouse_id.name", "=", wanted.warehouse), leaf]
    if wanted.carrier is not None:
        domain.append(("picking_ids.carrier_id.name", "=", wanted.carrier))
    if wanted.sku is not None:
        domain += products_of([wanted.sku], "order_line.product_id.")
    return domain


def _of_days(wanted: OrderFilter, zone: ZoneInfo) -> Domain:
    name = _DAY_FIELDS[wanted.day_of]
    domain: Domain = []
    if wanted.day_from:
        domain.append((name, ">=", _start(wanted.day_from, zone)))
    if wanted.day_to:
        domain.append((name, "<", _start(wanted.day_to + timedelta(days=1), zone)))
    return domain


def _of_lateness(wanted: OrderFilter, now: datetime, zone: ZoneInfo) -> Domain:
    return [("commitment_date", "<", _start(local_day(now, zone), zone))] if wanted.late else []


def _start(day: date, zone: ZoneInfo) -> str:
    return moment_text(start_of_day(day, zone))


def _standing(wanted: OrderFilter) -> tuple[Domain, Domain]:
    if wanted.state is not None:
        wide = WIDE[wanted.state]
        return wide, CLOSE.get(wanted.state, wide)
    by_delivery = wanted.day_of == "delivered" and bool(wanted.day_from or wanted.day_to)
    if wanted.late or (wanted.open_only and not by_delivery):
        return PERHAPS_OPEN, [CONFIRMED, NOT_FULL]
    return [], []
