"""Reasons of the deliveries: what lies ready, what left, what came back, and why there are several."""

from collections.abc import Iterator
from decimal import Decimal

from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.standing import came_back, gone, still_to_leave
from retrieval.orders.state import OrderState, Shipment, ShipmentLine

ZERO = Decimal(0)


def reasons_of_shipping(order: OrderState) -> Iterator[Reason]:
    for shipment in still_to_leave(order):
        if shipment.is_reserved:
            yield _lies_ready(shipment)
    for shipment in gone(order):
        if not shipment.tracking:
            yield _about(shipment, ReasonCode.LEFT_WITHOUT_TRACKING)
    for shipment in came_back(order):
        yield _about(shipment, ReasonCode.RETURNED)
    yield from _splits(order)


def _lies_ready(shipment: Shipment) -> Reason:
    if any(not row.picked for row in shipment.lines):
        unpicked = _quantity(row for row in shipment.lines if not row.picked)
        return _about(shipment, ReasonCode.READY_NOT_PICKED, unpicked)
    if not shipment.carrier:
        return _about(shipment, ReasonCode.PICKED_WITHOUT_CARRIER)
    return _about(shipment, ReasonCode.AWAITING_COLLECTION)


def _about(shipment: Shipment, code: ReasonCode, quantity: Decimal | None = None) -> Reason:
    return Reason(
        code=code,
        shipment=shipment.name,
        warehouse=shipment.warehouse,
        carrier=shipment.carrier,
        quantity=_quantity(iter(shipment.lines)) if quantity is None else quantity,
        at=shipment.done_at or shipment.scheduled_at,
    )


def _quantity(rows: Iterator[ShipmentLine]) -> Decimal:
    return sum((row.quantity for row in rows), ZERO)


def _splits(order: OrderState) -> Iterator[Reason]:
    parts = gone(order) + still_to_leave(order)
    places: dict[str, Decimal] = {}
    for part in parts:
        places[part.warehouse] = places.get(part.warehouse, ZERO) + _quantity(iter(part.lines))
    if len(places) > 1:
        yield Reason(
            code=ReasonCode.SPLIT_BY_WAREHOUSE,
            warehouses=tuple(sorted(places.items(), key=lambda place: (-place[1], place[0]))),
            quantity=sum(places.values(), ZERO),
            shipments=tuple(part.name for part in parts),
        )
    later = [part for part in parts if part.backorder_of]
    if later:
        yield _by_shortage(later)


def _by_shortage(later: list[Shipment]) -> Reason:
    names = [name for part in later for name in (part.backorder_of or "", part.name)]
    return Reason(
        code=ReasonCode.SPLIT_BY_SHORTAGE,
        quantity=sum((_quantity(iter(part.lines)) for part in later), ZERO),
        shipments=tuple(dict.fromkeys(names)),
    )
