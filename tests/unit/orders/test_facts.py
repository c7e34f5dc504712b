"""The text of a fact holds every value an answer may speak, and none that the asker may not know."""

from dataclasses import replace
from decimal import Decimal

from retrieval.orders.facts import (
    choices,
    customer_facts,
    list_facts,
    not_found,
    order_facts,
    product_facts,
)
from retrieval.orders.source import NamedRecord, OrderFilter, OrderPage
from retrieval.orders.state import CustomerState, ProductState, Receipt, StockAt
from retrieval.question import Reference
from tests.unit.orders.making import (
    CUSTOMER,
    NOW,
    SUPERVISOR,
    TINSMITH,
    WAREHOUSE,
    ZONE,
    day,
    inbound,
    line,
    order,
    shipment,
)

SHORT = order(
    line(10, reserved=2, short=8, inbound=(inbound(8, 6),), unit_price=Decimal("11.90")),
    shipments=(shipment(reserved=2, carrier="DPD Classic"),),
    promised_at=day(-4, 17),
    customer_reference="PO-7781",
    total=Decimal("119"),
)


def test_an_order_says_everything_in_iso_dates_of_the_companys_zone() -> None:
    facts = order_facts(SHORT, SUPERVISOR, NOW, ZONE, "Sandbox")
    assert (facts.id, facts.source, facts.title) == ("S00101", "Sandbox S00101", "S00101 · Tinsmith GmbH")
    for said in (
        "Customer's reference: PO-7781",
        "Promised: 2026-11-18 17:00",
        "10 ordered (box), 0 delivered, 10 open, 2 reserved, 8 short, from WH-North, unit price 11.90 EUR",
        "8 of 50 expected on 2026-11-28 12:00 with purchase P00101 from SafeHands Ltd",
        "Total: 119.00 EUR",
        "short by 8 of 10 ordered in WH-North",
        "late, 4 days after the promise",
        "As of: 2026-11-22 13:00 Europe/Berlin",
    ):
        assert said in facts.text


def test_what_is_withheld_is_in_no_line() -> None:
    text = order_facts(SHORT, WAREHOUSE, NOW, ZONE, "Sandbox").text
    assert "11.90" not in text
    assert "Total" not in text
    text = order_facts(SHORT, CUSTOMER, NOW, ZONE, "Sandbox").text
    for secret in ("P00101", "SafeHands", "WH-North", "of 50"):
        assert secret not in text
    assert "2026-11-28" in text


def test_nothing_promised_is_said_in_words() -> None:
    state = replace(SHORT, promised_at=None)
    text = order_facts(state, SUPERVISOR, NOW, ZONE, "Sandbox").text
    assert "Promised: no date was promised" in text
    assert "3 days after the expected date; nothing was promised" in text


def test_late_against_the_expected_date_only_is_not_counted_as_late() -> None:
    page = OrderPage(orders=(replace(SHORT, promised_at=None),), total=1)
    facts = list_facts(page, OrderFilter(), SUPERVISOR, NOW, ZONE, "Sandbox")
    assert "Late against their promise, of the 1 shown: 0" in facts.text


def test_goods_that_came_back_are_not_open_again() -> None:
    parts = (shipment(done_at=day(-3)), shipment("IN", 3, done_at=day(-1), is_return=True))
    state = order(line(10, delivered=7), shipments=parts)
    assert "open" not in order_facts(state, SUPERVISOR, NOW, ZONE, "Sandbox").text


def test_a_list_says_how_many_there_are_shown_and_left() -> None:
    page = OrderPage(orders=(SHORT, replace(SHORT, number="S00102")), total=9)
    wanted = OrderFilter(late=True, offset=2, limit=2)
    facts = list_facts(page, wanted, SUPERVISOR, NOW, ZONE, "Sandbox")
    assert facts.id == "list-late-True-offset-2"
    assert "Orders in all: 9" in facts.text
    assert "Shown: 2, from 3 to 4; not shown: 7, after these: 5" in facts.text
    assert "Late against their promise, of the 2 shown: 2" in facts.text
    assert all(row.text in facts.text for row in facts.rows)


def test_two_lists_of_one_answer_have_two_ids() -> None:
    page = OrderPage(orders=(), total=0)
    wanted = [
        OrderFilter(),
        OrderFilter(late=True),
        OrderFilter(customer_ids=frozenset({2, 1})),
        OrderFilter(customer_ids=frozenset({3})),
        OrderFilter(state="draft"),
    ]
    ids = [list_facts(page, one, SUPERVISOR, NOW, ZONE, "Sandbox").id for one in wanted]
    ids.append(list_facts(page, OrderFilter(), SUPERVISOR, NOW, ZONE, "Sandbox", about="P00113").id)
    assert len(set(ids)) == 6


def test_a_product_sums_up_what_there_is_and_what_comes() -> None:
    product = ProductState(
        sku="GLV-1040",
        name="Nitrile gloves L",
        unit="box",
        stock=(
            StockAt(warehouse="WH-North", on_hand=Decimal(30), free=Decimal(5), on_hold=Decimal(10)),
            StockAt(warehouse="WH-South", on_hand=Decimal(7), free=Decimal(7)),
        ),
        receipts=(
            Receipt(purchase="P1", warehouse="WH-North", quantity=Decimal(40), expected_at=day(2)),
            Receipt(
                purchase="P2", warehouse="WH-North", quantity=Decimal(1), expected_at=None, confirmed=False
            ),
        ),
        substitutes=(("GLV-1050", "Nitrile gloves L, powder-free"),),
    )
    text = product_facts(product, WAREHOUSE, NOW, ZONE, "Sandbox").text
    assert "WH-North: 30 on hand, 5 free, 15 reserved, 10 on quality hold" in text
    assert "In all: 37 on hand, 12 free, 15 reserved, 10 on quality hold, 41 coming" in text
    assert "no date known, purchase P2, only a request for quotation" in text
    assert "Stated substitute: GLV-1050" in text
    seen = product_facts(product, CUSTOMER, NOW, ZONE, "Sandbox").text
    assert "WH-North" not in seen
    assert "In all" not in seen
    assert "Receipts" not in seen


def test_a_customer_has_their_counts_and_terms() -> None:
    state = CustomerState(
        customer=TINSMITH, open_orders=(SHORT,), open_count=7, late_count=2, payment_terms="30 days net"
    )
    facts = customer_facts(state, SUPERVISOR, NOW, ZONE, "Sandbox")
    assert facts.id == "customer-7"
    assert "Open orders: 7, late against their promise: 2" in facts.text
    assert "Payment terms: 30 days net" in facts.text
    assert facts.rows[0].text in facts.text


def test_not_found_says_the_same_whether_the_thing_exists_or_not() -> None:
    facts = not_found(Reference(kind="order", value="S00101", spelled="#101"), "Sandbox")
    assert "that the asker may see" in facts.text
    assert "Tinsmith" not in facts.text


def test_choices_name_every_option_and_how_many_there_are() -> None:
    names = tuple(
        NamedRecord(kind="customer", id=at, name=name, key=name)
        for at, name in enumerate(("Kestrel Print Ltd", "Kestrel Facility Services Ltd"))
    )
    offered = choices("Kestrel", names, 2)
    assert "Kestrel may mean 2 things; 2 shown, 0 more" in offered.text
    assert "Kestrel Print Ltd" in offered.text
    orders = choices("PO-7781", (order_facts(SHORT, CUSTOMER, NOW, ZONE, "Sandbox"),), 3)
    assert orders.source == "Sandbox S00101"
    assert "2 more" in orders.text
