"""Each rule, and the cases that look like another one."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import OrderState, OrderStatus, Reservation, ShipmentStatus, StockAt
from retrieval.orders.why import IMPORTANCE, reasons_for
from tests.unit.orders.making import NOW, ZONE, day, inbound, line, order, shipment


def codes(state: OrderState, now: datetime = NOW) -> list[str]:
    return [reason.code.value for reason in reasons_for(state, now, ZONE)]


def reason(state: OrderState, code: ReasonCode, now: datetime = NOW) -> Reason:
    [found] = [reason for reason in reasons_for(state, now, ZONE) if reason.code is code]
    return found


SHORT = order(line(10, short=10, inbound=(inbound(10, 2),)), shipments=(shipment(),))
READY = order(line(10, reserved=10), shipments=(shipment(reserved=10),))
PICKED = order(line(10, reserved=10), shipments=(shipment(reserved=10, picked=True),))
LEFT = shipment(done_at=day(-1), carrier="DHL Express", tracking="JD1")
DELIVERED = order(line(10, delivered=10), shipments=(LEFT,))
UNTRACKED = replace(DELIVERED, shipments=(replace(LEFT, tracking=None),))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (replace(READY, status=OrderStatus.DRAFT), ["draft"]),
        (replace(READY, status=OrderStatus.SENT), ["draft"]),
        (replace(READY, status=OrderStatus.SENT, waits_for_payment=True), ["waiting_for_payment"]),
        (replace(READY, status=OrderStatus.DRAFT, credit_warning=True), ["draft", "credit_warning"]),
        (replace(READY, status=OrderStatus.CANCELLED), ["cancelled"]),
        (replace(DELIVERED, status=OrderStatus.CANCELLED), ["cancelled", "partly_delivered"]),
        (SHORT, ["waiting_for_stock"]),
        (READY, ["ready_not_picked"]),
        (PICKED, ["picked_without_carrier"]),
        (replace(PICKED, shipments=(replace(PICKED.shipments[0], carrier="DPD"),)), ["awaiting_collection"]),
        (DELIVERED, ["delivered"]),
        (
            replace(DELIVERED, shipments=(replace(LEFT, tracking=None),)),
            ["delivered", "left_without_tracking"],
        ),
        (order(), ["unknown"]),
        (order(line(10)), ["unknown"]),
    ],
)
def test_each_state_has_its_reasons(state: OrderState, expected: list[str]) -> None:
    assert codes(state) == expected


def test_a_shortage_says_how_much_of_how_much_and_what_brings_it_when() -> None:
    found = reason(SHORT, ReasonCode.WAITING_FOR_STOCK)
    assert (found.quantity, found.of_quantity, found.uncovered) == (Decimal(10), Decimal(10), Decimal(0))
    assert (found.purchase, found.purchase_quantity, found.at) == ("P00101", Decimal(50), day(2))


def test_of_several_receipts_the_last_one_ends_the_shortage() -> None:
    parts = (inbound(6, 2, "P1"), inbound(4, 9, "P2"))
    state = order(line(10, short=10, inbound=parts), shipments=(shipment(),))
    found = reason(state, ReasonCode.WAITING_FOR_STOCK)
    assert (found.purchase, found.at, found.inbound) == ("P2", day(9), parts)
    assert reason(state, ReasonCode.WILL_BE_LATE).days == 6


def test_what_no_purchase_brings_is_said() -> None:
    state = order(line(10, short=10, inbound=(inbound(4, 2),)), shipments=(shipment(),))
    assert reason(state, ReasonCode.WAITING_FOR_STOCK).uncovered == 6
    nothing = order(line(10, short=10), shipments=(shipment(),))
    found = reason(nothing, ReasonCode.WAITING_FOR_STOCK)
    assert (found.uncovered, found.purchase, found.at) == (Decimal(10), None, None)
    assert "will_be_late" not in codes(nothing)


def test_an_overdue_purchase_says_so_and_promises_no_date() -> None:
    state = order(
        line(10, short=10, inbound=(inbound(10, -3),)), shipments=(shipment(),), promised_at=day(-5)
    )
    assert reason(state, ReasonCode.WAITING_FOR_STOCK).overdue_days == 3
    assert codes(state) == ["waiting_for_stock", "late"]
    future = replace(state, promised_at=day(1))
    assert codes(future) == ["waiting_for_stock"]


def test_a_wait_that_no_date_ends_makes_the_known_delay_the_least_it_can_be() -> None:
    covered = order(line(10, short=10, inbound=(inbound(10, 9),)), shipments=(shipment(),))
    assert not reason(covered, ReasonCode.WILL_BE_LATE).at_least
    in_part = order(line(10, short=10, inbound=(inbound(4, 9),)), shipments=(shipment(),))
    assert reason(in_part, ReasonCode.WILL_BE_LATE).at_least
    other = line(5, short=5, sku="NEVER")
    two = replace(
        covered, lines=(*covered.lines, other), shipments=(shipment(), shipment("B", 5, sku="NEVER"))
    )
    assert reason(two, ReasonCode.WILL_BE_LATE).at_least


def test_a_request_for_quotation_is_named_as_one() -> None:
    state = order(line(10, short=10, inbound=(inbound(10, 9, confirmed=False),)), shipments=(shipment(),))
    assert not reason(state, ReasonCode.WAITING_FOR_STOCK).confirmed
    assert not reason(state, ReasonCode.WILL_BE_LATE).confirmed


def test_several_shortages_come_with_the_longest_wait_first() -> None:
    skus = {"SOON": (inbound(5, 1),), "NEVER": (), "LATE": (inbound(5, 9),)}
    lines = [line(5, short=5, sku=sku, inbound=parts) for sku, parts in skus.items()]
    ships = tuple(shipment(f"WHN/OUT/{sku}", 5, sku=sku) for sku in skus)
    state = order(*lines, shipments=ships)
    waits = [r.sku for r in reasons_for(state, NOW, ZONE) if r.code is ReasonCode.WAITING_FOR_STOCK]
    assert waits == ["NEVER", "LATE", "SOON"]


def test_a_partly_reserved_order_waits_only_for_the_short_lines() -> None:
    state = order(
        line(10, reserved=4, short=6, inbound=(inbound(6, 1),)),
        line(5, reserved=5, sku="TAP-3100"),
        shipments=(shipment(reserved=4), shipment("WHN/OUT/00102", 5, 5, sku="TAP-3100")),
    )
    found = reason(state, ReasonCode.WAITING_FOR_STOCK)
    assert (found.sku, found.quantity, found.of_quantity) == ("GLV-1040", Decimal(6), Decimal(10))
    assert codes(state) == ["waiting_for_stock", "ready_not_picked"]


def test_assigned_with_a_missing_quantity_is_not_ready() -> None:
    state = order(line(10, reserved=4, short=6), shipments=(shipment(reserved=4),))
    assert state.shipments[0].status is ShipmentStatus.ASSIGNED
    assert codes(state) == ["waiting_for_stock"]


def test_stock_that_is_there_but_not_reserved_is_no_shortage() -> None:
    south = (StockAt(warehouse="WH-South", on_hand=Decimal(5), free=Decimal(5)),)
    forgotten = order(line(10, short=10, free=Decimal(10), elsewhere=south), shipments=(shipment(),))
    assert codes(forgotten) == ["not_reserved"]
    partly = order(line(10, short=10, free=Decimal(4), elsewhere=south), shipments=(shipment(),))
    assert codes(partly) == ["waiting_for_stock", "not_reserved", "stock_elsewhere"]
    assert reason(partly, ReasonCode.WAITING_FOR_STOCK).quantity == 6


def test_what_surrounds_a_shortage_is_named_with_its_figures() -> None:
    state = order(
        line(
            10,
            short=10,
            held_by=(
                Reservation(order="S7", quantity=Decimal(8)),
                Reservation(order="S8", quantity=Decimal(1)),
            ),
            elsewhere=(StockAt(warehouse="WH-South", on_hand=Decimal(9), free=Decimal(5)),),
            on_hold=Decimal(30),
        ),
        shipments=(shipment(),),
    )
    assert codes(state) == ["waiting_for_stock", "on_hold", "reserved_for_others", "stock_elsewhere"]
    assert reason(state, ReasonCode.RESERVED_FOR_OTHERS).quantity == 9
    assert reason(state, ReasonCode.STOCK_ELSEWHERE).warehouses == (("WH-South", Decimal(5)),)
    assert reason(state, ReasonCode.ON_HOLD).quantity == 30


def test_ship_complete_names_what_could_leave_today() -> None:
    state = order(
        line(10, short=10, inbound=(inbound(10, 1),)),
        line(5, reserved=5, sku="TAP-3100"),
        shipments=(shipment(), shipment("B", 5, 5, sku="TAP-3100")),
        ship_complete=True,
    )
    found = reason(state, ReasonCode.SHIP_COMPLETE)
    assert (found.items, found.quantity, found.of_quantity) == (
        (("TAP-3100", Decimal(5)),),
        Decimal(5),
        Decimal(15),
    )
    assert "ship_complete" not in codes(replace(READY, ship_complete=True))


def test_a_back_order_that_left_too_is_a_delivered_order_that_was_split() -> None:
    state = order(
        line(10, delivered=10),
        shipments=(
            shipment("A", 6, done_at=day(-5), tracking="1"),
            shipment("B", 4, done_at=day(-2), tracking="2", backorder_of="A"),
        ),
    )
    assert codes(state) == ["delivered", "split_by_shortage"]
    assert reason(state, ReasonCode.DELIVERED).at == day(-2)
    assert reason(state, ReasonCode.SPLIT_BY_SHORTAGE).shipments == ("A", "B")


def test_an_open_back_order_leaves_the_order_partly_delivered() -> None:
    state = order(
        line(10, delivered=6, short=4, inbound=(inbound(4, 1),)),
        shipments=(
            shipment("A", 6, done_at=day(-5), tracking="1"),
            shipment("B", 4, backorder_of="A"),
        ),
    )
    assert codes(state) == ["waiting_for_stock", "partly_delivered", "split_by_shortage"]
    found = reason(state, ReasonCode.PARTLY_DELIVERED)
    assert (found.quantity, found.of_quantity, found.shipments) == (Decimal(6), Decimal(10), ("A",))


def test_a_split_by_warehouse_says_how_much_comes_from_each() -> None:
    state = order(
        line(6, reserved=6),
        line(4, reserved=4, warehouse="WH-South"),
        shipments=(shipment("N", 6, 6), shipment("S", 4, 4, warehouse="WH-South")),
    )
    found = reason(state, ReasonCode.SPLIT_BY_WAREHOUSE)
    assert found.warehouses == (("WH-North", Decimal(6)), ("WH-South", Decimal(4)))


def test_goods_that_came_back_were_delivered_all_the_same() -> None:
    back = shipment("R", 3, done_at=day(2), is_return=True)
    state = order(line(10, delivered=7), shipments=(LEFT, back))
    assert codes(state) == ["delivered", "returned"]
    assert reason(state, ReasonCode.DELIVERED).quantity == 10
    assert reason(state, ReasonCode.RETURNED).quantity == 3


def test_a_replacement_still_to_leave_keeps_the_order_open() -> None:
    again = shipment("AGAIN", 3, 3)
    state = order(line(10, delivered=7, reserved=3), shipments=(LEFT, again))
    assert codes(state) == ["ready_not_picked", "partly_delivered"]


def test_more_than_ordered_may_leave() -> None:
    left = replace(LEFT, lines=(replace(LEFT.lines[0], quantity=Decimal(12)),))
    found = reason(order(line(10, delivered=12), shipments=(left,)), ReasonCode.DELIVERED)
    assert (found.quantity, found.of_quantity) == (Decimal(12), Decimal(10))


def test_a_cancelled_delivery_of_a_standing_order_is_unknown_not_a_shortage() -> None:
    gone = replace(shipment(), status=ShipmentStatus.CANCELLED)
    state = order(line(10, short=10, free=Decimal(10)), shipments=(gone,))
    found = reason(state, ReasonCode.UNKNOWN)
    assert (found.sku, found.quantity, found.of_quantity) == ("GLV-1040", Decimal(10), Decimal(10))
    assert codes(state) == ["unknown"]


def test_a_rest_that_was_closed_without_back_order_is_unknown() -> None:
    left = replace(LEFT, lines=(replace(LEFT.lines[0], quantity=Decimal(8)),))
    assert codes(order(line(10, delivered=8), shipments=(left,))) == ["unknown", "partly_delivered"]


def test_services_neither_wait_for_stock_nor_hold_the_order_open() -> None:
    service = line(2, sku="SRV-9010", is_service=True, warehouse="")
    assert codes(order(line(10, delivered=10), service, shipments=(LEFT,))) == ["delivered"]
    assert codes(order(service)) == ["unknown"]
    assert codes(order(replace(service, delivered=Decimal(2)))) == ["delivered"]


@pytest.mark.parametrize(("left", "days"), [(day(3, 23), 0), (day(4, 0), 1), (day(2, 23), -1), (day(8), 5)])
def test_a_delivery_is_measured_in_calendar_days_against_the_promise(left: datetime, days: int) -> None:
    found = reason(replace(DELIVERED, shipments=(replace(LEFT, done_at=left),)), ReasonCode.DELIVERED)
    assert (found.days, found.against) == (days, "promise")


def test_without_a_promise_the_expected_date_is_the_measure_and_said_to_be() -> None:
    state = replace(READY, promised_at=None)
    found = reason(state, ReasonCode.LATE)
    assert (found.days, found.against, found.at) == (3, "expected", day(-3))
    promised = reason(replace(state, promised_at=day(-1)), ReasonCode.LATE)
    assert (promised.days, promised.against) == (1, "promise")
    assert codes(replace(state, expected_at=None)) == ["ready_not_picked"]


def test_a_promise_for_today_is_kept_until_midnight_in_the_companys_zone() -> None:
    state = replace(READY, promised_at=datetime(2026, 7, 14, 6, 0, tzinfo=UTC))
    before_midnight = datetime(2026, 7, 14, 21, 59, tzinfo=UTC)
    after_midnight = datetime(2026, 7, 14, 22, 0, tzinfo=UTC)
    assert "late" not in codes(state, before_midnight)
    assert reason(state, ReasonCode.LATE, after_midnight).days == 1


@pytest.mark.parametrize(
    ("promised", "now"),
    [
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), datetime(2026, 10, 25, 23, 30, tzinfo=UTC)),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), datetime(2026, 3, 29, 22, 30, tzinfo=UTC)),
    ],
    ids=["the day of 25 hours", "the day of 23 hours"],
)
def test_a_day_is_a_day_when_the_clock_changes(promised: datetime, now: datetime) -> None:
    assert reason(replace(READY, promised_at=promised), ReasonCode.LATE, now).days == 1


def test_goods_that_arrive_on_the_promised_day_are_not_late() -> None:
    state = order(line(10, short=10, inbound=(inbound(10, 3),)), shipments=(shipment(),))
    assert codes(state) == ["waiting_for_stock"]


def test_every_reason_has_its_place() -> None:
    assert set(IMPORTANCE) == set(ReasonCode)
