"""The nightly workflow: what it calls exists, what it may do is little, and it speaks in one issue."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from tests.unit.project.root import ROOT

WORKFLOW = ROOT / ".github/workflows/nightly.yml"
NOTICE = ROOT / ".ci/notice"
FAKE_GH = """#!/usr/bin/env bash
echo "$@" >> "$GH_LOG"
if [ "$1 $2" = "issue list" ]; then cat "$GH_OPEN"; fi
while [ $# -gt 0 ]; do if [ "$1" = --body-file ]; then cat "$2" >> "$GH_BODY"; fi; shift; done
"""


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(WORKFLOW.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return read


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_it_runs_each_night_and_when_somebody_asks(workflow: dict[str, Any]) -> None:
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    assert re.fullmatch(r"\d+ \d+ \* \* \*", workflow["on"]["schedule"][0]["cron"])


def test_every_make_target_and_script_it_calls_exists(workflow: dict[str, Any]) -> None:
    commands = " ".join(step["run"] for step in steps(workflow) if "run" in step)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert phony
    assert set(re.findall(r"make (\S+)", commands)) <= set(phony[1].split())
    assert [
        script for script in re.findall(r"\.ci/\w+", commands) if not os.access(ROOT / script, os.X_OK)
    ] == []


def test_actions_are_pinned_to_a_full_version(workflow: dict[str, Any]) -> None:
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    assert [name for name in used if not re.search(r"@(v\d+\.\d+\.\d+|[0-9a-f]{40})$", name)] == []


def test_the_job_that_runs_the_code_may_write_nothing_and_the_other_only_issues(
    workflow: dict[str, Any],
) -> None:
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert jobs["evaluate"]["permissions"] == {"contents": "read"}
    assert jobs["notice"]["permissions"] == {"contents": "read", "issues": "write"}
    assert "secrets." not in json.dumps(jobs["notice"])
    assert all("timeout-minutes" in job for job in jobs.values())


def test_the_judges_settings_it_names_exist(workflow: dict[str, Any]) -> None:
    judge = Settings.model_fields["judge"].annotation
    assert judge is not None
    names = {f"SHIPMATE_JUDGE__{name.upper()}" for name in judge.model_fields}
    assert set(workflow["jobs"]["evaluate"]["env"]) <= names
    key = workflow["jobs"]["evaluate"]["env"]["SHIPMATE_JUDGE__API_KEY"]
    assert key == "${{ secrets.SHIPMATE_JUDGE_API_KEY }}"


def run_notice(tmp_path: Path, *, open_issue: str, verdict: str | None) -> tuple[list[str], str]:
    """Return the calls of `gh` and the text of the issue or comment."""
    tools, left = tmp_path / "bin", tmp_path / "evaluation"
    tools.mkdir()
    left.mkdir()
    (tools / "gh").write_text(FAKE_GH, encoding="utf-8")
    (tools / "gh").chmod(0o755)
    (tmp_path / "open").write_text(open_issue, encoding="utf-8")
    if verdict is not None:
        (left / "verdict.json").write_text(verdict, encoding="utf-8")
    names = {"GH_LOG": "log", "GH_OPEN": "open", "GH_BODY": "body"}
    own = {name: str(tmp_path / file) for name, file in names.items()}
    own |= {"PATH": f"{tools}:{os.environ['PATH']}", "RUN_URL": "https://run.example/1", "COMMIT": "abc"}
    subprocess.run([NOTICE, left], env={**os.environ, **own}, check=True, capture_output=True, timeout=60)
    return (tmp_path / "log").read_text().splitlines(), (tmp_path / "body").read_text()


def test_the_first_loss_opens_an_issue_with_figures_and_no_text(tmp_path: Path) -> None:
    verdict = json.dumps({"facts": {"report": 0.71}, "worst": "Anna Becker asks"})
    calls, body = run_notice(tmp_path, open_issue="", verdict=verdict)
    assert sum(call.startswith("issue create") for call in calls) == 1
    assert "facts.report 0.71" in body
    assert "https://run.example/1" in body
    assert "Anna" not in body


def test_the_next_loss_adds_to_the_open_issue(tmp_path: Path) -> None:
    calls, body = run_notice(tmp_path, open_issue="17\n", verdict=None)
    assert [call.split(" --")[0] for call in calls if not call.startswith("issue list")] == [
        "issue comment 17"
    ]
    assert "no figures were left" in body
