"""The deliveries of an order. Pure."""

from datetime import UTC, datetime

from retrieval.orders.odoo.moves import amount, feeds_another, is_open
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.values import ZERO, Row, moment_from, name_of, product_name_of, sku_of, text_from
from retrieval.orders.state import Shipment, ShipmentLine, ShipmentStatus

NEVER = datetime.max.replace(tzinfo=UTC)


def shipments_of(order: Row, places: Places) -> tuple[Shipment, ...]:
    """Return what left, what is still to leave and what came back, oldest first."""
    rows = [row for row in order["picking_ids"] if _concerns_the_customer(row, order["picking_ids"], places)]
    place = {line["id"]: at for at, line in enumerate(order["order_line"])}
    found = [(row["id"], _shipment(row, places, place)) for row in rows]
    found.sort(key=lambda pair: (pair[1].done_at or NEVER, pair[0]))
    return tuple(shipment for _, shipment in found)


def _concerns_the_customer(row: Row, siblings: list[Row], places: Places) -> bool:
    """Picking and packing count only as long as no delivery exists yet that goes on with the goods."""
    if places.code_of_type(row["picking_type_id"]) != "internal":
        return True
    moves = [move for sibling in siblings for move in sibling["move_ids"]]
    return any(is_open(move) and not feeds_another(move, moves) for move in row["move_ids"])


def _shipment(row: Row, places: Places, place: dict[int, int]) -> Shipment:
    """`place` says where on the order a line stands: the delivery's lines come in that order."""
    status = ShipmentStatus(row["state"])
    moves = sorted(row["move_ids"], key=lambda move: place.get(move["sale_line_id"], len(place)))
    lines = (_line(move, status) for move in moves if _counts(move, status))
    link = text_from(row["carrier_tracking_url"])
    return Shipment(
        name=row["name"],
        warehouse=places.warehouse_of_type(row["picking_type_id"]),
        status=status,
        lines=tuple(line for line in lines if line.quantity > 0),
        scheduled_at=moment_from(row["scheduled_date"]),
        deadline_at=moment_from(row["date_deadline"]),
        done_at=moment_from(row["date_done"]) if status is ShipmentStatus.DONE else None,
        carrier=name_of(row["carrier_id"]),
        tracking=text_from(row["carrier_tracking_ref"]),
        tracking_url=link if link and link.startswith(("http://", "https://")) else None,
        backorder_of=name_of(row["backorder_id"]),
        is_return=places.code_of_type(row["picking_type_id"]) == "incoming",
    )


def _counts(move: Row, status: ShipmentStatus) -> bool:
    """What was struck off a delivery did not leave with it."""
    return move["state"] != "cancel" or status is ShipmentStatus.CANCELLED


def _line(move: Row, status: ShipmentStatus) -> ShipmentLine:
    wanted, held = amount(move, "product_uom_qty"), amount(move, "quantity")
    is_done = status is ShipmentStatus.DONE
    return ShipmentLine(
        sku=sku_of(move["product_id"]),
        product=product_name_of(move["product_id"]),
        quantity=held if is_done else wanted,
        reserved=ZERO if status is ShipmentStatus.CANCELLED else held if is_done else min(held, wanted),
        picked=bool(move["picked"]),
    )
