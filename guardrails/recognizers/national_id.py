"""Numbers a state gives a person: named as one, or of a form that nothing else has."""

import re
from collections.abc import Iterable

from guardrails.finding import Finding
from guardrails.surroundings import ID, ends_of, label_before

name = "national_id"
_GAP = re.compile(
    r"(?:[\s.:=#()*-]|(?:is|ist|lautet|was|no|nr|number|nummer|meine|mein|my|the|der|die"
    r"|of|von|von mir|for|für)\b\.?){0,12}",
    re.I,
)
_VALUE = re.compile(
    r"(?:[A-Z]{1,3}[ ]?)?\d(?:[ \xa0./+-]?(?:[A-Z] ?)?\d){3,18}(?:[ -]?[A-Z](?![A-Za-z]))?"
    r"|(?=[A-Z]{0,8}\d)[A-Z0-9]{6,20}",
    re.I,
)
_NINO = re.compile(
    r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] \d\d \d\d \d\d [A-D](?!\w)"
)
_SSN_DE = re.compile(r"(?<![\w-])\d\d ?(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d ?[A-Z] ?\d{3}(?![\w-])")
_AHV = re.compile(r"(?<![\w.])756\.\d{4}\.\d{4}\.\d\d(?![\w.])")
_CODICE = re.compile(r"(?<!\w)[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z](?!\w)")
_OWN_FORMS = (_NINO, _AHV, _CODICE)


def may_find(text: str) -> bool:
    return any(mark.isdecimal() for mark in text)


def find(text: str) -> Iterable[Finding]:
    for end in ends_of(text, ID):
        gap = _GAP.match(text, end)
        value = _VALUE.match(text, gap.end() if gap else end)
        if value and not text[value.end() : value.end() + 1].isalnum():
            yield Finding(start=value.start(), end=value.end(), type="NATIONAL_ID", score=0.97)
    for pattern in _OWN_FORMS:
        for match in pattern.finditer(text):
            if label_before(text, match.start()) is None:
                yield Finding(start=match.start(), end=match.end(), type="NATIONAL_ID", score=0.8)
    for match in _SSN_DE.finditer(text):
        if label_before(text, match.start()) is None and has_right_check(match[0]):
            yield Finding(start=match.start(), end=match.end(), type="NATIONAL_ID", score=0.8)


def has_right_check(number: str) -> bool:
    """Whether the check digit of a German pension insurance number is right (VKVV § 4)."""
    value = re.sub(r"\W", "", number)
    digits = f"{value[:8]}{ord(value[8]) - 64:02}{value[9:11]}"
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, weights, strict=True))
    return total % 10 == int(value[11])
