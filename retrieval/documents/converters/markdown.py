"""Markdown, kept verbatim: only its headings are looked for, nothing is rendered."""

import re
from collections.abc import Iterator

from retrieval.documents.converters.extracted import Extracted, Heading
from retrieval.documents.converters.outline import indent, lines_with_offsets

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_LONGEST_HEADING = 500
"""In characters; also what keeps the patterns from taking for ever on a hostile line."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_STARTS_NO_PARAGRAPH = re.compile(r"\s*(?:[-*+>|#]|\d+[.)]\s)| {4}|\t")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"[*_]{1,3}(?=\S)(.+?)(?<=\S)[*_]{1,3}|`([^`]*)`")


def extract_markdown(text: str) -> Extracted:
    headings = tuple(_headings(text))
    first = next((heading.text for heading in headings if heading.level == 1), None)
    return Extracted(text=text, headings=headings, title=first)


def _headings(text: str) -> Iterator[Heading]:
    fence = ""
    start_before, before = 0, ""
    for start, line in lines_with_offsets(text):
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark[1].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
            before = ""
            continue
        if mark:
            fence, before = mark[1], ""
        elif len(line) <= _LONGEST_HEADING and (atx := _ATX.fullmatch(line)):
            yield from _heading(len(atx[1]), atx[2] or "", start, line)
            before = ""
        elif 0 < len(before.strip()) <= _LONGEST_HEADING and (underline := _UNDERLINE.fullmatch(line)):
            yield from _heading(1 if "=" in underline[1] else 2, before, start_before, before)
            before = ""
        else:
            start_before, before = start, "" if _STARTS_NO_PARAGRAPH.match(line) else line


def _heading(level: int, words: str, start: int, line: str) -> Iterator[Heading]:
    if text := without_markup(words):
        yield Heading(level=level, text=text, start=start + indent(line), end=start + len(line.rstrip()))


def without_markup(text: str) -> str:
    """Return a line's words: links by their text, without emphasis and code marks."""
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(lambda match: match[1] or match[2] or "", text)
    return " ".join(text.split())
