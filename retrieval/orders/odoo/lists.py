"""Lists of orders: exact where they can be read whole, paged by Odoo where there are too many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from retrieval.orders.filtering import attention, matches, newest
from retrieval.orders.odoo.listing import Narrowing, narrowing
from retrieval.orders.odoo.orders import OrderRow
from retrieval.orders.odoo.reading import Reading
from retrieval.orders.odoo.scope import Sight
from retrieval.orders.odoo.states import StateReader
from retrieval.orders.source import OrderFilter, OrderPage
from retrieval.orders.state import OrderState

READ_WHOLE = 300
"""Orders that are read whole for one list."""
MOST_LOOKED_THROUGH = 1000
"""Orders looked through, the most urgent first, for something that Odoo itself does not know."""

NOTHING = OrderPage(orders=(), total=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReader:
    reading: Reading
    states: StateReader
    zone: ZoneInfo
    read_whole: int

    async def page(self, wanted: OrderFilter, sight: Sight, now: datetime) -> OrderPage:
        found = narrowing(wanted, now, self.zone)
        if found is None:
            return NOTHING
        wide = sight.orders + found.wide
        if await self.reading.count("sale.order", wide, sight.context) <= self.read_whole:
            rows = await self.states.rows(found.wide, sight)
            return await self._sorted_page(rows, wanted, sight, now)
        if wanted.reason is not None:
            return await self._looked_through(found, wanted, sight, now)
        return await self._paged(found, wanted, sight)

    async def _sorted_page(
        self, rows: Sequence[OrderRow], wanted: OrderFilter, sight: Sight, now: datetime
    ) -> OrderPage:
        plain = replace(wanted, reason=None)
        chosen = [row for row in rows if matches(row.state, plain, now, self.zone)]
        if wanted.reason is not None:
            chosen = await self._with_reason(chosen, wanted, sight, now)
        if wanted.newest_first:
            chosen.sort(key=lambda row: newest(row.state), reverse=True)
        else:
            chosen.sort(key=lambda row: attention(row.state))
        shown = chosen[wanted.offset : wanted.offset + wanted.limit]
        return OrderPage(orders=await self.states.supplied(shown, sight), total=len(chosen))

    async def _with_reason(
        self, rows: Sequence[OrderRow], wanted: OrderFilter, sight: Sight, now: datetime
    ) -> list[OrderRow]:
        """Return the rows with the reason, which only the supply can tell."""
        states = await self.states.supplied(rows, sight)
        return [
            row for row, state in zip(rows, states, strict=True) if matches(state, wanted, now, self.zone)
        ]

    async def _paged(self, found: Narrowing, wanted: OrderFilter, sight: Sight) -> OrderPage:
        total = await self.reading.count("sale.order", sight.orders + found.close, sight.context)
        rows = await self.states.rows(
            found.close, sight, order=found.order, limit=wanted.limit, offset=wanted.offset
        )
        return OrderPage(orders=await self.states.supplied(rows, sight), total=total)

    async def _looked_through(
        self, found: Narrowing, wanted: OrderFilter, sight: Sight, now: datetime
    ) -> OrderPage:
        """Look through the most urgent orders; the total counts what was found among them."""
        chosen: list[OrderRow] = []
        for offset in range(0, MOST_LOOKED_THROUGH, self.read_whole):
            rows = await self.states.rows(
                found.close, sight, order=found.order, limit=self.read_whole, offset=offset
            )
            chosen += await self._with_reason(rows, wanted, sight, now)
            if len(rows) < self.read_whole:
                break
        shown = chosen[wanted.offset : wanted.offset + wanted.limit]
        return OrderPage(orders=await self.states.supplied(shown, sight), total=len(chosen))


def urgent_page(states: Sequence[OrderState], most: int) -> OrderPage:
    rows = sorted(states, key=attention)
    return OrderPage(orders=tuple(rows[:most]), total=len(rows))
