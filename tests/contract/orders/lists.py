"""Lists hold, count and sort what was asked for."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from retrieval.audience import Audience
from retrieval.orders.days import local_day
from retrieval.orders.source import OrderFilter, OrderSource
from tests.contract.orders.base import ZONE, OverTheSandboxData


class Lists(OverTheSandboxData):
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
