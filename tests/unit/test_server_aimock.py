"""The stand-in for a language model says plainly why it cannot be had."""

from pathlib import Path

import pytest

from tests.servers.aimock import PACKAGE, program
from tests.servers.processes import ServerUnavailable
from tests.servers.ragas import ragas_python


def tools(folder: Path, **scripts: str) -> str:
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return str(folder)


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHIPMATE_CACHE", str(tmp_path / "cache"))


def test_a_machine_without_node_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", tools(tmp_path))
    with pytest.raises(ServerUnavailable, match="the program node is not on this machine"):
        program()


def test_an_old_node_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", tools(tmp_path, node="echo v18.20.4"))
    with pytest.raises(ServerUnavailable, match=r"needs Node\.js 20 or newer, and this is v18\.20\.4"):
        program()


def test_a_registry_that_does_not_answer_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", tools(tmp_path, node="echo v20.1.0", npm="echo no such host; exit 1"))
    with pytest.raises(ServerUnavailable, match=f"installing {PACKAGE}: exit code 1; it said: no such host"):
        program()


def test_a_missing_ragas_is_told_with_what_sets_it_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHIPMATE_EVALS__RAGAS_PYTHON", str(tmp_path / "none"))
    with pytest.raises(ServerUnavailable, match="make ragas"), ragas_python():
        pass
