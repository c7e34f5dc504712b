"""`shipmate serve` as an operator runs it: a process, signals, files."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPMATE = (sys.executable, "-c", "from bot.cli import main; main()", "serve")
LOSES = "import pathlib, sys; (pathlib.Path(sys.argv[1]) / 'report.html').write_text('r'); sys.exit(1)"
HANGS = "import time; print('begun', flush=True); time.sleep(300)"


@contextlib.contextmanager
def serving(folder: Path, program: str) -> Iterator[subprocess.Popen[str]]:
    """Serve with a night that was missed days ago, so that an evaluation is due at once."""
    state = folder / ".shipmate/serve"
    state.mkdir(parents=True)
    (state / "schedules.json").write_text('{"evaluation": "2020-01-01T00:00:00+00:00"}', encoding="utf-8")
    process = subprocess.Popen(
        SHIPMATE,
        cwd=folder,
        env=environment(program),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def environment(program: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SHIPMATE_")}
    command = json.dumps([sys.executable, "-c", program])
    own = {
        "SHIPMATE_EVALS__NIGHTLY_AT": "02:30",
        "SHIPMATE_EVALS__COMMAND": command,
        "SHIPMATE_HTTP__PORT": "0",
    }
    return clean | own | {"PYTHONPATH": str(ROOT)}


def read_until(process: subprocess.Popen[str], words: str, seconds: float = 30) -> str:
    assert process.stdout
    said, end = "", time.monotonic() + seconds
    while words not in said and time.monotonic() < end:
        if select.select([process.stdout], [], [], 1)[0]:
            said += os.read(process.stdout.fileno(), 65536).decode()
    assert words in said
    return said


def test_a_loss_is_told_and_the_process_ends_when_asked(tmp_path: Path) -> None:
    with serving(tmp_path, LOSES) as process:
        said = read_until(process, "NOTICE")
        assert "No channel is built yet" in said
        assert "report.html" in said
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out.strip()) == (0, "Ending.")
    assert "outcome=lost" in err
    (notice,) = (tmp_path / ".shipmate/evals/notices").iterdir()
    assert json.loads(notice.read_text(encoding="utf-8"))["outcome"] == "lost"


def test_a_second_process_on_the_same_state_refuses(tmp_path: Path) -> None:
    with serving(tmp_path, LOSES) as process:
        read_until(process, "No channel")
        second = subprocess.run(
            SHIPMATE,
            cwd=tmp_path,
            env=environment(LOSES),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert process.poll() is None
    assert second.returncode == 2
    assert "Another `shipmate serve` runs" in second.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_evaluation_is_ended_with_the_process(tmp_path: Path, number: signal.Signals) -> None:
    with serving(tmp_path, HANGS) as process:
        read_until(process, "begins")
        (log,) = wait_for_log(tmp_path)
        assert log.read_text(encoding="utf-8") == "begun\n"
        process.send_signal(number)
        process.communicate(timeout=20)
    assert process.returncode == 0
    state = (tmp_path / ".shipmate/serve/schedules.json").read_text(encoding="utf-8")
    assert json.loads(state)["evaluation"].startswith("2020-01-01")
    assert not processes_with("time.sleep(300)", str(tmp_path))


def wait_for_log(folder: Path) -> list[Path]:
    for _ in range(100):
        logs = [path for path in (folder / ".shipmate/evals").glob("*/evaluation.log") if path.stat().st_size]
        if logs:
            return logs
        time.sleep(0.1)
    return []


def processes_with(*words: str) -> list[str]:
    lines = [" ".join(one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"])]
    return [line for line in lines if all(word in line for word in words)]
