"""How facts are spelled for a model and for the check of claims: plain English, ISO dates, bare numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """Spells values for one moment and zone."""

    now: datetime
    zone: ZoneInfo

    def moment(self, at: datetime | None) -> str:
        return at.astimezone(self.zone).strftime("%Y-%m-%d %H:%M") if at else "unknown"

    def day(self, at: datetime | None) -> str:
        return at.astimezone(self.zone).strftime("%Y-%m-%d") if at else "unknown"


def number(value: Decimal | None) -> str:
    """Spell 10.00 as "10" and 1.50 as "1.5"."""
    if value is None:
        return "unknown"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal, currency: str) -> str:
    return f"{value:.2f} {currency}"


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def joined(parts: Iterable[str | None], separator: str = ", ") -> str:
    return separator.join(part for part in parts if part)
