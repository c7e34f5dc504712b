"""Each contract of import-linter holds, and is seen to break when a module goes against it."""

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.unit.project.root import ROOT, tool

LAYERS = "The layers, from the command line down to what knows nothing of the assistant"
VIOLATIONS = [
    (LAYERS, "bot/domain.py", "import bot.ports"),
    (LAYERS, "bot/ports.py", "import bot.answer"),
    (LAYERS, "bot/memory.py", "import bot.answer"),
    (LAYERS, "bot/answer.py", "import bot.generation.composer"),
    (LAYERS, "bot/answer.py", "import bot.durable"),
    (LAYERS, "bot/generation/composer.py", "import bot.guard"),
    (LAYERS, "bot/guard/screening.py", "import bot.durable"),
    (LAYERS, "bot/durable/desk.py", "import bot.app"),
    (LAYERS, "bot/app.py", "import bot.cli"),
    (LAYERS, "bot/cli/ask.py", "import evals"),
    (LAYERS, "guardrails/claims.py", "import retrieval.evidence"),
    (LAYERS, "retrieval/evidence.py", "import guardrails.pii"),
    ("Nothing below the assistant knows it", "retrieval/evidence.py", "import bot.domain"),
    ("Nothing below the assistant knows it", "guardrails/pii.py", "import bot.settings"),
    ("RAGAS's environment stands alone", "evals/ragas_env/score.py", "import bot.settings"),
    ("RAGAS's environment stands alone", "evals/ragas_env/judge.py", "import evals.masked"),
    ("The core imports no vendor", "bot/answer.py", "import haystack"),
    ("The core imports no vendor", "bot/domain.py", "import numpy"),
    (
        "Generation words evidence; it never reads a source",
        "bot/generation/voice.py",
        "import retrieval.stores.sqlite",
    ),
    ("Channels only translate: the door decides", "bot/slack/desk.py", "import retrieval.evidence"),
    ("Channels only translate: the door decides", "bot/teams/cards.py", "import bot.generation.composer"),
    ("A vendor's SDK stays in its channel", "bot/door.py", "import slack_bolt"),
    ("A vendor's SDK stays in its channel", "bot/status.py", "import botbuilder.core"),
    ("The record is behind ports", "bot/door.py", "import bot.storage.turns"),
    ("The record is behind ports", "bot/handing.py", "import sqlalchemy"),
    ("Only wiring reads settings", "bot/guard/screening.py", "import bot.settings"),
    ("Words of retrieval stay light: no library behind them", "retrieval/orders/state.py", "import numpy"),
    (
        "Words of retrieval stay light: no library behind them",
        "retrieval/question.py",
        "import retrieval.pipeline",
    ),
]


def _contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return contracts


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("packages")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for package in ("bot", "retrieval", "guardrails", "evals"):
        shutil.copytree(
            ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "locale")
        )
    return copy


def _lint(folder: Path) -> str:
    done = subprocess.run([tool("lint-imports")], cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done.stdout


def test_every_contract_has_a_violation_here() -> None:
    assert {name for name, _, _ in VIOLATIONS} == {contract["name"] for contract in _contracts()}


def test_all_contracts_hold(copied: Path) -> None:
    report = _lint(copied)
    assert [contract["name"] for contract in _contracts() if f"{contract['name']} KEPT" not in report] == []


@pytest.mark.parametrize(
    ("contract", "module", "statement"),
    VIOLATIONS,
    ids=[f"{module}: {statement}" for _, module, statement in VIOLATIONS],
)
def test_a_contract_breaks_when_a_module_goes_against_it(
    copied: Path, contract: str, module: str, statement: str
) -> None:
    path = copied / module
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{statement}\n", encoding="utf-8")
    try:
        assert f"{contract} BROKEN" in _lint(copied)
    finally:
        path.write_text(before, encoding="utf-8")
