"""The lines of an order. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from retrieval.orders.odoo.moves import wanted_by
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.values import (
    ZERO,
    Row,
    decimal_from,
    in_units_of,
    product_name_of,
    sku_of,
)
from retrieval.orders.state import Line

GOODS = "consu"
"""Odoo's word for products that are moved; anything else is work, or a combination of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line and its ids in Odoo, by which the supply knows it."""

    id: int
    product: int
    line: Line


def lines_of(order: Row, places: Places) -> tuple[LineRow, ...]:
    """Return the lines that order something: no headings, no carriage, no down payments."""
    moves: dict[int, list[Row]] = {}
    for picking in order["picking_ids"]:
        for move in picking["move_ids"]:
            moves.setdefault(move["sale_line_id"], []).append(move)
    return tuple(
        LineRow(
            id=row["id"],
            product=row["product_id"]["id"],
            line=_line(row, order, moves.get(row["id"], ()), places),
        )
        for row in order["order_line"]
        if _orders_something(row)
    )


def _orders_something(row: Row) -> bool:
    return bool(row["product_id"]) and not (
        row["display_type"] or row["is_delivery"] or row["is_downpayment"]
    )


def _line(row: Row, order: Row, moves: Iterable[Row], places: Places) -> Line:
    product = row["product_id"]
    is_service = product["type"] != GOODS
    wanted = wanted_by(moves, places)
    ordered = in_units_of(product, row["product_uom_qty"], row["product_uom_id"])
    return Line(
        sku=sku_of(product),
        product=product_name_of(product),
        unit=product["uom_id"]["name"],
        warehouse="" if is_service else _warehouse(row, order, places),
        ordered=ordered,
        delivered=in_units_of(product, row["qty_delivered"], row["product_uom_id"]),
        reserved=wanted.reserved,
        short=ZERO if is_service else wanted.short,
        is_service=is_service,
        unit_price=_unit_price(row, ordered),
        subtotal=decimal_from(row["price_subtotal"]) if "price_subtotal" in row else None,
    )


def _warehouse(row: Row, order: Row, places: Places) -> str:
    return places.warehouse_name(row["warehouse_id"]) or places.warehouse_name(order["warehouse_id"])


def _unit_price(row: Row, ordered: Decimal) -> Decimal | None:
    """Return the price of the product's unit, also where the line is in dozens of it; None where not read."""
    if "price_unit" not in row:
        return None
    price, quantity = decimal_from(row["price_unit"]), decimal_from(row["product_uom_qty"])
    return price if ordered in (quantity, ZERO) else decimal_from(float(price * quantity / ordered))
