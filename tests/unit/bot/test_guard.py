"""What goes in is redacted, what goes out is checked."""

import logging
from zoneinfo import ZoneInfo

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Draft, Paragraph, Sentence
from bot.errors import GuardError
from bot.guard import Guardrails
from guardrails import injection, pii
from guardrails.vault import ConversationVault, restore
from retrieval.audience import Audience
from retrieval.evidence import NotFound
from retrieval.question import Question, Reference
from tests.fakes import NOW, a_draft, a_passage, a_turn, evidence_of

BERLIN = ZoneInfo("Europe/Berlin")
STAFF = Audience(kind="staff", companies=frozenset({1}))


def guardrails(vault: ConversationVault | None = None) -> Guardrails:
    return Guardrails(vault=vault or ConversationVault(), zone=BERLIN)


async def test_personal_data_becomes_handles_and_order_numbers_stay() -> None:
    screened = await guardrails().screen(" S00042 for anna@firma.de, 0171 2345678 ", "c")
    assert screened.text == "S00042 for ⟦EMAIL·A⟧, ⟦PHONE·A⟧"
    assert [handle.value for handle in screened.handles] == ["anna@firma.de", "0171 2345678"]
    assert screened.blocked_by is None


async def test_the_same_value_has_the_same_handle_all_through_a_conversation() -> None:
    guard = guardrails()
    first = await guard.screen("anna@firma.de", "c")
    later = await guard.screen("again Anna@Firma.de, not bert@firma.de", "c")
    other = await guard.screen("bert@firma.de", "another")
    assert first.text == "⟦EMAIL·A⟧"
    assert later.text == "again ⟦EMAIL·A⟧, not ⟦EMAIL·B⟧"
    assert other.text == "⟦EMAIL·A⟧"


async def test_a_placeholder_somebody_types_is_never_restored() -> None:
    guard = guardrails()
    await guard.screen("anna@firma.de", "c")
    screened = await guard.screen("what is ⟦EMAIL·A⟧?", "c")
    assert screened.text == "what is [EMAIL·A]?"
    assert restore(screened.text, screened.handles) == screened.text


async def test_a_placeholder_in_a_document_is_never_restored() -> None:
    vault = ConversationVault()
    vault.seal("c-1", "EMAIL", "anna@firma.de", a_turn().reader)
    guard, turn = guardrails(vault), a_turn()
    evidence = evidence_of(a_passage("Write to ⟦EMAIL·A⟧."))
    question = Question(text="", language="en", asks=())
    _, hidden = await guard.hide(question, evidence, turn)
    assert hidden.found[0].text == "Write to [EMAIL·A]."
    assert guard.check(a_draft("Write to ⟦EMAIL·A⟧."), hidden, STAFF, NOW).reason == "not_verified"
    assert guard.check(a_draft("Write to [EMAIL·A]."), hidden, STAFF, NOW).reason is None


async def test_what_was_found_is_hidden_behind_the_handles_of_the_question() -> None:
    guard, turn = guardrails(), a_turn()
    await guard.screen("anna@firma.de", turn.conversation, turn.reader)
    question = Question(text="", language="en", asks=())
    _, hidden = await guard.hide(question, evidence_of(a_passage("Or Anna@Firma.de, 0171 2345678.")), turn)
    assert hidden.found[0].text == "Or ⟦EMAIL·A⟧, ⟦PHONE·A⟧."


async def test_evidence_that_cannot_be_searched_is_not_drafted_from(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, people: object) -> tuple[pii.Finding, ...]:
        raise pii.RedactionError("EmailRecognizer failed: ValueError")

    monkeypatch.setattr(pii, "find", broken)
    question = Question(text="", language="en", asks=())
    with pytest.raises(GuardError):
        await guardrails().hide(question, evidence_of(a_passage("secret")), a_turn())


def test_a_spoilt_placeholder_takes_its_paragraph_with_it() -> None:
    evidence = evidence_of(a_passage("Anna is ⟦PERSON·A⟧. Booked."))
    draft = a_draft("Booked.", ("Ask ⟦PERSON·A⟧.", "Or ⟦PERSON·B⟧."), "It is ⟦PERSON·A⟧'s.")
    checked = guardrails().check(draft, evidence, STAFF, NOW)
    assert [part.sentences[0].text for part in checked.paragraphs] == ["Booked.", "It is ⟦PERSON·A⟧'s."]


def test_a_placeholder_of_the_question_stays_in_the_answer_that_repeats_it() -> None:
    reference = Reference(kind="any", value="⟦EMAIL·A⟧", spelled="⟦EMAIL·A⟧")
    missing = NotFound(id="p-1", source="Odoo", title="", text="Nothing for ⟦EMAIL·A⟧.", reference=reference)
    checked = guardrails().check(a_draft("I find nothing under ⟦EMAIL·A⟧."), evidence_of(missing), STAFF, NOW)
    assert "⟦EMAIL·A⟧" in checked.paragraphs[0].sentences[0].text


@pytest.mark.parametrize(("text", "reason"), [("", "empty"), (" \n\t", "empty"), ("a" * 4001, "too_long")])
async def test_an_empty_or_endless_question_is_blocked(text: str, reason: str) -> None:
    screened = await guardrails().screen(text, "c")
    assert (screened.blocked_by, screened.text) == (reason, "")


async def test_a_question_that_cannot_be_searched_is_not_answered_and_not_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(text: str, people: object) -> tuple[pii.Finding, ...]:
        raise pii.RedactionError("EmailRecognizer failed: ValueError")

    monkeypatch.setattr(pii, "find", broken)
    with (
        structlog.testing.capture_logs() as logs,
        caplog.at_level(logging.DEBUG),
        pytest.raises(GuardError) as caught,
    ):
        await guardrails().screen("the secret of anna@firma.de", "c")
    assert "secret" not in str(caught.value) + str(logs) + caplog.text


def test_what_the_evidence_holds_stays() -> None:
    draft = a_draft("At the dock by 4 pm, 2 % on Fridays.")
    evidence = evidence_of(a_passage("Fridays: at the dock by 16:00, 2%."))
    assert guardrails().check(draft, evidence, STAFF, NOW) == draft


def test_a_sentence_that_is_not_borne_out_takes_its_paragraph_with_it() -> None:
    draft = a_draft("At the dock by 16:00.", ("Booked by 15:30.", "Or by 15:45."))
    checked = guardrails().check(
        draft, evidence_of(a_passage("Booked by 15:30, at the dock by 16:00.")), STAFF, NOW
    )
    assert checked.paragraphs == draft.paragraphs[:1]


def test_without_its_headline_an_answer_is_none() -> None:
    checked = guardrails().check(
        a_draft("At the dock by 17:00.", "Booked by 15:30."),
        evidence_of(a_passage("Booked by 15:30.")),
        STAFF,
        NOW,
    )
    assert (checked.paragraphs, checked.reason, checked.choices) == ((), "not_verified", ())


def test_a_sentence_that_cites_what_was_not_retrieved_falls() -> None:
    checked = guardrails().check(
        a_draft("It is so.", evidence=("p-9",)), evidence_of(a_passage("It is so.")), STAFF, NOW
    )
    assert checked.reason == "not_verified"


def test_a_value_is_looked_for_only_in_what_the_sentence_cites() -> None:
    evidence = evidence_of(a_passage("16:00"), a_passage("17:00", id="p-2"))
    assert guardrails().check(a_draft("17:00"), evidence, STAFF, NOW).reason == "not_verified"
    assert guardrails().check(a_draft("17:00", evidence=("p-2",)), evidence, STAFF, NOW).reason is None


def test_fixed_words_with_a_value_nobody_vouches_for_fall() -> None:
    fixed = Draft(paragraphs=(Paragraph(sentences=(Sentence(text="By tomorrow 10:00."),)),), language="en")
    assert guardrails().check(fixed, evidence_of(), STAFF, NOW).reason == "not_verified"


def test_a_document_vouches_for_its_heading_version_page_and_validity() -> None:
    passage = a_passage(
        "Credits are paid.",
        heading="4 Late delivery › 4.2 Credit",
        version="3",
        page=6,
        valid_from=NOW.date(),
    )
    draft = a_draft("Version 3, v3, section 4.2, page 6, in force since 28 Nov 2026.")
    assert guardrails().check(draft, evidence_of(passage), STAFF, NOW).reason is None


def test_an_empty_draft_is_no_answer() -> None:
    assert (
        guardrails().check(Draft(paragraphs=(), language="en"), evidence_of(), STAFF, NOW).reason
        == "not_verified"
    )


@given(st.text(max_size=100), st.text(max_size=200))
def test_no_draft_and_no_evidence_make_the_check_fail(sentence: str, fact: str) -> None:
    guardrails().check(a_draft(sentence), evidence_of(a_passage(fact)), STAFF, NOW)


def test_a_customer_gets_all_of_an_answer_or_none_of_it() -> None:
    draft = a_draft("At the dock by 16:00.", ("Booked by 15:30.", "Or by 15:45."))
    evidence = evidence_of(a_passage("Booked by 15:30, at the dock by 16:00."))
    customer = Audience(kind="customer", customer_ids=frozenset({1}))
    assert guardrails().check(draft, evidence, STAFF, NOW).paragraphs == draft.paragraphs[:1]
    assert guardrails().check(draft, evidence, customer, NOW).reason == "not_verified"
    assert guardrails().check(draft, evidence, customer, NOW).paragraphs == ()


async def test_a_question_that_cannot_be_looked_at_for_orders_is_not_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(text: str) -> injection.Verdict:
        raise ValueError(text)

    monkeypatch.setattr(injection, "screen", broken)
    with pytest.raises(GuardError) as caught:
        await guardrails().screen("the secret question", "c")
    assert "secret" not in str(caught.value)
