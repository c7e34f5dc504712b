"""The loop around the schedules: looks at the clock, runs what is due, remembers it, and tells of a loss."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.nightly import Evaluation, Result, notice
from bot.ports import Clock
from bot.schedules import Daily
from bot.telemetry import log_evaluation

_LONGEST_SLEEP_SECONDS = 30.0
"""The clock is looked at again this often: it may have been set, and the machine may have slept."""
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Runs the evaluation when its time has come. What was missed is done once, at the next look."""

    daily: Daily | None
    evaluation: Evaluation
    state: Path
    tell: Tell
    clock: Clock
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def run(self) -> None:
        """Never returns."""
        self.tell(f"No channel is built yet: this runs the schedules. {self._plan()}")
        since = self._since()
        while True:
            now = self.clock.now()
            since = min(since, now)  # a clock that was ahead once must not silence the schedule
            if self.daily and self.daily.is_due(since, now):
                since = await self._evaluate_or_log(since, now)
            else:
                await self.sleep(self._pause(now))

    def _since(self) -> datetime:
        """Return when the evaluation last ran; the first start counts as a run, and waits for its night."""
        known = last_run(self.state)
        if known is None:
            known = self.clock.now()
            remember_run(self.state, known)
        return known

    async def _evaluate_or_log(self, since: datetime, now: datetime) -> datetime:
        """A disk that is full costs an evaluation or its notice, never the serving."""
        try:
            return await self._evaluate(since, now)
        except OSError as error:
            log_evaluation(outcome=f"cannot be written: {type(error).__name__}", run="", seconds=0.0)
            return now

    async def _evaluate(self, since: datetime, now: datetime) -> datetime:
        """Return what counts as the last run: this one, which is also known after a crash in its midst."""
        remember_run(self.state, now)
        self.tell("The nightly evaluation begins.")
        try:
            result = await self.evaluation.run(now)
        except asyncio.CancelledError:
            remember_run(self.state, since)  # ended before it was done: it is due again
            raise
        self._tell(result, now)
        return now

    def _tell(self, result: Result, now: datetime) -> None:
        log_evaluation(outcome=result.outcome, run=result.folder.name, seconds=result.seconds)
        path = notice(result, now, self.evaluation.folder)
        if path is None:
            self.tell(f"The nightly evaluation: {result.outcome}, after {result.seconds:.0f} s.")
        else:
            self.tell(
                f"NOTICE: the nightly evaluation: {result.outcome}. See {result.report}; notice {path}."
            )

    def _pause(self, now: datetime) -> float:
        if self.daily is None:
            return _LONGEST_SLEEP_SECONDS
        return min(_LONGEST_SLEEP_SECONDS, (self.daily.next_after(now) - now).total_seconds())

    def _plan(self) -> str:
        if self.daily is None:
            return "Nothing is scheduled: SHIPMATE_EVALS__NIGHTLY_AT is off."
        soon = self.daily.next_after(self.clock.now()).astimezone(self.daily.zone)
        return f"Nightly evaluation at {self.daily.at:%H:%M}, next on {soon:%Y-%m-%d %H:%M %Z}."


def last_run(state: Path) -> datetime | None:
    """Return when the evaluation last ran; None when it never did, or when nobody can say."""
    try:
        moment = datetime.fromisoformat(json.loads(state.read_text(encoding="utf-8"))["evaluation"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return moment if moment.tzinfo else None


def remember_run(state: Path, moment: datetime) -> None:
    partial_file = state.with_suffix(".partial")
    partial_file.write_text(json.dumps({"evaluation": moment.isoformat()}), encoding="utf-8")
    partial_file.replace(state)
