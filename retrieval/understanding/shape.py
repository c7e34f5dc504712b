"""The shape of a question: its words corrected, and capital tags where something is named.

"Wehre's S00101, Kestrel?" has the shape "where is ORDER CUSTOMER". Folded text is lower case, so nobody
can write a tag; rules of intent are patterns over shapes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from retrieval.question import Mention, Reference
from retrieval.understanding.spoken import SPOKEN
from retrieval.understanding.text import Found, Period, Placeholder, Word
from retrieval.understanding.typos import Lexicon
from retrieval.understanding.words import EVERYDAY, NOT_MISTYPED, VOCABULARY

_Thing = TypeVar("_Thing", Reference, Mention, Period, Placeholder)
_LEXICON = Lexicon(VOCABULARY, shortest=5)
_TAGS = {"purchase": "PURCHASE", "sku": "PRODUCT"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """`words` is the shape; `founds` is what is named in it, in order of appearance."""

    words: str
    founds: tuple[Found, ...]

    def has(self, *tags: str) -> bool:
        return any(re.search(rf"\b{tag}\b", self.words) for tag in tags)

    def founds_of(self, kind: type[_Thing]) -> tuple[_Thing, ...]:
        """Return the things of one type that are named, in order of appearance."""
        return tuple(found.thing for found in self.founds if isinstance(found.thing, kind))

    @property
    def count(self) -> int:
        return len(self.words.split())


def shape_of(words: Sequence[Word], founds: Sequence[Found], start: int, end: int) -> Shape:
    """Return the shape of the part `[start, end)` of a message."""
    inside = tuple(found for found in founds if start <= found.start < end)
    parts = [(found.start, _tag(found)) for found in inside if not found.weak]
    for word in words:
        if start <= word.start < end and not _is_named(word, inside):
            parts.append((word.start, _corrected(word.text)))
    return Shape(words=" ".join(part for _, part in sorted(parts)), founds=inside)


def _is_named(word: Word, founds: Sequence[Found]) -> bool:
    return any(found.start <= word.start < found.end for found in founds if not found.weak)


def _tag(found: Found) -> str:
    if isinstance(found.thing, Period):
        return "DAY"
    if isinstance(found.thing, Placeholder):
        return "PERSON" if found.thing.is_person else "MASKED"
    if isinstance(found.thing, Mention):
        return found.thing.kind.upper()
    assert isinstance(found.thing, Reference)
    return _TAGS.get(found.thing.kind, "ORDER")


def _corrected(word: str) -> str:
    if word in SPOKEN:
        return SPOKEN[word]
    stem = word.split("'", 1)[0]
    if stem in EVERYDAY or stem in NOT_MISTYPED or len(stem) < 5:
        return stem
    plain = stem.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if plain in VOCABULARY:
        return plain
    return _LEXICON.meant(stem) or stem
