"""The clock as a port: the system's, or one that stands where it was set."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.errors import SettingsError


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class SetClock:
    """A clock set by hand. It stands still: the same question has the same answer."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def moment_from_text(text: str, zone: ZoneInfo) -> datetime:
    """Return the moment a person wrote in ISO form; without an offset it is meant in `zone`.

    Raises: `SettingsError` that shows the form.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError("--at takes a time like 2026-11-28T14:05 or 2026-11-28T14:05+01:00.") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
