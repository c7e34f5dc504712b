"""Where the records of the data are in Odoo: ids by the names the data uses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Warehouse:
    id: int
    company: int
    stock: int
    """The location goods are picked from."""
    hold: int
    """The location nobody may pick from."""
    receipts: int
    """Operation types: receipts and deliveries."""
    deliveries: int
    route: int
    """The route that delivers from here; on an order's line it overrules the order's warehouse."""


@dataclass(slots=True, kw_only=True)
class Directory:
    companies: dict[int, int] = field(default_factory=dict)
    """By the data's own number of the company."""
    warehouses: dict[str, Warehouse] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)
    partners: dict[str, int] = field(default_factory=dict)
    """Customers, their contacts, and suppliers."""
    carriers: dict[str, int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)
    """Variants by SKU."""
    priority_tag: int = 0


def of_company(rows: Iterable[Json], number: int) -> list[Json]:
    return [row for row in rows if row["company"] == number]


def batches(rows: list[Json], size: int) -> Iterator[list[Json]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
