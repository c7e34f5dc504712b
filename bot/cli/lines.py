"""What the commands that take text share: one text or a file of lines in, one JSON line out for each."""

import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import ShipmateError
from retrieval.errors import RetrievalError


class Line(BaseModel):
    """One line of a `--jsonl` file."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, populate_by_name=True)
    id: str | int
    text: str
    role: str | None = Field(None, alias="as")
    conversation: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    id: str | int | None
    error: str


Work = Callable[[Line], Awaitable[Mapping[str, Any]]]


def line_from(text: str | None, jsonl: Path | None) -> Line:
    """Return the one text of a command as a line: the argument or, without one and without a file, stdin."""
    if text is None and jsonl is None:
        text = sys.stdin.read()
    return Line.model_validate({"id": "1", "text": text or ""})


async def answer_lines(path: Path, work: Work, out: TextIO) -> int:
    """Write a JSON line for each line of the file, in order; return 1 if one could not be read, else 0."""
    failed = False
    async for result in _results(path, work):
        failed |= "error" in result
        print(json.dumps(result, ensure_ascii=False), file=out, flush=True)
    return int(failed)


async def _results(path: Path, work: Work) -> AsyncIterator[Mapping[str, Any]]:
    for line in read_lines(path):
        if isinstance(line, Unreadable):
            yield {"id": line.id, "error": line.error}
            continue
        try:
            yield {"id": line.id, **await work(line)}
        except (ShipmateError, RetrievalError, ValueError) as error:
            yield {"id": line.id, "error": str(error)}


def read_lines(path: Path) -> Iterator[Line | Unreadable]:
    """Yield the lines of a JSONL file, blank ones left out; one that cannot be read comes as `Unreadable`."""
    stream = sys.stdin if str(path) == "-" else path.open(encoding="utf-8-sig")
    with stream:
        for raw in stream:
            if raw.strip():
                yield _line(raw)


def _line(raw: str) -> Line | Unreadable:
    try:
        fields = json.loads(raw)
    except json.JSONDecodeError:
        return Unreadable(id=None, error="This line is no JSON.")
    try:
        return Line.model_validate(fields)
    except ValidationError as error:
        names = ", ".join(sorted({str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}))
        known = fields.get("id") if isinstance(fields, dict) else None
        return Unreadable(
            id=known if isinstance(known, str | int) else None,
            error='A line is {"id","text"[,"as","conversation","at"]}; '
            f"missing or wrong here: {names or 'all'}.",
        )
