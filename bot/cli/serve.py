"""`shipmate serve`: one process on one state folder. It runs the schedules; no channel is built yet."""

import asyncio
import json
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.errors import SettingsError
from bot.evaluation import nightly
from bot.locks import HeldByAnother, held
from bot.nightly import Evaluation, Result, notice
from bot.ports import Clock
from bot.schedules import Daily
from bot.settings import Settings, read_settings
from bot.telemetry import log_evaluation

_LONGEST_SLEEP_SECONDS = 30.0
"""The clock is looked at again this often: it may have been set, and the machine may have slept."""
Tell = Callable[[str], None]


def serve() -> int:
    """Run until SIGTERM or Ctrl-C, and end cleanly. Raises: `SettingsError` when another process serves."""
    settings = read_settings()
    folder = settings.serve.state_folder
    try:
        with held(folder / "serve.lock"):
            asyncio.run(_until_asked_to_end(settings, _print))
    except HeldByAnother:
        raise SettingsError(
            f"Another `shipmate serve` runs on {folder}. "
            "End it, or name another folder: SHIPMATE_SERVE__STATE_FOLDER."
        ) from None
    return 0


async def _until_asked_to_end(settings: Settings, tell: Tell) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    work = asyncio.create_task(schedule_from(settings, tell).run())
    over = asyncio.create_task(ended.wait())
    await asyncio.wait({work, over}, return_when=asyncio.FIRST_COMPLETED)
    tell("Ending." if ended.is_set() else "The schedule has failed.")
    for task in (work, over):
        task.cancel()
    failed, _ = await asyncio.gather(work, over, return_exceptions=True)
    if isinstance(failed, Exception):
        raise failed


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


def schedule_from(settings: Settings, tell: Tell) -> Schedule:
    at, zone = settings.evals.time, ZoneInfo(settings.company.time_zone)
    return Schedule(
        daily=Daily(at=at, zone=zone) if at else None,
        evaluation=Evaluation(
            command=partial(nightly, settings),
            folder=settings.evals.folder,
            timeout_seconds=settings.evals.timeout_minutes * 60,
            keep_runs=settings.evals.keep_runs,
        ),
        state=settings.serve.state_folder / "schedules.json",
        tell=tell,
        clock=SystemClock(),
    )


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


def _print(text: str) -> None:
    print(text, flush=True)
