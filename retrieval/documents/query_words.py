"""What a question asks for, word by word, and how much of that a passage holds. No library, no index."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.documents.glossary import english_for, german_for, trade_words_for
from retrieval.stores.match import query_terms
from retrieval.stores.stemming import folded_word, stem
from retrieval.stores.stop_words import STOP_WORDS

_PIECE = re.compile(r"[^\W_]+")
_COMPOUND_FROM = 5
"""Stems this long also count inside a longer word: "Lieferung" in "Teillieferung"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryWord:
    """A telling word of the question and what else would do for it, in either language."""

    word: str
    others: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.word, *self.others)


def query_words(text: str) -> tuple[QueryWord, ...]:
    return tuple(QueryWord(word=term, others=_others(term)) for term in query_terms(text))


def _others(term: str) -> tuple[str, ...]:
    if term.isdigit() and len(term) > 3:
        return (f"{int(term):,}",)
    english = (*english_for(term), *trade_words_for(term))
    german = (word for source in (term, *english) for word in german_for(source))
    return tuple(word for word in dict.fromkeys((*english, *german)) if word not in STOP_WORDS)


def without(words: Sequence[QueryWord], naming: frozenset[str]) -> tuple[QueryWord, ...]:
    """Return the words whose stems are not among those that name something."""
    return tuple(word for word in words if not naming.issuperset(_stems_of(word.word)))


def searched_text(words: Sequence[QueryWord]) -> str:
    """Return what is looked up by words: every spelling once, the question's own first."""
    own = [word.word for word in words]
    return " ".join(dict.fromkeys([*own, *(other for word in words for other in word.others)]))


def rarity(holding: int, passages: int) -> float:
    """Return the weight of a word that `holding` of all passages have (Robertson's idf, never negative)."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


def share_covered(words: Sequence[QueryWord], weights: Mapping[str, float], text: str) -> float:
    """Return the weighted share of the words that a text holds, in [0, 1]; no words are not covered.

    A word weighs what its commonest spelling weighs: that one is the word of the trade.
    """
    weight = {word: min(weights[spelling] for spelling in word.spellings) for word in words}
    whole = sum(weight.values())
    if not whole:
        return 0.0
    folded = folded_word(text)
    held = (word for word in words if any(_holds(folded, term) for term in word.spellings))
    return sum(weight[word] for word in held) / whole


def _holds(folded: str, term: str) -> bool:
    pieces = _stems_of(term)
    if len(pieces) > 1:
        together = stem("".join(_PIECE.findall(term)))
        return all(_has_word(folded, piece) for piece in pieces) or _has_word(folded, together)
    return pieces[0] in folded if len(pieces[0]) >= _COMPOUND_FROM else _has_word(folded, pieces[0])


def _has_word(folded: str, wanted: str) -> bool:
    """Return whether a word of the text has this stem. A stem begins its word: most texts fail at once."""
    return wanted in folded and any(stem(word) == wanted for word in _beginning_with(wanted).findall(folded))


@lru_cache(maxsize=4_096)
def _beginning_with(wanted: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(wanted)}[^\W_]*")


@lru_cache(maxsize=4_096)
def _stems_of(term: str) -> tuple[str, ...]:
    return tuple(stem(piece) for piece in _PIECE.findall(term))
