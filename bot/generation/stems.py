"""Words of a text as stems that two languages can meet on: light stemming, one name for one meaning."""

import re
from functools import lru_cache

from bot.generation.vocabulary import PHRASES, SAME, STOP

_NAMED = {
    word: name for name, words in SAME.items() for word in words.split() if len(word) > 3 or "-" in word
}
_SUFFIXES = ("ungen", "ung", "ing", "ies", "ed", "en", "em", "er", "es", "ly", "e", "n", "s")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning; figures and codes stay as they are."""
    lowered = text.casefold()
    for phrase, word in PHRASES.items():
        lowered = lowered.replace(phrase, word)
    return frozenset(stem for word in _WORD.findall(lowered) for stem in _stems(word))


@lru_cache(maxsize=20_000)
def _stems(word: str) -> tuple[str, ...]:
    if word in STOP:
        return ()
    if word in _NAMED:
        return (_NAMED[word],)
    if "-" in word:
        return (word, *(stem for part in word.split("-") for stem in _stems(part)))
    return (_NAMED.get(stripped := _stripped(word), stripped),)


def _stripped(word: str) -> str:
    if any(mark.isdigit() for mark in word):
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            stripped = word.removesuffix(suffix)
            return stripped[:-1] if stripped[-1] == stripped[-2] else stripped
    return word


def likeness(wanted: str, stem: str) -> float:
    """Return 1.0 for the same stem, 0.6 where one is part of the other's compound, else 0.0."""
    if wanted == stem:
        return 1.0
    shorter, longer = sorted((wanted, stem), key=len)
    is_part = len(shorter) >= 5 and (longer.startswith(shorter) or longer.endswith(shorter))
    return 0.6 if is_part else 0.0
