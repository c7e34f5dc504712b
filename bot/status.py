"""What people see while a turn is worked on. Told after a moment, and never waited for.

The story does not know of it: the ports around it say where it is (`TellingRetriever`, `TellingWriter`).
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.answer import Assistant
from bot.domain import ConversationReference, Draft, Outcome, Stage, Status, Turn
from bot.ports import Retriever, Writer
from guardrails.vault import Handle
from retrieval.audience import Audience
from retrieval.evidence import Evidence
from retrieval.question import Focus, Question


@runtime_checkable
class StatusLine(Protocol):
    """A channel that can show a status."""

    async def working(self, turn: Turn, reference: ConversationReference, status: Status) -> None:
        """Show it. What this raises is dropped: a status may fail."""
        ...


@dataclass(slots=True)
class _Progress:
    status: Status
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, status: Status) -> None:
        self.status = status
        self.changed.set()


_AT_WORK: ContextVar[_Progress | None] = ContextVar("at_work", default=None)


def tell(stage: Stage, subject: str = "", language: str = "en") -> None:
    """Say what is done now for the turn at work; does nothing where nobody watches."""
    if progress := _AT_WORK.get():
        progress.tell(Status(stage=stage, subject=subject, language=language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """`after_seconds`: who has the answer by then needs no status. Channels take one a second."""

    lines: Mapping[str, StatusLine]
    after_seconds: float = 0.7
    every_seconds: float = 1.0
    timeout_seconds: float = 3.0

    @contextlib.asynccontextmanager
    async def while_working(self, turn: Turn, reference: ConversationReference) -> AsyncIterator[None]:
        line = self.lines.get(reference.channel)
        if line is None:
            yield
            return
        progress = _Progress(Status(stage=Stage.THINKING))
        token = _AT_WORK.set(progress)
        showing = asyncio.create_task(self._show(line, turn, reference, progress))
        try:
            yield
        finally:
            showing.cancel()
            _AT_WORK.reset(token)

    async def _show(
        self, line: StatusLine, turn: Turn, reference: ConversationReference, progress: _Progress
    ) -> None:
        await asyncio.sleep(self.after_seconds)
        while True:
            progress.changed.clear()
            with contextlib.suppress(Exception):
                async with asyncio.timeout(self.timeout_seconds):
                    await line.working(turn, reference, progress.status)
            await asyncio.sleep(self.every_seconds)
            await progress.changed.wait()


def with_status(assistant: Assistant) -> Assistant:
    """Return the assistant whose steps say what they do."""
    return replace(
        assistant,
        retriever=TellingRetriever(assistant.retriever),
        writer=TellingWriter(assistant.writer),
    )


@dataclass(frozen=True, slots=True)
class TellingRetriever:
    inner: Retriever

    async def understand(
        self, text: str, handles: Sequence[Handle], focus: Focus, audience: Audience, now: datetime
    ) -> Question:
        return await self.inner.understand(text, handles, focus, audience, now)

    async def retrieve(self, question: Question, audience: Audience, now: datetime) -> Evidence:
        tell(Stage.READING, _subject_of(question), question.language)
        return await self.inner.retrieve(question, audience, now)

    def focus_after(self, question: Question, evidence: Evidence, before: Focus, audience: Audience) -> Focus:
        return self.inner.focus_after(question, evidence, before, audience)


@dataclass(frozen=True, slots=True)
class TellingWriter:
    inner: Writer

    async def draft(self, question: Question, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        tell(Stage.WRITING, language=question.language)
        return await self.inner.draft(question, evidence, audience, now)

    async def fall_back(
        self, fallen: Draft, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft:
        return await self.inner.fall_back(fallen, question, evidence, audience, now)

    def word(
        self, turn: Turn, question: Question, draft: Draft, evidence: Evidence, now: datetime
    ) -> Outcome:
        return self.inner.word(turn, question, draft, evidence, now)

    def refuse(self, turn: Turn, reason: str, now: datetime, until: datetime | None = None) -> Outcome:
        return self.inner.refuse(turn, reason, now, until)


def _subject_of(question: Question) -> str:
    """Return the orders that are read, at most three, as their asker wrote them; "" for documents."""
    numbers = [
        reference.value
        for ask in question.asks
        for reference in ask.references
        if reference.kind == "order" and not reference.value.isdigit()
    ]
    return ", ".join(dict.fromkeys(numbers[:3]))
