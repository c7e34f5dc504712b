"""Reasons of the lines that are short: what is missing, what brings it, and where else it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from retrieval.orders.days import days_between
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.standing import goods, still_to_leave
from retrieval.orders.state import Inbound, Line, OrderState

ZERO = Decimal(0)
NEVER = datetime.max.replace(tzinfo=UTC)


def short_lines(order: OrderState) -> tuple[Line, ...]:
    """Return the lines that an open delivery waits for."""
    awaited = {(row.sku, s.warehouse) for s in still_to_leave(order) for row in s.lines}
    return tuple(
        line
        for line in goods(order)
        if min(line.short, line.open) > 0 and (line.sku, line.warehouse) in awaited
    )


def reasons_of_shortage(order: OrderState, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    """Where the source may not read purchases it is not said that none brings the goods."""
    are_known = "line.inbound" not in order.withheld
    for line in short_lines(order):
        for reason in _reasons_of(line, now, zone):
            yield reason if are_known else replace(reason, uncovered=None)
    if order.ship_complete:
        yield from _held_together(order)


def _reasons_of(line: Line, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    free = min(line.free, line.short)
    if free > 0:
        yield _about(line, ReasonCode.NOT_RESERVED, free, line.ordered)
    if line.short > free:
        yield _waiting(line, line.short - free, now, zone)
        yield from _surroundings(line)


def _surroundings(line: Line) -> Iterator[Reason]:
    """Where else the missing goods are."""
    if line.on_hold > 0:
        yield _about(line, ReasonCode.ON_HOLD, line.on_hold, line.short)
    if line.held_by:
        held = tuple((held.order, held.quantity) for held in line.held_by)
        yield _about(line, ReasonCode.RESERVED_FOR_OTHERS, _total(held), None, orders=held)
    if line.elsewhere:
        places = tuple((place.warehouse, place.free) for place in line.elsewhere)
        yield _about(line, ReasonCode.STOCK_ELSEWHERE, _total(places), None, warehouses=places)


def _about(
    line: Line,
    code: ReasonCode,
    quantity: Decimal,
    of_quantity: Decimal | None,
    *,
    orders: tuple[tuple[str, Decimal], ...] = (),
    warehouses: tuple[tuple[str, Decimal], ...] = (),
) -> Reason:
    return Reason(
        code=code,
        sku=line.sku,
        product=line.product,
        unit=line.unit,
        warehouse=line.warehouse,
        quantity=quantity,
        of_quantity=of_quantity,
        orders=orders,
        warehouses=warehouses,
    )


def _total(rows: tuple[tuple[str, Decimal], ...]) -> Decimal:
    return sum((quantity for _, quantity in rows), ZERO)


def _waiting(line: Line, missing: Decimal, now: datetime, zone: ZoneInfo) -> Reason:
    last = max(line.inbound, key=lambda part: part.expected_at or NEVER, default=None)
    coming = sum((part.quantity for part in line.inbound), ZERO)
    return Reason(
        code=ReasonCode.WAITING_FOR_STOCK,
        sku=line.sku,
        product=line.product,
        unit=line.unit,
        warehouse=line.warehouse,
        quantity=missing,
        of_quantity=line.ordered,
        inbound=line.inbound,
        uncovered=max(missing - coming, ZERO),
        purchase=last.purchase if last else None,
        supplier=last.supplier if last else None,
        purchase_quantity=last.purchase_quantity if last else None,
        confirmed=all(part.confirmed for part in line.inbound),
        at=last.expected_at if last else None,
        overdue_days=overdue_days(last, now, zone) if last else None,
    )


def overdue_days(part: Inbound, now: datetime, zone: ZoneInfo) -> int | None:
    """Return how many days ago a receipt should have come, None when it is not overdue."""
    days = days_between(part.expected_at, now, zone) if part.expected_at else 0
    return days if days > 0 else None


def _held_together(order: OrderState) -> Iterator[Reason]:
    """What could leave today, were the order not to leave complete."""
    rows = [row for s in still_to_leave(order) for row in s.lines]
    items = tuple((row.sku, row.reserved) for row in rows if row.reserved > 0)
    if items and short_lines(order):
        wanted = sum((row.quantity for row in rows), ZERO)
        yield Reason(code=ReasonCode.SHIP_COMPLETE, items=items, quantity=_total(items), of_quantity=wanted)
