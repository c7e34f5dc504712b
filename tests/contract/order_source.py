"""What every source of orders must answer over the sandbox company's data.

Subclass `OrderSourceContract` and give the fixtures `source`, `now` and `company_ids`. Ids differ between
sources: the tests look them up by name.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from demo import FOLDER
from retrieval.audience import PUBLIC, Audience
from retrieval.orders.days import local_day
from retrieval.orders.source import OrderFilter, OrderSource
from retrieval.orders.state import OrderState, ShipmentStatus
from retrieval.orders.why import reasons_for

ZONE = ZoneInfo("Europe/Berlin")
ORDERS: list[dict[str, Any]] = json.loads((FOLDER / "orders.json").read_text(encoding="utf-8"))["orders"]
EVERY_NUMBER = tuple(row["number"] for row in ORDERS)

REASONS = {
    "S00101": ["ready_not_picked", "ready_not_picked", "split_by_warehouse"],
    "S00102": [
        "waiting_for_stock",
        "ready_not_picked",
        "will_be_late",
        "split_by_warehouse",
        "stock_elsewhere",
    ],
    "S00103": ["waiting_for_stock", "late", "ship_complete", "stock_elsewhere"],
    "S00105": ["waiting_for_stock", "late"],
    "S00106": ["waiting_for_stock", "will_be_late", "reserved_for_others", "stock_elsewhere"],
    "S00108": ["waiting_for_stock", "on_hold", "stock_elsewhere"],
    "S00110": ["draft"],
    "S00111": ["waiting_for_payment"],
    "S00113": ["draft", "credit_warning"],
    "S00114": ["ready_not_picked", "late"],
    "S00117": ["picked_without_carrier", "late"],
    "S00118": ["delivered", "left_without_tracking"],
    "S00120": ["waiting_for_stock", "late", "partly_delivered", "split_by_shortage"],
    "S00122": ["delivered"],
    "S00124": ["cancelled"],
    "S00125": ["cancelled"],
    "S00131": ["waiting_for_stock", "late"],
    "S00132": ["waiting_for_stock"],
    "S00134": ["not_reserved"],
    "S00135": ["waiting_for_stock", "will_be_late", "stock_elsewhere"],
    "S00138": ["delivered", "split_by_shortage"],
    "S00139": ["delivered", "returned"],
    "S00140": ["delivered"],
    "S00141": ["unknown", "late"],
    "S00142": ["delivered", "left_without_tracking"],
    "S00145": ["awaiting_collection"],
    "S00149": ["waiting_for_stock", "reserved_for_others", "stock_elsewhere"],
}


class OrderSourceContract:
    """Every test of it holds for every source."""

    @pytest.fixture
    def source(self) -> OrderSource:
        raise NotImplementedError

    @pytest.fixture
    def now(self) -> datetime:
        """The moment on whose local day the data was loaded."""
        raise NotImplementedError

    @pytest.fixture
    def company_ids(self) -> Mapping[int, int]:
        """From the ids of demo/company.json to those of the source."""
        return {1: 1, 2: 2}

    @pytest.fixture
    def today(self, now: datetime) -> date:
        return local_day(now, ZONE)

    @pytest.fixture
    def staff(self, company_ids: Mapping[int, int]) -> Audience:
        """A supervisor of both companies."""
        roles = frozenset({"supervisor"})
        return Audience(kind="staff", roles=roles, companies=frozenset(company_ids.values()))

    async def id_of(self, source: OrderSource, staff: Audience, kind: str, name: str) -> int:
        [record] = [row for row in await source.names(staff) if (row.kind, row.name) == (kind, name)]
        return record.id

    async def customer_of(self, source: OrderSource, staff: Audience, name: str) -> Audience:
        ids = frozenset({await self.id_of(source, staff, "customer", name)})
        return Audience(kind="customer", customer_ids=ids, customer_names=frozenset({name}))

    async def one(self, source: OrderSource, number: str, staff: Audience, now: datetime) -> OrderState:
        [order] = await source.orders((number,), staff, now)
        return order

    # one order

    async def test_every_order_is_as_the_company_has_it(
        self, source: OrderSource, staff: Audience, now: datetime, today: date
    ) -> None:
        found = {order.number: order for order in await source.orders(EVERY_NUMBER, staff, now)}
        differing = {
            row["number"]: (_as_written(row, today), _as_found(found[row["number"]]))
            for row in ORDERS
            if row["number"] not in found or _as_written(row, today) != _as_found(found[row["number"]])
        }
        assert differing == {}

    async def test_orders_come_in_the_order_asked_and_each_once(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        asked = ("S00120", "S00101", "S00120", "S99999")
        assert [order.number for order in await source.orders(asked, staff, now)] == ["S00120", "S00101"]

    @pytest.mark.parametrize("number", sorted(REASONS))
    async def test_every_source_leads_to_the_same_reasons(
        self, number: str, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, number, staff, now)
        assert [reason.code.value for reason in reasons_for(order, now, ZONE)] == REASONS[number]

    async def test_a_shortage_names_the_purchase_that_ends_it(
        self, source: OrderSource, staff: Audience, now: datetime, today: date
    ) -> None:
        order = await self.one(source, "S00120", staff, now)
        [inbound] = order.lines[0].inbound
        assert (inbound.purchase, inbound.supplier) == ("P00113", "Ruhrstahl Werkzeuge GmbH")
        assert (inbound.quantity, inbound.purchase_quantity) == (7, 50)
        assert inbound.expected_at is not None
        assert local_day(inbound.expected_at, ZONE) == today + timedelta(days=5)
        assert inbound.confirmed

    async def test_a_shortage_may_need_several_receipts_and_they_may_not_be_enough(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        both = await source.orders(("S00135", "S00136"), staff, now)
        parts = [[(part.purchase, part.quantity) for part in order.lines[0].inbound] for order in both]
        assert parts == [[("P00108", 30), ("P00109", 15)], [("P00109", 25)]]
        assert both[1].lines[0].short == 60

    async def test_a_request_for_quotation_is_not_a_confirmed_purchase(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, "S00131", staff, now)
        assert [(part.purchase, part.confirmed) for part in order.lines[0].inbound] == [("P00106", False)]

    async def test_what_surrounds_a_shortage_is_known(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        held, on_hold, forgotten = await source.orders(("S00106", "S00108", "S00134"), staff, now)
        assert [(by.order, by.quantity) for by in held.lines[0].held_by] == [("S00107", 30)]
        assert [(at.warehouse, at.free) for at in held.lines[0].elsewhere] == [("WH-West", 12)]
        assert (on_hold.lines[0].on_hold, on_hold.lines[0].inbound) == (30, ())
        assert (forgotten.lines[0].free, forgotten.lines[0].short) == (15, 15)
        assert forgotten.lines[0].inbound == ()

    async def test_a_line_that_is_not_short_says_nothing_of_supply(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, "S00107", staff, now)
        for line in order.lines:
            assert (line.short, line.inbound, line.held_by, line.elsewhere, line.free) == (0, (), (), (), 0)

    async def test_prices_and_sums_are_exact(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, "S00103", staff, now)
        assert [line.unit_price for line in order.lines] == [
            Decimal("11.90"),
            Decimal("4.95"),
            Decimal("39.60"),
        ]
        assert (order.total, order.currency) == (Decimal("1110.00"), "EUR")

    async def test_an_invoice_has_its_number_and_payment(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        rows = await source.orders(("S00120", "S00121", "S00123"), staff, now)
        assert [order.invoice_status for order in rows] == ["invoiced"] * 3
        assert [invoice.payment for order in rows for invoice in order.invoices] == [
            "not_paid",
            "paid",
            "partial",
        ]
        assert all(invoice.posted and invoice.number for order in rows for invoice in order.invoices)

    async def test_the_expected_date_is_the_lead_time_of_confirmed_orders(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        confirmed, draft = await source.orders(("S00131", "S00110"), staff, now)
        assert confirmed.expected_at == confirmed.ordered_at + timedelta(days=2)
        assert draft.expected_at is None

    # finding

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

    # lists

    async def test_a_list_counts_all_and_shows_a_page(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        wanted = OrderFilter(late=True, limit=4)
        first = await source.search(wanted, staff, now)
        second = await source.search(wanted.next_page(), staff, now)
        whole = await source.search(replace(wanted, limit=100), staff, now)
        assert first.total == second.total == whole.total == len(whole.orders)
        assert first.orders + second.orders == whole.orders[:8]

    async def test_late_is_late_against_the_promise_and_the_worst_comes_first(
        self, source: OrderSource, staff: Audience, now: datetime, today: date
    ) -> None:
        page = await source.search(OrderFilter(late=True, limit=100), staff, now)
        numbers = {order.number for order in page.orders}
        assert {"S00103", "S00105", "S00114", "S00120", "S00141", "S00150"} <= numbers
        assert not numbers & {"S00115", "S00116", "S00122", "S00124", "S00131", "S00146"}
        promises = [order.promised_at for order in page.orders if order.promised_at]
        assert promises == sorted(promises)
        assert all(local_day(promise, ZONE) < today for promise in promises)

    async def test_an_order_promised_for_today_is_not_late_in_the_last_minute_of_the_day(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        night = now.astimezone(ZONE).replace(hour=23, minute=59)
        page = await source.search(OrderFilter(late=True, limit=100), staff, night)
        assert "S00115" not in {order.number for order in page.orders}

    async def test_open_means_confirmed_and_not_delivered(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        page = await source.search(OrderFilter(limit=200), staff, now)
        numbers = {order.number for order in page.orders}
        assert {"S00101", "S00120", "S00145"} <= numbers
        assert not numbers & {"S00110", "S00111", "S00118", "S00124", "S00138", "S00140", "S00142"}

    @pytest.mark.parametrize(
        ("state", "inside", "outside"),
        [
            ("draft", {"S00110", "S00111", "S00113"}, {"S00101", "S00124"}),
            ("cancelled", {"S00124", "S00125"}, {"S00141", "S00110"}),
            ("delivered", {"S00118", "S00138", "S00139", "S00142"}, {"S00120", "S00141"}),
            ("partly_delivered", {"S00120", "S00148"}, {"S00118", "S00143"}),
            ("ready", {"S00101", "S00114", "S00117", "S00145"}, {"S00103", "S00143", "S00134"}),
            ("waiting", {"S00103", "S00120", "S00134", "S00143"}, {"S00114", "S00141"}),
        ],
    )
    async def test_lists_by_state(
        self,
        state: str,
        inside: set[str],
        outside: set[str],
        source: OrderSource,
        staff: Audience,
        now: datetime,
    ) -> None:
        page = await source.search(OrderFilter(state=state, limit=200), staff, now)
        numbers = {order.number for order in page.orders}
        assert inside <= numbers
        assert not outside & numbers
        assert page.total == len(page.orders)

    async def test_lists_by_reason_count_every_order(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        first = await source.search(OrderFilter(reason="picked_without_carrier", limit=1), staff, now)
        whole = await source.search(OrderFilter(reason="picked_without_carrier", limit=100), staff, now)
        assert {order.number for order in whole.orders} == {"S00116", "S00117"}
        assert (len(first.orders), first.total) == (1, 2)

    async def test_lists_by_customer_salesperson_warehouse_carrier_and_product(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        jonas = await self.id_of(source, staff, "salesperson", "Jonas Wirth")
        kestrel = await self.id_of(source, staff, "customer", "Kestrel Facility Services Ltd")
        wanted = OrderFilter(limit=200)
        mine = await source.search(replace(wanted, salesperson_id=jonas), staff, now)
        theirs = await source.search(replace(wanted, customer_ids=frozenset({kestrel})), staff, now)
        south = await source.search(replace(wanted, warehouse="WH-South"), staff, now)
        truck = await source.search(replace(wanted, carrier="Own truck"), staff, now)
        saws = await source.search(replace(wanted, sku="SAW-5030"), staff, now)
        assert {order.salesperson for order in mine.orders} == {"Jonas Wirth"}
        assert {"S00105", "S00136", "S00148"} <= {order.number for order in theirs.orders}
        assert {order.customer.name for order in theirs.orders} == {"Kestrel Facility Services Ltd"}
        assert {"S00101", "S00102", "S00106"} <= {order.number for order in south.orders}
        assert {order.number for order in truck.orders} == {"S00114", "S00133"}
        assert {"S00116", "S00130", "S00131"} <= {order.number for order in saws.orders}

    async def test_lists_by_day_hold_whole_local_days_both_included(
        self, source: OrderSource, staff: Audience, now: datetime, today: date
    ) -> None:
        due = OrderFilter(day_from=today, day_to=today, limit=100)
        left = replace(due, day_from=today - timedelta(days=1), day_to=today, day_of="delivered")
        taken = replace(left, day_of="ordered", open_only=False)
        assert {"S00115", "S00116"} <= {o.number for o in (await source.search(due, staff, now)).orders}
        gone = {o.number for o in (await source.search(left, staff, now)).orders}
        assert {"S00118", "S00129", "S00144", "S00147"} <= gone
        assert "S00123" not in gone
        assert {"S00110", "S00133"} <= {o.number for o in (await source.search(taken, staff, now)).orders}

    async def test_the_newest_come_first_when_wanted(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        page = await source.search(OrderFilter(open_only=False, newest_first=True, limit=50), staff, now)
        days = [order.ordered_at for order in page.orders]
        assert days == sorted(days, reverse=True)

    # supply

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
        assert (at["WH-North"].on_hand, at["WH-North"].free) == (20, 0)
        assert at["WH-South"].free == 150
        assert [(r.purchase, r.quantity) for r in gloves.receipts] == [("P00101", 200)]
        assert gloves.substitutes == (("GLV-1050", "Nitrile gloves L, powder-free"),)
        assert {place.warehouse: place.on_hold for place in batteries.stock}["WH-North"] == 30

    async def test_a_receipt_that_came_in_part_brings_the_rest(
        self, source: OrderSource, staff: Audience
    ) -> None:
        [light] = await source.products(("LGT-6010",), staff)
        assert [(r.purchase, r.quantity, r.confirmed) for r in light.receipts] == [("P00111", 25, True)]

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

    # who may see what

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


def _as_written(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return what the data says of an order, in the shape of `_as_found`."""
    return {
        "customer": row["customer"],
        "status": row["status"],
        "reference": row["reference"],
        "salesperson": row["salesperson"],
        "warehouse": row["warehouse"],
        "flags": (row["priority"], row["ship_complete"], row["prepayment"], row["credit_warning"]),
        "ordered": _local(row["ordered"], today),
        "promised": _local(row["promised"], today),
        "lines": [(line["sku"], line["warehouse"] or "", line["quantity"]) for line in row["lines"]],
        "shipments": sorted(
            (
                shipment["name"],
                shipment["warehouse"],
                shipment["status"],
                shipment["is_return"],
                shipment["carrier"],
                shipment["tracking"],
                shipment["backorder_of"],
                _local(shipment["done"], today),
                sorted(
                    (
                        line["sku"],
                        line["quantity"],
                        line["reserved"] if _is_open(shipment) else 0,
                        line["picked"],
                    )
                    for line in shipment["lines"]
                ),
            )
            for shipment in row["shipments"]
        ),
    }


def _as_found(order: OrderState) -> dict[str, Any]:
    return {
        "customer": order.customer.name,
        "status": order.status.value,
        "reference": order.customer_reference,
        "salesperson": order.salesperson,
        "warehouse": order.warehouse,
        "flags": (order.priority, order.ship_complete, order.waits_for_payment, order.credit_warning),
        "ordered": _minute(order.ordered_at),
        "promised": _minute(order.promised_at),
        "lines": [(line.sku, line.warehouse, line.ordered) for line in order.lines],
        "shipments": sorted(
            (
                shipment.name,
                shipment.warehouse,
                shipment.status.value,
                shipment.is_return,
                shipment.carrier,
                shipment.tracking,
                shipment.backorder_of,
                _minute(shipment.done_at),
                sorted(
                    (line.sku, line.quantity, line.reserved if shipment.is_open else 0, line.picked)
                    for line in shipment.lines
                ),
            )
            for shipment in order.shipments
        ),
    }


def _is_open(shipment: Mapping[str, Any]) -> bool:
    return shipment["status"] not in (ShipmentStatus.DONE, ShipmentStatus.CANCELLED)


def _local(at: Mapping[str, Any] | None, today: date) -> str | None:
    return at and f"{today + timedelta(days=at['days'])} {at['at']}"


def _minute(at: datetime | None) -> str | None:
    return at and at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
