"""Days people speak of, on Sunday 22 November 2026."""

from datetime import date

import pytest

from retrieval.understanding.text import Period, fold
from retrieval.understanding.times import day_of_rules, past_weekday, periods_in

TODAY = date(2026, 11, 22)

FOUND = [
    ("today", "2026-11-22..2026-11-22"),
    ("heute", "2026-11-22..2026-11-22"),
    ("tomorow", "2026-11-23..2026-11-23"),
    ("morgen früh", "2026-11-23..2026-11-23"),
    ("übermorgen", "2026-11-24..2026-11-24"),
    ("day after tomorrow", "2026-11-24..2026-11-24"),
    ("yesterday", "2026-11-21..2026-11-21"),
    ("vorgestern", "2026-11-20..2026-11-20"),
    ("this week", "2026-11-16..2026-11-22"),
    ("diese Woche", "2026-11-16..2026-11-22"),
    ("next week", "2026-11-23..2026-11-29"),
    ("nächste Woche", "2026-11-23..2026-11-29"),
    ("last week", "2026-11-09..2026-11-15"),
    ("last month", "2026-10-01..2026-10-31"),
    ("letzten Monat", "2026-10-01..2026-10-31"),
    ("next month", "2026-12-01..2026-12-31"),
    ("this quarter", "2026-10-01..2026-12-31"),
    ("last quarter", "2026-07-01..2026-09-30"),
    ("last year", "2025-01-01..2025-12-31"),
    ("letztes Jahr", "2025-01-01..2025-12-31"),
    ("in 2025", "2025-01-01..2025-12-31"),
    ("im Jahr 2025", "2025-01-01..2025-12-31"),
    ("before 2026", "..2025-12-31"),
    ("vor 2026", "..2025-12-31"),
    ("since 2025", "2025-01-01.."),
    ("on Friday", "2026-11-27..2026-11-27"),
    ("am Freitag", "2026-11-27..2026-11-27"),
    ("last Friday", "2026-11-20..2026-11-20"),
    ("letzten Freitag", "2026-11-20..2026-11-20"),
    ("by Friday", "..2026-11-27"),
    ("bis Freitag", "..2026-11-27"),
    ("since Monday", "2026-11-23.."),
    ("by fri", "..2026-11-27"),
    ("on 28 Nov", "2026-11-28..2026-11-28"),
    ("28th of November", "2026-11-28..2026-11-28"),
    ("Nov 28", "2026-11-28..2026-11-28"),
    ("5 January", "2027-01-05..2027-01-05"),
    ("28. November 2025", "2025-11-28..2025-11-28"),
    ("28.11.", "2026-11-28..2026-11-28"),
    ("28.11.2026", "2026-11-28..2026-11-28"),
    ("28.11.26", "2026-11-28..2026-11-28"),
    ("am 28.11", "2026-11-28..2026-11-28"),
    ("2026-11-28", "2026-11-28..2026-11-28"),
    ("28/11/2026", "2026-11-28..2026-11-28"),
    ("in October", "2026-10-01..2026-10-31"),
    ("im März 2025", "2025-03-01..2025-03-31"),
    ("after 1 December", "2026-12-02.."),
    ("in the last 7 days", "2026-11-15..2026-11-22"),
    ("in den nächsten 3 Tagen", "2026-11-22..2026-11-25"),
    ("end of the month", "2026-11-30..2026-11-30"),
    ("Ende der Woche", "2026-11-22..2026-11-22"),
]
NOTHING = [
    "good morning",
    "guten Morgen",
    "on Fridays",
    "freitags",
    "section 3.1",
    "you may ship",
    "31.02.2026",
    "the order 2025",
    "16:00",
    "within 3 days",
    "sun protection",
    "it sat there",
    "month end closing",
    "2025 boxes",
    "the last day to order",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_reads_days_and_stretches_of_days(text: str, expected: str) -> None:
    assert [_shown(one) for one in _periods(text)] == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_reads_no_day_where_none_is_meant(text: str) -> None:
    assert _periods(text) == []


def test_rules_of_the_past_are_those_of_its_last_day() -> None:
    assert day_of_rules(_periods("in 2025")[0], TODAY) == date(2025, 12, 31)
    assert day_of_rules(_periods("tomorrow")[0], TODAY) == date(2026, 11, 23)
    assert day_of_rules(_periods("this week")[0], TODAY) is None


def test_a_weekday_may_be_the_one_before() -> None:
    assert past_weekday(_periods("on Friday")[0], TODAY) == Period(
        first=date(2026, 11, 20), last=date(2026, 11, 20)
    )


def _periods(text: str) -> list[Period]:
    return [one.thing for one in periods_in(fold(text), TODAY) if isinstance(one.thing, Period)]


def _shown(period: Period) -> str:
    return f"{period.first or ''}..{period.last or ''}"
