"""Habits that are true of files: requirements, changelog, decisions, the Makefile."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.unit.project.root import ROOT, files_in_git, tool

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
_OF_A_MACHINE = re.compile(
    rb"(?<![\w.$}~-])/(?:root|work|home|Users|tmp)/\w|"
    + b"|".join((b"python" + b"hosted", rb"pypi\.org/" + b"simple", b"registry" + rb"\.npmjs"))
)
_ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|file:|@ ")


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes_and_without_an_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^#.*\n", "", text), flags=re.I)
    assert blocks
    assert [block.splitlines()[0] for block in blocks if not _is_pinned(block)] == []
    assert not _ADDRESS.search(text)


def _is_pinned(block: str) -> bool:
    return bool(re.match(r"[\w.\[\]-]+==\S+", block)) and "--hash=sha256:" in block


def test_every_wanted_requirement_is_locked() -> None:
    for wanted in (ROOT / "requirements").glob("*.in"):
        lines = wanted.read_text(encoding="utf-8").splitlines()
        names = {re.split(r"[=\[<>~! ]", line)[0].lower() for line in lines if re.match(r"[a-zA-Z]", line)}
        locked = wanted.with_suffix(".txt").read_text(encoding="utf-8").lower()
        assert {name for name in names if f"\n{name}" not in f"\n{locked}"} == set()


def test_no_file_tells_of_a_machine_it_was_made_on() -> None:
    own = ROOT / "tests" / "unit" / "project" / "test_files.py"
    telling = [
        f"{path.relative_to(ROOT)}: {found[0].decode()}"
        for path in files_in_git()
        if path != own and (found := _OF_A_MACHINE.search(path.read_bytes()))
    ]
    assert telling == []


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert phony
    shown = subprocess.run(
        [tool("make"), "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    listed = {line.split()[0] for line in shown.splitlines()}
    assert listed == set(phony[1].split())


def test_make_alone_is_make_help() -> None:
    alone = subprocess.run([tool("make")], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "talk to Shipmate" in alone.stdout


def test_the_changelog_can_be_built_from_its_fragments() -> None:
    build = [tool("towncrier"), "build", "--draft", "--version", "next", "--date", "2026-01-01"]
    draft = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert draft.returncode == 0, draft.stderr
    assert "### Added" in draft.stdout


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_what_why_and_what_follows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(rf"# {path.name[:4]} \S", text)
    headings = re.findall(r"^## (.*)$", text, re.M)
    assert headings == ["Status", "Context", "Decision", "Consequences"]
    assert len(text.split()) < 600
