"""What language models may cost in a day of the company's zone. Above it the composer answers."""

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.ports import Clock

_SEEN_SECONDS, _LONGEST_SECONDS = 2.0, 30.0
EXPECTED_TOKENS = 4_000
"""What a question that is under way counts as until it is known: prompt and evidence, mostly."""


class Spent(Protocol):
    @property
    def tokens(self) -> int: ...
    @property
    def micros(self) -> int: ...


class Usage(Protocol):
    async def add(
        self, day: date, model: str, *, prompt_tokens: int, completion_tokens: int, micros: int
    ) -> None: ...

    async def of_day(self, day: date) -> Spent: ...


class Switches(Protocol):
    async def is_paused(self, *names: str) -> bool: ...


@dataclass(slots=True, kw_only=True)
class DailyAllowance:
    """A `bot.ports.Allowance` that all processes share. 0 is no limit.

    What all of them spent is read every two seconds; what this one spent since, and has under way, is added:
    so many questions at once do not all pass just before the limit.
    """

    usage: Usage
    switches: Switches
    clock: Clock
    zone: ZoneInfo
    prices: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Per million tokens of prompt and of completion."""
    most_tokens: int = 0
    most_cost: float = 0.0
    _seen: tuple[date, int, int] | None = None
    _due: float = 0.0
    _under_way: deque[float] = field(default_factory=deque)

    async def may_spend(self) -> bool:
        if await self.switches.is_paused("model"):
            return False
        if not self.most_tokens and not self.most_cost:
            return True
        tokens, micros = await self._spent()
        while self._under_way and self._under_way[0] < time.monotonic() - _LONGEST_SECONDS:
            self._under_way.popleft()  # a call that came to nothing is not told of
        expected = EXPECTED_TOKENS * (len(self._under_way) + 1)
        if self.most_tokens and tokens + expected > self.most_tokens:
            return False
        dearest = max((price for price, _ in self.prices.values()), default=0.0)
        if self.most_cost and micros + expected * dearest > self.most_cost * 1_000_000:
            return False
        self._under_way.append(time.monotonic())
        return True

    async def spent(self, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        price_in, price_out = self.prices.get(model, (0.0, 0.0))
        micros = round(prompt_tokens * price_in + completion_tokens * price_out)
        day = self._today()
        if self._seen and self._seen[0] == day:
            self._seen = (day, self._seen[1] + prompt_tokens + completion_tokens, self._seen[2] + micros)
        if self._under_way:
            self._under_way.popleft()  # from now on it counts as spent
        await self.usage.add(
            day, model, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens, micros=micros
        )

    async def _spent(self) -> tuple[int, int]:
        day = self._today()
        if self._seen is None or self._seen[0] != day or time.monotonic() >= self._due:
            spent = await self.usage.of_day(day)
            self._seen, self._due = (day, spent.tokens, spent.micros), time.monotonic() + _SEEN_SECONDS
        return self._seen[1], self._seen[2]

    def _today(self) -> date:
        return self.clock.now().astimezone(self.zone).date()
