"""What holds of the reasons of any order, however odd the data."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.orders.facts import order_facts
from retrieval.orders.filtering import STATES
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.state import (
    Inbound,
    Line,
    OrderState,
    OrderStatus,
    Reservation,
    Shipment,
    ShipmentLine,
    ShipmentStatus,
    StockAt,
)
from retrieval.orders.why import IMPORTANCE, reasons_for
from tests.unit.orders.making import CUSTOMER, NOW, SUPERVISOR, TINSMITH, ZONE

moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
maybe = st.one_of(st.none(), moments)
amounts = st.integers(0, 12).map(Decimal)
skus, places = st.sampled_from(["A", "B"]), st.sampled_from(["WH-North", "WH-South", ""])

supplies = st.builds(
    Inbound,
    purchase=st.sampled_from(["P1", "P2"]),
    supplier=st.none(),
    quantity=amounts,
    expected_at=maybe,
    purchase_quantity=st.none(),
    confirmed=st.booleans(),
)
lines = st.builds(
    Line,
    sku=skus,
    product=skus,
    unit=st.just("pcs"),
    warehouse=places,
    ordered=amounts,
    delivered=amounts,
    reserved=amounts,
    short=amounts,
    free=amounts,
    on_hold=amounts,
    inbound=st.lists(supplies, max_size=2).map(tuple),
    held_by=st.lists(st.builds(Reservation, order=skus, quantity=amounts), max_size=1).map(tuple),
    elsewhere=st.lists(st.builds(StockAt, warehouse=places, on_hand=amounts, free=amounts), max_size=1).map(
        tuple
    ),
    is_service=st.booleans(),
)
rows = st.builds(
    ShipmentLine, sku=skus, product=skus, quantity=amounts, reserved=amounts, picked=st.booleans()
)
shipments = st.builds(
    Shipment,
    name=st.sampled_from(["OUT/1", "OUT/2", "OUT/3"]),
    warehouse=places,
    status=st.sampled_from(ShipmentStatus),
    lines=st.lists(rows, max_size=2).map(tuple),
    scheduled_at=maybe,
    done_at=maybe,
    carrier=st.sampled_from([None, "DPD Classic"]),
    tracking=st.sampled_from([None, "1Z"]),
    backorder_of=st.sampled_from([None, "OUT/1"]),
    is_return=st.booleans(),
)
orders = st.builds(
    OrderState,
    number=st.just("S00101"),
    customer=st.just(TINSMITH),
    status=st.sampled_from(OrderStatus),
    lines=st.lists(lines, max_size=3).map(tuple),
    shipments=st.lists(shipments, max_size=3).map(tuple),
    ordered_at=moments,
    promised_at=maybe,
    expected_at=maybe,
    warehouse=places,
    ship_complete=st.booleans(),
    waits_for_payment=st.booleans(),
    credit_warning=st.booleans(),
)
WAITING = {ReasonCode.WAITING_FOR_STOCK, ReasonCode.NOT_RESERVED, ReasonCode.READY_NOT_PICKED}
LATE = {ReasonCode.LATE, ReasonCode.WILL_BE_LATE}


@given(orders)
@settings(max_examples=300)
def test_any_order_has_reasons_in_their_order(order: OrderState) -> None:
    found = [reason.code for reason in reasons_for(order, NOW, ZONE)]
    assert found
    assert found == sorted(found, key=IMPORTANCE.index)


@given(orders)
@settings(max_examples=300)
def test_no_order_is_delivered_and_waiting_or_late(order: OrderState) -> None:
    found = {reason.code for reason in reasons_for(order, NOW, ZONE)}
    if ReasonCode.DELIVERED in found:
        assert not found & (WAITING | LATE | {ReasonCode.PARTLY_DELIVERED, ReasonCode.UNKNOWN})
    assert not found >= LATE
    if ReasonCode.CANCELLED in found:
        assert not found & (WAITING | LATE)


@given(orders)
@settings(max_examples=200)
def test_an_order_is_in_no_two_states_that_exclude_each_other(order: OrderState) -> None:
    inside = {name for name, holds in STATES.items() if holds(order)}
    for exclusive in ({"draft"}, {"cancelled"}, {"delivered"}):
        assert not exclusive <= inside or inside == exclusive
    assert not {"ready", "waiting"} <= inside


@given(orders, st.sampled_from([SUPERVISOR, CUSTOMER]))
@settings(max_examples=200)
def test_any_order_becomes_facts_in_which_every_reason_is_spelled(order: OrderState, who: object) -> None:
    audience = SUPERVISOR if who is SUPERVISOR else CUSTOMER
    facts = order_facts(order, audience, NOW, ZONE, "Sandbox")
    assert facts.reasons
    for reason in facts.reasons:
        assert f"Reason {reason.code.value}: " in facts.text
