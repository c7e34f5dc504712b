"""Filters become domains that hold at least what was asked for."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from retrieval.orders.odoo.listing import ATTENTION, NEWEST, PERHAPS_OPEN, narrowing
from retrieval.orders.source import OrderFilter

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = datetime(2026, 3, 29, 23, 30, tzinfo=UTC)
"""Half past one on the 30th in Berlin; the clocks went forward the day before."""


def domain(wanted: OrderFilter) -> list[object]:
    found = narrowing(wanted, NIGHT, BERLIN)
    assert found is not None
    return found.wide


def test_late_is_before_today_in_the_companys_zone() -> None:
    assert ("commitment_date", "<", "2026-03-29 22:00:00") in domain(OrderFilter(late=True))


def test_days_are_whole_local_days_also_when_the_clocks_change() -> None:
    day = date(2026, 3, 29)
    found = domain(OrderFilter(day_from=day, day_to=day, day_of="ordered"))
    assert ("date_order", ">=", "2026-03-28 23:00:00") in found
    assert ("date_order", "<", "2026-03-29 22:00:00") in found


def test_without_a_wish_the_list_is_of_open_orders_by_attention() -> None:
    found = narrowing(OrderFilter(), NIGHT, BERLIN)
    assert found is not None
    assert (found.wide, found.order) == (PERHAPS_OPEN, ATTENTION)


def test_what_left_on_a_day_need_not_be_open() -> None:
    day = date(2026, 3, 29)
    assert ("state", "=", "sale") not in domain(OrderFilter(day_from=day, day_to=day, day_of="delivered"))


def test_the_newest_come_first_when_wanted() -> None:
    found = narrowing(OrderFilter(newest_first=True), NIGHT, BERLIN)
    assert found is not None
    assert found.order == NEWEST


def test_there_is_no_list_of_a_state_that_is_none() -> None:
    assert narrowing(OrderFilter(state="asleep"), NIGHT, BERLIN) is None


@pytest.mark.parametrize("state", ["draft", "cancelled", "delivered", "partly_delivered", "ready", "waiting"])
def test_every_state_of_the_filter_has_a_list(state: str) -> None:
    assert narrowing(OrderFilter(state=state), NIGHT, BERLIN) is not None
