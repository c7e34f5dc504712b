"""When people are there: hours of the week in the company's zone. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PART = re.compile(r"^(?P<days>[a-z, -]+?)\s+(?P<begin>\d{1,2}:\d{2})\s*-\s*(?P<end>\d{1,2}:\d{2})$")
_FAR = 400
"""Days that are looked at: who is not there within a year never is."""


class NoHours(ValueError):
    """A text names no hours; the message says how they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """`spans` are (weekday from 0 for Monday, from, until), half-open. Always there when there are none."""

    spans: tuple[tuple[int, time, time], ...] = ()
    closed_on: frozenset[date] = frozenset()

    def is_open(self, moment: datetime, zone: tzinfo) -> bool:
        if not self.spans:
            return True
        return any(begin <= moment < end for begin, end in self._around(moment, zone))

    def opens_at(self, moment: datetime, zone: tzinfo) -> datetime | None:
        """Return when they are there next: the moment itself when they are; None for never."""
        if self.is_open(moment, zone):
            return moment
        return min((begin for begin, _ in self._around(moment, zone, _FAR) if begin > moment), default=None)

    def after(self, moment: datetime, hours: float, zone: tzinfo) -> datetime | None:
        """Return when so many of their hours have passed, None for never."""
        if not self.spans:
            return moment + timedelta(hours=hours)
        left = timedelta(hours=hours)
        for begin, end in sorted(self._around(moment, zone, _FAR)):
            if end <= moment:
                continue
            start = max(begin, moment)
            if end - start >= left:
                return start + left
            left, moment = left - (end - start), end  # hours that are written twice count once
        return None

    def _around(self, moment: datetime, zone: tzinfo, days: int = 1) -> Iterator[tuple[datetime, datetime]]:
        today = moment.astimezone(zone).date()
        for number in range(days):
            day = today + timedelta(days=number)
            if day in self.closed_on:
                continue
            for weekday, begin, end in self.spans:
                if weekday == day.weekday():
                    yield datetime.combine(day, begin, zone), datetime.combine(day, end, zone)


ALWAYS = Hours()


def hours_from(text: str, closed_on: frozenset[date] = frozenset()) -> Hours:
    """Read "Mon-Fri 08:00-17:00; Sat 9:00-12:00"; "" is always. Raises: `NoHours`."""
    spans: list[tuple[int, time, time]] = []
    for part in filter(None, (piece.strip().lower() for piece in text.split(";"))):
        found = _PART.match(part)
        if found is None:
            raise NoHours("hours are written as “Mon-Fri 08:00-17:00; Sat 09:00-12:00”")
        begin, end = _time(found["begin"]), _time(found["end"])
        if begin >= end:
            raise NoHours("hours end later than they begin, on the same day")
        spans += [(day, begin, end) for day in _days(found["days"])]
    return Hours(spans=tuple(spans), closed_on=closed_on)


def _time(text: str) -> time:
    hours, minutes = (int(part) for part in text.split(":"))
    if hours == 24 and minutes == 0:
        return time.max
    try:
        return time(hours, minutes)
    except ValueError:
        raise NoHours("there is no such time of day") from None


def _days(text: str) -> Iterator[int]:
    for part in text.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        try:
            begin, end = _DAYS.index(first[:3]), _DAYS.index((last or first)[:3])
        except ValueError:
            raise NoHours("days are Mon, Tue, Wed, Thu, Fri, Sat, Sun") from None
        yield from (day % 7 for day in range(begin, (end if end >= begin else end + 7) + 1))
