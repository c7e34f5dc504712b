"""The warehouses, and which of their locations goods may be picked from."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain
from retrieval.orders.odoo.specification import Specification
from retrieval.orders.odoo.values import Row, text_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Warehouse:
    id: int
    name: str
    code: str
    company: int
    city: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """`is_pickable`: below the warehouse's stock location, where Odoo reserves from."""

    warehouse: int
    is_hold: bool
    is_pickable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationType:
    """`code`: incoming, outgoing, internal, dropship …"""

    code: str
    warehouse: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """By id. `priority_tags` are the order tags that mark a priority order."""

    warehouses: dict[int, Warehouse]
    locations: dict[int, Location]
    types: dict[int, OperationType]
    priority_tags: frozenset[int]

    def warehouse_name(self, warehouse: int | bool | None) -> str:
        return self.warehouses[warehouse].name if warehouse in self.warehouses else ""

    def warehouse_of_type(self, operation: int | bool) -> str:
        known = self.types.get(operation)
        return self.warehouse_name(known.warehouse) if known else ""

    def code_of_type(self, operation: int | bool) -> str:
        known = self.types.get(operation)
        return known.code if known else ""

    def of_company(self, company: int) -> list[Warehouse]:
        found = [warehouse for warehouse in self.warehouses.values() if warehouse.company == company]
        return sorted(found, key=lambda warehouse: warehouse.name)


async def read_places(reading: Reading, hold_names: Iterable[str], priority_tag: str) -> Places:
    """Read them all; of every company the user Shipmate works as may see."""
    warehouses, locations, types, tags = await asyncio.gather(
        _all(reading, "stock.warehouse", [], _WAREHOUSE),
        _all(reading, "stock.location", [("usage", "=", "internal")], _LOCATION),
        _all(reading, "stock.picking.type", [], {"code": {}, "warehouse_id": {}}),
        _all(reading, "crm.tag", [("name", "=ilike", priority_tag)], {"name": {}}),
    )
    stock = {row["lot_stock_id"] for row in warehouses}
    hold = hold_pattern(hold_names)
    return Places(
        warehouses={row["id"]: _warehouse(row) for row in warehouses},
        locations={row["id"]: location_from(row, stock, hold) for row in locations if row["warehouse_id"]},
        types={
            row["id"]: OperationType(code=row["code"], warehouse=row["warehouse_id"] or None) for row in types
        },
        priority_tags=frozenset(row["id"] for row in tags),
    )


_WAREHOUSE: Specification = {
    "name": {},
    "code": {},
    "company_id": {},
    "lot_stock_id": {},
    "partner_id": {"fields": {"city": {}}},
}
_LOCATION: Specification = {"complete_name": {}, "parent_path": {}, "warehouse_id": {}}


async def _all(reading: Reading, model: str, domain: Domain, specification: Specification) -> list[Row]:
    query = Query(model=model, domain=domain, specification=specification, context={})
    return [row async for page in reading.pages(query) for row in page]


def _warehouse(row: Row) -> Warehouse:
    address = row["partner_id"]
    return Warehouse(
        id=row["id"],
        name=row["name"],
        code=row["code"],
        company=row["company_id"],
        city=text_from(address["city"]) if address else None,
    )


def hold_pattern(names: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(name) for name in names)
    return re.compile(rf"\b(?:{words})\b" if words else r"(?!)", re.IGNORECASE)


def location_from(row: Row, stock: set[int], hold: re.Pattern[str]) -> Location:
    """The first part of a location's name is the warehouse's code: it says nothing of hold."""
    above = {int(part) for part in str(row["parent_path"] or "").split("/") if part}
    _, _, below = str(row["complete_name"]).partition("/")
    return Location(
        warehouse=row["warehouse_id"],
        is_hold=hold.search(below) is not None,
        is_pickable=bool(above & stock),
    )
