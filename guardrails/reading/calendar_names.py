"""Names of months and weekdays, English and German."""

import re

from guardrails.reading.reader import Reader
from guardrails.values import Value, Weekday

MONTHS = {
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
            "september sept sep",
            "october oktober oct okt",
            "november nov",
            "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}
_FULL_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag",
            "tuesday dienstag",
            "wednesday mittwoch",
            "thursday donnerstag",
            "friday freitag",
            "saturday samstag sonnabend",
            "sunday sonntag",
        )
    )
    for name in names.split()
}
_WEEKDAYS = _FULL_WEEKDAYS | {
    name: number
    for number, names in enumerate(
        ("mon mo", "tues tue di", "wed mi", "thurs thur thu do", "fri fr", "sat sa", "sun so")
    )
    for name in names.split()
}
_WORDS_TOO = frozenset({"may", "march", "mar"})
"""Months that are other words when they are not capitalised."""


def _longest_first(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


MONTH = rf"(?:{_longest_first(MONTHS)})(?!\w)"
WEEKDAY = rf"(?:{_longest_first(_WEEKDAYS)})(?!\w)"
YEAR = r"(?:19|20)\d\d(?!\d)"


def month_number(name: str) -> int | None:
    """Return the month a name stands for; None when it may be another word ("may")."""
    lowered = name.lower()
    return None if lowered in _WORDS_TOO and name[0].islower() else MONTHS[lowered]


def weekday_number(name: str | None) -> int | None:
    """Return the weekday of a name beside a date; "so" and "do" are words unless they are capitalised."""
    if name is None:
        return None
    return (_FULL_WEEKDAYS if name[0].islower() else _WEEKDAYS).get(name.lower())


_WEEKDAY_NAME = re.compile(r"\b(?P<name>[^\W\d_]{3,7}(?:day|tag|abend))s?\b", re.I)


def _weekday(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    number = _FULL_WEEKDAYS.get(match["name"].lower())
    return () if number is None else (Weekday(number),)


WEEKDAY_READERS: tuple[Reader, ...] = (Reader(_WEEKDAY_NAME, _weekday, at_numerals=False, blanks=False),)
