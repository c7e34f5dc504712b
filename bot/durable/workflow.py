"""The order of the steps of a turn. Whoever runs it keeps what each step returned (`engine.py`)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from bot.domain import Thought
from bot.durable.steps import TurnSteps
from bot.errors import KeyMissing, RecordUnavailable, SealBroken, TakenOver, UnknownTurn
from bot.lane import waiting_elsewhere
from bot.recorded import json_from, value_from

_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 30.0


class RunStep(Protocol):
    """Runs a step once: when it is done already, what it returned comes from where that is kept."""

    async def __call__(self, name: str, work: Callable[[], Awaitable[Any]]) -> Any: ...


async def run_turn(steps: TurnSteps, turn_id: str, run_step: RunStep) -> str:
    """Think, record, deliver. Return what became of the turn: done, taken_over or unknown.

    While the record cannot be used this waits for it, as long as it takes: the turn is not lost.
    """
    try:
        kept: str = await run_step("think", lambda: until_possible(lambda: _thought(steps, turn_id)))
        await run_step("record", lambda: _record(steps, turn_id, kept))
        await run_step("deliver", lambda: until_possible(lambda: steps.deliver(turn_id)))
    except TakenOver:
        return "taken_over"
    except (UnknownTurn, SealBroken, KeyMissing):  # nobody can read it, however often it is tried
        await until_possible(lambda: steps.book.drop(turn_id))
        return "unknown"
    finally:
        steps.line.leaves(turn_id)
    return "done"


async def _thought(steps: TurnSteps, turn_id: str) -> str:
    """Return what the turn came to as whoever runs the steps may keep it: under the key of its person.

    "" for a turn that was recorded before.
    """
    thought = await steps.think(turn_id)
    if thought is None:
        return ""
    steps.thoughts[turn_id] = thought
    return await steps.book.seal(turn_id, json_from(thought))


async def _record(steps: TurnSteps, turn_id: str, kept: str) -> None:
    """No audit, no answer: what cannot be recorded is not sent. The asker is told so at once, and once."""
    if not kept:
        return
    try:
        thought = steps.thoughts.pop(turn_id, None) or value_from(await steps.book.unseal(kept), Thought)
        await steps.record(turn_id, thought)
        return
    except RecordUnavailable:
        pass
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
