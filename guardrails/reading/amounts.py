"""Reads numbers in either locale's spelling, percent and currency; the last reader takes what is left."""

import re
import unicodedata
from decimal import Decimal

from guardrails.reading.currencies import CODE, CURRENCY, code_of
from guardrails.reading.numerals import readings
from guardrails.reading.reader import JOIN, Reader, text_before
from guardrails.values import Number, Value

_SHARE = r"(?:%|‰|per\s?cent\b|prozent\b|promille\b)"
_DIGITS = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
)
_NUMBER = re.compile(
    rf"(?:(?<![\w.,])|(?<=\d[xX×])|(?<=\b{CODE}))(?P<digits>{_DIGITS})(?![.,]?\d)"
    rf"(?:\s?(?P<share>{_SHARE})|\s?(?P<after>{CURRENCY}(?!\w))"
    rf"|(?={JOIN}\d+(?:[.,]\d+)?\s?(?P<shared>{_SHARE}|{CURRENCY}(?!\w))))?",
    re.I,
)
_MARKS_BEFORE = re.compile(
    rf"(?P<sign>(?<![\w\0)\]])[-−–])?(?:(?<!\w)(?P<before>{CURRENCY})\s?)?(?P<late_sign>(?<![\w\0)\]])[-−])?$",
    re.I,
)
_PART = r"(?P<part>[\u00bc-\u00be\u2150-\u215e])"
_MIXED = re.compile(rf"(?P<whole>\d{{1,9}})\s?{_PART}")
_FRACTION = re.compile(_PART)
_LEFT = re.compile(r"\d+")


def _number(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    before = _MARKS_BEFORE.search(text_before(match, most=len(" −pounds −")))
    marks = before.groupdict() if before else {}
    unit = match["share"] or match["after"] or match["shared"] or marks.get("before") or ""
    sign = -1 if marks.get("sign") or marks.get("late_sign") else 1
    values = frozenset(sign * reading for reading in readings(match["digits"]))
    return (Number(values, _unit(unit), match["digits"]),)


def _unit(spelled: str) -> str:
    if not spelled:
        return ""
    return code_of(spelled) or ("‰" if spelled.lower() in ("‰", "promille") else "%")


def _fraction(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    part = Decimal(str(round(unicodedata.numeric(match["part"]), 6)))
    whole = Decimal(match.groupdict().get("whole") or 0)
    return (Number(frozenset({whole + part}), spelled=match[0]),)


def _left(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    return (Number(frozenset({Decimal(match[0])}), spelled=match[0]),)


AMOUNT_READERS: tuple[Reader, ...] = (
    Reader(_MIXED, _fraction),
    Reader(_FRACTION, _fraction, at_numerals=False),
    Reader(_NUMBER, _number),
    Reader(_LEFT, _left),
)
