"""The data's dates, as Odoo wants them: offsets from a day become naive UTC text."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Calendar:
    """`today` is the day every offset counts from, in the company's time zone."""

    today: date
    zone: ZoneInfo

    def moment(self, offset: dict[str, Any] | None) -> str | bool:
        """Return the moment as Odoo stores it; False, Odoo's "not set", for None."""
        if offset is None:
            return False
        local = datetime.combine(self._day(offset), time.fromisoformat(offset["at"]), tzinfo=self.zone)
        return f"{local.astimezone(UTC):%Y-%m-%d %H:%M:%S}"

    def day(self, offset: dict[str, Any] | None) -> str | bool:
        return False if offset is None else self._day(offset).isoformat()

    def _day(self, offset: dict[str, Any]) -> date:
        return self.today + timedelta(days=offset["days"])
