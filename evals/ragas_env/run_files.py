"""The files of a run: what the runner wrote, and what is written beside it."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RUN = "run.jsonl"
MASKED = "judge-input.jsonl"
"""The texts a judge may see, masked in the application's environment (`evals/masked.py`)."""
SCORES = "ragas.jsonl"
INFO = "ragas-info.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What a judge sees of a case: personal data masked. `evidence` in rank order."""

    question: str
    answer: str
    reference: str
    evidence: tuple[str, ...]


def digest(row: Mapping[str, Any]) -> str:
    """Return what tells whether masked texts are those of this very answer."""
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One line of the run. `groups` are the expected sources: of each group any one will do."""

    id: str
    digest: str
    wants_reply: bool
    replied: bool
    failed: bool
    """The assistant gave no answer at all but a fault."""
    answer: str
    reference: str
    groups: tuple[frozenset[str], ...]
    evidence: tuple[Mapping[str, Any], ...]


def read_run(folder: Path) -> list[Scored]:
    """Raises: `ValueError` that names the line and none of its text."""
    return [_scored(row, number) for number, row in enumerate(_rows(folder / RUN), start=1)]


def read_masked(folder: Path) -> dict[str, Texts]:
    """Return the masked texts by the digest of what they were masked from.

    A case that could not be masked is not among them, nor is one whose answer has changed since.
    """
    if not (folder / MASKED).exists():
        return {}
    return {str(row.get("of")): texts_from(row) for row in _rows(folder / MASKED)}


def texts_from(row: Mapping[str, Any]) -> Texts:
    return Texts(
        question=str(row.get("question") or ""),
        answer=str(row.get("answer") or ""),
        reference=str(row.get("reference") or ""),
        evidence=tuple(str(text) for text in row.get("evidence") or () if text),
    )


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    _write(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    _write(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    """A reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _row(line, f"{path.name}, line {number}")


def _row(line: str, place: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise ValueError(f"{place} is no JSON") from None
    if not isinstance(row, dict):
        raise ValueError(f"{place} is no object")
    return row


def _scored(row: Mapping[str, Any], number: int) -> Scored:
    try:
        case, answer = row["case"], row["answer"]
        return Scored(
            id=str(case["id"]),
            digest=digest(row),
            wants_reply="reply" in _kinds(case.get("outcome", "reply")),
            replied=answer.get("outcome") == "reply",
            failed="error" in answer,
            answer=str(answer.get("text") or ""),
            reference=str(case.get("reference") or ""),
            groups=_groups(case.get("sources") or ()),
            evidence=tuple(answer.get("evidence") or ()),
        )
    except (KeyError, TypeError, AttributeError):
        raise ValueError(f"{RUN}, line {number} is not what the runner writes") from None


def _kinds(outcome: str | Sequence[str]) -> Sequence[str]:
    return [outcome] if isinstance(outcome, str) else outcome


def _groups(sources: Sequence[Any]) -> tuple[frozenset[str], ...]:
    groups = [{one} if isinstance(one, str) else set(one) for one in sources]
    return tuple(dict.fromkeys(frozenset(group) for group in groups if group))
