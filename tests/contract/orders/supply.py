"""Purchases, products and customers, and the orders behind them."""

from datetime import datetime
from decimal import Decimal

import pytest

from retrieval.audience import Audience
from retrieval.orders.source import OrderSource
from tests.contract.orders.base import OverTheSandboxData


class Supply(OverTheSandboxData):
    async def test_a_purchase_names_the_orders_it_will_serve_earliest_promise_first(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        page = await source.waiting_for_purchase("P00113", staff, now)
        assert page is not None
        numbers = [order.number for order in page.orders]
        assert numbers[:2] == ["S00150", "S00120"]
        assert "S00137" in numbers
        assert page.total >= len(numbers)

    @pytest.mark.parametrize("purchase", ["P99999", "P00114", "P00110"])
    async def test_there_is_no_open_purchase_of_that_number(
        self, purchase: str, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        assert await source.waiting_for_purchase(purchase, staff, now) is None

    async def test_a_purchase_that_nobody_waits_for_is_an_empty_list(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        page = await source.waiting_for_purchase("P00111", staff, now)
        assert page is not None
        assert (page.orders, page.total) == ((), 0)

    async def test_a_product_names_the_orders_that_wait_for_it(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        page = await source.waiting_for_product("SAW-5030", staff, now)
        assert [order.number for order in page.orders] == ["S00130", "S00131"]

    async def test_a_product_knows_where_how_many_are_and_what_comes(
        self, source: OrderSource, staff: Audience
    ) -> None:
        gloves, batteries = await source.products(("GLV-1040", "BAT-4100", "XXX-0000"), staff)
        at = {place.warehouse: place for place in gloves.stock}
        assert (at["WH-North"].on_hand, at["WH-North"].free) == (Decimal(20), Decimal(0))
        assert at["WH-South"].free == 150
        assert [(r.purchase, int(r.quantity)) for r in gloves.receipts] == [("P00101", 200)]
        assert gloves.substitutes == (("GLV-1050", "Nitrile gloves L, powder-free"),)
        assert {place.warehouse: place.on_hold for place in batteries.stock}["WH-North"] == 30

    async def test_a_receipt_that_came_in_part_brings_the_rest(
        self, source: OrderSource, staff: Audience
    ) -> None:
        [light] = await source.products(("LGT-6010",), staff)
        assert [(r.purchase, int(r.quantity), r.confirmed) for r in light.receipts] == [("P00111", 25, True)]

    async def test_a_customer_has_their_open_orders_and_terms(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        auwald = await self.id_of(source, staff, "customer", "Auwald Kliniken gGmbH")
        state = await source.customer(auwald, staff, now)
        assert state is not None
        assert "S00103" in {order.number for order in state.open_orders}
        assert state.open_count >= len(state.open_orders)
        assert state.late_count >= 1
        assert (state.payment_terms, state.salesperson) == ("45 days net", "Nora Albers")
