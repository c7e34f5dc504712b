"""One model that can be asked: not by too many at once, not longer than agreed, not while it rests."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain import Usage
from bot.generation.model.breaker import Breaker
from bot.generation.model.faults import DEAD, ModelFault
from bot.generation.model.prompt import Prompt
from bot.generation.model.tokens import tokens_of
from bot.lane import waiting_elsewhere

LONGEST_REST_SECONDS = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`version` is the model as the service names it, None where it does not."""

    text: str
    usage: Usage
    version: str | None = None


class Chat(Protocol):
    """A model's service."""

    async def ask(self, prompt: Prompt) -> Reply:
        """Raises: `ModelFault`."""
        ...

    async def close(self) -> None: ...


@dataclass(slots=True, kw_only=True)
class Deployment:
    """`name` is the model's or deployment's name in the settings."""

    name: str
    chat: Chat
    timeout_seconds: float
    concurrency: int
    breaker: Breaker = field(default_factory=Breaker)
    monotonic: Callable[[], float] = time.monotonic
    _slots: asyncio.Semaphore | None = None

    async def ask(self, prompt: Prompt, within_seconds: float) -> Reply:
        """Return what the model says. Raises: `ModelFault`, `resting` and `busy` without asking it."""
        if self.breaker.rests(self.monotonic()):
            raise ModelFault("resting")
        end = asyncio.get_running_loop().time() + min(self.timeout_seconds, within_seconds)
        slots = self._slots = self._slots or asyncio.Semaphore(self.concurrency)
        try:
            async with asyncio.timeout_at(end):
                await slots.acquire()
        except TimeoutError:
            raise ModelFault("busy") from None
        try:
            return await self._ask(prompt, end)
        finally:
            slots.release()

    async def _ask(self, prompt: Prompt, end: float) -> Reply:
        if not self.breaker.admits(self.monotonic()):
            raise ModelFault("resting")
        try:
            async with waiting_elsewhere(), asyncio.timeout_at(end):
                reply = await self.chat.ask(prompt)
        except TimeoutError:
            self.breaker.failed(self.monotonic())
            raise ModelFault("timeout", usage=_asked(prompt)) from None
        except ModelFault as fault:
            self._note(fault)
            if fault.code == "timeout":
                fault.usage = _asked(prompt)
            raise
        self.breaker.succeeded()
        return reply

    def _note(self, fault: ModelFault) -> None:
        if fault.code not in DEAD:
            self.breaker.succeeded()
            return
        wait = fault.retry_after_seconds
        self.breaker.failed(
            self.monotonic(), wait_seconds=None if wait is None else min(wait, LONGEST_REST_SECONDS)
        )


def _asked(prompt: Prompt) -> Usage:
    """Return what a call that nobody waited for costs all the same: the question, as far as we can tell."""
    return Usage(prompt_tokens=tokens_of(prompt.system) + tokens_of(prompt.user))
