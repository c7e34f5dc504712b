"""A purchase by its number."""

from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.orders.odoo.finding import pattern_of
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain, context_of
from retrieval.orders.odoo.specification import Specification
from retrieval.orders.spellings import key

_PURCHASE: Specification = {
    "name": {},
    "company_id": {},
    "order_line": {"fields": {"product_id": {}}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    number: str
    company: int
    products: frozenset[int]


async def open_purchase(reading: Reading, number: str, companies: Iterable[int]) -> Purchase | None:
    """Return a purchase of these companies that was not cancelled, whatever the spelling of its number."""
    pattern = pattern_of(number)
    if pattern is None:
        return None
    domain: Domain = [
        ("company_id", "in", sorted(companies)),
        ("state", "!=", "cancel"),
        ("name", "=ilike", pattern),
    ]
    rows = await reading.rows(
        Query(
            model="purchase.order",
            domain=domain,
            specification=_PURCHASE,
            context=context_of(companies),
        )
    )
    row = next((row for row in rows if key(row["name"]) == key(number)), None)
    if row is None:
        return None
    products = frozenset(line["product_id"] for line in row["order_line"] if line["product_id"])
    return Purchase(number=row["name"], company=row["company_id"], products=products)
