"""Once a day, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedules import Daily

BERLIN = ZoneInfo("Europe/Berlin")
_ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC"]
).map(ZoneInfo)
_MOMENTS = st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
_DAILY = st.builds(
    lambda at, zone: Daily(at=at.replace(second=0, microsecond=0), zone=zone), st.times(), _ZONES
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-26T02:29", "2026-11-26T01:30Z"),
        ("2026-11-26T02:30", "2026-11-27T01:30Z"),
        ("2026-07-01T12:00", "2026-07-02T00:30Z"),
        ("2026-03-28T12:00", "2026-03-29T01:30Z"),  # 02:30 is skipped: 03:30 summer time
        ("2026-10-24T12:00", "2026-10-25T00:30Z"),  # 02:30 comes twice: the first
        ("2026-10-25T02:31", "2026-10-26T01:30Z"),  # not again an hour later
    ],
)
def test_the_next_night_is_found_in_the_companys_zone(now: str, expected: str) -> None:
    night = Daily(at=time(2, 30), zone=BERLIN)
    assert night.next_after(at(now)) == datetime.fromisoformat(expected)


@given(_DAILY, _MOMENTS)
def test_the_next_time_is_after_now_and_the_last_is_not(daily: Daily, now: datetime) -> None:
    soon, last = daily.next_after(now), daily.last_until(now)
    assert last <= now < soon
    assert daily.next_after(last) == soon
    assert soon - last <= timedelta(hours=49)


@given(_DAILY, st.dates(date(2005, 1, 2), date(2034, 12, 1)))
def test_a_year_has_one_time_for_each_of_its_days(daily: Daily, first: date) -> None:
    start = datetime.combine(first, time(), daily.zone).astimezone(UTC)
    end = datetime.combine(first + timedelta(days=30), time(), daily.zone).astimezone(UTC)
    times, moment = [], start - timedelta(microseconds=1)
    while (moment := daily.next_after(moment)) < end:
        times.append(moment)
    local = [one.astimezone(daily.zone).date() for one in times]
    assert len(set(local)) == len(local)
    skipped = 1 if str(daily.zone) == "Pacific/Apia" else 0
    assert 30 - skipped <= len(times) <= 30


@given(_DAILY, _MOMENTS, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_what_was_missed_is_due_once(daily: Daily, since: datetime, asleep: timedelta) -> None:
    now = since + asleep
    assert daily.is_due(since, now) is (daily.next_after(since) <= now)
    assert not daily.is_due(now, now)
