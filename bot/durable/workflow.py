"""The order of the steps of a turn. Whoever runs it knows which of them are done (`engine.py`).

Thinking and recording are one step: what the record commits is its end. Until then nothing is kept of a
thought, and a turn that dies before is thought of again; thinking only reads. ADR 0021.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from bot.domain import Thought
from bot.durable.steps import TurnSteps
from bot.errors import KeyMissing, RecordUnavailable, SealBroken, TakenOver, UnknownTurn
from bot.lane import waiting_elsewhere

_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 30.0


class RunStep(Protocol):
    """Runs a step once: when it is done already, it is not run again."""

    async def __call__(self, name: str, work: Callable[[], Awaitable[None]]) -> None: ...


async def run_turn(steps: TurnSteps, turn_id: str, run_step: RunStep) -> str:
    """Think and record, then deliver. Return what became of the turn: done, taken_over or unknown.

    While the record cannot be used this waits for it, as long as it takes: the turn is not lost.
    """
    try:
        await run_step("record", lambda: _recorded(steps, turn_id))
        await run_step("deliver", lambda: until_possible(lambda: steps.deliver(turn_id)))
    except TakenOver:
        return "taken_over"
    except (UnknownTurn, SealBroken, KeyMissing) as error:  # nobody can read it, however often it is tried
        fault = type(error).__name__
        await until_possible(lambda: steps.book.drop(turn_id, fault))
        return "unknown"
    finally:
        steps.line.leaves(turn_id)
    return "done"


async def _recorded(steps: TurnSteps, turn_id: str) -> None:
    """No audit, no answer: what cannot be recorded is not sent. The asker is told so at once, and once."""
    thought: Thought | None = await until_possible(lambda: steps.think(turn_id))
    if thought is None:  # it was recorded before
        return
    try:
        await steps.record(turn_id, thought)
    except RecordUnavailable:
        sorry, is_told = await until_possible(lambda: steps.say_sorry(turn_id))
        await until_possible(lambda: steps.record(turn_id, sorry, is_told=is_told))


async def until_possible(work: Callable[[], Awaitable[Any]]) -> Any:
    """Return what the work returns, tried again while the record cannot be used."""
    pause = _FIRST_PAUSE_SECONDS
    while True:
        try:
            return await work()
        except RecordUnavailable:
            async with waiting_elsewhere():
                await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
