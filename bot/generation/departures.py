"""Which deliveries of an order have left or shall leave. Goods that come back are none of them."""

from datetime import datetime

from retrieval.orders.state import OrderState, Shipment, ShipmentStatus


def outgoing(order: OrderState) -> tuple[Shipment, ...]:
    """Return the deliveries that have left or shall leave, oldest first."""
    kept = (one for one in order.shipments if one.status is not ShipmentStatus.CANCELLED)
    return tuple(shipment for shipment in kept if not shipment.is_return)


def left(order: OrderState) -> tuple[Shipment, ...]:
    return tuple(one for one in outgoing(order) if one.status is ShipmentStatus.DONE)


def last_left_at(order: OrderState) -> datetime | None:
    return max((shipment.done_at for shipment in left(order) if shipment.done_at), default=None)
