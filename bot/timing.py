"""The steps of the story, timed from outside of it: ports around ports."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Draft, Outcome, Turn
from bot.ports import Guard, Retriever, Screened, Writer
from guardrails.vault import Handle
from retrieval.audience import Audience
from retrieval.evidence import Evidence
from retrieval.question import Focus, Question

Observe = Callable[[str, float], None]


@contextmanager
def timed(step: str, observe: Observe) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        observe(step, time.perf_counter() - started)


@dataclass(frozen=True, slots=True)
class TimedGuard:
    inner: Guard
    observe: Observe

    async def screen(self, text: str, conversation: str, reader: str) -> Screened:
        with timed("screen", self.observe):
            return await self.inner.screen(text, conversation, reader)

    async def distrust(self, evidence: Evidence, audience: Audience) -> Evidence:
        with timed("distrust", self.observe):
            return await self.inner.distrust(evidence, audience)

    async def hide(self, question: Question, evidence: Evidence, turn: Turn) -> tuple[Question, Evidence]:
        with timed("hide", self.observe):
            return await self.inner.hide(question, evidence, turn)

    def check(self, draft: Draft, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        with timed("check", self.observe):
            return self.inner.check(draft, evidence, audience, now)


@dataclass(frozen=True, slots=True)
class TimedRetriever:
    inner: Retriever
    observe: Observe

    async def understand(
        self, text: str, handles: Sequence[Handle], focus: Focus, audience: Audience, now: datetime
    ) -> Question:
        with timed("understand", self.observe):
            return await self.inner.understand(text, handles, focus, audience, now)

    async def retrieve(self, question: Question, audience: Audience, now: datetime) -> Evidence:
        with timed("retrieve", self.observe):
            return await self.inner.retrieve(question, audience, now)

    def focus_after(self, question: Question, evidence: Evidence, before: Focus, audience: Audience) -> Focus:
        return self.inner.focus_after(question, evidence, before, audience)


@dataclass(frozen=True, slots=True)
class TimedWriter:
    inner: Writer
    observe: Observe

    async def draft(self, question: Question, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        with timed("draft", self.observe):
            return await self.inner.draft(question, evidence, audience, now)

    async def fall_back(
        self, fallen: Draft, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft:
        with timed("fall_back", self.observe):
            return await self.inner.fall_back(fallen, question, evidence, audience, now)

    def word(
        self, turn: Turn, question: Question, draft: Draft, evidence: Evidence, now: datetime
    ) -> Outcome:
        with timed("word", self.observe):
            return self.inner.word(turn, question, draft, evidence, now)

    def refuse(self, turn: Turn, reason: str, now: datetime, until: datetime | None = None) -> Outcome:
        return self.inner.refuse(turn, reason, now, until)
