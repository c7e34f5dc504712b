"""Two letters swapped while typing, put right in the words the search knows.

The corrected text has the length of the typed one, so every place stays.
"""

import re
from functools import cache

from guardrails.name_lists import first_names, legal_forms, not_names, surnames, trades
from guardrails.words import Word, fold

_SHORTEST = 4
_LETTERS = re.compile(r"[^\W\d_]+")


def corrected(text: str, words: list[Word]) -> str:
    """Return the text with swapped letters put back in known words; names are left alone."""
    parts, end, known = list[str](), 0, _known()
    for word in words:
        if word.folded in known or len(word.lower) < _SHORTEST:
            continue
        meant = _meant(word.lower)
        if meant:
            parts += [text[end : word.start], _in_case(word.text, meant)]
            end = word.end
    return "".join((*parts, text[end:])) if parts else text


def _meant(word: str) -> str | None:
    for candidate in _by_letters().get("".join(sorted(word)), ()):
        different = [at for at, (one, other) in enumerate(zip(word, candidate, strict=True)) if one != other]
        if len(different) == 2 and different[1] == different[0] + 1:
            return candidate
    return None


def _in_case(typed: str, meant: str) -> str:
    return "".join(
        right.upper() if mark.isupper() and len(right.upper()) == 1 else right
        for mark, right in zip(typed, meant, strict=True)
    )


@cache
def _known() -> frozenset[str]:
    return (
        first_names()
        | surnames()
        | not_names()
        | trades()
        | legal_forms()
        | frozenset(map(fold, _vocabulary()))
    )


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(_vocabulary()):
        letters = "".join(sorted(word))
        found[letters] = (*found.get(letters, ()), word)
    return found


@cache
def _vocabulary() -> frozenset[str]:
    """The words that decide: those for numbers and dates, those around names, those that are no names."""
    from guardrails.name_lists import words_in
    from guardrails.recognizers.cues import CUES

    cues = {part for phrases in CUES.values() for phrase, _ in phrases for part in phrase}
    return frozenset(
        word for word in cues | words_in("not_names") | words_in("label_words") if len(word) >= _SHORTEST
    )
