"""Where one row of a list could go wrong; the contract of the sources covers the rest."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from retrieval.orders.filtering import attention, matches, may_read
from retrieval.orders.source import OrderFilter
from retrieval.orders.state import OrderStatus
from tests.unit.orders.making import CUSTOMER, NOW, SUPERVISOR, ZONE, day, line, order, shipment

READY = order(line(10, reserved=10), shipments=(shipment(reserved=10),))
DELIVERED = order(line(10, delivered=10), shipments=(shipment(done_at=day(-1)),))


def test_a_day_of_delivery_looks_beyond_the_open_orders() -> None:
    yesterday = day(-1).astimezone(ZONE).date()
    wanted = OrderFilter(day_of="delivered", day_from=yesterday, day_to=yesterday)
    assert matches(DELIVERED, wanted, NOW, ZONE)
    assert not matches(DELIVERED, OrderFilter(), NOW, ZONE)


def test_each_of_several_deliveries_has_its_day() -> None:
    parts = (shipment("A", 4, done_at=day(-6)), shipment("B", 6, done_at=day(-2), backorder_of="A"))
    twice = order(line(10, delivered=10), shipments=parts)
    for offset, left in ((-6, True), (-4, False), (-2, True)):
        at = day(offset).astimezone(ZONE).date()
        wanted = OrderFilter(day_of="delivered", day_from=at, day_to=at)
        assert matches(twice, wanted, NOW, ZONE) is left


def test_a_day_begins_and_ends_at_local_midnight() -> None:
    late_evening = replace(READY, promised_at=datetime(2026, 11, 22, 22, 59, tzinfo=UTC))
    after_midnight = replace(READY, promised_at=datetime(2026, 11, 22, 23, 0, tzinfo=UTC))
    sunday = OrderFilter(day_from=day(0).date(), day_to=day(0).date())
    assert matches(late_evening, sunday, NOW, ZONE)
    assert not matches(after_midnight, sunday, NOW, ZONE)


def test_an_unknown_state_matches_nothing_rather_than_everything() -> None:
    assert not matches(READY, OrderFilter(state="lost"), NOW, ZONE)


def test_a_warehouse_is_where_the_order_or_one_of_its_deliveries_leaves() -> None:
    split = replace(READY, shipments=(*READY.shipments, shipment("S", 1, 1, warehouse="WH-South")))
    assert matches(split, OrderFilter(warehouse="WH-South"), NOW, ZONE)
    assert not matches(READY, OrderFilter(warehouse="WH-South"), NOW, ZONE)


def test_without_a_promise_an_order_comes_last_and_equal_promises_by_number() -> None:
    orders = [
        replace(READY, number="S00103", promised_at=None),
        replace(READY, number="S00102"),
        replace(READY, number="S00101"),
        replace(READY, number="S00104", promised_at=day(-1)),
    ]
    assert [o.number for o in sorted(orders, key=attention)] == ["S00104", "S00101", "S00102", "S00103"]


def test_a_customer_reads_a_quotation_once_it_is_sent() -> None:
    assert not may_read(replace(READY, status=OrderStatus.DRAFT), CUSTOMER)
    assert may_read(replace(READY, status=OrderStatus.SENT), CUSTOMER)


def test_own_documents_are_ones_own_and_nobodys() -> None:
    own = replace(SUPERVISOR, own_documents_only=True, user_id=4)
    assert may_read(replace(READY, salesperson_id=4), own)
    assert may_read(READY, own)
    assert not may_read(replace(READY, salesperson_id=5), own)


def test_over_delivered_is_delivered() -> None:
    more = order(line(10, delivered=12), shipments=(shipment(quantity=12, done_at=day(-1)),))
    assert matches(more, OrderFilter(state="delivered"), NOW, ZONE)
    assert more.lines[0].open == Decimal(0)
