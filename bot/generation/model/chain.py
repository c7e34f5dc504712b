"""Models asked one after the other until one gives what can be used, within a time."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain import NO_USAGE, Usage
from bot.errors import RecordUnavailable
from bot.generation.model.deployment import Deployment, Reply
from bot.generation.model.faults import ModelFault
from bot.generation.model.prompt import Prompt
from bot.ports import Allowance, ModelCall, ModelWatch

SHORTEST_SECONDS = 0.3
"""Nobody is asked who has less time than this."""
_BOOKING_SECONDS = 2.0
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[_Value]):
    """What came of it. `value` is None when nobody gave anything usable; then `model` is empty."""

    value: _Value | None = None
    model: str = ""
    version: str | None = None
    usage: Usage = NO_USAGE
    fallbacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    deployments: Sequence[Deployment]
    allowance: Allowance | None = None
    watch: ModelWatch | None = None

    async def ask(
        self, prompt: Prompt, read: Callable[[str], _Value], within_seconds: float
    ) -> Asked[_Value]:
        """Return the first answer that `read` takes. `read` raises `ModelFault` for what it cannot use."""
        loop = asyncio.get_running_loop()
        end, usage, fallbacks = loop.time() + within_seconds, NO_USAGE, list[str]()
        for one in self.deployments:
            begun, reply = loop.time(), None
            try:
                reply = await self._reply(one, prompt, end - begun)
                value = read(reply.text)
            except ModelFault as fault:
                used = reply.usage if reply else fault.usage
                usage += used
                fallbacks.append(f"{one.name}:{fault.code}")
                await self._book(one.name, fault.code, used, loop.time() - begun)
                if fault.code == "daily_cap":
                    break
                continue
            await self._book(one.name, None, reply.usage, loop.time() - begun)
            return Asked(
                value=value,
                model=one.name,
                version=reply.version,
                usage=usage + reply.usage,
                fallbacks=tuple(fallbacks),
            )
        return Asked(usage=usage, fallbacks=tuple(fallbacks))

    def tell(self, model: str, reason: str | None, used: Usage = NO_USAGE, seconds: float = 0.0) -> None:
        if self.watch is None:
            return
        call = ModelCall(
            model=model,
            reason=reason,
            seconds=seconds,
            prompt_tokens=used.prompt_tokens,
            completion_tokens=used.completion_tokens,
        )
        with contextlib.suppress(Exception):  # an answer never fails for its figures
            self.watch(call)

    async def close(self) -> None:
        for one in self.deployments:
            await one.chat.close()

    async def _reply(self, deployment: Deployment, prompt: Prompt, within_seconds: float) -> Reply:
        if within_seconds < SHORTEST_SECONDS:
            raise ModelFault("no_time")
        loop = asyncio.get_running_loop()
        begun = loop.time()
        if not await self._may_spend(within_seconds):
            raise ModelFault("daily_cap")
        return await deployment.ask(prompt, within_seconds - (loop.time() - begun))

    async def _may_spend(self, within_seconds: float) -> bool:
        """Whether a call is allowed: not when nobody can tell."""
        if self.allowance is None:
            return True
        try:
            async with asyncio.timeout(within_seconds):
                return await self.allowance.may_spend()
        except (RecordUnavailable, TimeoutError):
            return False

    async def _book(self, model: str, reason: str | None, used: Usage, seconds: float) -> None:
        """Write down what was used. An answer that is there is given, also when that fails."""
        self.tell(model, reason, used, seconds)
        if self.allowance is None or used == NO_USAGE:
            return
        with contextlib.suppress(RecordUnavailable, TimeoutError):
            async with asyncio.timeout(_BOOKING_SECONDS):
                await self.allowance.spent(model, used.prompt_tokens, used.completion_tokens)
