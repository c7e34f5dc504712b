"""The desk in this process: for the command line, which keeps no record."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from bot.domain import Outcome, Turn
from bot.durable.faults import Apologies
from bot.ports import Memory, Vault
from bot.restoring import restored

Answer = Callable[[Turn], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Takes turns and gives an outcome for each. Turns of one conversation run in arrival order."""

    answer: Answer
    memory: Memory
    vault: Vault
    apologies: Apologies
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
            return self.apologies.for_fault(turn, "timeout", "TimeoutError")
        except Exception as error:  # the last net: a person who asked always gets an answer or a reason
            return self.apologies.for_fault(turn, "fault", type(error).__name__)

    def _place_in_line(self, conversation: str) -> asyncio.Lock:
        """Return the lock of a conversation, which lets turns through in the order of their arrival."""
        return self._in_order.setdefault(conversation, asyncio.Lock())
