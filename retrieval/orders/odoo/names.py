"""The names of customers, products, warehouses, carriers and salespeople in Odoo."""

import asyncio
from dataclasses import dataclass
from itertools import chain

from retrieval.audience import Audience
from retrieval.classes.rules import sees_orders
from retrieval.orders.data_classes import PERSON, may_see
from retrieval.orders.odoo.naming import short_names
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain, context_of
from retrieval.orders.odoo.specification import Specification
from retrieval.orders.odoo.values import Row, product_name_of, sku_of, text_from
from retrieval.orders.source import NamedRecord

_CUSTOMER: Specification = {
    "name": {},
    "is_company": {},
    "child_ids": {"fields": {"name": {}, "type": {}}},
}
_PRODUCT: Specification = {"default_code": {}, "display_name": {}}


@dataclass(frozen=True, slots=True)
class NamesScope:
    """What of an asker decides which names they may say; equal for many askers."""

    is_staff: bool
    companies: frozenset[int]
    customer_ids: frozenset[int]
    may_name_persons: bool
    sees_orders: bool

    @classmethod
    def of(cls, audience: Audience) -> "NamesScope":
        return cls(
            is_staff=audience.is_staff,
            companies=audience.companies,
            customer_ids=audience.customer_ids if audience.kind == "customer" else frozenset(),
            may_name_persons=may_see(PERSON, audience),
            sees_orders=sees_orders(audience),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesReader:
    reading: Reading
    places: Places

    async def names(self, scope: NamesScope) -> tuple[NamedRecord, ...]:
        """Products and carriers are for everybody; customers for staff, and each customer for themselves."""
        customers, products, carriers, people = await asyncio.gather(
            self._customers(scope), self._products(scope), self._carriers(scope), self._salespeople(scope)
        )
        return tuple(chain(customers, products, carriers, self._warehouses(scope), people))

    async def _customers(self, scope: NamesScope) -> list[NamedRecord]:
        ids = await self._customer_ids(scope)
        if not ids:
            return []
        domain: Domain = [("id", "in", sorted(ids))]
        rows = await self._rows("res.partner", domain, _CUSTOMER, scope)
        is_own = not scope.is_staff
        return [_customer(row) for row in rows if is_own or row["is_company"] or scope.may_name_persons]

    async def _customer_ids(self, scope: NamesScope) -> set[int]:
        """Return the commercial partners with an order in the companies."""
        if not scope.is_staff:
            return set(scope.customer_ids)
        if not scope.companies:
            return set()
        domain: Domain = [("company_id", "in", sorted(scope.companies))]
        partners = await self.reading.group("sale.order", domain, "partner_id", context_of(scope.companies))
        fields: Specification = {"commercial_partner_id": {}}
        rows = await self._rows("res.partner", [("id", "in", partners)], fields, scope)
        return {row["commercial_partner_id"] for row in rows}

    async def _products(self, scope: NamesScope) -> list[NamedRecord]:
        domain: Domain = [("sale_ok", "=", True), *_common_or_of(scope)]
        rows = await self._rows("product.product", domain, _PRODUCT, scope)
        return [
            NamedRecord(
                kind="product",
                id=row["id"],
                name=product_name_of(row),
                key=sku_of(row),
                aliases=(sku_of(row),),
            )
            for row in rows
        ]

    async def _carriers(self, scope: NamesScope) -> list[NamedRecord]:
        if scope.is_staff and not scope.sees_orders:
            return []
        rows = await self._rows("delivery.carrier", _common_or_of(scope), {"name": {}}, scope)
        return [_plain("carrier", row) for row in rows if text_from(row["name"])]

    async def _salespeople(self, scope: NamesScope) -> list[NamedRecord]:
        if not (scope.is_staff and scope.companies):
            return []
        domain: Domain = [("company_id", "in", sorted(scope.companies)), ("user_id", "!=", False)]
        users = await self.reading.group("sale.order", domain, "user_id", context_of(scope.companies))
        rows = await self._rows("res.users", [("id", "in", users)], {"name": {}}, scope)
        return [_plain("salesperson", row) for row in rows]

    def _warehouses(self, scope: NamesScope) -> list[NamedRecord]:
        companies = sorted(scope.companies) if scope.is_staff else []
        found = [place for company in companies for place in self.places.of_company(company)]
        return [
            NamedRecord(
                kind="warehouse",
                id=place.id,
                name=place.name,
                key=place.name,
                aliases=tuple(alias for alias in (place.code, place.city) if alias),
            )
            for place in found
        ]

    async def _rows(
        self, model: str, domain: Domain, specification: Specification, scope: NamesScope
    ) -> list[Row]:
        query = Query(
            model=model, domain=domain, specification=specification, context=context_of(scope.companies)
        )
        return [row async for page in self.reading.pages(query) for row in page]


def _common_or_of(scope: NamesScope) -> Domain:
    """A record of no company is common to all."""
    return [("company_id", "in", [False, *sorted(scope.companies)])]


def _customer(row: Row) -> NamedRecord:
    contacts = [child["name"] for child in row["child_ids"] if text_from(child["name"])]
    aliases = [*short_names(row["name"]), *contacts] if row["is_company"] else contacts
    return NamedRecord(
        kind="customer",
        id=row["id"],
        name=row["name"],
        key=row["name"],
        aliases=tuple(dict.fromkeys(aliases)),
        is_company=bool(row["is_company"]),
    )


def _plain(kind: str, row: Row) -> NamedRecord:
    return NamedRecord(kind=kind, id=row["id"], name=row["name"], key=row["name"])
