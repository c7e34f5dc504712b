"""The supply behind short lines: what is there, what comes, and who else wants it, of one company."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.odoo.errors import OdooAccessDenied
from retrieval.orders.allocation import NOTHING, Incoming, Share, Supply
from retrieval.orders.odoo.coming import Receipt, receipts_of, requests_of, summed
from retrieval.orders.odoo.demands import Wish, wishes_of
from retrieval.orders.odoo.faults import told_as_unavailable
from retrieval.orders.odoo.handing_out import supply_from
from retrieval.orders.odoo.moves import OPEN
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain, context_of
from retrieval.orders.odoo.specification import DEMAND, QUANTITY, RECEIPT, REQUEST, Specification
from retrieval.orders.odoo.stock import stock_of
from retrieval.orders.odoo.values import Row
from retrieval.orders.state import StockAt

REQUESTS = ("draft", "sent", "to approve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    """Of some products. `purchases_are_known` is False when the user may not read purchases."""

    supply: Supply
    wishes: tuple[Wish, ...]
    purchases: frozenset[str]
    """Numbers of all that still bring something."""
    purchases_are_known: bool

    def orders_served_by(self, purchase: str) -> set[int]:
        """Return the ids of the orders to which this purchase brings something."""
        return {
            wish.order_id
            for wish in self.wishes
            if any(part.purchase == purchase for part in self.share_of(wish).inbound)
        }

    def share_of(self, wish: Wish) -> Share:
        return self.supply.shares.get((wish.demand.order, wish.demand.line), NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyReader:
    """`with_requests`: requests for quotation count too; Odoo shows them to those who see purchases."""

    reading: Reading
    places: Places
    company: int
    with_requests: bool = True

    async def supplies(self, products: Iterable[int]) -> Supplies:
        """Read everything that decides who gets what of these products. Four calls at once."""
        chosen = sorted(products)
        with told_as_unavailable():
            wishes, stock, receipts = await asyncio.gather(
                self._wishes(chosen), self.stock(chosen), self.receipts(chosen)
            )
        return Supplies(
            supply=supply_from(wishes, receipts or [], stock),
            wishes=tuple(wishes),
            purchases=frozenset(receipt.incoming.purchase for receipt in receipts or ()),
            purchases_are_known=receipts is not None,
        )

    async def stock(self, products: list[int]) -> dict[str, tuple[StockAt, ...]]:
        domain: Domain = [("product_id", "in", products), ("location_id.usage", "=", "internal")]
        quants = await self._rows("stock.quant", domain, QUANTITY)
        return stock_of(quants, self.company, self.places)

    async def coming(self, products: list[int]) -> tuple[Incoming, ...] | None:
        """Return what is coming, the earliest first; None when the user may not read purchases."""
        receipts = await self.receipts(products)
        return None if receipts is None else summed(receipts)

    async def receipts(self, products: list[int]) -> list[Receipt] | None:
        try:
            moves, lines = await asyncio.gather(self._receipts(products), self._requests(products))
        except OdooAccessDenied:
            return None
        return receipts_of(moves, self.places) + requests_of(lines, self.places)

    async def _wishes(self, products: list[int]) -> list[Wish]:
        domain: Domain = [
            ("product_id", "in", products),
            ("state", "in", OPEN),
            ("sale_line_id.order_id.state", "=", "sale"),
        ]
        return wishes_of(await self._rows("stock.move", domain, DEMAND), self.places)

    async def _receipts(self, products: list[int]) -> list[Row]:
        domain: Domain = [
            ("product_id", "in", products),
            ("state", "in", OPEN),
            ("purchase_line_id", "!=", False),
            ("location_id.usage", "=", "supplier"),
        ]
        return await self.reading.ask(self._query("stock.move", domain, RECEIPT))

    async def _requests(self, products: list[int]) -> list[Row]:
        if not self.with_requests:
            return []
        domain: Domain = [("product_id", "in", products), ("order_id.state", "in", REQUESTS)]
        return await self.reading.ask(self._query("purchase.order.line", domain, REQUEST))

    async def _rows(self, model: str, domain: Domain, specification: Specification) -> list[Row]:
        return await self.reading.rows(self._query(model, domain, specification))

    def _query(self, model: str, domain: Domain, specification: Specification) -> Query:
        mine: Domain = [("company_id", "=", self.company)]
        return Query(
            model=model,
            domain=mine + domain,
            specification=specification,
            context=context_of([self.company]),
        )
