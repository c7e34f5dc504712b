"""Typing errors in a question: a word the index does not hold and that nearly is a word of the trade."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from retrieval.documents.glossary import PAIRS, english_for, trade_words_for
from retrieval.documents.glossary_words import EVERYDAY
from retrieval.stores.stop_words import STOP_WORDS
from retrieval.understanding.typos import SHORTEST, Lexicon

_WORD = re.compile(rf"\b[^\W\d_]{{{SHORTEST},}}\b")

Known = Callable[[Iterable[str]], frozenset[str]]
"""Returns those of some lower-case words that the index holds."""


def corrected(text: str, known: Known) -> str:
    """Return the text with its typing errors mended; what the index holds is never one."""
    strange = [word.lower() for word in _WORD.findall(text) if not _is_ours(word.lower())]
    held = known(strange) if strange else frozenset()
    meant = {word: right for word in strange if word not in held and (right := _lexicon().meant(word))}
    return _WORD.sub(lambda match: meant.get(match[0].lower(), match[0]), text) if meant else text


def _is_ours(word: str) -> bool:
    return word in STOP_WORDS or bool(english_for(word) or trade_words_for(word))


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    everyday = re.findall(r"[^\W\d_]+", EVERYDAY.lower())
    return Lexicon({*everyday, *(word for _, english in PAIRS for word in english)})
