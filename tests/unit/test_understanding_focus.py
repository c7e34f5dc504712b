"""What a conversation is about after an answer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from retrieval.audience import Audience
from retrieval.evidence import AskEvidence, Choices, Evidence, Item, OrderFacts, OrderListFacts
from retrieval.orders.source import OrderFilter
from retrieval.orders.state import Customer, OrderState, OrderStatus
from retrieval.question import NO_FOCUS, Ask, Focus, Intent, Mention, Question, Reference
from retrieval.understanding.focus import carried_for, focus_after
from tests.unit.understanding_company import record

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
BRENNWEITE = Customer(id=1, name="Brennweite Optik GmbH")


def _order(number: str, customer: Customer = BRENNWEITE) -> OrderFacts:
    state = OrderState(
        number=number,
        customer=customer,
        status=OrderStatus.CONFIRMED,
        lines=(),
        shipments=(),
        ordered_at=NOW,
        promised_at=None,
        expected_at=None,
        warehouse="WH-North",
        ship_complete=False,
    )
    return OrderFacts(
        id=f"order:{number}", source=number, title=number, text="", order=state, reasons=(), as_of=NOW
    )


def _list(*orders: OrderFacts) -> OrderListFacts:
    return OrderListFacts(
        id="list",
        source="",
        title="",
        text="",
        rows=orders,
        total=9,
        wanted=OrderFilter(late=True),
        as_of=NOW,
    )


def _after(ask: Ask, *found: Item, before: Focus = NO_FOCUS) -> Focus:
    question = Question(text="", language="de", asks=(ask,))
    return focus_after(question, Evidence(asks=(AskEvidence(ask=ask, found=found),)), before)


def test_an_order_answer_is_about_the_order_and_its_customer() -> None:
    asked_for = Reference(kind="order", value="42", spelled="order 42")
    focus = _after(Ask(intent=Intent.WHY, text="", references=(asked_for,)), _order("S00042"))
    assert (focus.orders, focus.intent, focus.language) == (("S00042",), Intent.WHY, "de")
    assert focus.customer is not None
    assert focus.customer.id == BRENNWEITE.id


def test_an_order_that_was_not_found_leaves_no_trace() -> None:
    asked_for = Reference(kind="order", value="S00099", spelled="S00099")
    before = Focus(orders=("S00042",))
    assert _after(Ask(intent=Intent.STATUS, text="", references=(asked_for,)), before=before).orders == (
        "S00042",
    )


def test_a_question_of_rules_keeps_the_order() -> None:
    before = Focus(orders=("S00042",), intent=Intent.STATUS)
    focus = _after(Ask(intent=Intent.POLICY, text="", topic="cut-off"), before=before)
    assert (focus.orders, focus.intent, focus.topic) == (("S00042",), Intent.POLICY, "cut-off")


def test_a_list_offers_its_rows_and_can_be_narrowed() -> None:
    focus = _after(Ask(intent=Intent.LIST, text=""), _list(_order("S00101"), _order("S00102")))
    assert focus.choices == ("S00101", "S00102")
    assert focus.wanted == OrderFilter(late=True)
    assert focus.orders == ()


def test_a_list_of_several_customers_is_about_none_of_them() -> None:
    others = Customer(id=4, name="Lindqvist Maskin AB")
    before = Focus(customer=record("Auwald Kliniken gGmbH"))
    found = _list(_order("S00101"), _order("S00102", others))
    assert _after(Ask(intent=Intent.LIST, text=""), found, before=before).customer is None


def test_an_empty_list_is_still_about_its_customer() -> None:
    auwald = record("Auwald Kliniken gGmbH")
    mention = Mention(kind="customer", spelled="Auwald", records=(auwald,))
    assert _after(Ask(intent=Intent.LIST, text="", mentions=(mention,)), _list()).customer == auwald


def test_a_list_of_one_order_is_about_that_order() -> None:
    assert _after(Ask(intent=Intent.LIST, text=""), _list(_order("S00101"))).orders == ("S00101",)


def test_another_question_forgets_the_list() -> None:
    before = Focus(wanted=OrderFilter(late=True), choices=("S00101",), intent=Intent.LIST)
    focus = _after(Ask(intent=Intent.POLICY, text=""), before=before)
    assert (focus.wanted, focus.choices) == (None, ())


def test_choices_wait_for_an_answer_to_the_same_question() -> None:
    kestrels = (record("Kestrel Facility Services Ltd"), record("Kestrel Print Ltd"))
    ask = Ask(
        intent=Intent.CONTRACT,
        text="",
        topic="penalty",
        mentions=(Mention(kind="customer", spelled="Kestrel", records=kestrels),),
    )
    offered = Choices(
        id="choices", source="", title="", text="", spelled="Kestrel", options=kestrels, total=2
    )
    focus = _after(ask, offered)
    assert (focus.choices, focus.intent, focus.topic) == (kestrels, Intent.CONTRACT, "penalty")


def test_thanks_change_nothing_but_the_language() -> None:
    before = Focus(orders=("S00042",), intent=Intent.WHY, wanted=OrderFilter(), language="en")
    focus = _after(Ask(intent=Intent.THANKS, text=""), before=before)
    assert focus == Focus(orders=("S00042",), intent=Intent.WHY, wanted=OrderFilter(), language="de")


def test_another_customer_leaves_the_old_order_behind() -> None:
    before = Focus(orders=("S00042",), customer=record("Brennweite Optik GmbH"))
    auwald = record("Auwald Kliniken gGmbH")
    mention = Mention(kind="customer", spelled="Auwald", records=(auwald,))
    focus = _after(Ask(intent=Intent.CONTRACT, text="", mentions=(mention,)), before=before)
    assert (focus.orders, focus.customer) == ((), auwald)


STAFF = Audience(kind="staff", companies=frozenset({1}), roles=frozenset({"customer-service"}))


@pytest.mark.parametrize(
    "other",
    [
        Audience(),
        Audience(kind="customer", companies=frozenset({1}), customer_ids=frozenset({11})),
        replace(STAFF, companies=frozenset({2})),
        replace(STAFF, own_documents_only=True, user_id=2),
        replace(STAFF, roles=frozenset()),
    ],
)
def test_nobody_goes_on_from_what_somebody_with_another_view_was_told(other: Audience) -> None:
    told = Focus(orders=("S00103",), choices=("S00103", "S00104"), language="de", told_to=STAFF)
    assert carried_for(other, told) == Focus(language="de")


def test_colleagues_who_see_the_same_orders_go_on_from_each_other() -> None:
    told = Focus(orders=("S00103",), told_to=STAFF)
    assert carried_for(replace(STAFF, roles=frozenset({"warehouse"}), user_id=4), told) == told
    assert carried_for(STAFF, Focus(orders=("S00103",))).orders == ("S00103",)
