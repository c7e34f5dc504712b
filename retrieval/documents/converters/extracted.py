"""What a converter returns: the text, and where its headings and pages begin."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from retrieval.errors import RetrievalError


class UnreadableFile(RetrievalError):
    """A file cannot be used. `reason` is a plain sentence for operators, without any text of the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading whose line is `text[start:end]`; `level` 1 is the highest. `text` is free of mark-up."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a PDF, counted from 1, and where in the text it begins."""

    number: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of one file. Headings and pages ascend by `start`; `title` is the file's own, if any."""

    text: str
    headings: tuple[Heading, ...] = ()
    pages: tuple[Page, ...] = ()
    title: str | None = None


class TextBuilder:
    """Joins blocks into one text and notes where headings and pages begin.

    Blocks are set apart by an empty line; a `tight` one (list item, table row) follows on the next line.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last_is_tight = False
        self._headings: list[Heading] = []
        self._pages: list[Page] = []

    def add(
        self, block: str, *, level: int | None = None, tight: bool = False, pages: Sequence[Page] = ()
    ) -> None:
        """Append a block as it is, but for empty lines around it; an empty block is left out.

        `pages` begin inside the block: their `start` is an offset in it.
        """
        block = _NOT_STORABLE.sub("\ufffd", block).strip("\r\n").rstrip()
        if not block.strip():
            return
        if self._parts:
            self._append("\n" if tight and self._last_is_tight else "\n\n")
        start = self._length
        self._append(block)
        self._pages += [Page(number=page.number, start=start + page.start) for page in pages]
        self._last_is_tight = tight
        if level is not None:
            text = " ".join(block.split())
            self._headings.append(Heading(level=level, text=text, start=start, end=self._length))

    def extracted(self, *titles: str | None) -> Extracted:
        """Return the text; its title is the first of these that says something, else an opening heading."""
        opening = [heading.text for heading in self._headings[:1] if heading.start == 0]
        known = (" ".join(_NOT_STORABLE.sub("", title or "").split()) for title in (*titles, *opening))
        return Extracted(
            text="".join(self._parts),
            headings=tuple(self._headings),
            pages=tuple(self._pages),
            title=next((title for title in known if title and not _SAYS_NOTHING.match(title)), None),
        )

    def _append(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)


_SAYS_NOTHING = re.compile(
    r"untitled|unbenannt|microsoft word|word document$|document\d*$|dokument\d*$"
    r"|.*\.(?:docx?|pdf|odt|rtf|indd|html?)$|\d+(?:\.\d+)*[.)]?\s",
    re.IGNORECASE,
)
"""Titles that programs give, file names, and the first of numbered headings."""
_NOT_STORABLE = re.compile("[\ud800-\udfff\0]")
"""Halves of characters that a damaged file may yield, and zeros: no database keeps them."""
_BLANKS = re.compile(r"[^\S\n]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\0"))


def tidy(text: str) -> str:
    """Collapse runs of blanks in each line, and drop soft hyphens, zero-width marks and empty lines."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.translate(_INVISIBLE).splitlines())
    return "\n".join(line for line in lines if line)


def json_from_extracted(extracted: Extracted) -> dict[str, Any]:
    return asdict(extracted)


def extracted_from_json(payload: Mapping[str, Any]) -> Extracted:
    return Extracted(
        text=payload["text"],
        headings=tuple(Heading(**heading) for heading in payload["headings"]),
        pages=tuple(Page(**page) for page in payload["pages"]),
        title=payload["title"],
    )
