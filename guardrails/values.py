"""The values a text speaks of: references, dates, times and numbers, by value and not by spelling.

`3.12.`, `3 December` and `2026-12-03` are one date; `1,5` and `1.5` one number. Where a spelling has two
readings (`1.234` is a thousand and something in German, one and something in English) a value keeps both
and counts as equal when either agrees.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jan",
            "february februar feb",
            "march märz maerz mar mär mrz",
            "april apr",
            "may mai",
            "june juni jun",
            "july juli jul",
            "august aug",
            "september sep sept",
            "october oktober oct okt",
            "november nov",
            "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag mon mo",
            "tuesday dienstag tue tues di",
            "wednesday mittwoch wed mi",
            "thursday donnerstag thu thur thurs do",
            "friday freitag fri fr",
            "saturday samstag sonnabend sat sa",
            "sunday sonntag sun so",
        )
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_DAY_NAME = rf"(?:\b(?P<weekday>{_WEEKDAY})\b\.?,?\s+(?:the\s+|den\s+)?)?"

_REFERENCE = re.compile(
    r"(?<![\w/])(?:[A-Z]+[A-Z0-9]*(?:[/-][A-Z0-9]+)+|[A-Z]{1,6}\d[A-Z0-9]*|(?=\d*[A-Z])[A-Z0-9]{8,})(?![\w/])",
    re.I | re.ASCII,
)
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
    re.compile(
        rf"{_DAY_NAME}\b(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_MONTH})\b\.?"
        r"(?:,?\s+(?P<year>\d{4})\b)?",
        re.I,
    ),
    re.compile(
        rf"{_DAY_NAME}\b(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\.\d|:\d)(?:,?\s+(?P<year>\d{{4}})\b)?",
        re.I,
    ),
    re.compile(
        rf"{_DAY_NAME}(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.(?!\d(?!\d))(?:\s?(?P<year>\d{{4}}|\d{{2}})\b)?",
        re.I,
    ),
)
_TIMES = (
    re.compile(
        r"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?\b(?:\s?(?P<half>[ap])\.?m\b)?", re.I
    ),
    re.compile(r"\b(?P<hour>1[0-2]|[1-9])(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b", re.I),
    re.compile(r"\b(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?\s?Uhr\b"),
)
_NUMBER = re.compile(
    r"(?<![\w.,])[-−]?\d+(?:[.,\u202f\u00a0'’]\d+)*(?:\s?(?P<percent>%|per\s?cent\b|Prozent\b))?", re.I
)


@dataclass(frozen=True, slots=True)
class Reference:
    text: str

    def agrees(self, other: object) -> bool:
        return isinstance(other, Reference) and self.text == other.text


@dataclass(frozen=True, slots=True)
class Day:
    """`year` None means that none was written: the current one, when a year is needed to compare."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def agrees(self, other: object) -> bool:
        if not isinstance(other, Day) or (self.month, self.day) != (other.month, other.day):
            return False
        if self.year is not None and other.year is not None and self.year != other.year:
            return False
        return self._fits_weekday(other.year or self.year)

    def _fits_weekday(self, year: int | None) -> bool:
        if self.weekday is None or year is None:
            return True
        return date(year, self.month, self.day).weekday() == self.weekday


@dataclass(frozen=True, slots=True)
class Time:
    minutes: int

    def agrees(self, other: object) -> bool:
        return isinstance(other, Time) and self.minutes == other.minutes


@dataclass(frozen=True, slots=True)
class Number:
    readings: frozenset[Decimal]
    percent: bool = False

    def agrees(self, other: object) -> bool:
        return (
            isinstance(other, Number)
            and self.percent == other.percent
            and bool(self.readings & other.readings)
        )


Value = Reference | Day | Time | Number


def values_in(text: str, *, year: int | None = None) -> tuple[Value, ...]:
    """Return the values a text speaks of; `year` is the one meant by a date without a year.

    What one reading has taken (the digits of a date) is not read again as something else.
    """
    taken: list[tuple[int, int]] = []
    found: list[Value] = []
    for start, end, value in _all(text, year):
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            taken.append((start, end))
            found.append(value)
    return tuple(found)


def _all(text: str, year: int | None) -> Iterator[tuple[int, int, Value]]:
    for match in _REFERENCE.finditer(text):
        if any(mark.isdigit() for mark in match[0]):
            yield match.start(), match.end(), Reference(match[0].upper())
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if day := _day(match, year):
                yield match.start(), match.end(), day
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), _time(match)
    for match in _NUMBER.finditer(text):
        yield match.start(), match.end(), _number(match)


def _day(match: re.Match[str], default_year: int | None) -> Day | None:
    parts = match.groupdict()
    name = parts.get("name")
    month = _MONTHS[name.lower()] if name else int(parts["month"])
    written = parts.get("year")
    year = default_year if written is None else int(written) + (2000 if len(written) == 2 else 0)
    weekday = parts.get("weekday")
    try:
        date(year or 2024, month, int(parts["day"]))
    except ValueError:
        return None
    return Day(month, int(parts["day"]), year, _WEEKDAYS[weekday.lower()] if weekday else None)


def _time(match: re.Match[str]) -> Time:
    parts = match.groupdict()
    hour, half = int(parts["hour"]), parts.get("half")
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return Time(hour * 60 + int(parts["minute"] or 0))


def _number(match: re.Match[str]) -> Number:
    percent = match["percent"] is not None
    digits = match[0].removesuffix(match["percent"] or "").strip().replace("−", "-")
    return Number(_readings(re.sub(r"[\u202f\u00a0'’]", "", digits)), percent)


def _readings(digits: str) -> frozenset[Decimal]:
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return frozenset({Decimal(digits)})
    last = marks[-1]
    grouped = all(len(group) == 3 for group in re.split(r"[.,]", digits)[1:])
    if len(set(marks)) == 2:
        other = "," if last == "." else "."
        return frozenset({Decimal(digits.replace(other, "").replace(last, "."))})
    if len(marks) > 1:  # 1.234.567, or 3.1.2 of a section number, which is compared as it stands
        whole = digits.replace(last, "")
        return frozenset({Decimal(whole)}) if grouped else frozenset({Decimal(f"0.{whole}")})
    readings = {Decimal(digits.replace(last, "."))}
    return frozenset(readings | ({Decimal(digits.replace(last, ""))} if grouped else set()))
