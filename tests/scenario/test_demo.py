"""`shipmate demo` with a pipe instead of a person, as a program runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """A demo that is asked for Odoo by the environment, and must not listen."""
    lines = [
        "Where is S00101?",
        "",
        "/evidence",
        "/as public",
        "Where is S00101?",
        "/as king",
        "/nonsense",
        "late orders",
    ]
    return subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "demo"],
        input="\n".join(lines),
        cwd=ROOT,
        env=os.environ
        | {
            "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
            "SHIPMATE_ORDERS__SOURCE": "odoo",
            "COLUMNS": "80",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_answers_each_line_and_leaves_in_peace(talk: subprocess.CompletedProcess[str]) -> None:
    assert talk.returncode == 0, talk.stderr
    assert "S00101 · Brennweite Optik GmbH" in talk.stdout
    assert "Traceback" not in talk.stdout + talk.stderr


def test_it_shows_each_question_once_and_no_empty_prompt(talk: subprocess.CompletedProcess[str]) -> None:
    prompts = [
        line
        for line in talk.stdout.splitlines()
        if " › " in line and line.split(" › ")[0] in ("customer-service", "public")
    ]
    assert prompts == [
        "customer-service › Where is S00101?",
        "customer-service › /evidence",
        "customer-service › /as public",
        "public › Where is S00101?",
        "public › /as king",
        "public › /nonsense",
        "public › late orders",
    ]


def test_no_line_is_cut_broken_or_coloured(talk: subprocess.CompletedProcess[str]) -> None:
    answer = talk.stdout.split("› Where is S00101?")[1].split("› /evidence")[0]
    assert "WHS/OUT/00101" in answer
    assert all(line == line.rstrip() for line in answer.splitlines()[:-1])
    assert "\x1b" not in talk.stdout


def test_evidence_is_shown_whole(talk: subprocess.CompletedProcess[str]) -> None:
    evidence = talk.stdout.split("› /evidence")[1].split("› /as public")[0]
    assert "Order S00101 of Brennweite Optik GmbH" in evidence
    assert "Sandbox S00101" in evidence


def test_a_role_can_be_taken_and_a_wrong_one_is_explained(talk: subprocess.CompletedProcess[str]) -> None:
    public = talk.stdout.split("You now speak as public")[1]
    assert "Brennweite" not in public
    assert "There is no such role." in public
    assert "There are /as ROLE" in public
