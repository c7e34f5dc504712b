"""Whatever is known or missing: the composer answers, cites what exists, and keeps secrets from customers."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.generation.composer import GroundedComposer
from retrieval.audience import Audience
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import (
    Customer,
    Inbound,
    Invoice,
    Line,
    OrderState,
    OrderStatus,
    Reservation,
    Shipment,
    ShipmentLine,
    ShipmentStatus,
    StockAt,
)
from retrieval.question import ABOUT_ONE_ORDER, Intent
from tests.builders import CUSTOMER, NOW, SERVICE, WAREHOUSE, ZONE, ask, asked, day, found
from tests.unit.generation.papers import CUT_OFF, LATE_CLAUSE, SPLIT_RULE

SECRETS = ("SECRETSUPPLIER", "P09999", "S08888", "WH-SECRET", "Other Customer")
COMPOSER = GroundedComposer(zone=ZONE)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


QUANTITIES = st.integers(0, 40).map(Decimal)
MOMENTS = st.integers(-20, 20).map(day)
SKUS = st.sampled_from(["GLV-1040", "GOG-2100"])
INBOUND = st.builds(
    Inbound,
    purchase=st.just("P09999"),
    supplier=maybe(st.just("SECRETSUPPLIER")),
    quantity=QUANTITIES,
    expected_at=maybe(MOMENTS),
    purchase_quantity=maybe(QUANTITIES),
    confirmed=st.booleans(),
)
STOCK = st.builds(StockAt, warehouse=st.just("WH-SECRET"), on_hand=QUANTITIES, free=QUANTITIES)
LINES = st.builds(
    Line,
    sku=SKUS,
    product=st.just("Gloves"),
    unit=st.sampled_from(["pcs", "box of 100", "12 rolls", ""]),
    warehouse=st.just("WH-SECRET"),
    ordered=QUANTITIES,
    delivered=QUANTITIES,
    reserved=QUANTITIES,
    short=QUANTITIES,
    inbound=st.tuples() | st.tuples(INBOUND),
    held_by=st.tuples() | st.tuples(st.just(Reservation(order="S08888", quantity=Decimal(1)))),
    elsewhere=st.tuples() | st.tuples(STOCK),
)
SHIPMENTS = st.builds(
    Shipment,
    name=st.sampled_from(["X/OUT/1", "X/OUT/2"]),
    warehouse=st.just("WH-SECRET"),
    status=st.sampled_from(ShipmentStatus),
    lines=st.just(
        (ShipmentLine(sku="GLV-1040", product="Gloves", quantity=Decimal(1), reserved=Decimal(0)),)
    ),
    scheduled_at=maybe(MOMENTS),
    done_at=maybe(MOMENTS),
    carrier=maybe(st.just("DHL Express")),
    tracking=maybe(st.just("JD01")),
    tracking_url=maybe(st.just("https://track.example/JD01")),
    is_return=st.booleans(),
)
INVOICES = st.builds(
    Invoice,
    number=st.sampled_from(["", "INV/2026/1"]),
    posted=st.booleans(),
    payment=st.sampled_from(["not_paid", "in_payment", "paid", "partial", "reversed", "odd"]),
    total=maybe(QUANTITIES),
    due_at=maybe(MOMENTS),
)
REASONS = st.builds(
    Reason,
    code=st.sampled_from(ReasonCode),
    sku=maybe(SKUS),
    product=maybe(st.just("Gloves")),
    unit=maybe(st.just("pcs")),
    quantity=maybe(QUANTITIES),
    of_quantity=maybe(QUANTITIES),
    warehouse=maybe(st.just("WH-SECRET")),
    warehouses=st.just(()) | st.just((("WH-SECRET", Decimal(4)),)),
    purchase=maybe(st.just("P09999")),
    supplier=maybe(st.just("SECRETSUPPLIER")),
    confirmed=st.booleans(),
    inbound=st.tuples() | st.tuples(INBOUND) | st.tuples(INBOUND, INBOUND),
    uncovered=maybe(QUANTITIES),
    at=maybe(MOMENTS),
    orders=st.just(()) | st.just((("S08888", Decimal(2)),)),
    items=st.just(()) | st.just((("GLV-1040", Decimal(2)), ("GONE-1", Decimal(1)))),
    shipment=maybe(st.just("X/OUT/1")),
    carrier=maybe(st.just("DHL Express")),
    days=maybe(st.integers(-5, 30)),
    against=maybe(st.sampled_from(["promise", "expected"])),
)
ORDERS = st.builds(
    OrderState,
    number=st.just("S00131"),
    customer=st.sampled_from([Customer(id=11, name=""), Customer(id=11, name="Brennweite")]),
    status=st.sampled_from(OrderStatus),
    lines=st.lists(LINES, max_size=8).map(tuple),
    shipments=st.lists(SHIPMENTS, max_size=3).map(tuple),
    ordered_at=MOMENTS,
    promised_at=maybe(MOMENTS),
    expected_at=maybe(MOMENTS),
    warehouse=st.just("WH-SECRET"),
    ship_complete=st.booleans(),
    priority=st.booleans(),
    invoices=st.lists(INVOICES, max_size=2).map(tuple),
    total=maybe(QUANTITIES),
    withheld=st.frozensets(st.sampled_from(["total", "invoices", "customer", "line.inbound", "promised_at"])),
)


@st.composite
def order_facts(draw: st.DrawFn) -> OrderFacts:
    """Return an order as nobody has disclosed it: every field there is, or is not."""
    return OrderFacts(
        id="S00131",
        source="Odoo S00131",
        title="S00131",
        text="",
        order=draw(ORDERS),
        reasons=tuple(draw(st.lists(REASONS, max_size=5))),
        as_of=NOW,
    )


def said(
    intent: Intent, facts: OrderFacts, audience: Audience, language: str, *, detail: bool = False
) -> str:
    wanted = ask(intent, "why is it late", detail=detail)
    passages = (SPLIT_RULE, LATE_CLAUSE, CUT_OFF) if audience.is_staff else ()
    question, evidence = asked(found(wanted, facts, *passages), language=language)
    draft = COMPOSER.compose(question, evidence, audience, NOW)
    known = {item.id for item in evidence.found}
    sentences = [sentence for part in draft.paragraphs for sentence in part.sentences]
    assert sentences
    assert all(sentence.text.strip() for sentence in sentences)
    assert all(set(sentence.evidence) <= known for sentence in sentences)
    return " ".join(sentence.text for sentence in sentences)


@settings(max_examples=150, deadline=None)
@given(
    intent=st.sampled_from(sorted(ABOUT_ONE_ORDER)),
    facts=order_facts(),
    audience=st.sampled_from([SERVICE, WAREHOUSE, CUSTOMER]),
    language=st.sampled_from(["en", "de"]),
    detail=st.booleans(),
)
def test_an_answer_is_found_for_whatever_is_known(
    intent: Intent, facts: OrderFacts, audience: Audience, language: str, detail: bool
) -> None:
    text = said(intent, facts, audience, language, detail=detail)
    assert "None" not in text
    assert "{" not in text


@settings(max_examples=150, deadline=None)
@given(
    intent=st.sampled_from(sorted({*ABOUT_ONE_ORDER, Intent.COMMIT})),
    facts=order_facts(),
    language=st.sampled_from(["en", "de"]),
)
def test_customers_never_read_what_slipped_through_the_disclosure(
    intent: Intent, facts: OrderFacts, language: str
) -> None:
    text = said(intent, facts, CUSTOMER, language)
    assert not [secret for secret in SECRETS if secret in text]


@settings(max_examples=60, deadline=None)
@given(intent=st.sampled_from(sorted(ABOUT_ONE_ORDER)), facts=order_facts())
def test_the_warehouse_reads_no_amount(intent: Intent, facts: OrderFacts) -> None:
    assert "EUR" not in said(intent, facts, WAREHOUSE, "en")


@pytest.mark.parametrize("intent", sorted(Intent))
def test_nothing_found_is_an_answer_too(intent: Intent) -> None:
    for audience in (SERVICE, CUSTOMER, replace(CUSTOMER, kind="public")):
        question, evidence = asked(found(ask(intent)))
        draft = COMPOSER.compose(question, evidence, audience, NOW)
        assert draft.paragraphs
