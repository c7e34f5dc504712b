"""When people are there, in the company's zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.opening_hours import ALWAYS, Hours, NoHours, hours_from

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = hours_from("Mon-Fri 08:00-17:00; Sat 09:00-12:00", frozenset({date(2026, 12, 25)}))
_MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))
_PARTS = st.tuples(
    st.sampled_from(["Mon", "Tue-Thu", "Fri,Sun", "Sat-Mon"]), st.integers(0, 22), st.integers(1, 23)
).filter(lambda part: part[1] < part[2])
_HOURS = st.lists(_PARTS, min_size=1, max_size=4).map(
    lambda parts: hours_from("; ".join(f"{days} {begin}:15-{end}:15" for days, begin, end in parts))
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-26T08:00", "2026-11-26T08:00"),
        ("2026-11-26T16:59", "2026-11-26T16:59"),
        ("2026-11-26T17:00", "2026-11-27T08:00"),
        ("2026-11-28T12:00", "2026-11-30T08:00"),  # a Saturday noon
        ("2026-12-24T18:00", "2026-12-26T09:00"),  # Christmas Day is left out
        ("2026-03-29T01:00", "2026-03-30T08:00"),  # the clocks go forward
    ],
)
def test_people_are_there_in_their_hours_and_next_when_they_open(now: str, opens: str) -> None:
    assert WEEK.opens_at(at(now), BERLIN) == at(opens)
    assert WEEK.is_open(at(now), BERLIN) == (now == opens)


@pytest.mark.parametrize(
    ("now", "hours", "until"),
    [
        ("2026-11-26T10:00", 4.0, "2026-11-26T14:00"),
        ("2026-11-26T16:00", 2.0, "2026-11-27T09:00"),
        ("2026-11-27T16:00", 5.0, "2026-11-30T09:00"),  # one on Friday, three on Saturday, one on Monday
    ],
)
def test_only_their_own_hours_count_towards_an_answer(now: str, hours: float, until: str) -> None:
    assert WEEK.after(at(now), hours, BERLIN) == at(until)


def test_hours_that_are_written_twice_count_once() -> None:
    twice = hours_from("Mon-Fri 08:00-17:00; Fri 09:00-12:00")
    assert twice.after(at("2026-11-27T08:00"), 10, BERLIN) == at("2026-11-30T09:00")


def test_who_has_no_hours_is_always_there() -> None:
    assert ALWAYS.is_open(at("2026-12-25T03:00"), BERLIN)
    assert ALWAYS.after(at("2026-12-25T03:00"), 2, BERLIN) == at("2026-12-25T05:00")


def test_a_day_may_last_until_midnight() -> None:
    late = hours_from("Mon-Sun 00:00-24:00")
    assert all(late.is_open(at(f"2026-11-26T{clock}"), BERLIN) for clock in ("00:00", "12:00", "23:59:59"))


def test_who_is_closed_for_a_year_is_never_there() -> None:
    days = frozenset(date(2026, 1, 1) + timedelta(days=number) for number in range(900))
    closed = Hours(spans=WEEK.spans, closed_on=days)
    assert closed.opens_at(at("2026-11-26T10:00"), BERLIN) is None
    assert closed.after(at("2026-11-26T10:00"), 1, BERLIN) is None


@pytest.mark.parametrize(
    "text", ["8-17", "Mon 17:00-08:00", "Mo-Fr 08:00-17:00", "Mon 25:00-26:00", "weekdays"]
)
def test_hours_nobody_can_read_are_refused_with_how_they_are_written(text: str) -> None:
    with pytest.raises(NoHours, match=r"hours|days|time of day"):
        hours_from(text)


@given(hours=_HOURS, now=_MOMENTS, wanted=st.floats(0.1, 40))
def test_people_open_when_they_are_there_and_answer_in_their_hours(
    hours: Hours, now: datetime, wanted: float
) -> None:
    opens, until = hours.opens_at(now, BERLIN), hours.after(now, wanted, BERLIN)
    assert opens is not None
    assert opens >= now
    assert hours.is_open(opens, BERLIN)
    assert until is not None
    assert until > opens
    assert hours.is_open(until - timedelta(milliseconds=1), BERLIN)
