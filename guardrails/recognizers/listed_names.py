"""Names that the lists of first names and surnames know, with nothing around them that says so."""

import re
from collections.abc import Iterator

from guardrails.name_lists import also_words, cities, first_names, not_names, surnames
from guardrails.recognizers.cues import MENTIONS
from guardrails.recognizers.name_forms import LINE_START, Span, inverted
from guardrails.recognizers.name_runs import Words, is_like_surname, is_strong_surname
from guardrails.words import Word

_POSSESSIVE = re.compile(r"['’]s?\s+\w")
_UNKNOWN_ENDINGS = ("ung", "heit", "keit", "schaft", "tion", "nummer", "straße", "weg")
"""Of German nouns, which have capitals too."""


def by_list(words: Words) -> Iterator[Span]:
    firsts, lasts, plain = first_names(), surnames(), also_words()
    for at, word in enumerate(words.words):
        folded = word.folded
        if folded in firsts:
            yield from _from_first(words, at, folded in plain)
        elif word.initial and word.text and words.after(at, 1) == ".":
            yield from _from_initial(words, at)
        if word.capital and (folded in lasts or is_like_surname(word)):
            yield from _from_surname(words, at, folded in plain)


def _from_first(words: Words, at: int, plain: bool) -> Iterator[Span]:
    word = words.words[at]
    end = words.run(at)
    if end - at > 1 and word.capital:
        last = words.words[end - 1]
        if not plain or (
            last.folded in surnames() and not (last.folded in also_words() and _starts_sentence(words, at))
        ):
            yield at, end, 0.7
            return
    if not word.capital and not plain and at + 1 < len(words.words) and words.gap(at + 1) == " ":
        if is_strong_surname(words.words[at + 1]):
            yield at, at + 2, 0.6
        return
    if word.capital and not plain and end - at <= 1 and _is_mentioned(words, at):
        yield at, at + 1, 0.5


def _starts_sentence(words: Words, at: int) -> bool:
    before = words.text[max(0, words.words[at].start - 6) : words.words[at].start]
    return bool(LINE_START.search(before))


def _is_mentioned(words: Words, at: int) -> bool:
    """Whether a first name on its own does something or owns something."""
    if _POSSESSIVE.match(words.text, words.words[at].end):
        return True
    return at + 1 < len(words.words) and words.gap(at + 1) == " " and words.words[at + 1].lower in MENTIONS


def _from_initial(words: Words, at: int) -> Iterator[Span]:
    end = words.run(at)
    if end - at > 1 and is_strong_surname(words.words[end - 1]):
        yield at, end, 0.6


def _from_surname(words: Words, at: int, plain: bool) -> Iterator[Span]:
    """ "Miller, Jane", and "Zyra Miller" with a first name that no list has."""
    end = inverted(words, at)
    if (
        end
        and words.words[end - 1].folded in first_names()
        and not (plain and words.words[end - 1].folded in also_words())
    ):
        yield at, end, 0.8
    if not plain and at and words.gap(at) == " " and _is_unknown_first(words.words[at - 1]):
        yield at - 1, at + 1, 0.5


def _is_unknown_first(word: Word) -> bool:
    """Whether a word that no list has can be a first name."""
    listed = word.folded in not_names() or word.folded in surnames() or (word.folded,) in cities()
    written = word.capital and len(word.text) > 2 and word.text[1:].islower()
    return written and not listed and not word.lower.endswith(_UNKNOWN_ENDINGS)
