"""A golden case: a question, who asks it and when, and what a good answer holds. One JSON object a line.

Facts are compared by value or word for word (`evals/matching.py`). `before` are the earlier messages of the
conversation. `sources` and `facts` are groups: one of each group must be there.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

CASES = Path(__file__).parent / "cases"
REVIEW = "review"
"""The folder of cases that a person has to complete: never run."""
TAGS = frozenset(
    ["typo", "paraphrase", "german", "followup", "unanswerable", "false_premise", "multi", "version"]
)
_NOT_HASHED = {"tags", "note", "origin"}
_Words = Annotated[str, Field(min_length=1)]
_Group = Annotated[tuple[_Words, ...], Field(min_length=1)]


class CaseError(Exception):
    """A file of cases that cannot be used: says where and what."""


class Case(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: _Words
    text: _Words
    before: tuple[_Words, ...] = ()
    role: str = Field("public", alias="as")
    at: str = "2026-11-23T14:05"
    """In the company's zone unless an offset is given."""
    topic: Literal["sop", "contract", "order", "refusal"]
    tags: tuple[str, ...] = ()
    language: Literal["en", "de"] = "en"
    outcome: tuple[str, ...] = ("reply",)
    """Acceptable kinds of outcome, or reasons (`not_found`)."""
    sources: tuple[_Group, ...] = ()
    facts: tuple[_Group, ...] = ()
    forbidden: tuple[_Words, ...] = ()
    reference: str = ""
    half: Literal["tune", "report"]
    origin: Literal["documents", "code"]
    note: str = ""

    @field_validator("at")
    @classmethod
    def _is_a_moment(cls, at: str) -> str:
        datetime.fromisoformat(at)
        return at

    @field_validator("tags")
    @classmethod
    def _are_known(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := set(tags) - TAGS:
            raise ValueError(
                f"unknown tags {', '.join(sorted(unknown))}; there are {', '.join(sorted(TAGS))}"
            )
        return tags

    @property
    def hash(self) -> str:
        """Return what tells whether two runs asked the same and expected the same."""
        fields = self.model_dump(by_alias=True, exclude=_NOT_HASHED)
        return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def is_unanswerable(self) -> bool:
        return "unanswerable" in self.tags


def read_cases(folder: Path = CASES) -> list[Case]:
    """Return the cases of every `*.jsonl` below a folder but those for review, in order of their ids.

    Raises: `CaseError` with file and line, for the first case that cannot be used.
    """
    files = sorted(path for path in folder.rglob("*.jsonl") if REVIEW not in path.relative_to(folder).parts)
    if not files:
        raise CaseError(f"{folder} holds no cases")
    cases: dict[str, Case] = {}
    for path in files:
        for place, case in cases_in(path.read_text(encoding="utf-8").splitlines(), path.name):
            if case.id in cases:
                raise CaseError(f"{place}: there is a case {case.id} already")
            cases[case.id] = case
    return [cases[id_] for id_ in sorted(cases)]


def cases_in(lines: Iterable[str], name: str) -> Iterator[tuple[str, Case]]:
    """Yield place and case of each line that is not blank. Raises: `CaseError`."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{name}:{number}", _case(line, f"{name}:{number}")


def _case(line: str, place: str) -> Case:
    try:
        fields: Any = json.loads(line)
        return Case.model_validate(fields)
    except json.JSONDecodeError as error:
        raise CaseError(f"{place}: is no JSON at column {error.colno}") from None
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()
        )
        raise CaseError(f"{place}: {faults}") from None
