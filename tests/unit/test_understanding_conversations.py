"""Several questions in one message, and messages that go on from the last answer."""

from dataclasses import replace
from datetime import date

import pytest

from retrieval.orders.source import OrderFilter
from retrieval.question import Ask, Focus, Intent
from tests.unit.understanding_company import asked, only_ask, record

BRENNWEITE = record("Brennweite Optik GmbH")
ON_ORDER = Focus(orders=("S00131",), customer=BRENNWEITE, intent=Intent.STATUS, language="en")
ON_LIST = Focus(
    wanted=OrderFilter(late=True), intent=Intent.LIST, choices=("S00101", "S00102", "S00103"), language="en"
)
ON_CHOICE = Focus(
    intent=Intent.CONTRACT,
    topic="penalty",
    choices=(record("Kestrel Facility Services Ltd"), record("Kestrel Print Ltd")),
    language="en",
)


def _shown(ask: Ask) -> str:
    values = [reference.value for reference in ask.references]
    return " ".join([ask.intent.value, *values])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Where is S00101 and what's the cut-off for DHL Express?",
            ["status S00101", "policy"],
        ),
        (
            "Why is S00101 late and what does their contract say about it?",
            ["why S00101", "contract S00101"],
        ),
        ("1) where is S00101 2) tracking of S00102", ["status S00101", "tracking S00102"]),
        ("1. Status S00101\n2. Wann kommt S00102?", ["status S00101", "when S00102"]),
        ("- status S00101\n- invoice S00102", ["status S00101", "invoice S00102"]),
        ("S00101 and S00102 status", ["status S00101 S00102"]),
        ("how many GLV-1040 do we have and where?", ["product GLV-1040"]),
        ("Where are S00101 and S00102?", ["status S00101 S00102"]),
        ("Where is S00101? And S00102?", ["status S00101", "status S00102"]),
        ("Why is S00101 late? And S00102?", ["why S00101", "why S00102"]),
        ("Where is S00101, and when will it arrive?", ["when S00101"]),
        ("Where is S00101? Why is it late?", ["why S00101"]),
        ("Where is S00101? Also, who approves a split?", ["status S00101", "policy"]),
        ("Where is S00101 and I want to talk to a person", ["status S00101", "hand_over"]),
        ("My order is S00101. When will it arrive?", ["when S00101"]),
        ("S00101. Where is it?", ["status S00101"]),
        ("The customer is angry. Where is S00101?", ["status S00101"]),
        ("A pallet arrived damaged. The driver has left. What do I do?", ["policy"]),
        ("What's the cut-off for DHL and what about Fridays?", ["policy"]),
        ("Hallo, wo ist S00101 und was sagt der Vertrag dazu?", ["status S00101", "contract S00101"]),
        ("Wo ist S00101? Danke!", ["status S00101"]),
        ("tell me about Auwald and show their late orders", ["customer", "list"]),
        (
            "how many GLV-1040 do we have and who is waiting for it?",
            ["product GLV-1040", "waiting_for GLV-1040"],
        ),
        ("S00101 invoice and tracking", ["tracking S00101", "invoice S00101"]),
        ("Status und Sendungsnummer von S00101", ["status S00101", "tracking S00101"]),
        ("Cancel S00101. The customer changed their mind.", ["commit S00101"]),
        ("status S00101? status S00102? status S00103? status S00104? status S00105?", 4),
    ],
)
def test_takes_questions_apart_but_never_one_question(text: str, expected: list[str] | int) -> None:
    shown = [_shown(ask) for ask in asked(text).asks]
    assert shown == expected if isinstance(expected, list) else len(shown) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and when will the rest come?", "when S00131"),
        ("why?", "why S00131"),
        ("why is it so late?", "why S00131"),
        ("and the tracking?", "tracking S00131"),
        ("tracking please", "tracking S00131"),
        ("invoice?", "invoice S00131"),
        ("is it paid?", "invoice S00131"),
        ("what's in it?", "contents S00131"),
        ("has that order shipped?", "status S00131"),
        ("and what if we ship the chair now?", "split S00131"),
        ("can we ship the rest separately?", "split S00131"),
        ("and what does their contract say about it?", "contract S00131"),
        ("and the penalty?", "contract S00131"),
        ("who is the carrier", "tracking S00131"),
        ("has the customer been invoiced", "invoice S00131"),
        ("show me the order lines", "contents S00131"),
        ("what happens if it is 3 more days late?", "contract S00131"),
        ("cancel it", "commit S00131"),
        ("und wann kommt der Rest?", "when S00131"),
        ("warum?", "why S00131"),
        ("und die Sendungsnummer?", "tracking S00131"),
        ("was ist da drin?", "contents S00131"),
        ("wo bleibt sie?", "status S00131"),
        ("was sagt ihr Vertrag dazu?", "contract S00131"),
    ],
)
def test_carries_the_order_of_the_conversation(text: str, expected: str) -> None:
    ask = only_ask(text, ON_ORDER)
    assert _shown(ask) == expected
    assert ask.from_focus


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what about 102?", "status 102"),
        ("and S00102?", "status S00102"),
        ("where is S00102?", "status S00102"),
        ("cut-off for dhl express?", "policy"),
        ("how do we handle damaged pallets?", "policy"),
        ("how long does it take to deliver to Spain?", "policy"),
        ("late orders", "list"),
        ("penalty for Auwald", "contract"),
        ("how many GLV-1040 do we have", "product GLV-1040"),
        ("thanks", "thanks"),
    ],
)
def test_a_new_reference_or_topic_leaves_the_old_order_behind(text: str, expected: str) -> None:
    ask = only_ask(text, ON_ORDER)
    assert _shown(ask) == expected
    assert not ask.from_focus


def test_without_a_conversation_a_bare_why_names_no_order() -> None:
    ask = only_ask("why?")
    assert (ask.intent, ask.references, ask.from_focus) == (Intent.WHY, (), False)


def test_repeats_the_last_question_for_another_order() -> None:
    assert _shown(only_ask("and 102?", replace(ON_ORDER, intent=Intent.WHY))) == "why 102"


def test_a_contract_question_takes_its_topic_from_the_question_before() -> None:
    ask = only_ask("and what does their contract say about it?", replace(ON_ORDER, intent=Intent.SPLIT))
    assert ask.topic == "partial delivery"
    assert [mention.only for mention in ask.mentions] == [BRENNWEITE]


def test_a_short_policy_question_keeps_topic_and_carrier() -> None:
    carrier = record("DHL Express")
    focus = Focus(intent=Intent.POLICY, topic="cut-off", carrier=carrier)
    ask = only_ask("and on Fridays?", focus)
    assert (ask.intent, ask.topic, ask.from_focus) == (Intent.POLICY, "cut-off", True)
    assert [mention.only for mention in ask.mentions] == [carrier]


def test_asks_further_about_the_product_of_the_conversation() -> None:
    focus = Focus(product=record("Safety helmet white"), intent=Intent.PRODUCT)
    ask = only_ask("and when do we get more?", focus)
    assert (ask.intent, ask.from_focus) == (Intent.PRODUCT, True)
    assert [mention.spelled for mention in ask.mentions] == ["Safety helmet white"]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("only stock", {"reason": "waiting_for_stock"}),
        ("only the ones waiting for stock", {"reason": "waiting_for_stock"}),
        ("nur Lager Nord", {"warehouse": "WH-North"}),
        ("and for Brennweite?", {"customer_ids": frozenset({1})}),
        ("from WH-South", {"warehouse": "WH-South"}),
        ("just tomorrow", {"day_from": date(2026, 11, 23), "day_to": date(2026, 11, 23)}),
        ("with DHL Freight", {"carrier": "DHL Freight"}),
        ("show more", {"offset": 5}),
        ("next", {"offset": 5}),
        ("weiter", {"offset": 5}),
        ("show all", {"limit": 50}),
        ("alle anzeigen", {"limit": 50}),
    ],
)
def test_narrows_and_turns_the_pages_of_a_list(text: str, changed: dict[str, object]) -> None:
    ask = only_ask(text, ON_LIST)
    assert ask.intent is Intent.LIST
    assert ask.from_focus
    assert ask.wanted == replace(OrderFilter(late=True), **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the second one", "status S00102"),
        ("2", "status S00102"),
        ("der dritte", "status S00103"),
        ("the last one please", "status S00103"),
    ],
)
def test_picks_a_row_of_a_list(text: str, expected: str) -> None:
    assert _shown(only_ask(text, ON_LIST)) == expected


@pytest.mark.parametrize("text", ["the second one", "Kestrel Print", "number 2"])
def test_a_choice_asks_the_question_again(text: str) -> None:
    ask = only_ask(text, ON_CHOICE)
    assert (ask.intent, ask.topic) == (Intent.CONTRACT, "penalty")
    assert [mention.only for mention in ask.mentions] == [record("Kestrel Print Ltd")]


def test_a_clear_question_after_a_list_is_not_taken_for_its_continuation() -> None:
    assert _shown(only_ask("cut-off for DHL Express?", ON_LIST)) == "policy"
    assert _shown(only_ask("where is S00108?", ON_LIST)) == "status S00108"
