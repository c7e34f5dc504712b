"""Reading order states: one nested call for the orders, four more where something is short."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from retrieval.odoo.errors import OdooAccessDenied
from retrieval.orders.odoo.faults import told_as_unavailable
from retrieval.orders.odoo.kept import Kept
from retrieval.orders.odoo.orders import Mapping, OrderRow
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain
from retrieval.orders.odoo.specification import INVOICES, ORDER
from retrieval.orders.odoo.supply import Supplies, SupplyReader
from retrieval.orders.odoo.values import Row
from retrieval.orders.state import OrderState


class StateReader:
    """`url` is Odoo's address, `portal_url` the one customers use."""

    def __init__(
        self, reading: Reading, places: Kept[None, Places], *, zone: ZoneInfo, url: str, portal_url: str
    ) -> None:
        self._reading, self._places = reading, places
        self._zone, self._url, self._portal_url = zone, url, portal_url
        self._may_read_invoices = True

    async def rows(
        self,
        domain: Domain,
        context: dict[str, Any],
        *,
        order: str = "id",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[OrderRow]:
        """Return the orders of a domain without their supply."""
        query = Query(
            model="sale.order",
            domain=domain,
            specification=ORDER | INVOICES,
            order=order,
            limit=limit,
            offset=offset,
            context=context,
        )
        with told_as_unavailable():
            places, found = await asyncio.gather(self._places.get(None), self._ask(query))
        mapping = Mapping(places=places, zone=self._zone, url=self._url, portal_url=self._portal_url)
        return [mapping.order(row) for row in found]

    async def supplied(self, rows: Sequence[OrderRow]) -> tuple[OrderState, ...]:
        """Return the states with what is known of their shortages, in the order of the rows."""
        wanted: dict[int, set[int]] = {}
        for row in rows:
            if short := row.short_products():
                wanted.setdefault(row.state.company_id, set()).update(short)
        found = await asyncio.gather(*(self.supplies(*one) for one in wanted.items()))
        supplies = dict(zip(wanted, found, strict=True))
        return tuple(_supplied(row, supplies.get(row.state.company_id)) for row in rows)

    async def supplies(self, company: int, products: set[int]) -> Supplies:
        places = await self._places.get(None)
        return await SupplyReader(reading=self._reading, places=places, company=company).supplies(products)

    async def _ask(self, query: Query) -> list[Row]:
        """Ask with the invoices; without them when the user may not read those."""
        if self._may_read_invoices:
            try:
                return await self._reading.ask(query)
            except OdooAccessDenied:
                pass
        found = await self._reading.ask(replace(query, specification=ORDER))
        self._may_read_invoices = False
        return found


def _supplied(row: OrderRow, supplies: Supplies | None) -> OrderState:
    if supplies is None or not row.short_products():
        return row.state
    state = row.supplied(supplies.supply)
    if supplies.purchases_are_known:
        return state
    return replace(state, withheld=state.withheld | {"line.inbound"})
