"""How a judge is asked: so many at once, so many in all, each with a time limit, patiently, not for ever."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from evals.ragas_env.faults import ENDING, PASSING, JudgeFault, fault_from

_T = TypeVar("_T")
ATTEMPTS = 4
LONGEST_WAIT_SECONDS = 60.0
"""A judge that wants us to wait longer is not waited for."""


@dataclass(slots=True, kw_only=True)
class Asking:
    """Counts and limits the requests of one run; `made` are those sent, repeated ones included."""

    timeout_seconds: float
    concurrency: int
    max_calls: int
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    made: int = 0
    ended_by: str | None = None
    """The fault after which nothing more is asked."""
    _places: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.concurrency)

    async def ask(self, send: Callable[[], Awaitable[_T]]) -> _T:
        """Return what the judge said.

        Raises: `JudgeFault`, after as many attempts as its kind deserves.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._once(send)
            except JudgeFault as fault:
                wait = fault.retry_after_seconds
                wait = _pause(attempt) if wait is None else wait
                if fault.code not in PASSING or attempt == ATTEMPTS or wait > LONGEST_WAIT_SECONDS:
                    raise
            await self.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, send: Callable[[], Awaitable[_T]]) -> _T:
        async with self._places:
            self._spend()
            try:
                async with asyncio.timeout(self.timeout_seconds):
                    return await send()
            except Exception as error:  # every fault of two libraries and a server becomes a code
                fault = fault_from(error)
                if fault.code in ENDING:
                    self.ended_by = fault.code
                raise fault from None

    def _spend(self) -> None:
        if self.ended_by is None and self.made >= self.max_calls:
            self.ended_by = "budget"
        if self.ended_by is not None:
            raise JudgeFault(self.ended_by)
        self.made += 1


def _pause(attempt: int) -> float:
    """Double each time, with some chance in it so that those who failed together do not return together."""
    return float(2 ** (attempt - 1) * random.uniform(0.5, 1.0))  # noqa: S311 - no secret hangs on it
