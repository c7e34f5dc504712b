"""What stands in a text where a personal value stood: `⟦KIND·LETTERS⟧`, and what only looks like it.

A placeholder holds no digit, so that no number of an answer can come from it. Brackets like these typed by a
person or found in a document are made plain on entry. A language model may spoil a placeholder: what is like
one and was not given to it so is found here, and its sentence is not shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

KINDS = frozenset(
    {"PERSON", "EMAIL", "PHONE", "IBAN", "CARD", "IP", "ADDRESS", "POSTCODE", "VAT", "TAX", "BIRTH"}
    | {"ID", "NATIONAL_ID", "VAT_ID", "TAX_ID", "BIRTH_DATE", "DATE_OF_BIRTH"}
)
"""Kinds of values whose placeholders a model may spoil."""
_TRANSLATED = frozenset({"TELEFON", "KARTE", "ADRESSE", "NAME", "KUNDE", "CUSTOMER", "GEBURTSDATUM"})

_OPENING, _CLOSING = "⟦〚⟬⦋", "⟧〛⟭⦌"
"""Brackets that look like those of a placeholder, in any font."""
_ESCAPES = str.maketrans(dict.fromkeys(_OPENING, "[") | dict.fromkeys(_CLOSING, "]"))
_EXACT = re.compile("⟦(?P<kind>[A-Z][A-Z_]*)·[A-Z]{1,4}⟧")
PLACEHOLDER = re.compile("⟦[^⟦⟧]*⟧")
"""Whatever stands in brackets like ours."""
_DOTS = "·•∙・⋅‧●"
_WORD = r"[^\W\d_]{2,}(?:_[^\W\d_]{2,}){0,3}"
_LIKE = re.compile(
    rf"[\[({{<«［【]\s*(?P<within>{_WORD})\s*[{_DOTS}.:_/|\s-]?\s*[A-Z]{{1,3}}\s*[\])}}>»］】]"
    rf"|(?P<dotted>{_WORD})[{_DOTS}][^\W\d_]{{1,3}}(?!\w)"
    rf"|\b(?P<capital>[A-Z]{{2,}}(?:_[A-Z]{{2,}})*)(?:[ _-][A-Z]| ?[{_DOTS}] ?[A-Z]{{1,2}})(?!\w)"
)
"""In any brackets, with the dot alone, or in capitals without either."""
_ALIKE = 0.72
"""Of all letters, how many a misspelled or translated kind shares with it: PERSONE, PERSONNE, TELEPHONE."""


def escape(text: str) -> str:
    """Return the text with placeholder brackets made plain; every character keeps its place."""
    return text.translate(_ESCAPES)


def is_like_placeholder(text: str) -> bool:
    """Whether a text holds a bracket of placeholders, which `escape` makes plain."""
    return any(bracket in text for bracket in _OPENING + _CLOSING)


def replaced(text: str, value_of: Callable[[str], str]) -> str:
    """Return the text with each placeholder as `value_of` gives it, in one pass: no value is read again."""
    return PLACEHOLDER.sub(lambda match: value_of(match[0]), text) if "⟦" in text else text


def kind_of(placeholder: str) -> str:
    """Return the kind of a placeholder, empty for what is none."""
    match = _EXACT.fullmatch(placeholder)
    return match["kind"] if match else ""


def placeholders_in(text: str) -> Iterator[str]:
    """Yield the placeholders of a text and all that is like one, as they are written."""
    if "⟦" in text:
        yield from (match[0] for match in _EXACT.finditer(text))
    yield from (match[0] for match in _like(_EXACT.sub(" ", text)))


def mangled(sentence: str, given: Iterable[str]) -> bool:
    """Whether a sentence holds something like a placeholder that is none of `given`.

    `given` is what `placeholders_in` finds in all that the sentence was written from: a plain "[PERSON·A]"
    that the asker typed may be repeated.
    """
    known = frozenset(given)
    rest = _EXACT.sub(lambda match: " " if match[0] in known else match[0], sentence)
    for one in sorted(known, key=len, reverse=True):
        rest = rest.replace(one, " ")
    return is_like_placeholder(rest) or any(True for _ in _like(rest))


def _like(text: str) -> Iterator[re.Match[str]]:
    for match in _LIKE.finditer(text):
        word = match["within"] or match["dotted"]
        if _is_like_kind(word) if word else match["capital"] in KINDS:
            yield match


@lru_cache(maxsize=4_096)
def _is_like_kind(word: str) -> bool:
    """Whether a word is a kind, misspelled or translated perhaps; short ones must be exact."""
    capitals = word.upper()
    if capitals in KINDS:
        return True
    return len(word) >= 5 and any(
        len(kind) >= 5 and kind[0] == capitals[0] and SequenceMatcher(None, kind, capitals).ratio() >= _ALIKE
        for kind in (*KINDS, *_TRANSLATED)
    )
