"""The nightly evaluation, in a child process with a time limit: its memory and its faults stay there.

Each run has a folder, named by its moment. What was lost, failed or took too long leaves a notice: figures
and codes only, no text a person wrote.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.locks import HeldByAnother, held

_GRACE_SECONDS = 10.0
REPORT, SUMMARY, LOG = "report.html", "verdict.json", "evaluation.log"
OUTCOME_OF_CODE = {0: "held", 1: "lost"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`outcome` is held, lost, failed, timeout, or running: another process is at it."""

    outcome: str
    exit_code: int | None
    seconds: float
    folder: Path

    @property
    def report(self) -> Path:
        """What a person should open: the report, or what the run said before it failed."""
        report = self.folder / REPORT
        return report if report.exists() else self.folder / LOG


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """`command` returns the arguments for a folder of results."""

    command: Callable[[Path], Sequence[str]]
    folder: Path
    timeout_seconds: float
    keep_runs: int = 30

    async def run(self, now: datetime) -> Result:
        """Run once, to its end or its time limit. When this is cancelled the child is ended first."""
        place = (self.folder / f"{now:%Y-%m-%dT%H%M%SZ}").absolute()
        try:
            with held(self.folder / "evaluation.lock") as lock:
                place.mkdir(parents=True, exist_ok=True, mode=0o700)
                _remove_older(self.folder, self.keep_runs)
                return await self._run(place, lock)
        except HeldByAnother:
            return Result(outcome="running", exit_code=None, seconds=0.0, folder=place)
        except OSError:  # no such program, or no room for its files
            return Result(outcome="failed", exit_code=None, seconds=0.0, folder=place)

    async def _run(self, place: Path, lock: int) -> Result:
        started = asyncio.get_running_loop().time()
        with (place / LOG).open("ab") as log:
            child = await asyncio.create_subprocess_exec(
                *self.command(place),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
                pass_fds=(lock,),  # should we be killed, it holds the lock until it is done
            )
        outcome = "timeout"
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.timeout_seconds):
                    outcome = OUTCOME_OF_CODE.get(await child.wait(), "failed")
        finally:
            await _end(child)
        seconds = asyncio.get_running_loop().time() - started
        return Result(outcome=outcome, exit_code=child.returncode, seconds=round(seconds, 1), folder=place)


async def _end(child: asyncio.subprocess.Process) -> None:
    """End the child and all it started: asked first, then by force."""
    if child.returncode is None:
        _signal(child, signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE_SECONDS):
                await child.wait()
    _signal(child, signal.SIGKILL)
    await child.wait()


def _signal(child: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _remove_older(folder: Path, keep: int) -> None:
    """Leave the newest runs; their names sort by their moments, and nothing else is named like them."""
    for old in sorted(folder.glob("20??-??-??T??????Z"))[:-keep]:
        shutil.rmtree(old, ignore_errors=True)


def notice(result: Result, at: datetime, folder: Path) -> Path | None:
    """Write down a run that did not hold, and return where; None for one that did."""
    if result.outcome in ("held", "running"):
        return None
    content = {
        "at": at.isoformat(timespec="seconds"),
        "outcome": result.outcome,
        "exit_code": result.exit_code,
        "seconds": result.seconds,
        "report": os.path.relpath(result.report, folder.absolute()),
        "figures": figures_of(result.folder),
    }
    path = folder / "notices" / f"{result.folder.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return path


def notices(folder: Path) -> list[Path]:
    """Return the notices nobody has removed, oldest first."""
    return sorted((folder / "notices").glob("*.json"))


def figures_of(folder: Path) -> Mapping[str, Any]:
    """Return the numbers of a run's verdict, and nothing else of it."""
    try:
        found = _numbers(json.loads((folder / SUMMARY).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {str(name): _numbers(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one is not None and one != {}}
    return value if isinstance(value, int | float) else None
