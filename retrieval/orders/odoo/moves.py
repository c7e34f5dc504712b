"""What the open moves of an order's line still want and have reserved. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.values import ZERO, Row, in_units_of

OPEN = ("waiting", "confirmed", "partially_available", "assigned")
"""States of a `stock.move`; a draft one wants nothing yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    quantity: Decimal
    reserved: Decimal

    @property
    def short(self) -> Decimal:
        return max(self.quantity - self.reserved, ZERO)


def wanted_by(moves: Iterable[Row], places: Places) -> Wanted:
    """Return what open moves of one line and warehouse want in all, in the product's unit.

    Goods that pass several steps (pick, pack, out) are wanted once, by the last step there is yet, and
    reserved in one step at a time.
    """
    leaving = [move for move in moves if is_open(move) and not _comes_in(move, places)]
    last = [move for move in leaving if not feeds_another(move, leaving)]
    quantity = sum((amount(move, "product_uom_qty") for move in last), ZERO)
    reserved = sum((amount(move, "quantity") for move in leaving), ZERO)
    return Wanted(quantity=quantity, reserved=min(reserved, quantity))


def feeds_another(move: Row, moves: Iterable[Row]) -> bool:
    """True when one of the open moves goes on with the goods of this one."""
    following = set(move["move_dest_ids"])
    return any(other["id"] in following and is_open(other) for other in moves)


def amount(move: Row, name: str) -> Decimal:
    return in_units_of(move["product_id"], move[name], move["product_uom"])


def is_open(move: Row) -> bool:
    return move["state"] in OPEN


def _comes_in(move: Row, places: Places) -> bool:
    return places.code_of_type(move["picking_type_id"]) == "incoming"
