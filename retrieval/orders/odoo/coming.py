"""What purchases still bring. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from retrieval.orders.allocation import Incoming, arrival
from retrieval.orders.odoo.moves import amount
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.values import Row, in_units_of, moment_from, name_of, sku_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`for_moves` are the deliveries it was bought for (make to order); empty for goods bought to stock."""

    incoming: Incoming
    for_moves: frozenset[int]


def receipts_of(moves: Iterable[Row], places: Places) -> list[Receipt]:
    """Return the open receipts of confirmed purchases."""
    return [_receipt(move, places) for move in moves]


def requests_of(lines: Iterable[Row], places: Places) -> list[Receipt]:
    """Return what requests for quotation would bring."""
    return [_request(line, places) for line in lines]


def _receipt(move: Row, places: Places) -> Receipt:
    purchase = move["purchase_line_id"]["order_id"]
    incoming = Incoming(
        purchase=purchase["name"],
        sku=sku_of(move["product_id"]),
        warehouse=places.warehouse_of_type(move["picking_type_id"]),
        quantity=amount(move, "product_uom_qty"),
        expected_at=moment_from(move["date"]),
        supplier=name_of(purchase["partner_id"]),
    )
    return Receipt(incoming=incoming, for_moves=frozenset(move["move_dest_ids"]))


def _request(line: Row, places: Places) -> Receipt:
    purchase = line["order_id"]
    incoming = Incoming(
        purchase=purchase["name"],
        sku=sku_of(line["product_id"]),
        warehouse=places.warehouse_of_type(purchase["picking_type_id"]),
        quantity=in_units_of(line["product_id"], line["product_qty"], line["product_uom_id"]),
        expected_at=moment_from(line["date_planned"]),
        supplier=name_of(purchase["partner_id"]),
        confirmed=False,
    )
    return Receipt(incoming=incoming, for_moves=frozenset(line["move_dest_ids"]))


def summed(receipts: Iterable[Receipt]) -> tuple[Incoming, ...]:
    """Return what each purchase brings on one day of one product, the earliest first."""
    sums: dict[tuple[object, ...], Incoming] = {}
    for receipt in receipts:
        one = receipt.incoming
        key = (one.purchase, one.sku, one.warehouse, one.expected_at, one.confirmed)
        before = sums.get(key)
        sums[key] = replace(one, quantity=one.quantity + before.quantity) if before else one
    return tuple(sorted(sums.values(), key=arrival))
