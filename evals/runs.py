"""A run: one line a case with its answer, and what was run. Written by collecting, read by every scorer.

`run.jsonl` holds `{"case", "answer", "elapsed_ms", "seen"}` a line, `answer` as of `shipmate ask --json` or
`{"error"}`; `run-info.json` says when, on what and by whom. `seen` is what only the running assistant could
tell: evidence the asker may not see, and passages whose span does not hold their text.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evals.case import Case

RUN, INFO = "run.jsonl", "run-info.json"
RAGAS, RAGAS_INFO = "ragas.jsonl", "ragas-info.json"


class RunError(Exception):
    """A folder that holds no run, or one that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Ids of evidence: what the asker may not see, and passages whose stored text is another."""

    trespasses: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    case: Case
    answer: Mapping[str, Any]
    elapsed_ms: float = 0.0
    seen: Seen = field(default_factory=Seen)

    @property
    def error(self) -> str | None:
        return self.answer.get("error")

    @property
    def text(self) -> str:
        return str(self.answer.get("text") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInfo:
    at: str
    source: str
    writer: str
    cases: int
    halves: Mapping[str, int]
    versions: Mapping[str, str | None] = field(default_factory=dict)
    partial: bool = False
    """Only some of the cases were asked: figures are shown, and nothing is judged by them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    info: RunInfo
    answered: tuple[Answered, ...]


def write_run(run: Run, folder: Path) -> None:
    """Write a run; scores of an earlier one go."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (RAGAS, RAGAS_INFO):
        (folder / name).unlink(missing_ok=True)
    lines = (json.dumps(_fields(one), ensure_ascii=False) for one in run.answered)
    (folder / RUN).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    (folder / INFO).write_text(json.dumps(asdict(run.info), indent=1), encoding="utf-8")


def read_run(folder: Path) -> Run:
    """Return the run of a folder. Raises: `RunError`."""
    try:
        info = json.loads((folder / INFO).read_text(encoding="utf-8"))
        lines = (folder / RUN).read_text(encoding="utf-8").splitlines()
        return Run(info=RunInfo(**info), answered=tuple(_answered(json.loads(line)) for line in lines))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise RunError(f"{folder} holds no run that can be read: {type(error).__name__}") from None


def read_lines(file: Path) -> Iterable[Mapping[str, Any]]:
    """Return the objects of a JSONL file; none when there is no such file."""
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _fields(one: Answered) -> Mapping[str, Any]:
    return {
        "case": one.case.model_dump(by_alias=True, mode="json"),
        "answer": one.answer,
        "elapsed_ms": one.elapsed_ms,
        "seen": asdict(one.seen),
    }


def _answered(fields: Mapping[str, Any]) -> Answered:
    seen = fields.get("seen", {})
    return Answered(
        case=Case.model_validate(fields["case"]),
        answer=fields["answer"],
        elapsed_ms=fields["elapsed_ms"],
        seen=Seen(**{name: tuple(ids) for name, ids in seen.items()}),
    )
