"""What a judge may see is masked first, or not sent at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import GuardError
from bot.guard import Screened
from bot.settings import sandbox_settings
from evals.masked import guard_for, masked_labels, masked_run
from evals.ragas_env.labels import read_labels
from evals.ragas_env.run_files import digest, read_masked, read_run

MAIL = "anna.becker@firma.de"


class FailingGuard:
    """Fails on one word, and lets the rest through."""

    async def screen(self, text: str, conversation: str, reader: str = "") -> Screened:
        if "broken" in text:
            raise GuardError("a recognizer failed")
        return Screened(text="", blocked_by="too_long") if "long" in text else Screened(text=text)


def row(name: str, text: str) -> dict[str, Any]:
    evidence = [{"id": "p", "kind": "passage", "source": "a.md", "text": text}, {"id": "q", "text": None}]
    return {
        "case": {"id": name, "text": text},
        "answer": {"outcome": "reply", "text": text, "evidence": evidence},
    }


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")


async def test_a_value_is_the_same_placeholder_in_question_answer_and_evidence(tmp_path: Path) -> None:
    write(tmp_path / "run.jsonl", row("one", f"Write to {MAIL}"))
    assert await masked_run(tmp_path, await guard_for(sandbox_settings())) == (1, 0)
    (texts,) = read_masked(tmp_path).values()
    assert MAIL not in repr(texts)
    assert texts.question == texts.answer == texts.evidence[0]
    assert "EMAIL" in texts.question


async def test_a_text_longer_than_any_question_is_masked_too(tmp_path: Path) -> None:
    write(tmp_path / "run.jsonl", row("one", "All is well. " * 1000 + MAIL))
    assert await masked_run(tmp_path, await guard_for(sandbox_settings())) == (1, 0)
    assert MAIL not in (tmp_path / "judge-input.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["broken", "long"])
async def test_a_case_that_cannot_be_masked_is_left_out(tmp_path: Path, word: str) -> None:
    write(tmp_path / "run.jsonl", row("one", word), row("two", "fine"))
    assert await masked_run(tmp_path, FailingGuard()) == (1, 1)
    assert set(read_masked(tmp_path)) == {digest(row("two", "fine"))}


async def test_an_answer_that_failed_has_no_text(tmp_path: Path) -> None:
    write(tmp_path / "run.jsonl", {"case": {"id": "one", "text": "q"}, "answer": {"error": "GuardError"}})
    assert await masked_run(tmp_path, FailingGuard()) == (1, 0)
    (texts,) = read_masked(tmp_path).values()
    assert texts.answer == ""


async def test_texts_of_an_earlier_answer_are_not_taken_for_this_one(tmp_path: Path) -> None:
    write(tmp_path / "run.jsonl", row("one", "fine"))
    await masked_run(tmp_path, FailingGuard())
    write(tmp_path / "run.jsonl", row("one", "fine, and new"))
    (case,) = read_run(tmp_path)
    assert case.digest not in read_masked(tmp_path)


async def test_labels_are_masked_and_say_so(tmp_path: Path) -> None:
    source, target = tmp_path / "labels", tmp_path / "masked"
    source.mkdir()
    fields = {"id": "l1", "question": MAIL, "answer": "a", "evidence": [MAIL], "metric": "faithfulness"}
    write(source / "one.jsonl", fields | {"score": 1, "rater": "r1", "on": "2026-11-30"})
    assert await masked_labels(source, target, await guard_for(sandbox_settings())) == (1, 0)
    (label,) = read_labels([target / "one.jsonl"])
    assert label.human == 1.0
    assert MAIL not in repr(label)
