"""Which orders a list holds and in which order, exactly: what every source must come to. Pure."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from retrieval.audience import Audience
from retrieval.classes.rules import sees_orders
from retrieval.orders.days import local_day
from retrieval.orders.source import OrderFilter
from retrieval.orders.standing import (
    days_late,
    gone,
    is_delivered,
    is_open,
    is_partly_delivered,
    is_ready,
    is_waiting,
)
from retrieval.orders.state import OrderState, OrderStatus
from retrieval.orders.why import reasons_for

NEVER = datetime.max.replace(tzinfo=UTC)

STATES = {
    "draft": lambda order: order.status in (OrderStatus.DRAFT, OrderStatus.SENT),
    "cancelled": lambda order: order.status is OrderStatus.CANCELLED,
    "delivered": is_delivered,
    "partly_delivered": is_partly_delivered,
    "ready": is_ready,
    "waiting": is_waiting,
}
"""They overlap: an order may be partly delivered and waiting."""


def may_read(order: OrderState, audience: Audience) -> bool:
    """Return whether an order is the asker's to see. A customer does not see a draft before it is sent."""
    if not sees_orders(audience):
        return False
    if audience.kind == "customer":
        return order.customer.id in audience.customer_ids and order.status is not OrderStatus.DRAFT
    if audience.kind == "guest":
        is_open_to_them = not audience.companies or order.company_id in audience.companies
        return (
            order.number == audience.proven_order
            and is_open_to_them
            and order.status is not OrderStatus.DRAFT
        )
    if order.company_id not in audience.companies:
        return False
    return not audience.own_documents_only or order.salesperson_id in (None, audience.user_id)


def matches(order: OrderState, wanted: OrderFilter, now: datetime, zone: ZoneInfo) -> bool:
    return (
        (not wanted.customer_ids or order.customer.id in wanted.customer_ids)
        and (wanted.salesperson_id is None or order.salesperson_id == wanted.salesperson_id)
        and (wanted.warehouse is None or wanted.warehouse in _warehouses(order))
        and (wanted.carrier is None or any(s.carrier == wanted.carrier for s in order.shipments))
        and (wanted.sku is None or any(line.sku == wanted.sku for line in order.lines))
        and _stands(order, wanted)
        and _on_day(order, wanted, zone)
        and (not wanted.late or days_late(order, now, zone) > 0)
        and (wanted.reason is None or _has(order, wanted.reason, now, zone))
    )


def attention(order: OrderState) -> tuple[datetime, int, str]:
    """Sort key: the earliest promise first, which is the latest order; without one last."""
    return (order.promised_at or NEVER, len(order.number), order.number)


def newest(order: OrderState) -> tuple[datetime, int, str]:
    """Sort key, to be reversed."""
    return (order.ordered_at, len(order.number), order.number)


def _warehouses(order: OrderState) -> set[str]:
    return {order.warehouse, *(shipment.warehouse for shipment in order.shipments)}


def _stands(order: OrderState, wanted: OrderFilter) -> bool:
    if wanted.state is not None:
        return wanted.state in STATES and STATES[wanted.state](order)
    return not wanted.open_only or _by_delivery_day(wanted) or is_open(order)


def _by_delivery_day(wanted: OrderFilter) -> bool:
    return wanted.day_of == "delivered" and bool(wanted.day_from or wanted.day_to)


def _on_day(order: OrderState, wanted: OrderFilter, zone: ZoneInfo) -> bool:
    if not (wanted.day_from or wanted.day_to):
        return True
    days = [local_day(at, zone) for at in _dates(order, wanted.day_of) if at]
    return any(
        (wanted.day_from is None or wanted.day_from <= day)
        and (wanted.day_to is None or day <= wanted.day_to)
        for day in days
    )


def _dates(order: OrderState, day_of: str) -> list[datetime | None]:
    if day_of == "delivered":
        return [shipment.done_at for shipment in gone(order)]
    return [order.ordered_at if day_of == "ordered" else order.promised_at]


def _has(order: OrderState, code: str, now: datetime, zone: ZoneInfo) -> bool:
    return any(reason.code == code for reason in reasons_for(order, now, zone))
