"""Lines of a PDF joined into paragraphs, list items, table rows and headings."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from retrieval.documents.converters.extracted import Page
from retrieval.documents.converters.outline import MAX_HEADING_CHARACTERS, named_level, numbered_level
from retrieval.documents.converters.pdf_lines import CELL_SEPARATOR, Line

_BULLET = re.compile(r"[•▪●◦·‣∙–\-*]\s+")
_STARTS_ITEM = re.compile(r"(?:[•▪●◦·‣∙–\-*]|\(?[a-z]\)|\(?[ivx]{1,4}\)|\d{1,2}[.)])\s+\S")
_STARTS_CLAUSE = re.compile(r"(?:§\s*\d+|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S")
_ENDS_SENTENCE = re.compile(r"[.:;!?][\"'”“)]?$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEEPS_HYPHEN_BEFORE = frozenset(["und", "oder", "bzw", "sowie", "and", "or"])
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "in",
        "on",
        "to",
        "with",
        "or",
        "und",
        "oder",
        "der",
        "die",
        "das",
        "für",
        "von",
        "zu",
        "mit",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """`pages` holds the pages that begin in it, with their offsets in `text`."""

    text: str
    pages: tuple[Page, ...]
    level: int | None
    is_tight: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The usual type of a document, which its headings and gaps stand out from."""

    size: float
    leading: float
    width: int
    is_bold: bool
    words: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Layout":
        sizes: Counter[tuple[float, bool]] = Counter()
        for line in lines:
            sizes[line.size, line.is_bold] += len(line.text)
        (size, is_bold), _ = sizes.most_common(1)[0]
        gaps = Counter(
            round(before.y - line.y, 1)
            for before, line in pairwise(lines)
            if before.page == line.page and before.y > line.y and line.size == before.size == size
        )
        lengths = sorted(len(line.text) for line in lines if line.size == size)
        return cls(
            size=size,
            is_bold=is_bold,
            leading=gaps.most_common(1)[0][0] if gaps else 0.0,
            width=lengths[len(lengths) * 9 // 10],
            words=frozenset(word.lower() for line in lines for word in _WORD.findall(line.text)[:-1]),
        )

    def has_gap(self, before: Line, line: Line) -> bool:
        """True when more than the usual space, or a step back up, lies between two lines of a page."""
        if before.page != line.page or not self.leading:
            return False
        step = before.y - line.y
        return step > 1.35 * max(self.leading, line.size) or step < -self.leading


@dataclass(slots=True)
class _Draft:
    level: int | None
    is_tight: bool
    lines: list[Line] = field(default_factory=list)


def paragraphs(lines: Sequence[Line], layout: Layout) -> Iterator[Paragraph]:
    draft: _Draft | None = None
    page = 0
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        level = _level(line, draft.lines[-1] if draft else None, after, layout)
        if draft and _continues(draft, line, level, layout):
            draft.lines.append(line)
            continue
        if draft:
            yield _finished(draft, page, layout)
            page = draft.lines[-1].page
        draft = _Draft(level, _is_item(line) or _is_row(line), [line])
    if draft:
        yield _finished(draft, page, layout)


def _level(line: Line, before: Line | None, after: Line | None, layout: Layout) -> int | None:
    """Return the level of a heading, or None for any other line."""
    stands_out = line.size >= 1.12 * layout.size or (line.is_bold and not layout.is_bold)
    if _is_row(line) or len(line.text) > MAX_HEADING_CHARACTERS or not re.search(r"[^\W\d_]{2}", line.text):
        return None
    if (numbered := numbered_level(line.text)) is not None:
        wraps = len(line.text) > 0.85 * layout.width or (after is not None and after.text[:1].islower())
        return numbered if stands_out or not wraps else None
    if _ENDS_SENTENCE.search(line.text) or _is_item(line):
        return None
    if stands_out:
        return 1 if line.size >= 1.35 * layout.size else 2
    if named := named_level(line.text):
        return named
    stands_alone = before is None or before.page != line.page or layout.has_gap(before, line)
    return 2 if stands_alone and _is_title_case(line.text) and _begins_paragraph(after, layout) else None


def _continues(draft: _Draft, line: Line, level: int | None, layout: Layout) -> bool:
    before = draft.lines[-1]
    if layout.has_gap(before, line) or _is_item(line) or _is_row(line) or _STARTS_CLAUSE.match(line.text):
        return False
    if draft.level is not None or level is not None:
        return draft.level is not None and level is not None and _is_one_heading(before, line, layout)
    if _is_row(before):
        return False
    if before.page != line.page:
        return line.text[:1].islower() or not _ENDS_SENTENCE.search(before.text)
    is_short = len(before.text) < 0.7 * layout.width
    return not (is_short and (_ENDS_SENTENCE.search(before.text) or line.text[:1].isupper()))


def _is_one_heading(before: Line, line: Line, layout: Layout) -> bool:
    """True for a heading that takes two lines."""
    is_same_type = (line.page, line.size, line.is_bold) == (before.page, before.size, before.is_bold)
    is_full = len(before.text) > 0.5 * layout.width
    return is_same_type and is_full and numbered_level(line.text) is None


def _finished(draft: _Draft, page: int, layout: Layout) -> Paragraph:
    text = ""
    pages = []
    for line in draft.lines:
        text = joined(text, line.text, layout.words) if text else line.text
        if line.page != page:
            pages.append(Page(number=line.page, start=max(len(text) - len(line.text), 0)))
            page = line.page
    if draft.is_tight:
        text = _BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text
    return Paragraph(text=text, pages=tuple(pages), level=draft.level, is_tight=draft.is_tight)


def joined(text: str, line: str, words: frozenset[str]) -> str:
    """Put a line behind a text; a word divided between them is made whole.

    A hyphen at the end stays when the next word is no lower-case continuation ("WH-North", "Lager- und
    Versandkosten"), or when the document writes the word with a hyphen elsewhere and never without.
    """
    if text.endswith("\u00ad"):
        return text[:-1] + line
    first, last = _WORD.match(line), re.search(r"([^\W\d_]+)-$", text)
    if not last or not first:
        return f"{text}{line}" if last else f"{text} {line}"
    if first[0].lower() in _KEEPS_HYPHEN_BEFORE:
        return f"{text} {line}"
    whole, hyphenated = (last[1] + first[0]).lower(), f"{last[1]}-{first[0]}".lower()
    if not first[0][0].islower() or (hyphenated in words and whole not in words):
        return text + line
    return text[:-1] + line


def _is_item(line: Line) -> bool:
    return bool(_STARTS_ITEM.match(line.text))


def _is_row(line: Line) -> bool:
    return CELL_SEPARATOR in line.text


def _is_title_case(text: str) -> bool:
    words = _WORD.findall(text)
    weighty = [word for word in words if word.lower() not in _SMALL_WORDS]
    return len(text) <= 60 and len(weighty) >= 2 and all(word[0].isupper() for word in weighty)


def _begins_paragraph(after: Line | None, layout: Layout) -> bool:
    return after is not None and len(after.text) > 0.7 * layout.width and not after.text[0].islower()
