"""Nobody sees more than they may, whatever they ask."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from retrieval.audience import PUBLIC, Audience
from retrieval.orders.source import OrderFilter, OrderSource
from tests.contract.orders.base import EVERY_NUMBER, ORDERS, OverTheSandboxData


class Audiences(OverTheSandboxData):
    async def test_the_public_sees_nothing(self, source: OrderSource, now: datetime) -> None:
        assert await source.orders(("S00101",), PUBLIC, now) == ()
        assert await source.find("any", "S00101", PUBLIC) == ()
        assert (await source.search(OrderFilter(), PUBLIC, now)).total == 0
        assert await source.products(("GLV-1040",), PUBLIC) == ()
        assert await source.waiting_for_purchase("P00113", PUBLIC, now) is None
        assert (await source.waiting_for_product("SAW-5030", PUBLIC, now)).total == 0
        assert not {row.kind for row in await source.names(PUBLIC)} & {"customer", "salesperson", "warehouse"}

    async def test_staff_without_a_company_see_no_order(self, source: OrderSource, now: datetime) -> None:
        nobody = Audience(kind="staff", roles=frozenset({"supervisor"}))
        assert await source.orders(EVERY_NUMBER, nobody, now) == ()
        assert (await source.search(OrderFilter(open_only=False), nobody, now)).total == 0

    async def test_staff_see_the_orders_of_their_companies_only(
        self, source: OrderSource, staff: Audience, now: datetime, company_ids: Mapping[int, int]
    ) -> None:
        austria = replace(staff, companies=frozenset({company_ids[2]}))
        germany = replace(staff, companies=frozenset({company_ids[1]}))
        seen = {order.number for order in await source.orders(EVERY_NUMBER, austria, now)}
        assert seen == {row["number"] for row in ORDERS if row["company"] == 2}
        assert await source.find("reference", "ASB 77", germany) == ()
        assert await source.waiting_for_purchase("P00117", germany, now) is None
        [helmets] = await source.products(("HLM-2010",), austria)
        assert [place.warehouse for place in helmets.stock] == ["WH-Vienna"]
        customers = {row.name for row in await source.names(germany) if row.kind == "customer"}
        assert "Alpenblick Seilbahnen GmbH" not in customers

    async def test_own_documents_only_are_ones_own_and_those_of_nobody(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        jonas = await self.id_of(source, staff, "salesperson", "Jonas Wirth")
        own = replace(staff, own_documents_only=True, user_id=jonas, roles=frozenset({"sales"}))
        seen = {order.number for order in await source.orders(EVERY_NUMBER, own, now)}
        assert seen == {row["number"] for row in ORDERS if row["salesperson"] in ("Jonas Wirth", None)}
        assert "S00141" in seen
        assert await source.find("order", "S00101", own) == ()
        page = await source.search(OrderFilter(open_only=False, limit=300), own, now)
        assert {order.number for order in page.orders} == seen

    async def test_a_customer_sees_their_own_orders_only_and_no_draft(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        bluebell = await self.customer_of(source, staff, "Bluebell Catering Ltd")
        seen = {order.number for order in await source.orders(EVERY_NUMBER, bluebell, now)}
        assert seen == {
            row["number"]
            for row in ORDERS
            if row["customer"] == "Bluebell Catering Ltd" and row["status"] != "draft"
        }
        page = await source.search(OrderFilter(open_only=False, limit=300), bluebell, now)
        assert {order.number for order in page.orders} == seen
        assert await source.find("order", "S00101", bluebell) == ()
        assert await source.find("reference", "PO-7781", bluebell) == ()

    async def test_a_customer_learns_nothing_of_purchases_and_others(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        delta = await self.customer_of(source, staff, "Delta Rail Workshops Ltd")
        auwald = await self.id_of(source, staff, "customer", "Auwald Kliniken gGmbH")
        assert await source.waiting_for_purchase("P00113", delta, now) is None
        waiting = await source.waiting_for_product("SHV-7010", delta, now)
        assert {order.customer.name for order in waiting.orders} == {"Delta Rail Workshops Ltd"}
        assert await source.customer(auwald, delta, now) is None

    async def test_a_customer_may_name_themselves_and_goods_but_nobody_else(
        self, source: OrderSource, staff: Audience
    ) -> None:
        greta = await self.customer_of(source, staff, "Greta Sommer")
        names = await source.names(greta)
        assert [row.name for row in names if row.kind == "customer"] == ["Greta Sommer"]
        assert {row.kind for row in names} <= {"customer", "product", "carrier"}

    async def test_staff_may_name_everything(self, source: OrderSource, staff: Audience) -> None:
        names = await source.names(staff)
        assert {"customer", "product", "warehouse", "carrier", "salesperson"} <= {row.kind for row in names}
        marlow = next(row for row in names if row.name == "Marlow & Finch Ltd")
        assert {"Marlow & Finch, Leeds", "Marlow & Finch, Bristol"} <= set(marlow.aliases)
        assert not next(row for row in names if row.name == "Greta Sommer").is_company
        assert {row.key for row in names if row.kind == "product"} >= {"GLV-1040", "SRV-9010"}

    async def test_a_role_without_personal_data_cannot_name_private_customers(
        self, source: OrderSource, staff: Audience
    ) -> None:
        names = await source.names(replace(staff, roles=frozenset()))
        assert not {"Greta Sommer", "Tom Hargreaves", "Ines Kowalczyk"} & {row.name for row in names}

    async def test_nothing_is_wrong_with_the_connection(self, source: OrderSource) -> None:
        assert await source.check() == ()
