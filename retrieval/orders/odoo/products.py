"""Products: how many are where, what comes, and what may stand in for them."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.orders.allocation import Incoming, arrival
from retrieval.orders.odoo.faults import told_as_unavailable
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain, context_of
from retrieval.orders.odoo.skus import products_of
from retrieval.orders.odoo.specification import stated_product
from retrieval.orders.odoo.supply import SupplyReader
from retrieval.orders.odoo.values import ZERO, Row, product_name_of, sku_of
from retrieval.orders.state import ProductState, Receipt, StockAt


@dataclass(frozen=True, slots=True, kw_only=True)
class _InCompany:
    company: int
    stock: dict[str, tuple[StockAt, ...]]
    coming: tuple[Incoming, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductReader:
    """`substitutes_field` is the field of the product that names its substitutes; empty for none."""

    reading: Reading
    places: Places
    substitutes_field: str
    with_requests: bool = True

    async def products(
        self, skus: Iterable[str], companies: frozenset[int], *, with_stock: bool
    ) -> tuple[ProductState, ...]:
        """Return these companies' products in the order asked, with their stock and receipts if wanted."""
        wanted = tuple(dict.fromkeys(sku.upper() for sku in skus))
        rows = {sku_of(row).upper(): row for row in await self._rows(wanted, companies)}
        chosen = [rows[sku] for sku in wanted if sku in rows]
        goods = [row["id"] for row in chosen if row["type"] == "consu"]
        holders = sorted(companies) if with_stock else []
        found = await asyncio.gather(*(self._in(company, goods) for company in holders))
        return tuple(self._state(row, found) for row in chosen)

    async def ids_of(self, sku: str, companies: Iterable[int]) -> set[int]:
        return {row["id"] for row in await self._rows((sku,), companies)}

    async def _rows(self, skus: tuple[str, ...], companies: Iterable[int]) -> list[Row]:
        """Return the products with these codes, in a catalogue common to all or of one of the companies."""
        of_company: Domain = [("company_id", "in", [False, *sorted(companies)])]
        return await self.reading.rows(
            Query(
                model="product.product",
                domain=of_company + products_of(skus),
                specification=stated_product(self.substitutes_field),
                context=context_of(companies),
            )
        )

    async def _in(self, company: int, products: list[int]) -> _InCompany:
        reader = SupplyReader(
            reading=self.reading,
            places=self.places,
            company=company,
            with_requests=self.with_requests,
        )
        with told_as_unavailable():
            stock, coming = await asyncio.gather(reader.stock(products), reader.coming(products))
        return _InCompany(company=company, stock=stock, coming=coming)

    def _state(self, row: Row, found: list[_InCompany]) -> ProductState:
        sku = sku_of(row)
        is_goods = row["type"] == "consu"
        coming = [one for here in found for one in here.coming or () if one.sku == sku]
        return ProductState(
            sku=sku,
            name=product_name_of(row),
            unit=row["uom_id"]["name"],
            stock=tuple(place for here in found for place in self._stock(here, sku) if is_goods),
            receipts=tuple(_receipt(one) for one in sorted(coming, key=arrival)),
            substitutes=self._substitutes(row),
            withheld=frozenset({"receipts"} if any(here.coming is None for here in found) else ()),
        )

    def _stock(self, here: _InCompany, sku: str) -> tuple[StockAt, ...]:
        """Say of every warehouse what it has, also when that is nothing."""
        return here.stock.get(sku) or tuple(
            StockAt(warehouse=warehouse.name, on_hand=ZERO, free=ZERO)
            for warehouse in self.places.of_company(here.company)
        )

    def _substitutes(self, row: Row) -> tuple[tuple[str, str], ...]:
        variants = [other["product_variant_id"] for other in row.get(self.substitutes_field, ())]
        return tuple((sku_of(variant), product_name_of(variant)) for variant in variants if variant)


def _receipt(incoming: Incoming) -> Receipt:
    return Receipt(
        purchase=incoming.purchase,
        warehouse=incoming.warehouse,
        quantity=incoming.quantity,
        expected_at=incoming.expected_at,
        supplier=incoming.supplier,
        confirmed=incoming.confirmed,
    )
