"""What lies in the warehouses. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.values import ZERO, Row, decimal_from, sku_of
from retrieval.orders.state import StockAt


@dataclass(slots=True)
class _Sum:
    on_hand: Decimal = ZERO
    free: Decimal = ZERO
    on_hold: Decimal = ZERO


def stock_of(quants: Iterable[Row], company: int, places: Places) -> dict[str, tuple[StockAt, ...]]:
    """Return what each warehouse of the company has, by SKU; those that have none of it are listed too.

    Goods at the dock, in packing or on hold are on hand but not free.
    """
    sums: defaultdict[str, defaultdict[int, _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    for quant in quants:
        location = places.locations.get(quant["location_id"])
        if location is None:
            continue
        here = sums[sku_of(quant["product_id"])][location.warehouse]
        quantity = decimal_from(quant["quantity"])
        here.on_hand += quantity
        if location.is_hold:
            here.on_hold += quantity
        elif location.is_pickable:
            here.free += quantity - decimal_from(quant["reserved_quantity"])
    return {sku: _in_warehouses(found, company, places) for sku, found in sums.items()}


def _in_warehouses(found: dict[int, _Sum], company: int, places: Places) -> tuple[StockAt, ...]:
    return tuple(
        StockAt(
            warehouse=warehouse.name,
            on_hand=found[warehouse.id].on_hand,
            free=max(found[warehouse.id].free, ZERO),
            on_hold=found[warehouse.id].on_hold,
        )
        for warehouse in places.of_company(company)
    )
