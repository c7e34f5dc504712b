"""A message made ready for rules, folded character by character so that every span stays true."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from retrieval.handles import PLACEHOLDER
from retrieval.question import Mention, Reference

LONGEST = 4_000
"""Characters that are read; nobody asks a question longer than this."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘`´ʼ", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("–—‑‐−", "-"),
        **dict.fromkeys("\u00a0\u200b\u2009\u202f\t", " "),
        **{"ø": "o", "æ": "a", "ł": "l", "đ": "d", "ı": "i", "œ": "o"},
    }
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


class Word(NamedTuple):
    """A word of the folded text, its span half-open in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole days, both included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """A value that was masked before the message came here, with what stands in its place."""

    text: str

    @property
    def is_person(self) -> bool:
        return self.text.startswith("⟦PERSON")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something the message names, at `[start, end)` of its characters.

    `weak` marks an everyday word that is also a product ("pallet"): it counts in a question of stock only.
    """

    start: int
    end: int
    thing: Reference | Mention | Period | Placeholder
    weak: bool = False


@lru_cache(maxsize=4_096)
def _folded_character(character: str) -> str:
    plain = character.lower()[0].translate(_PLAIN)
    if plain.isascii():
        return plain
    if plain.isdecimal():
        return str(unicodedata.decimal(plain))
    return unicodedata.normalize("NFKD", plain)[0].lower()[0].translate(_PLAIN)


def fold(text: str) -> str:
    """Return the text in lower case without accents, in plain digits and quotes, of the same length."""
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


def words_of(folded: str) -> tuple[Word, ...]:
    return tuple(Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(folded))


def placeholders_in(text: str, meant: Mapping[str, Mention]) -> tuple[Found, ...]:
    """Return the placeholders; one that stands for a customer or a colleague is a mention of them."""
    return tuple(
        Found(start=m.start(), end=m.end(), thing=meant.get(m.group()) or Placeholder(text=m.group()))
        for m in PLACEHOLDER.finditer(text)
    )


def blanked(text: str, founds: Iterable[Found]) -> str:
    """Return the text with what was found replaced by as many spaces."""
    for found in founds:
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def overlaps(start: int, end: int, founds: Iterable[Found]) -> bool:
    return any(start < found.end and found.start < end for found in founds)
