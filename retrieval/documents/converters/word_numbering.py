"""The numbers Word computes and does not store: "4.2" before a heading, "a)" before a list item.

A contract is cited by these numbers, so they belong into its text. Where: ECMA-376, 17.9.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BULLET = "-"
_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """`pattern` is Word's own: "%1.%2" stands for the numbers of the first two levels."""

    format: str
    pattern: str
    start: int


@dataclass(slots=True, kw_only=True)
class Numbering:
    """Counts while the paragraphs of one document pass in order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """Of each numbering definition (`w:num`)."""
    shared: dict[str, str] = field(default_factory=dict)
    """The abstract definition of each, which holds the counters."""
    style_levels: dict[str, int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: "Document") -> "Numbering":
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists has no such part
            return cls()
        numbering = cls()
        abstract = {item.get(f"{_W}abstractNumId"): item for item in root.iter(f"{_W}abstractNum")}
        for num in root.iter(f"{_W}num"):
            reference = num.find(f"{_W}abstractNumId")
            definition = abstract.get(reference.get(f"{_W}val")) if reference is not None else None
            if definition is not None:
                numbering._define(num, definition)
        return numbering

    def label(self, paragraph: "_Element", styles: "list[_Element]") -> tuple[str, int]:
        """Return the number or bullet of this paragraph and its depth, counting it; ("", 0) without one."""
        number_id, depth = self._reference(paragraph, styles)
        level = self.levels.get(number_id or "", {}).get(depth)
        if number_id is None or level is None:
            return ("-", 0) if _looks_like_a_bullet(styles) else ("", 0)
        if level.format == "none":
            return "", depth
        if level.format == "bullet":
            return _BULLET, depth
        counts = self._counted(number_id, depth, level)
        return self._rendered(number_id, level, counts), depth

    def _define(self, num: "_Element", definition: "_Element") -> None:
        number_id = num.get(f"{_W}numId", "")
        self.shared[number_id] = definition.get(f"{_W}abstractNumId", "")
        self.levels[number_id] = {}
        for holder in (definition, *num.iter(f"{_W}lvlOverride")):
            for item in holder.iterchildren(f"{_W}lvl"):
                self._define_level(number_id, item)

    def _define_level(self, number_id: str, item: "_Element") -> None:
        depth = int(item.get(f"{_W}ilvl", "0"))
        start = _child_value(item, "start")
        self.levels[number_id][depth] = Level(
            format=_child_value(item, "numFmt") or "decimal",
            pattern=_child_value(item, "lvlText") or "",
            start=int(start) if start and start.isdigit() else 1,
        )
        if style := _child_value(item, "pStyle"):
            self.style_levels[style] = depth

    def _reference(self, paragraph: "_Element", styles: "list[_Element]") -> tuple[str | None, int]:
        """The numbering named by the paragraph itself, else by the nearest of its styles."""
        for holder in (paragraph, *styles):
            properties = holder.find(f"{_W}pPr/{_W}numPr")
            if properties is None:
                continue
            number_id, depth = _child_value(properties, "numId"), _child_value(properties, "ilvl")
            if number_id == "0":
                return None, 0
            if number_id:
                by_style = self.style_levels.get(holder.get(f"{_W}styleId", ""), 0)
                return number_id, min(int(depth) if depth and depth.isdigit() else by_style, _DEEPEST)
        return None, 0

    def _counted(self, number_id: str, depth: int, level: Level) -> dict[int, int]:
        counts = self._counts.setdefault(self.shared[number_id], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        return counts

    def _rendered(self, number_id: str, level: Level, counts: dict[int, int]) -> str:
        levels = self.levels[number_id]

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other = levels.get(depth, level)
            return _spelled(counts.get(depth, other.start), other.format)

        return re.sub(r"%(\d)", number, level.pattern).strip()


def _looks_like_a_bullet(styles: "list[_Element]") -> bool:
    name = (_child_value(styles[0], "name") or "").lower() if styles else ""
    return name.startswith(("list bullet", "aufzählungszeichen"))


def _child_value(element: "_Element", name: str) -> str | None:
    child = element.find(_W + name)
    return None if child is None else child.get(f"{_W}val")


def _spelled(number: int, number_format: str) -> str:
    """Write a count in one of Word's formats; one not known here is written in digits."""
    if number_format in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if number_format == "upperLetter" else letters
    if number_format in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if number_format == "upperRoman" else _roman(number)
    return f"{number:02d}" if number_format == "decimalZero" else str(number)


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN:
        digits += letters * (number // value)
        number %= value
    return digits
