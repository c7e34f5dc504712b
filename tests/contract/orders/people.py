"""Who the people are whose names are looked for in texts, and whose an e-mail address is."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from retrieval.audience import PUBLIC, Audience
from retrieval.orders.source import OrderSource
from tests.contract.orders.base import OverTheSandboxData


class People(OverTheSandboxData):
    async def test_private_customers_and_contacts_are_people(self, source: OrderSource) -> None:
        names = {one.name for one in await source.people()}
        assert {"Greta Sommer", "Tom Hargreaves", "Ines Kowalczyk", "Jana Petersen", "Owen Bright"} <= names

    async def test_companies_branches_and_own_staff_are_none(self, source: OrderSource) -> None:
        names = {one.name for one in await source.people()}
        others = {"Brennweite Optik GmbH", "Marlow & Finch, Leeds", "Café Sonnendeck", "SafeHands Ltd"}
        assert names & (others | {"Nora Albers", "Mehmet Kaya"}) == set()

    async def test_no_name_of_a_person_is_printed(self, source: OrderSource) -> None:
        assert "Sommer" not in repr(await source.people())

    @pytest.mark.parametrize("address", ["greta.sommer@post.example", " Greta.Sommer@POST.example"])
    async def test_an_address_finds_its_customer(
        self, address: str, source: OrderSource, staff: Audience
    ) -> None:
        assert [one.name for one in await source.customers_with_email(address, staff)] == ["Greta Sommer"]

    @pytest.mark.parametrize("address", ["greta@post.example", "sommer@post.example", "%@post.example", ""])
    async def test_no_other_address_finds_anybody(
        self, address: str, source: OrderSource, staff: Audience
    ) -> None:
        assert await source.customers_with_email(address, staff) == ()

    async def test_a_contacts_address_finds_the_company(self, source: OrderSource, staff: Audience) -> None:
        found = await source.customers_with_email("jana.petersen@brennweite-optik.example", staff)
        assert [one.name for one in found] == ["Brennweite Optik GmbH"]

    async def test_an_address_finds_nobody_for_those_who_may_not_name_them(
        self, source: OrderSource, staff: Audience, company_ids: Mapping[int, int]
    ) -> None:
        address = "greta.sommer@post.example"
        nameless = replace(staff, roles=frozenset())
        austria = replace(staff, companies=frozenset({company_ids[2]}))
        bluebell = await self.customer_of(source, staff, "Bluebell Catering Ltd")
        for audience in (PUBLIC, nameless, austria, bluebell):
            assert await source.customers_with_email(address, audience) == ()
        greta = await self.customer_of(source, staff, "Greta Sommer")
        assert [one.name for one in await source.customers_with_email(address, greta)] == ["Greta Sommer"]
