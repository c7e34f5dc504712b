"""What the open moves of an order's line still want and have reserved. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.values import ZERO, Row, in_units_of

OPEN = ("waiting", "confirmed", "partially_available", "assigned")
"""States of a `stock.move`; a draft one wants nothing yet."""
OUTGOING = frozenset({"outgoing", "dropship"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    quantity: Decimal
    reserved: Decimal

    @property
    def short(self) -> Decimal:
        return max(self.quantity - self.reserved, ZERO)


def wanted_by(moves: Iterable[Row], places: Places) -> Wanted:
    """Return what open moves of one line and warehouse want in all, in the product's unit.

    Goods that pass several steps (pick, pack, out) are wanted once and reserved in one step at a time: what
    the last step wants counts, and what any step has reserved.
    """
    leaving = [move for move in moves if _is_open(move) and not _comes_in(move, places)]
    last = [move for move in leaving if places.code_of_type(move["picking_type_id"]) in OUTGOING] or leaving
    quantity = sum((amount(move, "product_uom_qty") for move in last), ZERO)
    reserved = sum((amount(move, "quantity") for move in leaving), ZERO)
    return Wanted(quantity=quantity, reserved=min(reserved, quantity))


def amount(move: Row, name: str) -> Decimal:
    return in_units_of(move["product_id"], move[name], move["product_uom"])


def _is_open(move: Row) -> bool:
    return move["state"] in OPEN


def _comes_in(move: Row, places: Places) -> bool:
    return places.code_of_type(move["picking_type_id"]) == "incoming"
