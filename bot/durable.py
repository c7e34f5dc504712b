"""Take a turn: think, then record, then hand over to deliver. The story never knows of it.

Thinking only reads and may be repeated. Recording is in this process for now: what the conversation is
about. Turns of one conversation run in arrival order.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol
from weakref import WeakValueDictionary

from bot.domain import Outcome, Turn
from bot.ports import Memory, Vault
from bot.restoring import restored

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
        """Return the outcome of a turn, ready for its own asker, by the deadline: an answer or fixed words.

        Never raises for a fault of the answer. The deadline counts from here, the wait for earlier turns of
        the conversation included.
        """
        outcome = await self.outcome(turn)
        return restored(outcome, self.vault.handles(turn.conversation, turn.reader))

    async def outcome(self, turn: Turn) -> Outcome:
        """Return the outcome as a record may keep it: placeholders stand where personal values stood."""
        try:
            async with asyncio.timeout(self.deadline_seconds), self._place_in_line(turn.conversation):
                outcome = await self.answer(turn)
                if outcome.focus is not None:
                    await self.memory.remember(turn.conversation, outcome.focus)
                return outcome
        except TimeoutError:
            return self._apology(turn, "timeout", "TimeoutError")
        except Exception as error:  # the last net: a person who asked always gets an answer or a reason
            return self._apology(turn, "fault", type(error).__name__)

    def _place_in_line(self, conversation: str) -> asyncio.Lock:
        """Return the lock of a conversation, which lets turns through in the order of their arrival."""
        return self._in_order.setdefault(conversation, asyncio.Lock())

    def _apology(self, turn: Turn, reason: str, fault: str) -> Outcome:
        reference = "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(4))
        self.log_fault("turn failed", turn=turn.id, reference=reference, fault=fault)
        return self.apologise(turn, reason, reference)
