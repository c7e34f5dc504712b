"""Turns of this process that others wait for, so that nobody has to ask the record again and again."""

import asyncio
import contextlib
from dataclasses import dataclass, field

_HERE_SECONDS, _ELSEWHERE_SECONDS = 5.0, 0.25
"""How long to wait for a turn before the record is asked again: it may run in another process."""


@dataclass(slots=True)
class _Marks:
    is_recorded: asyncio.Event = field(default_factory=asyncio.Event)
    is_done: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Line:
    _turns: dict[str, _Marks] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._turns)

    def __contains__(self, turn_id: str) -> bool:
        return turn_id in self._turns

    def joins(self, turn_id: str) -> None:
        self._turns.setdefault(turn_id, _Marks())

    def recorded(self, turn_id: str) -> None:
        if marks := self._turns.get(turn_id):
            marks.is_recorded.set()

    def done(self, turn_id: str) -> None:
        self.leaves(turn_id)

    def leaves(self, turn_id: str) -> None:
        """Wake all who wait, whatever became of the turn: they ask the record."""
        if marks := self._turns.pop(turn_id, None):
            marks.is_recorded.set()
            marks.is_done.set()

    async def until_empty(self) -> None:
        while self._turns:
            await self.until_done(next(iter(self._turns)))

    async def until_recorded(self, turn_id: str) -> None:
        """Return when the turn is recorded, or when it is time to ask the record."""
        marks = self._turns.get(turn_id)
        await _within(marks.is_recorded if marks else None)

    async def until_done(self, turn_id: str) -> None:
        marks = self._turns.get(turn_id)
        await _within(marks.is_done if marks else None)


async def _within(event: asyncio.Event | None) -> None:
    if event is None:
        await asyncio.sleep(_ELSEWHERE_SECONDS)
        return
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_HERE_SECONDS):
            await event.wait()
