"""Free stock and receipts go to those who wait, in their turn."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from retrieval.orders.allocation import (
    Demand,
    Holding,
    Incoming,
    Share,
    Supply,
    allot,
    elsewhere,
    held_by,
    turn,
)
from retrieval.orders.state import StockAt
from tests.unit.orders.making import line

START = datetime(2026, 1, 1, tzinfo=UTC)
PLACE = ("GLV-1040", "WH-North")


def demand(order: str, quantity: int, deadline: int | None = 0, *, priority: bool = False) -> Demand:
    at = None if deadline is None else START + timedelta(days=deadline)
    sku, warehouse = PLACE
    return Demand(
        order=order,
        line=0,
        sku=sku,
        warehouse=warehouse,
        quantity=Decimal(quantity),
        priority=priority,
        deadline=at,
    )


def incoming(purchase: str, quantity: int, expected: int | None = 0, *, confirmed: bool = True) -> Incoming:
    at = None if expected is None else START + timedelta(days=expected)
    sku, warehouse = PLACE
    return Incoming(
        purchase=purchase,
        sku=sku,
        warehouse=warehouse,
        quantity=Decimal(quantity),
        expected_at=at,
        confirmed=confirmed,
    )


def parts(share: Share) -> list[tuple[str, int]]:
    return [(part.purchase, int(part.quantity)) for part in share.inbound]


def test_priority_comes_first_then_the_deadline_then_the_lower_number() -> None:
    rows = [
        demand("S100", 1, None),
        demand("S00009", 1, 3),
        demand("S99", 1, None),
        demand("S00008", 1, 3),
        demand("S00007", 1, 9, priority=True),
    ]
    assert [row.order for row in sorted(rows, key=turn)] == ["S00007", "S00008", "S00009", "S99", "S100"]


def test_one_order_may_need_several_receipts_and_the_last_may_not_be_enough() -> None:
    shares = allot([demand("A", 45, 1), demand("B", 60, 2)], [incoming("P2", 40, 9), incoming("P1", 30)], {})
    assert parts(shares["A", 0]) == [("P1", 30), ("P2", 15)]
    assert parts(shares["B", 0]) == [("P2", 25)]


def test_confirmed_purchases_come_before_requests_for_quotation_whatever_their_dates() -> None:
    coming = [incoming("RFQ", 5, 1, confirmed=False), incoming("UNDATED", 5, None), incoming("P", 5, 9)]
    [share] = allot([demand("A", 15)], coming, {}).values()
    assert [part.purchase for part in share.inbound] == ["P", "UNDATED", "RFQ"]
    assert [part.confirmed for part in share.inbound] == [True, True, False]


def test_free_stock_is_handed_out_before_anything_that_comes() -> None:
    shares = allot([demand("A", 8, 1), demand("B", 8, 2)], [incoming("P", 50)], {PLACE: Decimal(10)})
    assert (shares["A", 0].free, parts(shares["A", 0])) == (Decimal(8), [])
    assert (shares["B", 0].free, parts(shares["B", 0])) == (Decimal(2), [("P", 6)])


def test_a_receipt_for_another_warehouse_or_product_serves_nobody_here() -> None:
    other = Incoming(
        purchase="P", sku="GLV-1040", warehouse="WH-South", quantity=Decimal(9), expected_at=START
    )
    assert allot([demand("A", 5)], [other], {})["A", 0] == Share()


def test_an_orders_own_reservation_does_not_stand_in_its_way() -> None:
    rows = [Holding(order=number, sku=PLACE[0], warehouse=PLACE[1], quantity=Decimal(3)) for number in "ABB"]
    assert [(held.order, int(held.quantity)) for held in held_by(rows, "A", *PLACE)] == [("B", 6)]
    assert held_by(rows, "A", "GLV-1040", "WH-South") == ()


def test_elsewhere_is_free_stock_of_other_warehouses_the_most_first() -> None:
    stock = [
        StockAt(warehouse=name, on_hand=Decimal(90), free=Decimal(free))
        for name, free in (("WH-North", 90), ("WH-South", 4), ("WH-West", 7), ("WH-East", 0))
    ]
    assert [place.warehouse for place in elsewhere(stock, "WH-North")] == ["WH-West", "WH-South"]


def test_a_line_that_is_not_short_is_left_alone() -> None:
    stock = {"GLV-1040": (StockAt(warehouse="WH-South", on_hand=Decimal(9), free=Decimal(9)),)}
    supply = Supply.of([], [], [], stock)
    whole = line(10, reserved=10)
    assert supply.fill("A", 0, whole) is whole
    assert supply.fill("A", 0, line(10, short=10)).elsewhere != ()


quantities = st.integers(0, 60)
dates = st.one_of(st.none(), st.integers(0, 4))
demands = st.lists(
    st.builds(
        demand,
        st.sampled_from(["S1", "S2", "S3", "S10", "S11"]),
        quantities,
        dates,
        priority=st.booleans(),
    ),
    max_size=5,
    unique_by=lambda row: row.order,
)
receipts = st.lists(
    st.builds(incoming, st.sampled_from(["P1", "P2", "P3"]), quantities, dates),
    max_size=4,
    unique_by=lambda row: row.purchase,
)


@given(demands, receipts, quantities)
def test_nothing_is_handed_out_twice_and_nobody_gets_more_than_is_short(
    wanted: list[Demand], coming: list[Incoming], free: int
) -> None:
    shares = allot(wanted, coming, {PLACE: Decimal(free)})
    for row in wanted:
        share = shares[row.order, row.line]
        assert share.free + sum(part.quantity for part in share.inbound) <= row.quantity
    for receipt in coming:
        given_out = sum(
            part.quantity
            for share in shares.values()
            for part in share.inbound
            if part.purchase == receipt.purchase
        )
        assert given_out <= receipt.quantity
    assert sum(share.free for share in shares.values()) <= free


@given(demands, receipts, quantities)
def test_nobody_waits_while_something_is_left_and_nobody_later_is_served_before(
    wanted: list[Demand], coming: list[Incoming], free: int
) -> None:
    shares = allot(wanted, coming, {PLACE: Decimal(free)})
    got = [
        shares[row.order, 0].free + sum(part.quantity for part in shares[row.order, 0].inbound)
        for row in sorted(wanted, key=turn)
    ]
    left = free + sum(receipt.quantity for receipt in coming)
    for row, amount in zip(sorted(wanted, key=turn), got, strict=True):
        assert amount == min(row.quantity, left)
        left -= amount


@given(demands, receipts, quantities)
def test_the_order_in_which_rows_are_read_changes_nothing(
    wanted: list[Demand], coming: list[Incoming], free: int
) -> None:
    there = {PLACE: Decimal(free)}
    assert allot(wanted, coming, there) == allot(wanted[::-1], coming[::-1], there)
