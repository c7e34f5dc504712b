"""Which language a text is in, by its small words: a second opinion beside the assistant's own."""

import re

_QUOTED = re.compile(r"[“„\"][^“”„\"]*[”“\"]")
_WORD = re.compile(r"[^\W\d_]+")
_GERMAN = """der die das und ist nicht ein eine wird werden mit für auf dem den von zu nach bis noch ohne
ich sie wir wurde sind habe kann auch"""
_ENGLISH = """the and is not a an will with for on of to by from until no without i you we was are have can
it this that which"""
_SMALL = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}
_ENOUGH = 3
"""Small words that must be there, and be twice as many as the other language's, to be sure."""


def speaks(text: str) -> str | None:
    """Return "en" or "de" for the words outside quotes; None when there are too few to tell."""
    words = [word.casefold() for word in _WORD.findall(_QUOTED.sub(" ", text))]
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    first, second = sorted(counts, key=lambda language: -counts[language])
    is_sure = counts[first] >= _ENOUGH and counts[first] >= 2 * counts[second]
    return first if is_sure else None
