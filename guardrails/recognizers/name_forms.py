"""How a name can be written out: with titles before it, last name first, at the end of a line."""

import re

from guardrails.name_lists import cities, first_names, surnames
from guardrails.recognizers.name_runs import TITLES, Words

_BLANK = re.compile(r"\.?[ \t\xa0]{1,2}|\.")
LINE_START = re.compile(r"(?:^|[\n.!?:;>|])[ \t>*\"'„“]*$")
LINE_END = re.compile(r"[ \t]*(?:[,;.!|/(<\[*•·–-]|\r?\n|$)")
_INVERTED = re.compile(r",[ \t\xa0]{1,2}")
_MORE_SURNAMES = re.compile(r"[ \t\xa0]+(?:and|und|&)[ \t\xa0]+[^\W\d_]")
_MOST_TITLES = 4
Span = tuple[int, int, float]


def inverted(words: Words, at: int) -> int | None:
    """Return the end of "Miller, Jane" or "von Berg, Karl M." that begins here, or None."""
    end = words.run(at)
    if end == at or end - at > 3 or end >= len(words.words) or not _INVERTED.fullmatch(words.gap(end)):
        return None
    first = words.words[end]
    if first.folded in surnames() and _MORE_SURNAMES.match(words.text, first.end):
        return None
    if not (first.capital and first.folded in first_names()) or (
        words.words[at].folded in first_names() and words.words[at].folded not in surnames()
    ):
        return None
    return min(words.run(end), end + 2)


def after_titles(words: Words, at: int) -> int:
    """Return the index of the first word from here that is no title before a name."""
    for end in range(at, min(at + _MOST_TITLES, len(words.words) - 1)):
        if words.words[end].folded not in TITLES or not is_blank(words, end + 1):
            return end
    return min(at + _MOST_TITLES, max(at, len(words.words) - 1))


def is_blank(words: Words, at: int) -> bool:
    return bool(_BLANK.fullmatch(words.gap(at)))


def is_town(words: Words, at: int, end: int) -> bool:
    return tuple(word.folded for word in words.words[at:end]) in cities() and not words.is_listed(at, end)


def is_written_out(words: Words, at: int, end: int) -> bool:
    """Whether each word is written with one capital, as names are in a text that is not all capitals."""
    return all(word.initial or word.text[1:].islower() or "-" in word.text for word in words.words[at:end])
