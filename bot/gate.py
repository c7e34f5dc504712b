"""Whether a turn is answered at all: what is paused, whom the pilot is for, and how much one may ask.

Before the answer, after the turn is kept: who is turned away gets a fixed sentence, never silence.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain import Outcome, Turn
from bot.limits import Limit, Window, exceeded, windows_of
from bot.ports import Clock, Writer

Answer = Callable[[Turn], Awaitable[Outcome]]


class Switches(Protocol):
    async def is_paused(self, *names: str) -> bool: ...


class Counters(Protocol):
    async def count(self, windows: Sequence[Window]) -> Mapping[str, int]:
        """Add one to each window, and return the counts by key."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """Who takes part, when not everybody does: who is on every list that is not empty.

    `people` are pseudonyms, `channels` are `slack` or `slack/CONVERSATION` (with all threads in it),
    `warehouses` the names of those that staff work for (Odoo's default warehouse of a user).
    """

    people: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    warehouses: frozenset[str] = frozenset()

    def admits(self, turn: Turn) -> bool:
        parts = turn.conversation.split(":")
        within = {":".join(parts[:number]) for number in range(1, len(parts) + 1)}
        here = {turn.channel} | {f"{turn.channel}/{place}" for place in within}
        return (
            (not self.people or turn.person in self.people)
            and (not self.channels or bool(self.channels & here))
            and (not self.warehouses or turn.warehouse in self.warehouses)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """`reason` is paused, who_unknown, not_in_pilot or too_many; `until` is when to ask again, if known."""

    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    switches: Switches
    counters: Counters
    clock: Clock
    limits: Sequence[Limit] = ()
    pilot: Pilot = Pilot()
    on_refusal: Callable[[str], None] = lambda reason: None

    async def refusal(self, turn: Turn) -> Refused | None:
        """Return why a turn is turned away; None when it is not."""
        refused = await self._refusal(turn)
        if refused is not None:
            self.on_refusal(refused.reason)
        return refused

    async def _refusal(self, turn: Turn) -> Refused | None:
        if await self.switches.is_paused(f"channel:{turn.channel}"):
            return Refused(reason="paused")
        if not turn.is_asker_certain:
            return Refused(reason="who_unknown")
        if not self.pilot.admits(turn):
            return Refused(reason="not_in_pilot")
        windows = windows_of(turn, self.limits, self.clock.now())
        over = exceeded(windows, await self.counters.count(windows))
        return Refused(reason="too_many", until=over.ends_at) if over else None


def gated(answer: Answer, gate: Gate, writer: Writer, clock: Clock) -> Answer:
    """Return the answer behind the gate."""

    async def admitted(turn: Turn) -> Outcome:
        refused = await gate.refusal(turn)
        if refused is not None:
            return writer.refuse(turn, refused.reason, clock.now(), refused.until)
        return await answer(turn)

    return admitted
