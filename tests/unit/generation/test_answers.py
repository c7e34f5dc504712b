"""What people see, in every situation and language; and what holds for all of it."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.domain import Draft, Outcome, Turn
from bot.generation.composer import GroundedComposer
from bot.guard import Guardrails
from guardrails.vault import ConversationVault
from retrieval.audience import PUBLIC
from retrieval.evidence import Evidence
from tests.builders import NOW, ZONE, asked
from tests.unit.generation.situations import SITUATIONS, Situation

COMPOSER = GroundedComposer(zone=ZONE, portal_url="https://portal.halden-supply.example")
EACH = pytest.mark.parametrize("place", SITUATIONS, ids=lambda place: place.name)
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", ["en", "de"])


def answered(place: Situation, language: str) -> tuple[Draft, Evidence, Outcome]:
    question, evidence = asked(*place.asks, language=language)
    draft = COMPOSER.compose(question, evidence, place.audience, NOW)
    turn = Turn(id="turn-1", conversation="one", audience=place.audience, text=question.text, received_at=NOW)
    return draft, evidence, COMPOSER.word(turn, question, draft, evidence, NOW)


def seen(outcome: Outcome) -> str:
    """Return an outcome the way a channel shows it."""
    reason = f" ({outcome.reason})" if outcome.reason else ""
    lines = [f"{outcome.kind}{reason}", "", outcome.text, ""]
    lines += [f"[{citation.n}] {citation.label}" for citation in outcome.citations]
    lines += [f"choice: {choice.label} → {choice.say}" for choice in outcome.choices]
    return "\n".join(lines)


@IN_EACH_LANGUAGE
@EACH
def test_what_people_see(place: Situation, language: str, snapshot: SnapshotAssertion) -> None:
    _, _, outcome = answered(place, language)
    assert seen(outcome) == snapshot


@IN_EACH_LANGUAGE
@EACH
def test_every_claim_is_borne_out_by_the_evidence_its_sentence_cites(place: Situation, language: str) -> None:
    draft, evidence, _ = answered(place, language)
    guard = Guardrails(vault=ConversationVault(), zone=ZONE)
    assert guard.check(draft, evidence, PUBLIC, NOW) == draft


@IN_EACH_LANGUAGE
@EACH
def test_every_citation_is_used_once_and_every_mark_has_its_citation(place: Situation, language: str) -> None:
    _, evidence, outcome = answered(place, language)
    marks = {citation.n for citation in outcome.citations if f"[{citation.n}]" in outcome.text}
    assert [citation.n for citation in outcome.citations] == sorted(marks)
    assert {citation.evidence for citation in outcome.citations} <= {item.id for item in evidence.found}


@EACH
def test_a_draft_that_lost_everything_to_the_check_says_so(place: Situation) -> None:
    question, evidence = asked(*place.asks)
    draft = Draft(paragraphs=(), language="en", reason="not_verified")
    turn: Any = SimpleNamespace(id="t", audience=place.audience)
    outcome = COMPOSER.word(turn, question, draft, evidence, NOW)
    assert outcome.kind == "refusal"
    assert "vouch" in outcome.text


def test_a_turn_that_is_blocked_or_failed_gets_words_in_its_own_language() -> None:
    turn: Any = SimpleNamespace(
        id="t", audience=SITUATIONS[0].audience, text="Wo ist mein Auftrag und warum?", received_at=NOW
    )
    assert COMPOSER.refuse(turn, "too_long", NOW).text.startswith("Ihre Nachricht ist zu lang")
    apology = COMPOSER.apologise(turn, "fault", "7F3K")
    assert apology.text.endswith("Referenz 7F3K.")
    assert apology.as_of == NOW


def test_another_language_gets_english_and_a_sentence_that_says_so() -> None:
    question, evidence = asked(*SITUATIONS[0].asks, language="fr")
    draft = COMPOSER.compose(question, evidence, SITUATIONS[0].audience, NOW)
    assert draft.language == "en"
    assert "I cannot answer in French yet" in draft.paragraphs[-1].sentences[0].text


def test_a_live_fact_of_another_day_says_which_day() -> None:
    question, evidence = asked(*SITUATIONS[0].asks)
    draft = COMPOSER.compose(question, evidence, SITUATIONS[0].audience, NOW + timedelta(days=2))
    assert "(as of Thu 26 Nov, 14:05)" in draft.paragraphs[0].sentences[1].text


def test_a_search_by_words_alone_is_told_only_where_documents_are_quoted() -> None:
    told = "The documents were searched by words alone."
    for name, expected in (("policy", True), ("status: ready", False)):
        place = next(place for place in SITUATIONS if place.name == name)
        question, evidence = asked(*(replace(one, lexical_only=True) for one in place.asks))
        notes = COMPOSER.compose(question, evidence, place.audience, NOW).paragraphs[-1]
        assert (told in [sentence.text for sentence in notes.sentences]) is expected


async def test_sentences_are_compared_by_meaning_where_that_can_be_measured() -> None:
    asked_for: list[str] = []

    def likes_fridays(query: str, texts: Any) -> list[float]:
        asked_for.append(query)
        return [1.0 if "Friday" in text else 0.0 for text in texts]

    composer = GroundedComposer(zone=ZONE, similarity=likes_fridays)
    place = next(place for place in SITUATIONS if place.name == "policy: a table and a ban")
    question, evidence = asked(*place.asks)
    draft = await composer.draft(question, evidence, place.audience, NOW)
    assert asked_for
    assert "3 Fridays" in draft.paragraphs[0].sentences[0].text
