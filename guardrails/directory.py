"""The names of people the company knows, found in any of the ways they are written.

By dictionaries from the folded first and last word, so that 100,000 names cost no more than ten. A name
matches as `Greta Sommer`, `SOMMER, Greta`, `Sommer Greta`, `G. Sommer`, `Greta M. Sommer`, over a line's end,
and without its middle names. It does not where it is part of a company's name, nor where its words
stand as plain words ("mark steel" for Mark Steel). A surname alone is found by its surroundings, not here.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from guardrails.companies import is_company
from guardrails.name_lists import PARTICLES, also_words, not_names
from guardrails.words import Word, fold, words_of

_NAME_WORD = re.compile(r"[^\W\d_]+")
_TITLES = frozenset({"dr", "prof", "herr", "frau", "mr", "mrs", "ms", "miss", "dipl", "ing", "mag", "med"})
_BETWEEN = re.compile(r"[ \t\xa0]*(?:[.'’`-]|\.?[ \t\xa0]+|[ \t\xa0]*\r?\n[ \t>|*]*)?[ \t\xa0]*")
_INVERTED = re.compile(r"[ \t\xa0]*,[ \t\xa0]*(?:\r?\n[ \t>]*)?")
_LONGEST = 5
"""Words from the first to the last of a name as written."""


class Directory:
    """Full names of private individuals. Reading it is safe from several threads; it is never changed."""

    def __init__(self, names: Iterable[str]) -> None:
        self._lasts: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
        self._firsts: dict[str, set[str]] = {}
        self._single: set[str] = set()
        known: dict[str, str] = {}
        for name in names:
            self._add(_words_of_name(name, known))

    def __bool__(self) -> bool:
        return bool(self._lasts or self._single)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the place of each name in a text, half-open `[start, end)` in characters."""
        if not self:
            return
        parts = _parts(text)
        at = 0
        while at < len(parts):
            end = self._end(text, parts, at)
            start, end = _whole(text, parts, at, end) if end else (at, at)
            if end > at and not is_company(text, parts[start].start, parts[end - 1].end):
                yield parts[start].start, parts[end - 1].end
            at = max(end, at + 1)

    def _add(self, words: tuple[str, ...]) -> None:
        if len(words) < 2:
            self._single.update(words)
            return
        first, last = words[0], words[-1]
        lasts = self._lasts.setdefault(first, {})
        lasts[last] = (*lasts.get(last, ()), words[1:-1])
        self._firsts.setdefault(last, set()).update((first, first[0] + "."))

    def _end(self, text: str, parts: list[Word], at: int) -> int | None:
        """Return the index after the last word of a name that begins with this word, or None."""
        word = parts[at]
        if lasts := self._lasts.get(word.folded):
            for end in range(min(len(parts), at + _LONGEST), at + 1, -1):
                middles = lasts.get(parts[end - 1].folded)
                if middles is not None and _is_written(text, parts[at:end], middles):
                    return end
        if len(word.text) == 1 and (after := self._end_after_initials(text, parts, at)):
            return after
        if firsts := self._firsts.get(word.folded):
            return self._end_inverted(text, parts, at, firsts)
        alone = word.folded in self._single and word.capital
        return at + 1 if alone and not _is_plain(word) else None

    def _end_after_initials(self, text: str, parts: list[Word], at: int) -> int | None:
        for end in range(at + 2, min(len(parts), at + _LONGEST) + 1):
            last, between = parts[end - 1], parts[at + 1 : end - 1]
            if parts[at].folded + "." in self._firsts.get(last.folded, ()) and (
                last.capital or not _is_plain(last)
            ):
                gaps = [_gap(text, *pair).strip(" \t\xa0") for pair in _pairs(parts[at:end])]
                ok = all(gap in ("", ".", "-") for gap in gaps) and all(
                    len(one.text) == 1 or one.folded in PARTICLES or gap == "-"
                    for one, gap in zip(between, gaps[1:], strict=True)
                )
                return end if ok and "." in text[parts[at].end : last.start] else None
        return None

    def _end_inverted(self, text: str, parts: list[Word], at: int, firsts: set[str]) -> int | None:
        if at + 1 == len(parts):
            return None
        last, first = parts[at], parts[at + 1]
        gap, both_plain = _gap(text, last, first), _is_plain(last) and _is_plain(first)
        if _INVERTED.fullmatch(gap) and ((last.capital and first.capital) or not both_plain):
            initial = first.initial and first.folded + "." in firsts
            return at + 2 if first.folded in firsts or initial else None
        blank = gap in (" ", "\xa0", "  ") and last.capital and first.capital
        return at + 2 if blank and first.folded in firsts and not both_plain else None


def _whole(text: str, parts: list[Word], start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a name with all of a double-barrelled word that it begins or ends in."""
    if start and text[parts[start - 1].end : parts[start].start] == "-":
        start -= 1
    while end < len(parts) and text[parts[end - 1].end : parts[end].start] == "-":
        end += 1
    return start, end


def _is_written(text: str, words: list[Word], middles: tuple[tuple[str, ...], ...]) -> bool:
    """Whether these words are a name of those middle names: some left out, others cut to an initial."""
    if not all(_BETWEEN.fullmatch(_gap(text, *pair)) for pair in _pairs(words)):
        return False
    if not (words[0].capital and words[-1].capital) and all(
        _is_plain(word) for word in (words[0], words[-1])
    ):
        return False
    allowed = {part for middle in middles for part in middle}
    return all(
        len(word.text) == 1 or word.folded in allowed or word.folded in PARTICLES for word in words[1:-1]
    )


def _is_plain(word: Word) -> bool:
    return word.folded in also_words() or word.folded in not_names()


def _gap(text: str, left: Word, right: Word) -> str:
    return text[left.end : right.start]


def _pairs(words: list[Word]) -> Iterable[tuple[Word, Word]]:
    return pairwise(words)


def _parts(text: str) -> list[Word]:
    """Return the words with double-barrelled ones in their parts."""
    parts: list[Word] = []
    for word in words_of(text):
        if word.text.isalpha():
            parts.append(word)
            continue
        for match in _NAME_WORD.finditer(word.text):
            start = word.start + match.start()
            parts.append(Word(match[0], start, start + len(match[0]), match[0].lower(), fold(match[0])))
    return parts


def _words_of_name(name: str, known: dict[str, str]) -> tuple[str, ...]:
    """Return the folded words of a name, first name first, without titles and what stands in brackets."""
    name = name.partition("(")[0]
    last, comma, first = name.partition(",")
    words = _NAME_WORD.findall(f"{first} {last}" if comma else name)
    folded = [known[word] if word in known else known.setdefault(word, fold(word)) for word in words]
    return tuple(word for at, word in enumerate(folded) if word not in _TITLES or at == len(folded) - 1)


NOBODY = Directory(())
