"""Payment cards: with the right check digit, or named or grouped as one though mistyped."""

import re
from collections.abc import Iterable

from guardrails.finding import Finding
from guardrails.surroundings import (
    CARD,
    REFERENCE,
    is_called_card_after,
    is_reference_near,
    label_before,
    tells_of,
)

name = "card"
_RUN = re.compile(r"(?<![\w./#-])\d(?:[ \xa0.\-–]{0,2}\d){11,18}(?![\w]|[ -]?\d)")
_GROUPED = re.compile(
    r"(?:\d{4}([ \xa0.-]{1,2})\d{4}\1\d{4}\1\d{4}|3[47]\d\d([ \xa0.-]{1,2})\d{6}\2\d{5}"
    r"|3[068]\d\d([ \xa0.-]{1,2})\d{6}\3\d{4})"
)
_PAYMENT = re.compile(
    r"\b(?:pa(?:y|id)\w*|charged|refund\w*|debit\w*|credit card|cards?|visa|master ?card"
    r"|amex|cvv|cvc|take it from"
    r"|\w*zahl(?:en|t|ung)\w*|\w*karten?\b|kredit\w*|abbuch\w*|abgebucht|belast\w*|erstatt\w*)",
    re.I,
)
"""Without one of these a bare run in a text about orders is the number of a parcel."""
_ON_THE_WAY = re.compile(
    r"\b(?:where(?: is|'s|s)|wo (?:ist|bleibt|sind)|status|late|verspätet"
    r"|arriv\w*|angekommen|ship\w*|verschickt"
    r"|track\w*|deliver\w*|geliefert|zugestellt|unterwegs|lost|missing|fehlt|stuck)\b",
    re.I,
)
_ISSUED = re.compile(
    r"(?:4\d|5[1-5]|2[2-7]|35|6[0245]|50)\d{14}|3[47]\d{13}|3[0689]\d{12}|(?:62|50|6[07])\d{14,17}"
)
"""The lengths and first digits of cards in use."""


_QUICK = re.compile(r"\d(?:[ \xa0.\-–]{0,2}\d){11}")


def may_find(text: str) -> bool:
    return _QUICK.search(text) is not None


def find(text: str) -> Iterable[Finding]:
    for match in _RUN.finditer(text):
        if score := _score(text, match):
            yield Finding(start=match.start(), end=match.end(), type="CARD", score=score)


def _score(text: str, match: re.Match[str]) -> float:
    label = label_before(text, match.start())
    digits = re.sub(r"\D", "", match[0])
    if label == CARD or (label is None and is_called_card_after(text, match.end())):
        return 0.95 if is_luhn(digits) else 0.75
    if label is not None or is_reference_near(text, match.start()) or not _ISSUED.fullmatch(digits):
        return 0.0
    grouped = _GROUPED.fullmatch(match[0])
    if grouped and len(digits) >= 15:
        return 0.95 if is_luhn(digits) else 0.7
    logistics = (tells_of(text, REFERENCE) or _ON_THE_WAY.search(text)) and not _PAYMENT.search(text)
    return 0.95 if is_luhn(digits) and not logistics and (grouped or len(digits) in (15, 16)) else 0.0


def is_luhn(digits: str) -> bool:
    """Whether the last digit is right (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0
