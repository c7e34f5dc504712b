"""Headings in text that has no mark-up for them: numbers, capitals and underlines.

Errs on the side of no heading: a missed one costs a label, a false one breaks a paragraph in two.
"""

import re
from collections.abc import Iterator

from retrieval.documents.converters.extracted import Heading

MAX_HEADING_CHARACTERS = 90

_NUMBERED = re.compile(r"(?:§\s*)?(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(\S.*)")
_NAMED = re.compile(
    r"(?:article|section|schedule|annex|appendix|artikel|abschnitt|anlage|anhang)\s+[\dIVXA-H]+\b", re.I
)
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_ENDS_LIKE_A_SENTENCE = re.compile(r"[.;,:!?]$")
_DOT_LEADERS = re.compile(r"(?:\.\s?){4}|…")


def numbered_level(line: str) -> int | None:
    """Return the depth of a numbered heading ("4.2 Late delivery" is 2), or None when it is none.

    A numbered line that ends like a sentence, or begins in lower case, is a clause or list item.
    """
    line = line.strip()
    if len(line) > MAX_HEADING_CHARACTERS or _ENDS_LIKE_A_SENTENCE.search(line):
        return None
    match = _NUMBERED.fullmatch(line)
    if not match or _DOT_LEADERS.search(line):  # with leaders: a line of a table of contents
        return None
    title = match[2]
    if not (title[0].isupper() or title[0] in "\"'„“") or not _is_wordy(title):
        return None
    return match[1].count(".") + 1


def named_level(line: str) -> int | None:
    """Return 1 for "ARTICLE 4", "Annex B: Prices" and for a short line in capitals, else None."""
    line = line.strip()
    if not line or len(line) > MAX_HEADING_CHARACTERS or _ENDS_LIKE_A_SENTENCE.search(line.rstrip(":")):
        return None
    if _NAMED.match(line) and (line[0].isupper()):
        return 1
    return 1 if line.isupper() and len(line) >= 4 and _is_wordy(line) else None


def headings_in(text: str) -> Iterator[Heading]:
    """Yield the headings of a plain text: lines between empty ones, or followed by an underline."""
    lines = list(lines_with_offsets(text))
    for index, (start, line) in enumerate(lines):
        before = lines[index - 1][1] if index else ""
        after = lines[index + 1][1] if index + 1 < len(lines) else ""
        level = _level(before, line, after)
        if level is not None:
            yield _heading(level, start, line)


def lines_with_offsets(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line without its end, and where it starts."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip("\r\n")
        start += len(line)


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _level(before: str, line: str, after: str) -> int | None:
    if not line.strip():
        return None
    if underline := _underlined(line, after):
        return underline
    if before.strip() and not _UNDERLINE.fullmatch(before):
        return None
    if (level := numbered_level(line)) is not None:
        # the first line of a wrapped clause goes on in lower case
        return None if after.strip()[:1].islower() else level
    return named_level(line) if not after.strip() else None


def _underlined(line: str, after: str) -> int | None:
    match = _UNDERLINE.fullmatch(after)
    is_title = len(line.strip()) <= MAX_HEADING_CHARACTERS and _is_wordy(line) and "|" not in line
    if not match or not is_title or len(after.strip()) < len(line.strip()) // 2:
        return None
    return 1 if "=" in match[1] else 2


def _heading(level: int, start: int, line: str) -> Heading:
    text = " ".join(line.split())
    return Heading(level=level, text=text, start=start + indent(line), end=start + len(line.rstrip()))


def _is_wordy(text: str) -> bool:
    """True when at least half of the characters that are no blanks are letters."""
    dense = "".join(text.split())
    return bool(dense) and 2 * sum(map(str.isalpha, dense)) >= len(dense)
