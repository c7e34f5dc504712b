"""Which orders want the goods, and how much of them they hold. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.orders.allocation import Demand, Holding
from retrieval.orders.odoo.moves import wanted_by
from retrieval.orders.odoo.orders import URGENT
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.values import Row, moment_from, sku_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What one line of an order wants of one warehouse: short of `demand`, already holding `holding`."""

    order_id: int
    moves: frozenset[int]
    demand: Demand
    holding: Holding


def wishes_of(moves: Iterable[Row], places: Places) -> list[Wish]:
    by_line: dict[tuple[int, str], list[Row]] = {}
    for move in moves:
        place = places.warehouse_of_type(move["picking_type_id"])
        by_line.setdefault((move["sale_line_id"]["id"], place), []).append(move)
    return [_wish(line, warehouse, rows, places) for (line, warehouse), rows in by_line.items()]


def _wish(line: int, warehouse: str, moves: list[Row], places: Places) -> Wish:
    order = moves[0]["sale_line_id"]["order_id"]
    wanted, sku = wanted_by(moves, places), sku_of(moves[0]["product_id"])
    promised_at = moment_from(order["commitment_date"])
    starred = any(move["priority"] == URGENT for move in moves)
    return Wish(
        order_id=order["id"],
        moves=frozenset(move["id"] for move in moves),
        demand=Demand(
            order=order["name"],
            line=line,
            sku=sku,
            warehouse=warehouse,
            quantity=wanted.short,
            priority=starred or bool(places.priority_tags.intersection(order.get("tag_ids", ()))),
            deadline=promised_at,
        ),
        holding=Holding(
            order=order["name"],
            sku=sku,
            warehouse=warehouse,
            quantity=wanted.reserved,
            promised_at=promised_at,
        ),
    )
