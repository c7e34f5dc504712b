"""Reads numbers in either locale's spelling, percent and currency; the last reader takes what is left."""

import re
import unicodedata
from decimal import Decimal

from guardrails.measures import MEASURE, unit_in
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
_SHARED_MEASURE = re.compile(rf"{JOIN}\d+(?:[.,]\d+)?{MEASURE.pattern}", re.I)
_PART = r"(?P<part>[\u00bc-\u00be\u2150-\u215e])"
_MIXED = re.compile(rf"(?P<whole>\d{{1,9}})\s?{_PART}")
_FRACTION = re.compile(_PART)
_ORDINAL_END = re.compile(r"st|nd|rd|th|\.")
_LEFT = re.compile(r"\d+")


def _number(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    before = _MARKS_BEFORE.search(text_before(match, most=len(" −pounds −")))
    marks = before.groupdict() if before else {}
    unit = match["share"] or match["after"] or match["shared"] or marks.get("before") or ""
    measure = "" if unit else _measure_after(match)
    sign = -1 if marks.get("sign") or marks.get("late_sign") else 1
    values = frozenset(sign * reading for reading in readings(match["digits"]))
    return (Number(values, measure or _unit(unit), match["digits"]),)


def _measure_after(match: re.Match[str]) -> str:
    """Return the unit behind a number, or behind the range it begins: "3 to 5 days"."""
    found = MEASURE.match(match.string, match.end()) or _SHARED_MEASURE.match(match.string, match.end())
    return unit_in(found) if found else ""


def _unit(spelled: str) -> str:
    if not spelled:
        return ""
    return code_of(spelled) or ("‰" if spelled.lower() in ("‰", "promille") else "%")


def _fraction(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    part = Decimal(str(round(unicodedata.numeric(match["part"]), 6)))
    whole = Decimal(match.groupdict().get("whole") or 0)
    return (Number(frozenset({whole + part}), spelled=match[0]),)


def _left(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    return (Number(frozenset({Decimal(match[0])}), _unit_of_ordinal(match), match[0]),)


def _unit_of_ordinal(match: re.Match[str]) -> str:
    """The "5" of "5th day" and "48hours" is one of days or hours."""
    after = _ORDINAL_END.match(match.string, match.end())
    found = MEASURE.match(match.string, after.end() if after else match.end())
    return unit_in(found) if found else ""


AMOUNT_READERS: tuple[Reader, ...] = (
    Reader(_MIXED, _fraction),
    Reader(_FRACTION, _fraction, at_numerals=False),
    Reader(_NUMBER, _number),
    Reader(_LEFT, _left),
)
