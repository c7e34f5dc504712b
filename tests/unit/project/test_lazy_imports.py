"""What a command does not need is not loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.project.root import ROOT

HEAVY = (
    "haystack",
    "presidio_analyzer",
    "spacy",
    "onnxruntime",
    "onnx",
    "tokenizers",
    "numpy",
    "odoorpc",
    "openai",
    "pydantic",
    "pydantic_settings",
    "babel",
    "docx",
    "pypdf",
    "trafilatura",
    "phonenumbers",
    "bot.app",
)
CHANNELS = ("slack_bolt", "slack_sdk", "botbuilder", "dbos", "fastapi", "uvicorn", "weaviate", "sqlalchemy")
_RUN = """
import json, sys
from bot.cli import main
sys.argv = ["shipmate", *json.loads(sys.argv[1])]
try:
    main()
except SystemExit as left:
    if left.code:
        raise
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def modules_after(arguments: list[str], cache: Path) -> set[str]:
    """Return the modules a command has loaded when it is done."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SHIPMATE_")}
    environment |= {"XDG_CACHE_HOME": str(cache), "SHIPMATE_DOCUMENTS__EMBEDDINGS": "none"}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_help_loads_no_heavy_library(cache: Path) -> None:
    assert modules_after(["--help"], cache) & set(HEAVY) == set()


def test_redacting_a_clean_text_loads_no_recognizer(cache: Path) -> None:
    loaded = modules_after(["redact", "Where is S00042?", "--json"], cache)
    assert loaded & {"presidio_analyzer", "spacy", "haystack", "bot.app"} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "Where is S00101?", "--as", "staff", "--json"],
        ["search", "cut-off for DHL Express", "--as", "staff", "--json"],
        ["redact", "anna@firma.de", "--json"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_commands_load_no_channel_and_no_workflow_engine(arguments: list[str], cache: Path) -> None:
    loaded = modules_after(arguments, cache)
    assert {name for name in loaded if name.partition(".")[0] in CHANNELS} == set()


def test_a_question_loads_no_model_that_is_not_configured(cache: Path) -> None:
    assert "openai" not in modules_after(["ask", "Where is S00101?", "--as", "staff", "--json"], cache)
