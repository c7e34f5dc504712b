"""A question in the words of documents: what is embedded of it besides its own words."""

import re
from collections.abc import Sequence

from retrieval.documents.glossary import FUNCTION_WORDS, english_for, trade_words_for
from retrieval.stores.stop_words import ENGLISH_STOP_WORDS

_WORD = re.compile(r"[^\W_]+(?:[-.,:/'’&][^\W_]+)*")


def wordings(text: str) -> tuple[str, ...]:
    """Return the question itself and, where that differs, the same in the words of English documents.

    Passages are compared with both: the embedding model knows no German, but German documents hold it.
    """
    words = _WORD.findall(text)
    lowered = [word.lower() for word in words]
    is_german = _is_german(lowered)
    rendered = [_rendered(word, is_german=is_german) for word in lowered]
    if all(new is None for new in rendered):
        return (text,)
    kept = (word if new is None else new for word, new in zip(words, rendered, strict=True))
    return (text, " ".join(word for word in kept if word))


def _rendered(word: str, *, is_german: bool) -> str | None:
    """Return a word as documents would say it in English, None when it may stay; "" says nothing."""
    if is_german and word in FUNCTION_WORDS:
        return " ".join(FUNCTION_WORDS[word])
    new = " ".join(english_for(word) or trade_words_for(word))
    return new if new and new != word else None


def _is_german(words: Sequence[str]) -> bool:
    german = sum(word in FUNCTION_WORDS and word not in ENGLISH_STOP_WORDS for word in words)
    return german > sum(word in ENGLISH_STOP_WORDS and word not in FUNCTION_WORDS for word in words)
