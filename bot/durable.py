"""Take a turn: think, then record, then hand over to deliver. The story never knows of it.

Thinking only reads and may be repeated. Recording is in this process for now: what the conversation is
about. Turns of one conversation run in arrival order.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Protocol
from weakref import WeakValueDictionary

from bot.domain import Outcome, Turn
from bot.ports import Memory, Vault
from guardrails.vault import restore

Answer = Callable[[Turn], Awaitable[Outcome]]
_REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Apology(Protocol):
    def __call__(self, turn: Turn, reason: str, reference: str) -> Outcome:
        """Return the fixed words for a turn that failed, with a reference a person can quote."""
        ...


class FaultLog(Protocol):
    def __call__(self, event: str, *, turn: str, reference: str, fault: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where every channel hands in its turns, and gets an outcome for each."""

    answer: Answer
    memory: Memory
    vault: Vault
    apologise: Apology
    log_fault: FaultLog
    deadline_seconds: float = 20.0
    _in_order: "WeakValueDictionary[str, asyncio.Lock]" = field(default_factory=WeakValueDictionary)

    async def take(self, turn: Turn) -> Outcome:
        """Return the outcome of a turn, ready for its own asker. Never raises for a fault of the answer."""
        async with self._in_order.setdefault(turn.conversation, asyncio.Lock()):
            outcome = await self._think(turn)
            if outcome.focus is not None:
                await self.memory.remember(turn.conversation, outcome.focus)
        return replace(outcome, text=restore(outcome.text, tuple(self.vault.handles(turn.conversation))))

    async def _think(self, turn: Turn) -> Outcome:
        try:
            return await asyncio.wait_for(self.answer(turn), self.deadline_seconds)
        except Exception as error:  # the last net: a person who asked always gets an answer or a reason
            reference = "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(4))
            self.log_fault("turn failed", turn=turn.id, reference=reference, fault=type(error).__name__)
            return self.apologise(turn, "fault", reference)
