"""Orders are found by everything people call them."""

from datetime import datetime

import pytest

from retrieval.audience import Audience
from retrieval.orders.source import OrderSource
from tests.contract.orders.base import ORDERS, OverTheSandboxData


class Finding(OverTheSandboxData):
    @pytest.mark.parametrize("spelling", ["S00120", "s00120", "120", "00120", "SO120", "S120"])
    async def test_an_order_number_is_found_in_any_spelling(
        self, spelling: str, source: OrderSource, staff: Audience
    ) -> None:
        assert await source.find("order", spelling, staff) == ("S00120",)

    async def test_an_order_number_is_never_a_part_of_another(
        self, source: OrderSource, staff: Audience
    ) -> None:
        assert await source.find("order", "12", staff) == ()
        assert await source.find("order", "S0012", staff) == ()

    @pytest.mark.parametrize("spelling", ["LM 88120", "lm88120", "LM-88120", "Lm  88 120"])
    async def test_a_reference_is_found_whatever_its_case_spaces_and_hyphens(
        self, spelling: str, source: OrderSource, staff: Audience
    ) -> None:
        assert await source.find("reference", spelling, staff) == ("S00102",)

    async def test_a_reference_of_two_orders_finds_both_the_newer_first(
        self, source: OrderSource, staff: Audience
    ) -> None:
        assert await source.find("reference", "PO-7781", staff) == ("S00127", "S00126")

    async def test_an_exact_order_number_comes_before_a_reference_of_the_same_spelling(
        self, source: OrderSource, staff: Audience
    ) -> None:
        assert await source.find("any", "S00140", staff) == ("S00140", "S00128")
        assert await source.find("order", "S00140", staff) == ("S00140",)

    @pytest.mark.parametrize(
        ("kind", "value", "number"),
        [
            ("tracking", "JD014600003101", "S00121"),
            ("tracking", "jd 0146 0000 3101", "S00121"),
            ("shipment", "WHN/OUT/00109", "S00120"),
            ("shipment", "whn/out/00110", "S00120"),
            ("any", "JD014600003101", "S00121"),
            ("any", "KFS/PO/5519", "S00105"),
        ],
    )
    async def test_an_order_is_found_by_what_is_on_its_papers(
        self, kind: str, value: str, number: str, source: OrderSource, staff: Audience
    ) -> None:
        assert await source.find(kind, value, staff) == (number,)

    async def test_an_order_is_found_by_its_invoice(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, "S00121", staff, now)
        assert await source.find("invoice", order.invoices[0].number, staff) == ("S00121",)

    @pytest.mark.parametrize("kind", ["order", "reference", "tracking", "shipment", "invoice", "any"])
    @pytest.mark.parametrize("value", ["S99999", "", "%", "_", "' OR 1=1 --", "🙂"])
    async def test_what_is_not_there_is_not_found(
        self, kind: str, value: str, source: OrderSource, staff: Audience
    ) -> None:
        assert await source.find(kind, value, staff) == ()

    async def test_the_last_order_is_the_newest_one_the_asker_may_see(
        self, source: OrderSource, staff: Audience
    ) -> None:
        lindqvist = await self.customer_of(source, staff, "Lindqvist Maskin AB")
        [number] = await source.find("last", "", lindqvist)
        mine = [
            row for row in ORDERS if row["customer"] == "Lindqvist Maskin AB" and row["status"] != "draft"
        ]
        newest = max(mine, key=lambda row: (row["ordered"]["days"], row["ordered"]["at"], row["number"]))
        assert number == newest["number"]
