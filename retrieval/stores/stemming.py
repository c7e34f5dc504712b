"""A word without its ending, near enough to compare words of English and German."""

import unicodedata
from functools import lru_cache

ENDINGS = (
    *("ings", "ing", "ies", "ied", "ern", "ers", "er", "ed", "es", "en", "em"),
    *("e", "s", "n", "t", "y", "i"),
)
_SHORTEST_STEM = 3
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut one common ending; equal stems are taken for the same word. Numbers and codes keep theirs."""
    folded = folded_word(word)
    if any(character.isdigit() for character in folded):
        return folded
    for ending in ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            return folded.removesuffix(ending)
    return folded


def folded_word(word: str) -> str:
    """Return a word or text in lower case without accents; German umlauts are spelled out, as people do."""
    spelled = unicodedata.normalize("NFC", word).casefold().translate(_UMLAUTS)
    if spelled.isascii():
        return spelled
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
