"""Reading order states: one nested call for the orders, four more where something is short."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from cachetools import TTLCache

from retrieval.audience import Audience
from retrieval.odoo.errors import OdooAccessDenied
from retrieval.orders.odoo.entitled import entitled
from retrieval.orders.odoo.faults import told_as_unavailable
from retrieval.orders.odoo.kept import Kept
from retrieval.orders.odoo.orders import Mapping, OrderRow
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain, Sight
from retrieval.orders.odoo.specification import INVOICE, INVOICES, ORDER, Specification
from retrieval.orders.odoo.supply import Supplies, SupplyReader
from retrieval.orders.odoo.values import Row
from retrieval.orders.state import OrderState

DENIED_SECONDS = 600.0
"""How long invoices that Odoo refused are not asked for again, by those for whom it did."""


class StateReader:
    """`url` is Odoo's address, `portal_url` the one customers use."""

    def __init__(
        self, reading: Reading, places: Kept[None, Places], *, zone: ZoneInfo, url: str, portal_url: str
    ) -> None:
        self._reading, self._places = reading, places
        self._zone, self._url, self._portal_url = zone, url, portal_url
        self._without_invoices: TTLCache[Audience, bool] = TTLCache(256, DENIED_SECONDS)

    async def rows(
        self,
        domain: Domain,
        sight: Sight,
        *,
        order: str = "id",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[OrderRow]:
        """Return those orders of a domain that are the asker's to see, without their supply."""
        query = Query(
            model="sale.order",
            domain=sight.orders + domain,
            specification=entitled("sale.order", ORDER, sight.audience),
            order=order,
            limit=limit,
            offset=offset,
            context=sight.context,
        )
        with told_as_unavailable():
            places, found = await asyncio.gather(self._places.get(None), self._ask(query, sight))
        mapping = Mapping(places=places, zone=self._zone, url=self._url, portal_url=self._portal_url)
        return [mapping.order(row) for row in found]

    async def supplied(self, rows: Sequence[OrderRow], sight: Sight) -> tuple[OrderState, ...]:
        """Return the states with what is known of their shortages, in the order of the rows."""
        wanted: dict[int, set[int]] = {}
        for row in rows:
            if short := row.short_products():
                wanted.setdefault(row.state.company_id, set()).update(short)
        found = await asyncio.gather(*(self.supplies(*one, sight) for one in wanted.items()))
        supplies = dict(zip(wanted, found, strict=True))
        return tuple(_supplied(row, supplies.get(row.state.company_id)) for row in rows)

    async def supplies(self, company: int, products: set[int], sight: Sight) -> Supplies:
        reader = SupplyReader(
            reading=self._reading,
            places=await self._places.get(None),
            company=company,
            with_requests=sight.purchases,
        )
        return await reader.supplies(products)

    async def _ask(self, query: Query, sight: Sight) -> list[Row]:
        """Ask with the invoices; without them when the user or the asker may not read those."""
        if sight.audience not in self._without_invoices and sight.invoices is not None:
            try:
                return await self._with_invoices(query, sight.invoices)
            except OdooAccessDenied:
                self._without_invoices[sight.audience] = True
        return await self._reading.ask(query)

    async def _with_invoices(self, query: Query, theirs: Domain) -> list[Row]:
        """A nested read knows no domain: where not all invoices are theirs, they are asked for apart."""
        if not theirs:
            return await self._reading.ask(replace(query, specification=query.specification | INVOICES))
        ids: Specification = {"invoice_ids": {}}
        rows = await self._reading.ask(replace(query, specification=query.specification | ids))
        wanted = sorted({invoice for row in rows for invoice in row["invoice_ids"]})
        invoices = Query(
            model="account.move",
            domain=[("id", "in", wanted), *theirs],
            specification=INVOICE,
            context=query.context,
        )
        found = {row["id"]: row for row in await self._reading.ask(invoices)} if wanted else {}
        return [
            row | {"invoice_ids": [found[one] for one in row["invoice_ids"] if one in found]} for row in rows
        ]


def _supplied(row: OrderRow, supplies: Supplies | None) -> OrderState:
    if supplies is None or not row.short_products():
        return row.state
    state = row.supplied(supplies.supply)
    if supplies.purchases_are_known:
        return state
    return replace(state, withheld=state.withheld | {"line.inbound"})
