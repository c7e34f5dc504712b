"""When something that happens once a day is due: pure, so that a year of nights is a test.

A day's time of the clock comes once each day, also where the clocks are changed: a time that is skipped in
spring comes as much later as was skipped, one that comes twice in autumn counts the first time.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    at: time
    zone: ZoneInfo

    def next_after(self, moment: datetime) -> datetime:
        """Return the first time after the moment, in UTC."""
        return min(time for time in self._around(moment) if time > moment)

    def last_until(self, moment: datetime) -> datetime:
        """Return the last time at or before the moment, in UTC."""
        return max(time for time in self._around(moment) if time <= moment)

    def is_due(self, since: datetime, now: datetime) -> bool:
        """Return whether a time came after `since`. However many did, what was missed is done once."""
        return self.last_until(now) > since

    def _around(self, moment: datetime) -> list[datetime]:
        today = moment.astimezone(self.zone).date()
        # two days on each side: a zone may have skipped a whole day
        days = (today + days * _DAY for days in range(-2, 3))
        return [datetime.combine(day, self.at, self.zone).astimezone(UTC) for day in days]
