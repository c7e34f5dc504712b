"""What is said of an order holds only if it is so, of that order, in that role, as far as it is said."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guard.checking import claims_of
from guardrails.claims import Claims, Code
from retrieval.evidence import AskEvidence, Evidence, Item
from retrieval.question import Intent
from tests.builders import NOW, ZONE, ask, day, facts, line, listed, order, shipment, short_order

SHORT = short_order()
"""S00131: 10 of 11 boxes wait for P00113, which comes on Sat 28 Nov; promised was Tue 24 Nov."""
LEFT = order(
    line(11, delivered=11),
    shipments=(shipment(quantity=11, done_at=day(-1), carrier="DPD Classic", tracking="0944550123456"),),
    number="S00132",
    promised_at=day(-1),
)


def claims(*items: Item) -> Claims:
    return claims_of(Evidence(asks=(AskEvidence(ask=ask(Intent.STATUS), found=items),)), NOW, ZONE)


def found(text: str, *items: Item) -> tuple[Code, ...]:
    return claims(*items).findings(text, [item.id for item in items])


TRUE_OF_SHORT = (
    "S00131 is waiting for stock, 2 days after the promise.",
    "10 of 11 boxes wait.",
    "Nitrile gloves L: ten of eleven boxes are missing in WH-North.",
    "One box is reserved and nothing has left.",
    "Purchase P00113 brings 50 boxes on Saturday, in two days.",
    "It was promised for the day before yesterday.",
    "Promised was Tue 24 Nov; the goods arrive on 28 November.",
    "S00131 has not been shipped yet and is not cancelled.",
    "Von 11 Packungen fehlen 10, Bestellung P00113 kommt übermorgen.",
    "S00131 wurde noch nicht versandt, zugesagt war vorgestern.",
    "S00131 ist seit 2 Tagen überfällig.",
    "I cannot promise a delivery day for S00131.",
)
FALSE_OF_SHORT = (
    ("S00131 has been shipped.", Code.WRONG_STATE),
    ("S00131 is not waiting for stock.", Code.WRONG_POLARITY),
    ("S00131 is on time.", Code.WRONG_STATE),
    ("1 of 11 boxes wait.", Code.WRONG_SUBJECT),
    ("11 boxes are missing.", Code.WRONG_SUBJECT),
    ("10 boxes are reserved.", Code.WRONG_SUBJECT),
    ("10 of 11 pallets wait.", Code.UNKNOWN_VALUE),
    ("Promised was Sat 28 Nov.", Code.WRONG_SUBJECT),
    ("The goods arrive on Tue 24 Nov.", Code.WRONG_SUBJECT),
    ("The goods arrive at our warehouse tomorrow.", Code.UNKNOWN_VALUE),
    ("Purchase P00113 brings 50 boxes in three days.", Code.UNKNOWN_VALUE),
    ("All items are reserved.", Code.WRONG_STATE),
    ("Nothing is missing.", Code.WRONG_POLARITY),
    ("It will ship on 28 November.", Code.COMMITMENT),
    ("You will get a refund.", Code.COMMITMENT),
    ("We apologise for the delay.", Code.COMMITMENT),
    ("Delivery by Saturday is guaranteed.", Code.COMMITMENT),
    ("Your order arrives at your door on 28 November.", Code.COMMITMENT),
    ("S00131 wurde versandt.", Code.WRONG_STATE),
    ("S00131 ist pünktlich.", Code.WRONG_STATE),
    ("Wir garantieren die Lieferung.", Code.COMMITMENT),
    ("Die Ware wird am 28. November geliefert.", Code.COMMITMENT),
    ("S00199 is waiting for stock.", Code.UNKNOWN_VALUE),
)


@pytest.mark.parametrize("text", TRUE_OF_SHORT)
def test_what_is_so_stands(text: str) -> None:
    assert found(text, facts(SHORT)) == ()


@pytest.mark.parametrize(("text", "code"), FALSE_OF_SHORT)
def test_what_is_not_so_falls_and_says_why(text: str, code: Code) -> None:
    assert code in found(text, facts(SHORT))


def test_a_fact_of_another_cited_order_bears_nothing_out() -> None:
    both = (facts(SHORT), facts(LEFT))
    assert found("S00132 left on Wed 25 Nov, S00131 is waiting for stock.", *both) == ()
    assert found("S00131 left on Wed 25 Nov.", *both)
    assert found("S00132 is waiting for stock.", *both)
    assert found("S00131 has tracking number 0944550123456.", *both)
    assert found("S00131 and S00132 have been shipped.", *both)


def test_a_row_of_a_list_is_about_its_order() -> None:
    rows = listed(SHORT, LEFT, late=True)
    assert found("S00131 · Brennweite Optik GmbH: waiting for stock, 2 days after the promise", rows) == ()
    assert found("S00132 · Brennweite Optik GmbH: waiting for stock, 2 days after the promise", rows)


def test_the_quantities_of_two_lines_are_not_swapped() -> None:
    first = line(11, reserved=1, short=10)
    second = line(4, short=4, sku="HLM-2010", product="Safety helmet white", unit="pcs")
    rest = shipment(quantity=11, reserved=1)
    two = facts(order(first, second, shipments=(replace(rest, lines=(*rest.lines,)),)))
    assert found("Nitrile gloves L: 10 missing. Safety helmet white: 4 missing.", two) == ()
    assert found("Nitrile gloves L: 4 missing.", two)
    assert found("Safety helmet white: 10 missing.", two)


def test_what_left_is_not_said_to_be_delivered_or_received() -> None:
    assert found("S00132 has been shipped in full.", facts(LEFT)) == ()
    assert found("S00131 has not been delivered.", facts(SHORT)) == ()
    assert found("S00132 has been delivered in full.", facts(LEFT))
    assert found("S00132 was received by the customer and has arrived.", facts(LEFT))


def test_part_and_all_are_told_apart() -> None:
    part = order(
        line(11, delivered=4, short=7),
        shipments=(
            shipment("WHN/OUT/00150", 4, done_at=day(-1), carrier="DHL Express"),
            shipment("WHN/OUT/00151", 7, backorder_of="WHN/OUT/00150"),
        ),
    )
    assert found("Part of S00131 has left, the rest has not.", facts(part)) == ()
    assert found("S00131 has left.", facts(part))
    assert found("Everything on S00131 has been shipped.", facts(part))
    assert found("Nothing of S00131 has been shipped.", facts(part))
    assert found("S00132 was partly shipped.", facts(LEFT))


@pytest.mark.parametrize(
    "text",
    [
        "A person has to decide that.",
        "I cannot promise anything.",
        "Which order do you mean?",
        "Say “only late ones”.",
    ],
)
def test_fixed_words_without_evidence_stand(text: str) -> None:
    assert claims().findings(text, ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "It has been shipped.",
        "You will get a refund.",
        "It comes tomorrow.",
        "Wir garantieren das.",
        "S00131",
    ],
)
def test_a_state_a_value_or_a_promise_without_evidence_falls(text: str) -> None:
    assert claims().findings(text, ())


PIECES = """S00131 S00132 not nicht kein no shipped versandt wird will be was 10 of von 11 boxes Nov 24 24.
promised morgen tomorrow in two days “ ” , ; : . ? ( ) GLV-1040 refund P00113 … nothing all part if und and"""
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=30).map(" ".join)


@given(st.text(max_size=200) | WORDS)
def test_no_text_makes_the_check_fail(text: str) -> None:
    found(text, facts(SHORT), facts(LEFT))


@given(st.integers(0, 400))
def test_only_the_missing_quantity_may_be_said_to_be_missing(number: int) -> None:
    stands = found(f"{number} boxes are missing.", facts(SHORT)) == ()
    assert stands == (Decimal(number) == Decimal(10))
