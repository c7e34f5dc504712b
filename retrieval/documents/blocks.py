"""A text cut at its own joints: headings, paragraphs, list items, table rows, code, numbered clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from retrieval.documents.converters.extracted import Heading

BlockKind = Literal["heading", "paragraph", "item", "row", "code"]

_ITEM = re.compile(r"\s*(?:[-*+•–]|\d{1,3}[.)]|\(?[a-zA-Z]\)|\([ivx]+\))\s+\S")
_CLAUSE = re.compile(r"\s*(?:[*_]{2})?(?:§\s*\d+|\d{1,2}(?:\.\d{1,2}){1,4}\.?)(?:[*_]{2})?\s+\S")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """`text[start:end]`, half-open, without blanks around it. `starts_clause`: its number is like 4.2."""

    kind: BlockKind
    start: int
    end: int
    heading: Heading | None = None
    starts_clause: bool = False


class _Line(NamedTuple):
    start: int
    text: str


def blocks(text: str, headings: Sequence[Heading]) -> Iterator[Block]:
    """Yield the blocks in order; between them there is only white space."""
    waiting = list(reversed(headings))
    pending: list[_Line] = []
    kind: BlockKind = "paragraph"
    fence = ""
    covered = 0
    for line in _lines(text):
        if line.start < covered:
            continue
        heading = _heading_in(line, waiting)
        if heading:
            yield from _block(pending, kind)
            yield from _around(line, heading)
            covered, pending, kind, fence = heading.end, [], "paragraph", ""
            continue
        line_kind, fence = _kind(line.text, fence)
        if not line.text.strip() and line_kind != "code":
            yield from _block(pending, kind)
            pending, kind = [], "paragraph"
        elif pending and _goes_on(kind, line_kind, line.text):
            pending.append(line)
        else:
            yield from _block(pending, kind)
            pending, kind = [line], line_kind
    yield from _block(pending, kind)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield _Line(start, line)
        start += len(line)


def _heading_in(line: _Line, waiting: list[Heading]) -> Heading | None:
    while waiting and waiting[-1].start < line.start:
        waiting.pop()
    if waiting and waiting[-1].start < line.start + len(line.text):
        return waiting.pop()
    return None


def _around(line: _Line, heading: Heading) -> Iterator[Block]:
    """The heading takes its whole line, and more lines when it is longer."""
    end = max(heading.end, line.start + len(line.text.rstrip()))
    yield Block(kind="heading", start=heading.start, end=end, heading=heading)


def _kind(line: str, fence: str) -> tuple[BlockKind, str]:
    """Return what a line belongs to, and the fence that is open after it."""
    if not fence and line[:1].isalpha() and line[1:2].isalpha() and " | " not in line:
        return "paragraph", ""  # most lines: the patterns need not be tried
    mark = _FENCE.match(line)
    if fence:
        closes = mark and mark[1].startswith(fence) and not line.strip().strip(fence[0])
        return "code", "" if closes else fence
    if mark:
        return "code", mark[1]
    if line.lstrip().startswith("|") or " | " in line:
        return "row", ""
    return ("item", "") if _ITEM.match(line) else ("paragraph", "")


def _goes_on(kind: BlockKind, line_kind: BlockKind, line: str) -> bool:
    """True when a line continues the block before it; each item, row and clause is a block of its own."""
    if "code" in (kind, line_kind):
        return kind == line_kind
    if line_kind in ("item", "row") or kind == "row":
        return False
    return not _CLAUSE.match(line)


def _block(lines: Sequence[_Line], kind: BlockKind) -> Iterator[Block]:
    if not lines:
        return
    text = lines[0].text if len(lines) == 1 else "".join(line.text for line in lines)
    if text.strip():
        start = lines[0].start + len(text) - len(text.lstrip())
        end = lines[0].start + len(text.rstrip())
        yield Block(kind=kind, start=start, end=end, starts_clause=bool(_CLAUSE.match(text)))
