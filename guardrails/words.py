"""The words of a text as names are read: without digits, with the place of each, folded for comparison."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
_APART = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th", "ə": "e"}
)
_NO_MARKS = str.maketrans("", "", "'’`-")


class Word(NamedTuple):
    """A word at `[start, end)`; a possessive ending is no part of it. A tuple: there are many."""

    text: str
    start: int
    end: int
    lower: str
    folded: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()


def fold(word: str) -> str:
    """Return a word in the one spelling shared by Müller, Mueller and MULLER; marks inside it fall away."""
    folded = word.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.translate(_APART))
        folded = "".join(mark for mark in folded if not unicodedata.combining(mark))
    if "-" in folded or "'" in folded or "’" in folded or "`" in folded:
        folded = folded.translate(_NO_MARKS)
    if "e" in folded:
        folded = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return folded.replace("aa", "a")


class Read(str):
    """A text that is read by many: its words are looked for once."""

    @cached_property
    def words(self) -> list[Word]:
        return _words(self)


def words_of(text: str) -> list[Word]:
    """Return the words in order of place."""
    return text.words if isinstance(text, Read) else _words(text)


def words_from(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a stretch of a text one after the other."""
    return (_word(match[0], match.start()) for match in _WORD.finditer(text, start, end))


def _words(text: str) -> list[Word]:
    return [_word(match[0], match.start()) for match in _WORD.finditer(text)]


def _word(text: str, start: int) -> Word:
    if len(text) > 2 and text[-1] in "sS" and text[-2] in "'’`":
        text = text[:-2]
    return Word(text, start, start + len(text), text.lower(), fold(text))
