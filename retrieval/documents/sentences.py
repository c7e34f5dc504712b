"""Spans that fit: a stretch of text cut at its sentences, else at blanks, else anywhere."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…][\"'”“»)\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|incl|no|nos|art|sec|fig|vs|mr|mrs|ms|dr|st|co|ltd|inc|"
    r"z\.\s?b|d\.\s?h|u\.\s?a|bzw|ca|nr|abs|ggf|inkl|vgl|usw|max|min)|\b\w|\b\d{1,2})\.$",
    re.IGNORECASE,
)


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of `text[start:end]`, without blanks around them.

    A full stop after an abbreviation, an initial or a day's number ends no sentence.
    """
    begin = start
    for match in _END.finditer(text, start, end):
        window = text[max(begin, match.start() - 12) : match.start() + 1]
        if match[0][0] == "." and _ABBREVIATION.search(window):
            continue
        yield from _stripped(text, begin, match.end())
        begin = match.end()
    yield from _stripped(text, begin, end)


def fitting_spans(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield spans of at most `limit` characters that hold all of `text[start:end]` but white space."""
    if end - start <= limit:
        yield from _stripped(text, start, end)
        return
    for sentence_start, sentence_end in sentence_spans(text, start, end):
        yield from _cut(text, sentence_start, sentence_end, limit)


def _cut(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    while end - start > limit:
        cut = _last_blank(text, start + limit // 2, start + limit) or start + limit
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _last_blank(text: str, start: int, end: int) -> int | None:
    return next((index for index in range(end, start, -1) if text[index].isspace()), None)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
