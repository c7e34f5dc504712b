"""Stand-ins for the core's ports: they do what they are told, and write down what they were given."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.domain import Citation, Draft, Outcome, OutcomeKind, Paragraph, Sentence, Turn
from bot.guard import Screened
from bot.ports import Shown
from guardrails.vault import Handle
from retrieval.audience import PUBLIC, Audience
from retrieval.evidence import AskEvidence, Evidence, Item, Passage
from retrieval.question import NO_FOCUS, Ask, Focus, Intent, Question

NOW = datetime(2026, 11, 28, 13, 5, tzinfo=UTC)


def a_turn(
    text: str = "Where is S00042?",
    *,
    id: str = "turn-1",
    conversation: str = "c-1",
    audience: Audience = PUBLIC,
) -> Turn:
    return Turn(id=id, conversation=conversation, audience=audience, text=text, received_at=NOW)


def a_passage(text: str, *, id: str = "p-1", **fields: object) -> Passage:
    plain: dict[str, object] = {
        "source": "sop.md",
        "title": "SOP",
        "start": 0,
        "end": len(text),
        "score": 1.0,
    }
    plain |= {"document_kind": "sop", "audiences": ("public",)}
    return Passage(id=id, text=text, **(plain | fields))  # type: ignore[arg-type]


def evidence_of(*items: Item) -> Evidence:
    ask = Ask(intent=Intent.POLICY, text="cut-off")
    return Evidence(asks=(AskEvidence(ask=ask, found=items),))


def a_draft(*paragraphs: str | tuple[str, ...], evidence: tuple[str, ...] = ("p-1",)) -> Draft:
    """Return a draft; a paragraph is one sentence, or several."""
    texts = [(part,) if isinstance(part, str) else part for part in paragraphs]
    return Draft(
        paragraphs=tuple(
            Paragraph(sentences=tuple(Sentence(text=text, evidence=evidence) for text in part))
            for part in texts
        ),
        language="en",
    )


def an_outcome(turn: Turn, text: str = "done", **fields: object) -> Outcome:
    plain: dict[str, object] = {"kind": OutcomeKind.REPLY, "language": "en", "as_of": NOW}
    return Outcome(turn_id=turn.id, text=text, **(plain | fields))  # type: ignore[arg-type]


class FakeClock:
    def now(self) -> datetime:
        return NOW


@dataclass
class SettableClock:
    """Stands until a test moves it."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


@dataclass
class FakeGuard:
    """Lets everything through, or blocks, or fails."""

    blocked_by: str | None = None
    suspected_of: str | None = None
    fault: Exception | None = None
    handles: tuple[Handle, ...] = ()
    redact: Callable[[str], str] = str
    checked: list[Draft] = field(default_factory=list)

    async def screen(self, text: str, conversation: str, reader: str) -> Screened:
        if self.fault:
            raise self.fault
        return Screened(
            text=self.redact(text),
            handles=self.handles,
            blocked_by=self.blocked_by,
            suspected_of=self.suspected_of,
        )

    async def distrust(self, evidence: Evidence, audience: Audience) -> Evidence:
        return evidence

    async def hide(self, question: Question, evidence: Evidence, turn: Turn) -> tuple[Question, Evidence]:
        return question, evidence

    def check(self, draft: Draft, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        self.checked.append(draft)
        return draft


@dataclass
class FakeRetriever:
    """Finds what it is given."""

    evidence: Evidence = field(default_factory=Evidence)
    understood: list[str] = field(default_factory=list)
    seconds: float = 0
    focus: Focus = NO_FOCUS

    async def understand(
        self, text: str, handles: Sequence[Handle], focus: Focus, audience: Audience, now: datetime
    ) -> Question:
        self.understood.append(text)
        return Question(text=text, language="en", asks=(Ask(intent=Intent.POLICY, text=text),))

    async def retrieve(self, question: Question, audience: Audience, now: datetime) -> Evidence:
        await asyncio.sleep(self.seconds)
        return self.evidence

    def focus_after(self, question: Question, evidence: Evidence, before: Focus, audience: Audience) -> Focus:
        return self.focus


class NoProofs:
    """Leaves every turn as it is."""

    async def seen(self, turn: Turn, focus: Focus, now: datetime) -> Shown:
        return Shown(turn=turn)


@dataclass
class FakeWriter:
    """Drafts what it is given, and words a draft by joining its sentences."""

    drafted: Draft = field(default_factory=lambda: a_draft("It is at the dock."))
    behind: Draft | None = None
    questions: list[Question] = field(default_factory=list)

    async def draft(self, question: Question, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        self.questions.append(question)
        return self.drafted

    async def fall_back(
        self, fallen: Draft, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft:
        return self.behind or fallen

    def word(
        self, turn: Turn, question: Question, draft: Draft, evidence: Evidence, now: datetime
    ) -> Outcome:
        text = " ".join(sentence.text for part in draft.paragraphs for sentence in part.sentences)
        citations = tuple(
            Citation(n=n, evidence=item.id, title=item.title, source=item.source)
            for n, item in enumerate(evidence.found, start=1)
        )
        kind = OutcomeKind.REPLY if text else OutcomeKind.REFUSAL
        return an_outcome(turn, text, kind=kind, reason=draft.reason, citations=citations, evidence=evidence)

    def refuse(self, turn: Turn, reason: str, now: datetime, until: datetime | None = None) -> Outcome:
        return an_outcome(turn, f"refused: {reason}", kind=OutcomeKind.REFUSAL, reason=reason)

    def apologise(self, turn: Turn, reason: str, reference: str) -> Outcome:
        text = f"Something failed. Reference {reference}."
        return an_outcome(turn, text, kind=OutcomeKind.REFUSAL, reason=reason)
