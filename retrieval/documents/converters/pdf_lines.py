"""What a PDF draws, put into lines that know their place and type.

A PDF has no lines or cells: pieces of text are drawn at coordinates. Pieces on one height are one line;
a gap far wider than a blank sets cells of a table apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CELL_SEPARATOR = " | "
_CHARACTER_WIDTH = 0.5
"""Of the type size; the mean of running text in common faces. Real widths are often not in the file."""
_CELL_GAP = 1.5
"""Of the type size, beyond the estimated end of the piece before."""
_EDGE_LINES = 2
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.|s\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?\s*(?:(?:of|von|/)\s*\d{1,4})?", re.IGNORECASE
)
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`y` grows upwards from the foot of the page, in points; `is_bold` when all of it is."""

    text: str
    page: int
    y: float
    size: float
    is_bold: bool


@dataclass(slots=True, kw_only=True)
class LineCollector:
    """Takes the pieces of one page as pypdf reports them."""

    page: int
    _lines: list[Line] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _sizes: Counter[tuple[float, bool]] = field(default_factory=Counter)
    _y: float = 0.0
    _end_x: float = 0.0

    def visit(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        """Take one piece: its text, the matrices of the page and of the text, its font and type size."""
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs((tm[0] * tm[3] - tm[1] * tm[2]) * (cm[0] * cm[3] - cm[1] * cm[2])) ** 0.5
        for index, piece in enumerate(text.split("\n")):
            if index:
                self._end_line()
            if piece.strip():
                self._take(piece, x, y, abs(size) * scale, _is_bold(font))
            elif piece and self._parts:
                self._parts.append(" ")

    def lines(self) -> list[Line]:
        self._end_line()
        return self._lines

    def _take(self, piece: str, x: float, y: float, size: float, is_bold: bool) -> None:
        if self._parts and x - self._end_x > _CELL_GAP * size > 0:
            self._parts.append(CELL_SEPARATOR)
        if not self._parts:
            self._y = y
        self._parts.append(piece)
        self._sizes[round(size, 1), is_bold] += len(piece.strip())
        self._end_x = max(x + len(piece.strip()) * size * _CHARACTER_WIDTH, self._end_x)

    def _end_line(self) -> None:
        text = _clean("".join(self._parts))
        if text:
            size = max(size for size, _ in self._sizes)
            is_bold = all(bold for _, bold in self._sizes)
            self._lines.append(Line(text=text, page=self.page, y=self._y, size=size, is_bold=is_bold))
        self._parts.clear()
        self._sizes.clear()
        self._end_x = 0.0


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Drop page numbers, and lines at the edge of a page that most pages repeat but for their digits."""
    seen = Counter(key for page in pages for key in {_without_digits(line) for line in _edges(page)})
    repeated = {key for key, count in seen.items() if count >= 3 and 2 * count > len(pages)}
    return [_without_edges(page, repeated) for page in pages]


def _without_edges(page: Sequence[Line], repeated: set[str]) -> list[Line]:
    edges = {id(line) for line in _edges(page)}
    ends = {id(line) for line in (*page[:1], *page[-1:])}

    def is_kept(line: Line) -> bool:
        if id(line) in edges and _without_digits(line) in repeated:
            return False
        return not (id(line) in ends and len(page) > 1 and _PAGE_NUMBER.fullmatch(line.text))

    return [line for line in page if is_kept(line)]


def _edges(page: Sequence[Line]) -> list[Line]:
    return [*page[:_EDGE_LINES], *page[max(len(page) - _EDGE_LINES, _EDGE_LINES) :]]


def _without_digits(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _is_bold(font: Any) -> bool:
    name = font.get("/BaseFont", "") if isinstance(font, Mapping) else ""
    return bool(re.search("bold|black|heavy", str(name), re.IGNORECASE))


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\0", "").translate(_LIGATURES))
    text = re.sub(rf"\s*{re.escape(CELL_SEPARATOR.strip())}\s*", CELL_SEPARATOR, text)
    return " ".join(text.split())
