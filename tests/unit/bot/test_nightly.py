"""A nightly evaluation in its own process, and what becomes of its result."""

import asyncio
import json
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil
import pytest

from bot.cli.doctor.parts import evaluation as examined
from bot.evaluation import (
    FAILED,
    HELD,
    LOST,
    Command,
    commands_to_run,
    commands_to_score,
    nightly,
    run_all,
)
from bot.locks import HeldByAnother, held
from bot.nightly import Evaluation, figures_of, notice, notices
from bot.schedule_loop import Schedule, last_run
from bot.schedules import Daily
from bot.settings import Settings, sandbox_settings

NOW = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)


def evaluation(folder: Path, program: str, *, seconds: float = 30) -> Evaluation:
    def command(place: Path) -> Sequence[str]:
        return (sys.executable, "-c", program, str(place))

    return Evaluation(command=command, folder=folder, timeout_seconds=seconds)


@pytest.mark.parametrize(
    ("program", "outcome"),
    [
        ("pass", "held"),
        ("raise SystemExit(1)", "lost"),
        ("raise SystemExit(2)", "failed"),
        ("import os; os.abort()", "failed"),
    ],
)
async def test_the_exit_code_says_what_became_of_it(tmp_path: Path, program: str, outcome: str) -> None:
    result = await evaluation(tmp_path, program).run(NOW)
    assert result.outcome == outcome
    assert (notice(result, NOW, tmp_path) is None) is (outcome == "held")


async def test_one_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    program = (
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen(['sleep', '300'])\n"
        "(pathlib.Path(sys.argv[1]) / 'pid').write_text(str(child.pid))\n"
        "time.sleep(300)\n"
    )
    result = await evaluation(tmp_path, program, seconds=2).run(NOW)
    assert result.outcome == "timeout"
    pid = int((result.folder / "pid").read_text())
    assert is_gone(pid)


def is_gone(pid: int) -> bool:
    """Return whether a process has ended, now or within some seconds: a signal takes its time."""
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time_to_pass(0.05)
    return False


def time_to_pass(seconds: float) -> None:
    threading.Event().wait(seconds)


async def test_never_two_at_once(tmp_path: Path) -> None:
    slow = asyncio.create_task(evaluation(tmp_path, "import time; time.sleep(300)").run(NOW))
    await asyncio.sleep(0.5)
    second = await evaluation(tmp_path, "pass").run(NOW)
    assert second.outcome == "running"
    assert notice(second, NOW, tmp_path) is None
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)
    assert (await evaluation(tmp_path, "pass").run(NOW)).outcome == "held"


async def test_a_program_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    missing = Evaluation(command=lambda _: ("no-such-program",), folder=tmp_path, timeout_seconds=5)
    assert (await missing.run(NOW)).outcome == "failed"


async def test_a_notice_has_figures_and_no_text(tmp_path: Path) -> None:
    program = (
        "import json, pathlib, sys\n"
        "figures = {'facts': 0.7, 'worst': 'Anna Becker asks', 'by': {'sop': 0.5, 'text': 'Anna'}}\n"
        "(pathlib.Path(sys.argv[1]) / 'verdict.json').write_text(json.dumps(figures))\n"
        "print('Anna Becker asks')\n"
        "raise SystemExit(1)\n"
    )
    path = notice(await evaluation(tmp_path, program).run(NOW), NOW, tmp_path)
    assert path
    written = path.read_text(encoding="utf-8")
    assert json.loads(written)["figures"] == {"facts": 0.7, "by": {"sop": 0.5}}
    assert "Anna" not in written


def folders_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


async def test_only_the_newest_runs_are_kept(tmp_path: Path) -> None:
    (tmp_path / "own notes").mkdir()
    nightly_runs = Evaluation(
        command=lambda _: (sys.executable, "-c", "pass"), folder=tmp_path, timeout_seconds=30, keep_runs=2
    )
    for night in range(4):
        await nightly_runs.run(NOW + timedelta(days=night))
    assert folders_in(tmp_path) == ["2026-11-28T013000Z", "2026-11-29T013000Z", "own notes"]


def test_a_run_without_a_verdict_has_no_figures(tmp_path: Path) -> None:
    assert figures_of(tmp_path) == {}
    (tmp_path / "verdict.json").write_text("[1, 2", encoding="utf-8")
    assert figures_of(tmp_path) == {}


def test_a_lock_is_refused_to_a_second_holder_and_free_afterwards(tmp_path: Path) -> None:
    with held(tmp_path / "lock"), pytest.raises(HeldByAnother), held(tmp_path / "lock"):
        pass
    with held(tmp_path / "lock"):
        pass


class _Over(Exception):
    """The time of a test is over."""


@dataclass
class Moments:
    """A clock that moves when somebody sleeps, and ends the test at `end`."""

    moment: datetime
    end: datetime
    naps: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.moment += timedelta(seconds=seconds)
        if self.moment >= self.end:
            raise _Over


def schedule(tmp_path: Path, clock: Moments, said: list[str], program: str = "pass") -> Schedule:
    return Schedule(
        daily=Daily(at=time(2, 30), zone=ZoneInfo("Europe/Berlin")),
        evaluation=evaluation(tmp_path, program),
        state=tmp_path / "schedules.json",
        tell=said.append,
        clock=clock,
        sleep=clock.sleep,
    )


async def nights(tmp_path: Path, start: datetime, end: datetime, program: str = "pass") -> list[str]:
    said: list[str] = []
    with pytest.raises(_Over):
        await schedule(tmp_path, Moments(start, end), said, program).run()
    return said


async def test_runs_once_a_night(tmp_path: Path) -> None:
    said = await nights(tmp_path, NOW - timedelta(minutes=1), NOW + timedelta(hours=24, minutes=1))
    assert sum("begins" in line for line in said) == 2


async def test_the_first_start_waits_for_its_night_and_a_missed_night_is_made_up_once(tmp_path: Path) -> None:
    day = NOW + timedelta(hours=8)
    assert not any("begins" in line for line in await nights(tmp_path, day, day + timedelta(minutes=1)))
    later = day + timedelta(days=3)
    assert sum("begins" in line for line in await nights(tmp_path, later, later + timedelta(hours=1))) == 1


async def test_a_clock_that_was_ahead_does_not_silence_the_schedule(tmp_path: Path) -> None:
    (tmp_path / "schedules.json").write_text('{"evaluation": "2031-01-01T00:00:00+00:00"}', encoding="utf-8")
    said = await nights(tmp_path, NOW - timedelta(minutes=1), NOW + timedelta(minutes=1))
    assert sum("begins" in line for line in said) == 1


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"evaluation": 5}', '{"evaluation": "2026-11-26"}'])
def test_a_state_nobody_can_read_is_as_none(tmp_path: Path, broken: str) -> None:
    (tmp_path / "state.json").write_text(broken, encoding="utf-8")
    assert last_run(tmp_path / "state.json") is None


async def test_a_loss_is_told_with_where_to_look(tmp_path: Path) -> None:
    start = NOW - timedelta(minutes=1)
    said = await nights(tmp_path, start, NOW + timedelta(minutes=1), "raise SystemExit(1)")
    assert [line for line in said if line.startswith("NOTICE")]
    assert len(notices(tmp_path)) == 1


async def test_one_that_was_ended_half_way_is_due_again(tmp_path: Path) -> None:
    (tmp_path / "schedules.json").write_text(json.dumps({"evaluation": "2026-11-20T00:00:00+00:00"}))
    said: list[str] = []
    clock = Moments(NOW, NOW + timedelta(days=1))
    task = asyncio.create_task(schedule(tmp_path, clock, said, "import time; time.sleep(300)").run())
    await asyncio.sleep(0.5)
    assert "begins" in said[-1]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert last_run(tmp_path / "schedules.json") == datetime(2026, 11, 20, tzinfo=UTC)


async def test_a_folder_nobody_can_write_ends_no_serving(tmp_path: Path) -> None:
    (tmp_path / "notices").write_text("a file where a folder should be", encoding="utf-8")
    start = NOW - timedelta(minutes=1)
    said = await nights(tmp_path, start, NOW + timedelta(minutes=1), "raise SystemExit(1)")
    assert said[-1] == "The nightly evaluation begins."


def command(code: int, *, may_lose: bool = False) -> Command:
    arguments = (sys.executable, "-c", f"raise SystemExit({code})")
    return Command(name=f"exit {code}", arguments=arguments, environment=dict(os.environ), may_lose=may_lose)


@pytest.mark.parametrize(
    ("commands", "outcome", "steps"),
    [
        ([command(0), command(0)], HELD, 2),
        ([command(1, may_lose=True), command(0)], LOST, 2),
        ([command(1, may_lose=True), command(1)], FAILED, 2),
        ([command(1), command(0)], FAILED, 1),
        ([command(3, may_lose=True), command(0)], FAILED, 1),
    ],
)
def test_a_chain_ends_at_a_failure_and_goes_on_after_a_loss(
    commands: list[Command], outcome: int, steps: int, tmp_path: Path
) -> None:
    assert run_all(commands, tmp_path / "evaluation.json") == outcome
    assert len(json.loads((tmp_path / "evaluation.json").read_text())["steps"]) == steps


def test_only_the_judges_settings_reach_the_scoring_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHIPMATE_ODOO__PASSWORD", "hunter2")
    judge = {"kind": "azure", "endpoint": "https://judge.example", "model": "m", "api_key": "key"}
    settings = Settings.model_validate({"judge": judge, "evals": {"ragas_python": sys.executable}})
    mask, score = commands_to_score(settings, tmp_path)
    ours = {name: value for name, value in score.environment.items() if name.startswith("SHIPMATE_")}
    assert set(ours) == {f"SHIPMATE_JUDGE__{name.upper()}" for name in type(settings.judge).model_fields}
    assert ours["SHIPMATE_JUDGE__API_KEY"] == "key"
    assert "hunter2" not in score.environment.values()
    assert not any("key" in command.arguments for command in (mask, score))
    assert "key" not in repr(score).split()


def test_without_ragas_its_scores_are_left_out_and_a_command_of_ones_own_replaces_all(tmp_path: Path) -> None:
    settings = Settings.model_validate({"evals": {"ragas_python": tmp_path / "none", "command": ["mine"]}})
    assert [one.name for one in commands_to_run(settings, tmp_path)] == ["cases", "gate"]
    assert nightly(settings, tmp_path) == ("mine", str(tmp_path))


async def test_the_doctor_shows_notices_and_a_night_without_ragas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = {"evals": {"folder": tmp_path, "nightly_at": "02:30", "ragas_python": tmp_path / "none"}}
    check = await examined(Settings.model_validate(settings))
    assert (check.ok, check.mend) == (False, "Run `make ragas`.")
    notice(await evaluation(tmp_path, "raise SystemExit(1)").run(NOW), NOW, tmp_path)
    check = await examined(Settings.model_validate(settings))
    assert "notices: 1" in check.finding
    assert (await examined(sandbox_settings())).ok
