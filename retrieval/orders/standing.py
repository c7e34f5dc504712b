"""Where an order stands, told from what left and what is still to leave. Pure.

A service neither holds an order open nor delivers it: an order is delivered when its goods are. Goods that
came back were delivered all the same.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from retrieval.orders.days import days_between
from retrieval.orders.state import Line, OrderState, OrderStatus, Shipment, ShipmentStatus

ZERO = Decimal(0)


def goods(order: OrderState) -> tuple[Line, ...]:
    return tuple(line for line in order.lines if not line.is_service)


def gone(order: OrderState) -> tuple[Shipment, ...]:
    """Return the deliveries that left, oldest first."""
    done = [s for s in order.shipments if s.status is ShipmentStatus.DONE and not s.is_return]
    return tuple(sorted(done, key=lambda s: s.done_at.timestamp() if s.done_at else 0.0))


def still_to_leave(order: OrderState) -> tuple[Shipment, ...]:
    return tuple(s for s in order.shipments if s.is_open and not s.is_return)


def came_back(order: OrderState) -> tuple[Shipment, ...]:
    return tuple(s for s in order.shipments if s.is_return and s.status is ShipmentStatus.DONE)


def quantity_gone(order: OrderState) -> Decimal:
    """Return what left, whatever came back; from the lines when no delivery is known."""
    shipped = sum((line.quantity for s in gone(order) for line in s.lines), ZERO)
    return shipped or sum((line.delivered for line in goods(order)), ZERO)


def last_gone_at(order: OrderState) -> datetime | None:
    return max((s.done_at for s in gone(order) if s.done_at), default=None)


def is_delivered(order: OrderState) -> bool:
    """True when nothing is left to leave and every product left in full."""
    if order.status is not OrderStatus.CONFIRMED or not order.lines or still_to_leave(order):
        return False
    left = _by_sku((line.sku, line.quantity) for s in gone(order) for line in s.lines)
    wanted = _by_sku((line.sku, line.ordered) for line in goods(order))
    return all(
        line.open <= 0 or left.get(line.sku, ZERO) >= wanted.get(line.sku, line.ordered)
        for line in goods(order) or order.lines
    )


def _by_sku(rows: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for sku, quantity in rows:
        sums[sku] = sums.get(sku, ZERO) + quantity
    return sums


def is_partly_delivered(order: OrderState) -> bool:
    return order.status is OrderStatus.CONFIRMED and not is_delivered(order) and quantity_gone(order) > 0


def is_open(order: OrderState) -> bool:
    """True for a confirmed order that is not delivered. Quotations are not orders yet."""
    return order.status is OrderStatus.CONFIRMED and not is_delivered(order)


def is_ready(order: OrderState) -> bool:
    """True when everything that is still to leave is reserved."""
    rest = still_to_leave(order)
    return is_open(order) and bool(rest) and all(s.is_reserved for s in rest)


def is_waiting(order: OrderState) -> bool:
    """True when something that is still to leave is not reserved."""
    return is_open(order) and any(not s.is_reserved for s in still_to_leave(order))


def days_late(order: OrderState, now: datetime, zone: ZoneInfo) -> int:
    """Return by how many days an open order has missed its promise; 0 when it has not."""
    if order.promised_at is None or not is_open(order):
        return 0
    return max(days_between(order.promised_at, now, zone), 0)
