"""A passage in the pieces that can be quoted: sentences, list items and table rows, as exact spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class SpanKind(StrEnum):
    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open `[start, end)` in characters of the text; `block` numbers the paragraph or table it is in.

    `header` holds the labels of a row's table; empty when the table has none. `section` is the heading
    inside the passage that it stands under; empty above the first one.
    """

    start: int
    end: int
    kind: SpanKind
    block: int
    header: tuple[str, ...] = ()
    section: str = ""

    def of(self, text: str) -> str:
        return text[self.start : self.end]


_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_NUMBERED_HEADING = re.compile(r"\s*(?:§\s*)?\d+(?:\.\d+)*\.?\s+\S.{0,80}")
_ITEM = re.compile(r"(?P<mark>\s*(?:[-*+•–]|\d{1,2}[.)]|[a-z]\))\s+)\S")
_RULE = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*")
_ABBREVIATION = re.compile(
    r"(?:e\.g|i\.e|approx|bzw|z\.\s?b|u\.\s?a|d\.\s?h|inkl|evtl|ggf|vgl|mr|mrs|ms|dr|prof|vs|cf|incl|excl)\.$",
    re.I,
)
_LETTER = re.compile(r"(?<!\d )\b[a-zäöü]\.$")
_BEFORE_FIGURE = re.compile(
    r"\b(?:no|nr|abs|art|fig|tel|max|min|ca|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|"
    r"okt|nov|dec|dez)\.$",
    re.I,
)
_DAY = re.compile(r"(?<![\d.:,])\d{1,2}\.$")
_MONTH = re.compile(r"(?:jan|feb|märz|apr|mai|jun|jul|aug|sep|okt|nov|dez)", re.I)
_END = re.compile(r"[.!?…][\"”“'’)\]]*(?=\s)")


def spans_of(text: str, *, headings: frozenset[str] = frozenset()) -> tuple[Span, ...]:
    """Return what can be quoted of a passage, in order. `headings` are lines that are known to be none."""
    spans: list[Span] = []
    section = ""
    for number, block in enumerate(_blocks(text)):
        if _is_title(text, block, headings):
            section = text[block[0][0] : block[-1][1]].strip().lstrip("#").strip(" *_")
        else:
            spans += (replace(span, section=section) for span in _spans(text, number, block))
    return tuple(spans)


def cells_of(row: str) -> tuple[str, ...]:
    """Return the cells of a table row, written with bars or tabs."""
    inner = row.strip()
    if "|" not in inner:
        return tuple(cell.strip() for cell in inner.split("\t"))
    return tuple(cell.strip() for cell in inner.removeprefix("|").removesuffix("|").split("|"))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
        start += len(line)


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines that belong together: a table, one list item, one paragraph, one heading."""
    block: list[tuple[int, int]] = []
    for start, end in _lines(text):
        line = text[start:end]
        if block and (not line.strip() or _begins_block(line, text[slice(*block[-1])])):
            yield block
            block = []
        if line.strip():
            block.append((start, end))
    if block:
        yield block


def _begins_block(line: str, before: str) -> bool:
    if _is_row(line) or _is_row(before):
        return _is_row(line) != _is_row(before)
    return bool(_HEADING.match(line) or _HEADING.match(before) or _ITEM.match(line) or _is_heading(before))


def _is_row(line: str) -> bool:
    return line.strip().startswith("|") or line.count(" | ") >= 1 or line.strip().count("\t") >= 1


def _is_heading(line: str) -> bool:
    """Whether a line looks like "4.2 Late delivery": numbered, short, and no sentence."""
    return bool(_NUMBERED_HEADING.fullmatch(line)) and line.rstrip()[-1] not in ".:;,!?"


def _spans(text: str, number: int, block: list[tuple[int, int]]) -> Iterator[Span]:
    start, end = block[0][0], block[-1][1]
    first = text[slice(*block[0])]
    if _is_row(first):
        yield from _rows(text, number, block)
    elif match := _ITEM.match(first):
        item = start + len(match["mark"])
        yield Span(start=item, end=_stripped_end(text, item, end), kind=SpanKind.ITEM, block=number)
    else:
        for piece in _sentences(text, start, end):
            yield Span(start=piece[0], end=piece[1], kind=SpanKind.SENTENCE, block=number)


def _is_title(text: str, block: list[tuple[int, int]], headings: frozenset[str]) -> bool:
    words = text[block[0][0] : block[-1][1]]
    return (
        bool(_HEADING.match(words)) or words.strip() in headings or (len(block) == 1 and _is_heading(words))
    )


def _rows(text: str, number: int, block: list[tuple[int, int]]) -> Iterator[Span]:
    rows = [line for line in block if not _RULE.fullmatch(text[slice(*line)])]
    is_headed = len(block) > 1 and bool(_RULE.fullmatch(text[slice(*block[1])]))
    header = cells_of(text[slice(*rows[0])]) if (is_headed or len(rows) > 2) and rows else ()
    for start, end in rows[1:] if header else rows:
        yield Span(start=start, end=end, kind=SpanKind.ROW, block=number, header=header)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(text, start, end):
        if _is_abbreviation(text, begin, end, match):
            continue
        if piece := _trimmed(text, begin, match.end()):
            yield piece
        begin = match.end()
    if piece := _trimmed(text, begin, end):
        yield piece


def _is_abbreviation(text: str, begin: int, end: int, match: re.Match[str]) -> bool:
    if text[match.start()] != ".":
        return False
    before, after = text[begin : match.start() + 1], text[match.end() : end].lstrip()
    if _ABBREVIATION.search(before) or _LETTER.search(before) or after[:1].islower():
        return True
    if _BEFORE_FIGURE.search(before):
        return after[:1].isdigit()
    return bool(_DAY.search(before) and _MONTH.match(after))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    return (start + left, start + right) if piece.strip() else None


def _stripped_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
