"""The passages of documents, taken apart: what they say word for word, and what a sentence is compared with.

What a quotation leaves out must not deny it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from guardrails.clauses import Clause, clauses_of
from guardrails.duties import is_denying
from guardrails.states import Word, words_in
from guardrails.values import Value

Keys = Callable[[str], frozenset[str]]
"""What a word is compared by: its stem, and those of its translations."""

WORD = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_MARKS = re.compile(r"\*\*|__|[*_`#|]|\\")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "’": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " "})
_QUOTED = re.compile(r"[“„\"](?P<quote>[^“”„\"]{2,}(?:\"[^“”„\"]*\")?[^“”„\"]*)[”“\"]")
_UNIT_END = re.compile(r"(?<=[.!?…])[\"”“'’)\]]*\s+(?=[\"“„(*_\-•]*[A-ZÄÖÜ\d])|\n+")
_HEADING = re.compile(r"\s*(?:#{1,6}\s.*|(?:§\s*)?\d+(?:\.\d+)*\.?\s+\S.{0,70}[^.!?:;,])")
_ROW = re.compile(r"^\s*\|")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")


@dataclass(frozen=True)
class Unit:
    """A sentence, list item or table row of a passage (a row with the labels of its columns)."""

    text: str
    keys: frozenset[str]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses_of(self.text)

    @cached_property
    def words(self) -> list[Word]:
        return words_in(self.text)


@dataclass
class PassageText:
    """A passage, taken apart once for all sentences of an answer that cite it."""

    text: str
    about: str
    keys_of: Keys
    facts: frozenset[Value]

    @cached_property
    def plain(self) -> str:
        return squeezed("\n".join(_ended(line) for line in self.text.splitlines()))

    @cached_property
    def keys(self) -> frozenset[str]:
        return self.about_keys.union(*(unit.keys for unit in self.units))

    @cached_property
    def about_keys(self) -> frozenset[str]:
        return content_keys(self.about, self.keys_of)

    @cached_property
    def units(self) -> list[Unit]:
        return [Unit(text, content_keys(text, self.keys_of)) for text in _units_of(self.text)]

    def holds_quote(self, quote: str) -> bool:
        """Whether these words stand in the passage, and what they are cut out of does not deny them."""
        wanted = squeezed(quote).strip(" .,;:")
        place = self.plain.find(wanted)
        while place >= 0:
            end = place + len(wanted)
            if _is_whole(self.plain, place, end) and not _is_denied_outside(self.plain, place, end):
                return True
            place = self.plain.find(wanted, place + 1)
        return False

    def holds_row(self, row: str) -> bool:
        """Whether the cells of a row, with or without the labels of their columns, stand in one line."""
        lines = [squeezed(line.replace("|", " | ")) for line in self.text.splitlines()]
        for part in row.split(" … "):
            cells = [cell.strip(" .;") for cell in part.split(" · ")]
            values = [squeezed(cell.split(": ", 1)[-1]) for cell in cells]
            labels = [squeezed(cell.split(": ", 1)[0]) for cell in cells if ": " in cell]
            in_line = any(all(value in line for value in values) for line in lines)
            if not in_line or not all(label in self.plain for label in labels):
                return False
        return True


def _ended(line: str) -> str:
    """A heading ends as a sentence does: what stands under it is not part of it."""
    return f"{line}." if _HEADING.fullmatch(line) else line


def squeezed(text: str) -> str:
    return " ".join(_MARKS.sub("", text).translate(_DASHES).split()).casefold()


def content_keys(text: str, keys_of: Keys) -> frozenset[str]:
    return frozenset().union(*(keys_of(word[0].casefold()) for word in WORD.finditer(text)))


def quotes_in(text: str) -> Iterator[re.Match[str]]:
    return _QUOTED.finditer(text)


def _is_whole(text: str, start: int, end: int) -> bool:
    return (start == 0 or not text[start - 1].isalnum()) and (end >= len(text) or not text[end].isalnum())


def _is_denied_outside(text: str, start: int, end: int) -> bool:
    """Whether the sentence a quotation is cut out of denies it in the words right before."""
    before = re.split(r"[.!?;:|]\s|\s-\s", text[max(0, start - 120) : start])[-1]
    return bool(before.strip()) and is_denying(before)


def _units_of(text: str) -> Iterator[str]:
    header = ""
    for line in text.splitlines():
        if _ROW.match(line) or "\t" in line:
            if _RULE.match(line):
                continue
            row = " ".join(re.split(r"[|\t]", line))
            yield f"{row} {header}" if header else row
            header = header or row
        elif line.strip():
            header = ""
            yield from (part for part in _UNIT_END.split(line) if part and part.strip())
    joined = " ".join(text.split())
    if "\n" in text.strip() and "|" not in text:
        yield from (part for part in _UNIT_END.split(joined) if part.strip())
