"""A word without its ending, near enough to compare words of English and German."""

import unicodedata
from functools import lru_cache

ENDINGS = ("ings", "ing", "ies", "ied", "ern", "ers", "er", "ed", "es", "en", "em", "e", "s", "n", "y")
_SHORTEST_STEM = 4
_SHORTEST_SINGULAR = 3
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut common endings until none is left; equal stems are taken for the same word.

    The stem of a stem is the stem: else "return" and "returns" would part. Codes keep their endings.
    """
    folded = folded_word(word)
    if any(character.isdigit() for character in folded):
        return folded
    while (shorter := _without_ending(folded)) != folded:
        folded = shorter
    return folded


def _without_ending(word: str) -> str:
    for ending in ENDINGS:
        shortest = _SHORTEST_SINGULAR if ending == "s" else _SHORTEST_STEM
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word.removesuffix(ending)
    return word


def folded_word(word: str) -> str:
    """Return a word or text in lower case without accents; German umlauts are spelled out, as people do."""
    spelled = unicodedata.normalize("NFKC", word).casefold().translate(_UMLAUTS)
    return spelled if spelled.isascii() else "".join(map(_plain, spelled))


@lru_cache(maxsize=4_096)
def _plain(character: str) -> str:
    """Return a letter without its accents; what is no letter or digit still parts words."""
    if not character.isalnum():
        return character
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(part for part in decomposed if not unicodedata.combining(part)).casefold()
