"""One test per ending of the story."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.answer import Assistant
from bot.domain import Draft, OutcomeKind
from bot.errors import GuardError
from bot.memory import InProcessMemory
from guardrails.vault import Handle
from retrieval.audience import Audience
from retrieval.evidence import AskEvidence, Evidence, Unavailable
from retrieval.question import Ask, Focus, Intent
from tests.fakes import (
    FakeClock,
    FakeGuard,
    FakeRetriever,
    FakeWriter,
    NoProofs,
    a_draft,
    a_passage,
    a_turn,
    evidence_of,
)


def assistant(
    *,
    guard: FakeGuard | None = None,
    retriever: FakeRetriever | None = None,
    writer: FakeWriter | None = None,
) -> Assistant:
    return Assistant(
        guard=guard or FakeGuard(),
        retriever=retriever or FakeRetriever(),
        writer=writer or FakeWriter(),
        proofs=NoProofs(),
        memory=InProcessMemory(),
        clock=FakeClock(),
    )


async def test_a_question_is_answered_from_what_was_found() -> None:
    retriever = FakeRetriever(
        evidence=evidence_of(a_passage("At the dock by 16:00.")), focus=Focus(topic="dock")
    )
    outcome = await assistant(retriever=retriever).answer(a_turn())
    assert outcome.kind is OutcomeKind.REPLY
    assert outcome.text == "It is at the dock."
    assert [citation.source for citation in outcome.citations] == ["sop.md"]
    assert outcome.focus == Focus(topic="dock")


async def test_a_blocked_question_is_refused_before_anything_is_looked_up() -> None:
    retriever = FakeRetriever()
    outcome = await assistant(guard=FakeGuard(blocked_by="too_long"), retriever=retriever).answer(a_turn())
    assert (outcome.kind, outcome.reason) == (OutcomeKind.REFUSAL, "too_long")
    assert retriever.understood == []
    assert outcome.focus is None


async def test_only_the_redacted_question_goes_on() -> None:
    guard = FakeGuard(
        redact=lambda text: text.replace("a@b.de", "⟦EMAIL·A⟧"),
        handles=(Handle(placeholder="⟦EMAIL·A⟧", kind="EMAIL", value="a@b.de"),),
    )
    retriever, writer = FakeRetriever(), FakeWriter()
    await assistant(guard=guard, retriever=retriever, writer=writer).answer(a_turn("orders of a@b.de"))
    assert retriever.understood == ["orders of ⟦EMAIL·A⟧"]
    assert [question.text for question in writer.questions] == ["orders of ⟦EMAIL·A⟧"]


async def test_a_draft_that_is_not_borne_out_is_not_shown() -> None:
    class Strict(FakeGuard):
        def check(self, draft: Draft, evidence: Evidence, audience: object, now: object) -> Draft:
            return Draft(paragraphs=(), language="en", reason="not_verified")

    outcome = await assistant(guard=Strict()).answer(a_turn())
    assert (outcome.kind, outcome.reason) == (OutcomeKind.REFUSAL, "not_verified")
    assert "dock" not in outcome.text


async def test_what_the_other_source_gave_is_said_when_one_is_down() -> None:
    ask = Ask(intent=Intent.STATUS, text="S00042")
    down = Unavailable(source="orders", reason="timeout")
    evidence = Evidence(
        asks=(AskEvidence(ask=ask, found=(a_passage("At the dock by 16:00."),), unavailable=(down,)),)
    )
    outcome = await assistant(retriever=FakeRetriever(evidence=evidence)).answer(a_turn())
    assert outcome.kind is OutcomeKind.REPLY
    assert outcome.evidence.unavailable == (down,)


async def test_a_guard_that_fails_ends_the_turn() -> None:
    with pytest.raises(GuardError):
        await assistant(guard=FakeGuard(fault=GuardError("no"))).answer(a_turn())


async def test_answering_twice_gives_the_same_answer() -> None:
    story = assistant(retriever=FakeRetriever(evidence=evidence_of(a_passage("16:00"))))
    assert await story.answer(a_turn()) == await story.answer(a_turn())


async def test_a_question_that_gives_orders_is_answered_from_evidence() -> None:
    retriever = FakeRetriever(evidence=evidence_of(a_passage("At the dock by 16:00.")))
    outcome = await assistant(guard=FakeGuard(suspected_of="override"), retriever=retriever).answer(a_turn())
    assert outcome.kind is OutcomeKind.REPLY


async def test_a_question_that_gives_orders_and_finds_nothing_is_refused() -> None:
    writer = FakeWriter(drafted=Draft(paragraphs=(), language="en", reason="no_evidence"))
    outcome = await assistant(guard=FakeGuard(suspected_of="override"), writer=writer).answer(a_turn())
    assert (outcome.kind, outcome.reason) == (OutcomeKind.REFUSAL, "suspicious")


async def test_where_nothing_of_a_draft_holds_who_stands_behind_it_answers_and_is_checked_too() -> None:
    class Strict(FakeGuard):
        def check(self, draft: Draft, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
            self.checked.append(draft)
            return replace(draft, paragraphs=(), reason="not_verified") if draft.model == "m" else draft

    guard, behind = Strict(), a_draft("At the dock by 16:00.")
    writer = FakeWriter(drafted=replace(a_draft("At the dock by 17:00."), model="m"), behind=behind)
    outcome = await assistant(guard=guard, writer=writer).answer(a_turn())
    assert outcome.text == "At the dock by 16:00."
    assert guard.checked == [writer.drafted, behind]
