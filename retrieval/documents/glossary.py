"""Words of the trade in German and English, and the everyday words for them.

A question then finds documents of the other language and of a drier tone. The embedding model knows English
only, and words alone never cross languages.
"""

from collections.abc import Iterator
from functools import lru_cache

from retrieval.documents.glossary_words import EVERYDAY, GERMAN, GERMAN_FUNCTION_WORDS

WHOLE_UP_TO_LETTERS = 4
"""German words this short stand for themselves alone: "ware" is not the beginning of "warehouse"."""
_MOST_JOINING = 4
"""Letters between the halves of a compound: "Rückgabe" has one left of its first half."""

Pair = tuple[tuple[str, ...], tuple[str, ...]]


def _pairs(lines: str) -> Iterator[Pair]:
    for line in lines.strip().splitlines():
        left, _, right = line.partition(" =")
        yield tuple(left.split(", ")), tuple(right.split())


def _is_whole(stem: str) -> bool:
    return stem.endswith(".") or len(stem) <= WHOLE_UP_TO_LETTERS


PAIRS = tuple(_pairs(GERMAN))
_STEMS = {stem: english for german, english in PAIRS for stem in german if not _is_whole(stem)}
_WHOLE = {stem.rstrip("."): english for german, english in PAIRS for stem in german if _is_whole(stem)}
FUNCTION_WORDS = {word: english for german, english in _pairs(GERMAN_FUNCTION_WORDS) for word in german}
_EVERYDAY = {word: trade for words, trade in _pairs(EVERYDAY) for word in words}


@lru_cache(maxsize=4_096)
def english_for(word: str) -> tuple[str, ...]:
    """Return the English words for a German one, lower case, the longest stem that fits deciding.

    A compound of two known words gives those of both: "Lieferadresse" is delivery and address.
    """
    if word in _WHOLE:
        return _WHOLE[word]
    stem = _longest_stem(word)
    if stem is None:
        return ()
    rest = word.removeprefix(stem)
    second = next((found for cut in range(_MOST_JOINING) if (found := _english_of_rest(rest[cut:]))), ())
    return tuple(dict.fromkeys((*_STEMS[stem], *second)))


def _english_of_rest(rest: str) -> tuple[str, ...]:
    stem = _longest_stem(rest)
    return _STEMS[stem] if stem else _WHOLE.get(rest, ())


def _longest_stem(word: str) -> str | None:
    lengths = range(len(word), WHOLE_UP_TO_LETTERS, -1)
    return next((word[:length] for length in lengths if word[:length] in _STEMS), None)


@lru_cache(maxsize=4_096)
def german_for(word: str) -> tuple[str, ...]:
    """Return the German words for an English one, lower case; an ending such as a plural does no harm."""
    stems = (
        german
        for german, english in PAIRS
        if any(word == term or (len(term) > 3 and word.startswith(term)) for term in english)
    )
    return tuple(dict.fromkeys(stem.rstrip(".") for german in stems for stem in german))


def trade_words_for(word: str) -> tuple[str, ...]:
    """Return what documents call a thing for which people have an everyday word, both lower case."""
    return _EVERYDAY.get(word, ())
