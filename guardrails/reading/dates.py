"""Reads dates: English and German, with or without weekday and year, numeric or with a name, and ranges.

The patterns start at a digit and look back for month and weekday only when they match: most places of a
text are then left after one look.
"""

import re
from collections.abc import Iterable
from datetime import date

from guardrails.reading.calendar_names import MONTH, WEEKDAY, YEAR, month_number, weekday_number
from guardrails.reading.currencies import CURRENCY_BEFORE
from guardrails.reading.numerals import readings
from guardrails.reading.reader import JOIN, Reader, text_before
from guardrails.values import Day, Either, Month, Number, Value

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_ORDINAL = r"(?:\.\s*|(?:st|nd|rd|th)?\s+(?:of\s+)?|(?:st|nd|rd|th)?-)"
_ALONE = r"(?<!\w)(?<!\d[.,:/])(?<![A-Z]-)"
"""Before a day: it is not the tail of another number or of a reference."""
_NEXT_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+(?:the\s+|den\s+|dem\s+)?)?"
_WEEKDAY_BEFORE = re.compile(rf"\b(?P<weekday>{WEEKDAY})\.?,?\s+(?:the\s+|den\s+|dem\s+)?$", re.I)
_MONTH_BEFORE = re.compile(rf"\b(?P<name>{MONTH})\.?,?\s+(?:the\s+|of\s+)?$", re.I)

_ISO = re.compile(
    r"(?<![\w/.-])(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?:T(?=\d)|(?![\w/-]))"
)
_SLASHES = re.compile(
    r"(?<![\w/.-])(?P<a>\d{1,2})(?P<mark>[-/])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\w/-])"
)
_DAY_FIRST = re.compile(
    rf"{_ALONE}(?:(?P<first>{_DAY})(?:\.|st|nd|rd|th)?(?:\s?(?P<first_name>{MONTH})\.?)?{JOIN}{_NEXT_WEEKDAY})?"
    rf"(?P<day>{_DAY}){_ORDINAL}(?P<name>{MONTH})\.?(?:(?:,?\s+|-)(?P<year>{YEAR}))?",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?<=\s)(?P<day>{_DAY})(?:st|nd|rd|th)?(?:{JOIN}(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
    rf"(?!\w|[.,:]\d)(?:,?\s+(?P<year>{YEAR}))?",
    re.I,
)
_MONTH_YEAR = re.compile(rf"(?<=\s){YEAR}")
_DOTTED = re.compile(
    rf"{_ALONE}(?:(?P<first>{_DAY})\.(?:\s?(?P<first_month>{_MONTH_NUMBER})\.)?{JOIN}{_NEXT_WEEKDAY})?"
    rf"(?P<day>{_DAY})\.\s?(?P<month>{_MONTH_NUMBER})\."
    rf"(?:(?P<year>\d{{4}}|\d\d)(?![.,]?\d)|\s(?P<spaced_year>{YEAR}))?(?!\d)",
    re.I,
)

Date = tuple[int | None, int, int]


def _date(year: int | None, month: int | None, day: int) -> Date | None:
    """Return the date when there is one; 29 February is one without a year."""
    try:
        date(year or 2024, month or 0, day)
    except ValueError:
        return None
    return (year, month or 0, day)


def _day(dates: Iterable[Date | None], weekday: int | None = None) -> tuple[Value, ...]:
    real = frozenset(one for one in dates if one)
    return (Day(real, weekday),) if real else ()


def _year(written: str | None, default: int | None) -> int | None:
    if written is None:
        return default
    return int(written) + (2000 if len(written) == 2 else 0)


def _weekday_before(text: str) -> int | None:
    """Return the weekday a text ends with."""
    found = _WEEKDAY_BEFORE.search(text)
    return weekday_number(found["weekday"]) if found else None


def _iso(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    day = _date(int(match["year"]), int(match["month"]), int(match["day"]))
    return _day([day], _weekday_before(text_before(match)))


def _slashes(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    """12/3/2026 is both 12 March and 3 December."""
    a, b, year = int(match["a"]), int(match["b"]), _year(match["year"], None)
    return _day([_date(year, b, a), _date(year, a, b)], _weekday_before(text_before(match)))


def _day_first(match: re.Match[str], default: int | None) -> tuple[Value, ...]:
    month = month_number(match["name"])
    if month is None:
        return ()
    first_month = month_number(match["first_name"]) if match["first_name"] else month
    return _days(match, (_year(match["year"], default), month, int(match["day"])), first_month)


def _dotted(match: re.Match[str], default: int | None) -> tuple[Value, ...]:
    """ "3.1." is the third of January, or a section number at the end of a sentence; "€3.1." is neither."""
    if CURRENCY_BEFORE.search(text_before(match, most=len("pounds "))):
        return ()
    written, month, day = match["year"] or match["spaced_year"], int(match["month"]), int(match["day"])
    days = _days(match, (_year(written, default), month, day), int(match["first_month"] or month))
    if written or len(days) != 1 or _weekday_before(text_before(match)) is not None:
        return days
    spelled = f"{match['day']}.{match['month']}"
    return (Either(days[0], Number(readings(spelled), spelled=spelled)),)


def _days(match: re.Match[str], last: Date, first_month: int | None) -> tuple[Value, ...]:
    """Return the day of a match, or both ends of "28–30 Nov"."""
    if not match["first"]:
        return _day([_date(*last)], _weekday_before(text_before(match)))
    end = _day([_date(*last)], weekday_number(match["weekday"]))
    return _first(match, first_month, last) + end if end else ()


def _first(match: re.Match[str], month: int | None, last: Date) -> tuple[Value, ...]:
    """Return the first day of a range. It takes month and year from the last; no range runs backwards."""
    year, day = last[0], int(match["first"])
    if month is not None and (month, day) > last[1:]:
        if month == last[1]:
            return (Number(readings(match["first"]), spelled=match["first"]),)
        year = year - 1 if year and match["year"] else year
    return _day([_date(year, month, day)], _weekday_before(text_before(match)))


def _month_first(match: re.Match[str], default: int | None) -> tuple[Value, ...]:
    named, year = _MONTH_BEFORE.search(text_before(match)), _year(match["year"], default)
    month = month_number(named["name"]) if named else None
    if named is None or month is None:
        return ()
    weekday = _weekday_before(text_before(match)[: named.start()])
    days = [_day([_date(year, month, int(match["day"]))], weekday)]
    if match["last"]:
        days.append(_day([_date(year, month, int(match["last"]))]))
    return tuple(value for day in days for value in day) if all(days) else ()


def _month_of_year(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    named = _MONTH_BEFORE.search(text_before(match))
    month = month_number(named["name"]) if named else None
    return (Month(int(match[0]), month),) if month else ()


DATE_READERS: tuple[Reader, ...] = (
    Reader(_ISO, _iso),
    Reader(_SLASHES, _slashes),
    Reader(_DAY_FIRST, _day_first),
    Reader(_MONTH_FIRST, _month_first),
    Reader(_DOTTED, _dotted),
    Reader(_MONTH_YEAR, _month_of_year),
)
