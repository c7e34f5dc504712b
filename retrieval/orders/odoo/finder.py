"""Looking for orders by what people call them."""

from dataclasses import dataclass

from retrieval.odoo.errors import OdooAccessDenied
from retrieval.orders.odoo.faults import told_as_unavailable
from retrieval.orders.odoo.finding import CANDIDATES, candidates, kinds_of, numbers_meant
from retrieval.orders.odoo.listing import NEWEST
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain, Sight
from retrieval.orders.odoo.specification import INVOICE_NAMES, NAMES_OF_ORDER
from retrieval.orders.odoo.values import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Within the orders the asker sees."""

    reading: Reading
    sight: Sight

    async def last(self) -> tuple[str, ...]:
        with told_as_unavailable():
            rows = await self._ask([], limit=1, with_invoices=False)
        return tuple(row["name"] for row in rows)

    async def find(self, kind: str, value: str) -> tuple[str, ...]:
        """Return the numbers of the orders meant, the newer first within a kind."""
        kinds = self._kinds(kind)
        with told_as_unavailable():
            try:
                return await self._among(kinds, value)
            except OdooAccessDenied:  # invoices may be out of reach; the rest need not be
                return await self._among(tuple(one for one in kinds if one != "invoice"), value)

    def _kinds(self, kind: str) -> tuple[str, ...]:
        """Who may not see invoices finds no order by the number of one."""
        kinds = kinds_of(kind)
        return kinds if self.sight.invoices is not None else tuple(one for one in kinds if one != "invoice")

    async def _among(self, kinds: tuple[str, ...], value: str) -> tuple[str, ...]:
        domain = candidates(kinds, value, self.sight.invoices or ())
        if domain is None:
            return ()
        rows = await self._ask(domain, limit=CANDIDATES, with_invoices="invoice" in kinds)
        return numbers_meant(kinds, value, rows)

    async def _ask(self, domain: Domain, *, limit: int, with_invoices: bool) -> list[Row]:
        query = Query(
            model="sale.order",
            domain=self.sight.orders + domain,
            specification=NAMES_OF_ORDER | INVOICE_NAMES if with_invoices else NAMES_OF_ORDER,
            order=NEWEST,
            limit=limit,
            context=self.sight.context,
        )
        return await self.reading.ask(query)
