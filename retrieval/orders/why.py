"""The rules: from an order's state to the reasons for it, the most important first.

Pure. What the data cannot tell is `UNKNOWN`, never guessed.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from retrieval.orders.days import days_between
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.shipping import reasons_of_shipping
from retrieval.orders.shortage import NEVER, reasons_of_shortage
from retrieval.orders.standing import (
    gone,
    goods,
    is_delivered,
    is_open,
    is_partly_delivered,
    last_gone_at,
    quantity_gone,
    still_to_leave,
)
from retrieval.orders.state import OrderState, OrderStatus

ZERO = Decimal(0)

IMPORTANCE = (
    ReasonCode.CANCELLED,
    ReasonCode.WAITING_FOR_PAYMENT,
    ReasonCode.DRAFT,
    ReasonCode.CREDIT_WARNING,
    ReasonCode.DELIVERED,
    ReasonCode.WAITING_FOR_STOCK,
    ReasonCode.ON_HOLD,
    ReasonCode.NOT_RESERVED,
    ReasonCode.PICKED_WITHOUT_CARRIER,
    ReasonCode.READY_NOT_PICKED,
    ReasonCode.AWAITING_COLLECTION,
    ReasonCode.UNKNOWN,
    ReasonCode.LATE,
    ReasonCode.WILL_BE_LATE,
    ReasonCode.SHIP_COMPLETE,
    ReasonCode.PARTLY_DELIVERED,
    ReasonCode.SPLIT_BY_WAREHOUSE,
    ReasonCode.SPLIT_BY_SHORTAGE,
    ReasonCode.RESERVED_FOR_OTHERS,
    ReasonCode.STOCK_ELSEWHERE,
    ReasonCode.RETURNED,
    ReasonCode.LEFT_WITHOUT_TRACKING,
)
"""What an answer says first: the cause, then lateness, then what surrounds it."""


def reasons_for(order: OrderState, now: datetime, zone: ZoneInfo) -> tuple[Reason, ...]:
    """Return every reason that holds, most important first; of several shortages the longest wait first."""
    found = list(_all(order, now, zone)) or [Reason(code=ReasonCode.UNKNOWN)]
    return tuple(sorted(found, key=_importance))


def _importance(reason: Reason) -> tuple[int, bool, float]:
    """Sort key. A wait without an end comes before one with a date, a late date before an early one."""
    waits = reason.code is ReasonCode.WAITING_FOR_STOCK
    open_end = waits and (reason.at is None or bool(reason.uncovered))
    until = reason.at or NEVER
    return (IMPORTANCE.index(reason.code), not open_end, -until.timestamp() if waits else 0.0)


def has_open_end(reason: Reason) -> bool:
    """Return whether some of the missing goods have no day that can be counted on."""
    is_sure = reason.at is not None and reason.confirmed and not reason.uncovered and not reason.overdue_days
    return reason.code is ReasonCode.WAITING_FOR_STOCK and not is_sure


def _all(order: OrderState, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    if order.status is OrderStatus.CONFIRMED:
        yield from _confirmed(order, now, zone)
    elif order.status is OrderStatus.CANCELLED:
        yield Reason(code=ReasonCode.CANCELLED)
        if gone(order):
            yield _left(order, ReasonCode.PARTLY_DELIVERED)
    else:
        yield Reason(code=ReasonCode.WAITING_FOR_PAYMENT if order.waits_for_payment else ReasonCode.DRAFT)
        if order.credit_warning:
            yield Reason(code=ReasonCode.CREDIT_WARNING)


def _confirmed(order: OrderState, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    if order.waits_for_payment:
        yield Reason(code=ReasonCode.WAITING_FOR_PAYMENT)
    if order.credit_warning:
        yield Reason(code=ReasonCode.CREDIT_WARNING)
    if is_delivered(order):
        yield _delivered(order, zone)
    elif is_partly_delivered(order):
        yield _left(order, ReasonCode.PARTLY_DELIVERED)
    shortage = tuple(reasons_of_shortage(order, now, zone))
    yield from shortage
    yield from reasons_of_shipping(order)
    yield from _without_delivery(order)
    yield from _lateness(order, shortage, now, zone)


def _left(order: OrderState, code: ReasonCode) -> Reason:
    return Reason(
        code=code,
        quantity=quantity_gone(order),
        of_quantity=sum((line.ordered for line in goods(order)), ZERO),
        at=last_gone_at(order),
        shipments=tuple(shipment.name for shipment in gone(order)),
    )


def _delivered(order: OrderState, zone: ZoneInfo) -> Reason:
    left, measure = _left(order, ReasonCode.DELIVERED), _measure(order)
    if left.at is None or measure is None:
        return left
    against, due = measure
    return replace(left, days=days_between(due, left.at, zone), against=against)


def _measure(order: OrderState) -> tuple[str, datetime] | None:
    """Return what lateness is measured against: the promise, or the expected date when there is none."""
    if order.promised_at:
        return "promise", order.promised_at
    return ("expected", order.expected_at) if order.expected_at else None


def _without_delivery(order: OrderState) -> Iterator[Reason]:
    """Goods that are open although no delivery holds them: it was cancelled, or never made."""
    if is_delivered(order):
        return
    awaited = {row.sku for shipment in still_to_leave(order) for row in shipment.lines}
    for line in goods(order):
        if line.open > 0 and line.sku not in awaited:
            yield Reason(
                code=ReasonCode.UNKNOWN,
                sku=line.sku,
                product=line.product,
                unit=line.unit,
                quantity=line.open,
                of_quantity=line.ordered,
            )


def _lateness(
    order: OrderState, shortage: tuple[Reason, ...], now: datetime, zone: ZoneInfo
) -> Iterator[Reason]:
    measure = _measure(order)
    if measure is None or not is_open(order):
        return
    against, due = measure
    days = days_between(due, now, zone)
    if days > 0:
        yield Reason(code=ReasonCode.LATE, days=days, against=against, at=due)
    elif against == "promise":
        yield from _will_be_late(due, shortage, now, zone)


def _will_be_late(
    due: datetime, shortage: tuple[Reason, ...], now: datetime, zone: ZoneInfo
) -> Iterator[Reason]:
    """A receipt that is itself overdue says nothing of when it will come."""
    waits = [(wait.at, wait) for wait in shortage if wait.at and not wait.overdue_days]
    if not waits:
        return
    at, last = max(waits, key=lambda wait: wait[0])
    days = days_between(due, at, zone)
    if days > 0:
        yield Reason(
            code=ReasonCode.WILL_BE_LATE,
            days=days,
            against="promise",
            at=at,
            sku=last.sku,
            purchase=last.purchase,
            confirmed=last.confirmed,
            at_least=any(has_open_end(wait) for wait in shortage),
        )
