"""A draft is written from placeholders: typed facts and texts hide the same values, and nothing else."""

from collections.abc import Callable

import pytest

from bot.guard.hiding import Hiding
from guardrails import pii
from guardrails.directory import NOBODY, Directory
from guardrails.vault import ConversationVault, restore
from retrieval.evidence import Choices, CustomerFacts, Evidence, Item, NotFound, OrderFacts
from retrieval.orders.facts import choices, customer_facts, not_found
from retrieval.orders.source import NamedRecord
from retrieval.orders.state import CustomerState
from retrieval.question import Ask, Focus, Intent, Mention, Question, Reference
from tests.builders import GRETA, NOW, SERVICE, SYSTEM, ZONE, facts, found, listed, passage, short_order

TOM = NamedRecord(kind="customer", id=42, name="Tom Hargreaves", key="Tom Hargreaves", is_company=False)
GRETA_RECORD = NamedRecord(kind="customer", id=41, name="Greta Sommer", key="Greta Sommer", is_company=False)
PEOPLE = Directory(["Greta Sommer", "Tom Hargreaves", "Jana Petersen"])
ASK = Ask(intent=Intent.STATUS, text="Where is S00131?")


def sealing(vault: ConversationVault) -> Callable[[str, str], str]:
    return lambda kind, value: vault.seal("c", kind, value).placeholder


def hidden(*items: Item, ask: Ask = ASK, people: Directory = PEOPLE) -> tuple[Question, Evidence, str]:
    """Return question and evidence as hidden, and what both print."""
    hiding = Hiding(people=people, seal=sealing(ConversationVault()))
    evidence = Evidence(asks=(found(ask, *items),))
    asked, shown = hiding.both(Question(text=ask.text, language="en", asks=(ask,)), evidence)
    return asked, shown, repr((asked, shown, hiding))


def test_a_private_customer_is_hidden_in_typed_facts_and_in_the_text_alike() -> None:
    _, shown, printed = hidden(facts(short_order(customer=GRETA)), people=NOBODY)
    [order] = shown.found
    assert isinstance(order, OrderFacts)
    assert order.order.customer.name == "⟦PERSON·A⟧"
    assert order.title == "S00131 · ⟦PERSON·A⟧"
    assert "Order S00131 of ⟦PERSON·A⟧" in order.text
    assert "Greta" not in printed
    assert "Sommer" not in printed


def test_companies_staff_numbers_and_links_stay() -> None:
    before = facts(
        short_order(url="https://odoo.example/odoo/sales/31?mail=0171-2345678", customer_reference="PO 4711")
    )
    _, shown, _ = hidden(before, people=Directory(["Nora Albers", "Brennweite Optik"]))
    assert shown.found == (before,)


def test_what_people_typed_into_an_order_is_searched() -> None:
    reference = "Jana Petersen, 0171 2345678"
    _, shown, printed = hidden(facts(short_order(customer_reference=reference)))
    [order] = shown.found
    assert isinstance(order, OrderFacts)
    assert order.order.customer_reference == "⟦PERSON·A⟧, ⟦PHONE·A⟧"
    assert "Customer's reference: ⟦PERSON·A⟧, ⟦PHONE·A⟧" in order.text
    assert "Petersen" not in printed
    assert "2345678" not in printed


def test_lists_and_customers_hide_every_row() -> None:
    orders = [short_order(number=f"S0013{at}", customer=GRETA) for at in range(3)]
    state = CustomerState(
        customer=GRETA, open_orders=tuple(orders), open_count=3, late_count=0, credit_note="ask greta sommer"
    )
    summary = customer_facts(state, SERVICE, NOW, ZONE, SYSTEM)
    _, shown, printed = hidden(listed(*orders), summary)
    assert isinstance(shown.found[1], CustomerFacts)
    assert shown.found[1].customer.credit_note == "ask ⟦PERSON·A⟧"
    assert shown.found[1].title == "⟦PERSON·A⟧"
    assert "ommer" not in printed


def test_documents_are_hidden_and_keep_their_place() -> None:
    before = passage(
        "p-1", "Ask Jana Petersen (jana@firma.de) at Brennweite Optik GmbH.", title="Tom Hargreaves"
    )
    _, shown, printed = hidden(before)
    [after] = shown.found
    assert after.text == "Ask ⟦PERSON·A⟧ (⟦EMAIL·A⟧) at Brennweite Optik GmbH."
    assert after.title == "⟦PERSON·B⟧"
    assert "jana" not in printed.lower()


def test_what_one_source_states_is_hidden_in_another() -> None:
    _, shown, _ = hidden(
        facts(short_order(customer=GRETA)),
        passage("p-1", "Contract with GRETA SOMMER, Fliederweg"),
        people=NOBODY,
    )
    assert shown.found[1].text.startswith("Contract with ⟦PERSON·A⟧,")


def test_a_placeholder_out_of_a_source_is_made_plain_and_one_of_the_question_stays() -> None:
    reference = Reference(kind="any", value="⟦EMAIL·A⟧", spelled="⟦EMAIL·A⟧")
    typed = short_order(customer_reference="⟦PERSON·A⟧ 〚PERSON·B〛")
    _, shown, _ = hidden(facts(typed), not_found(reference, SYSTEM), passage("p-1", "⟦PERSON·A⟧"))
    order, missing, document = shown.found
    assert "⟦" not in order.text + document.text
    assert isinstance(missing, NotFound)
    assert missing.text.startswith("Nothing was found for ⟦EMAIL·A⟧ (⟦EMAIL·A⟧)")


def test_choices_keep_what_was_asked_and_hide_who_is_offered() -> None:
    evil = NamedRecord(kind="customer", id=43, name="⟦PERSON·A⟧ GmbH", key="x")
    item = choices("⟦PERSON·B⟧", (TOM, GRETA_RECORD, evil), 3)
    mention = Mention(kind="customer", spelled="⟦PERSON·B⟧", records=(TOM, GRETA_RECORD, evil))
    asked, shown, printed = hidden(
        item, ask=Ask(intent=Intent.CUSTOMER, text="⟦PERSON·B⟧", mentions=(mention,))
    )
    [offered] = shown.found
    assert isinstance(offered, Choices)
    names = [option.name for option in offered.options if isinstance(option, NamedRecord)]
    assert names[2] == "[PERSON·A] GmbH"
    assert offered.text.split("\n") == ["⟦PERSON·B⟧ may mean 3 things; 3 shown, 0 more", *names]
    assert asked.text == "⟦PERSON·B⟧"
    assert "Tom" not in printed
    assert "ommer" not in printed


def test_a_private_customer_typed_in_clear_is_hidden_from_here_on() -> None:
    nameless = NamedRecord(kind="customer", id=41, name="", key="", is_company=False)
    mention = Mention(kind="customer", spelled="gretta sommer", records=(nameless,))
    asked, _, printed = hidden(
        ask=Ask(intent=Intent.LIST, text="orders of gretta sommer", mentions=(mention,)), people=NOBODY
    )
    assert asked.text == asked.asks[0].text == "orders of ⟦PERSON·A⟧"
    assert asked.asks[0].mentions[0].only == GRETA_NAMELESS
    assert "sommer" not in printed


GRETA_NAMELESS = NamedRecord(kind="customer", id=41, name="⟦PERSON·A⟧", key="", is_company=False)


def test_hiding_again_changes_nothing() -> None:
    vault = ConversationVault()
    evidence = Evidence(
        asks=(
            found(ASK, passage("p-1", "anna@firma.de, Tom Hargreaves"), facts(short_order(customer=GRETA))),
        )
    )
    question = Question(text=ASK.text, language="en", asks=(ASK,))
    _, once = Hiding(people=PEOPLE, seal=sealing(vault)).both(question, evidence)
    text = once.found[0].text
    assert pii.find(text, PEOPLE) == ()
    assert restore(text, vault.handles("c")) == evidence.found[0].text


def test_a_list_of_any_length_can_be_searched() -> None:
    orders = [short_order(number=f"S{at:05}", customer=GRETA) for at in range(60)]
    assert len(listed(*orders).text) > pii.MAX_CHARACTERS
    _, shown, _ = hidden(listed(*orders), passage("p-1", "word " * 8_000 + "anna@firma.de"))
    assert shown.found[1].text.endswith("⟦EMAIL·A⟧")


def test_evidence_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(pii.RedactionError):
        hidden(Focus())  # type: ignore[arg-type]
