"""The values a text can speak of, and when a claimed one agrees with a known one.

By value, not by spelling: `3.12.`, `3 December` and `2026-12-03` are one day, `1,5` and `1.5` one number.
Where a spelling has two readings a value keeps both and agrees when either does.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guardrails.measures import size_of

_SHARES = frozenset({"%", "‰"})


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of an order, product, delivery, parcel …; `text` is in upper case."""

    text: str

    def agrees(self, fact: "Value") -> bool:
        return self == fact


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the web. No spelling but the known one is good enough to be clicked on."""

    text: str

    def agrees(self, fact: "Value") -> bool:
        return self == fact


@dataclass(frozen=True, slots=True)
class Section:
    """The number of a section, rule or version: 4.10 is not 4.1."""

    text: str

    def agrees(self, fact: "Value") -> bool:
        return self == fact or (isinstance(fact, Number) and fact.spelled == self.text)


@dataclass(frozen=True, slots=True)
class Day:
    """`dates` are its readings as (year, month, day): two for 12/3/2026. The year is None when none is meant.

    `weekday` (Monday is 0) is the one written beside it.
    """

    dates: frozenset[tuple[int | None, int, int]]
    weekday: int | None = None

    def agrees(self, fact: "Value") -> bool:
        """A weekday written beside the date must be that of the known date."""
        return isinstance(fact, Day) and any(
            mine[1:] == known[1:] and _may_equal(mine[0], known[0]) and self._fits(known[0] or mine[0], known)
            for mine in self.dates
            for known in fact.dates
        )

    def _fits(self, year: int | None, known: tuple[int | None, int, int]) -> bool:
        if self.weekday is None or year is None:
            return True
        return weekday_of(year, known[1], known[2]) == self.weekday


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both meant: "next week". A known day in it bears it out."""

    first: date
    last: date

    def agrees(self, fact: "Value") -> bool:
        if isinstance(fact, Day):
            return any(
                year and self.first <= date(year, month, day) <= self.last
                for year, month, day in fact.dates
                if year is None or weekday_of(year, month, day) is not None
            )
        return self == fact


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year, as in "since May 2026". A day of that month bears it out."""

    year: int
    month: int

    def agrees(self, fact: "Value") -> bool:
        if isinstance(fact, Day):
            return any(known[:2] == (self.year, self.month) for known in fact.dates)
        return self == fact


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday without a date (Monday is 0). A day that falls on it bears it out."""

    number: int

    def agrees(self, fact: "Value") -> bool:
        if isinstance(fact, Day):
            return any(
                year and weekday_of(year, month, day) == self.number for year, month, day in fact.dates
            )
        return self == fact


@dataclass(frozen=True, slots=True)
class Time:
    """Minutes since midnight; 24:00 is 1440. `second` is None when none was written."""

    minutes: int
    second: int | None = None

    def agrees(self, fact: "Value") -> bool:
        return (
            isinstance(fact, Time) and self.minutes == fact.minutes and _may_equal(self.second, fact.second)
        )


@dataclass(frozen=True, slots=True)
class Number:
    """`unit` is "%", "‰", a currency's code, a unit of measure (`guardrails.measures`) or empty.

    Measures of one kind agree when they are the same amount: 48 h are 2 days. A claim without a unit agrees
    with a measured fact, and the other way round; shares only with shares.
    """

    readings: frozenset[Decimal]
    unit: str = ""
    spelled: str = ""

    def agrees(self, fact: "Value") -> bool:
        if isinstance(fact, Section):
            return fact.text == self.spelled
        if not isinstance(fact, Number):
            return False
        if self.unit == fact.unit or not (self.unit and fact.unit):
            fits = self.unit == fact.unit or not (self.unit in _SHARES or fact.unit in _SHARES)
            return fits and bool(self.readings & fact.readings)
        mine, known = size_of(self.unit), size_of(fact.unit)
        if mine is None or known is None or mine[0] != known[0]:
            return False
        return any(one * mine[1] == other * known[1] for one in self.readings for other in fact.readings)


@dataclass(frozen=True, slots=True)
class Either:
    """Digits that can be two things: `3.1.` is a day, or a section number at the end of a sentence."""

    first: "Value"
    second: "Value"

    def agrees(self, fact: "Value") -> bool:
        return self.first.agrees(fact) or self.second.agrees(fact)


Value = Reference | Link | Section | Day | Span | Month | Weekday | Time | Number | Either


def weekday_of(year: int, month: int, day: int) -> int | None:
    """Return the weekday of a date (Monday is 0); None for 29 February of a year that has none."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def _may_equal(first: int | None, second: int | None) -> bool:
    return first is None or second is None or first == second
