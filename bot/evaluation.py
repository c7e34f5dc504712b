"""An evaluation as commands, each in a process of its own. This is the one place that names them.

`python -m bot.evaluation run DIR` asks the cases, scores the answers and holds them against the gate; `…
score DIR` scores the answers of a run by RAGAS; `… calibrate` compares the judge with people's labels. Exit
code 0: it held; 1: ground was lost; 2: it could not be done.

`evals` stands above this package and RAGAS in another environment, so neither is imported.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError
from bot.settings import PREFIX, Settings, read_settings

ROOT = Path(__file__).resolve().parent.parent
HELD, LOST, FAILED = 0, 1, 2
OUTCOMES = {HELD: "held", LOST: "lost", FAILED: "failed"}
RECORD = "evaluation.json"
_LABELS = ROOT / "evals" / "labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(repr=False)
    may_lose: bool = False
    """Exit code 1 is a loss, and the commands after it run all the same."""


def nightly(settings: Settings, folder: Path) -> tuple[str, ...]:
    """Return the arguments of the process that runs a whole evaluation into a folder."""
    if settings.evals.command:
        return (*settings.evals.command, str(folder))
    return (sys.executable, "-m", "bot.evaluation", "run", str(folder))


def commands_to_run(settings: Settings, folder: Path) -> list[Command]:
    """Return what asks every case, scores the answers, and holds the scores against the gate."""
    ask = Command(name="cases", arguments=_eval("--collect", folder), environment=_surroundings())
    gate = Command(
        name="gate", arguments=_eval("--scored", folder), environment=_surroundings(), may_lose=True
    )
    return [ask, *commands_to_score(settings, folder), gate]


def _eval(step: str, folder: Path) -> tuple[str, ...]:
    shipmate = (sys.executable, "-c", "from bot.cli import main; main()")
    return (*shipmate, "eval", step, "--out", str(folder))


def commands_to_score(settings: Settings, folder: Path) -> list[Command]:
    """Return what scores a run by RAGAS; nothing where its environment is not installed."""
    python = ragas_python(settings)
    if not python.exists():
        return []
    score = (str(python), "-m", "evals.ragas_env.score", str(folder))
    scoring = Command(name="ragas", arguments=score, environment=_for_the_judge(settings))
    if settings.judge.kind == "none":
        return [scoring]
    mask = (sys.executable, "-m", "evals.masked", "run", str(folder))
    return [Command(name="mask", arguments=mask, environment=_surroundings()), scoring]


def commands_to_calibrate(settings: Settings) -> list[Command]:
    python, masked = ragas_python(settings), str(settings.judge.folder / "labels")
    if not python.exists():
        raise SettingsError("RAGAS's environment is not installed: run `make ragas`.")
    mask = (sys.executable, "-m", "evals.masked", "labels", str(_LABELS), masked)
    compare = (str(python), "-m", "evals.ragas_env.calibrate", masked)
    return [
        Command(name="mask", arguments=mask, environment=_surroundings()),
        Command(name="calibrate", arguments=compare, environment=_for_the_judge(settings)),
    ]


def ragas_python(settings: Settings) -> Path:
    return settings.evals.ragas_python or ROOT / ".venv-ragas" / "bin" / "python"


def run_all(commands: Sequence[Command], record: Path | None = None) -> int:
    """Run one after another and return what became of them; a failure ends it. Figures go to the record."""
    outcome, steps = HELD, []
    for command in commands:
        started = time.monotonic()
        code = subprocess.run(command.arguments, env=command.environment, check=False).returncode  # noqa: S603
        steps.append({"name": command.name, "exit": code, "seconds": round(time.monotonic() - started, 1)})
        if code == LOST and command.may_lose:
            outcome = LOST
        elif code:
            outcome = FAILED
            break
    if record is not None:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps({"outcome": OUTCOMES[outcome], "steps": steps}), encoding="utf-8")
    return outcome


def _surroundings() -> dict[str, str]:
    """Return this process's environment, in which the code beside us is found."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


def _for_the_judge(settings: Settings) -> dict[str, str]:
    """Return an environment with the judge's settings and no other secret of ours."""
    others = {name: value for name, value in _surroundings().items() if not name.upper().startswith(PREFIX)}
    fields = settings.judge.model_dump() | {"api_key": settings.judge.api_key.get_secret_value()}
    return others | {f"{PREFIX}JUDGE__{name.upper()}": str(value) for name, value in fields.items()}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("run", "score"):
        commands.add_parser(name).add_argument("folder", type=Path, metavar="DIR")
    commands.add_parser("calibrate")
    chosen = parser.parse_args()
    try:
        settings = read_settings()
        if chosen.command == "run":
            return run_all(commands_to_run(settings, chosen.folder), chosen.folder / RECORD)
        if chosen.command == "calibrate":
            return run_all(commands_to_calibrate(settings))
        return _score(settings, chosen.folder)
    except SettingsError as error:
        sys.stderr.write(f"evaluation: {error}\n")
        return FAILED


def _score(settings: Settings, folder: Path) -> int:
    commands = commands_to_score(settings, folder)
    if not commands:
        sys.stderr.write("RAGAS's environment is not installed (`make ragas`): its metrics are left out.\n")
    return run_all(commands)


if __name__ == "__main__":
    sys.exit(main())
