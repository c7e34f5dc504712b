"""Calendar days in the company's time zone: the only measure of early and late."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo


def local_day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def days_between(earlier: datetime, later: datetime, zone: ZoneInfo) -> int:
    """Return how many midnights of the zone lie between two moments; negative when they are swapped."""
    return (local_day(later, zone) - local_day(earlier, zone)).days


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return local midnight as an aware moment; `start_of_day(day + 1)` ends the day, 23 to 25 hours on."""
    return datetime.combine(day, time.min, tzinfo=zone)
