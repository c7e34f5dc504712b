"""A model without a network: it says what it is told to."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain import Usage
from bot.errors import RecordUnavailable
from bot.generation.model.breaker import Breaker
from bot.generation.model.chain import Chain
from bot.generation.model.deployment import Deployment, Reply
from bot.generation.model.faults import ModelFault
from bot.generation.model.prompt import Prompt
from bot.generation.model.writer import ModelWriter
from bot.ports import Allowance, ModelCall, ModelWatch
from tests.builders import NOW
from tests.unit.generation.test_answers import COMPOSER

USED = Usage(prompt_tokens=100, completion_tokens=10)


@dataclass
class FakeChat:
    """Says each of `answers` in turn and the last one ever after; a fault is raised."""

    answers: Sequence[str | ModelFault] = ()
    seconds: float = 0.0
    asked: list[Prompt] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def ask(self, prompt: Prompt) -> Reply:
        self.asked.append(prompt)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.at_once -= 1
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, ModelFault):
            raise answer
        return Reply(text=answer, usage=USED, version="model-2026")

    async def close(self) -> None:
        pass


@dataclass
class FakeAllowance:
    may: bool = True
    is_down: bool = False
    booked: list[tuple[str, int, int]] = field(default_factory=list)

    async def may_spend(self) -> bool:
        if self.is_down:
            raise RecordUnavailable("down")
        return self.may

    async def spent(self, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        if self.is_down:
            raise RecordUnavailable("down")
        self.booked.append((model, prompt_tokens, completion_tokens))


@dataclass
class Watching:
    calls: list[ModelCall] = field(default_factory=list)
    fault: Exception | None = None

    def __call__(self, call: ModelCall) -> None:
        self.calls.append(call)
        if self.fault:
            raise self.fault


@dataclass
class Hand:
    """A monotonic clock, and the time of day beside it, moved by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def a_deployment(
    chat: FakeChat, name: str = "first", *, timeout: float = 1.0, at_once: int = 8, hand: Hand | None = None
) -> Deployment:
    return Deployment(
        name=name,
        chat=chat,
        timeout_seconds=timeout,
        concurrency=at_once,
        breaker=Breaker(threshold=3, rest_seconds=30),
        monotonic=hand or Hand(),
    )


@dataclass
class Later:
    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment


def a_writer(
    *deployments: Deployment,
    allowance: Allowance | None = None,
    watch: ModelWatch | None = None,
    clock: Later | None = None,
    evidence_tokens: int = 6_000,
) -> ModelWriter:
    return ModelWriter(
        composer=COMPOSER,
        chain=Chain(deployments=deployments, allowance=allowance, watch=watch),
        clock=clock or Later(),
        evidence_tokens=evidence_tokens,
    )
