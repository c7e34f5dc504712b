"""Who is spoken to: language, zone, moment and audience. Every text for people is said through a `Voice`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal

from bot.catalogue import translations
from bot.generation.formats import amount_text, date_text, day_text, list_text, number_text
from bot.generation.units import unit_text
from retrieval.audience import Audience

_TWO_STOPS = re.compile(r"\.\.(?=\s|$)")
_WAREHOUSE_ONLY = frozenset({"warehouse"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """`language` is one of `catalogue.LANGUAGES`; `system` is the order system's name for staff."""

    language: str
    zone: tzinfo
    now: datetime
    audience: Audience
    system: str = "Odoo"
    portal: str | None = None

    @property
    def to_staff(self) -> bool:
        return self.audience.is_staff

    @property
    def to_commercial(self) -> bool:
        """Whether prices and credit may be spoken of: never to somebody who only works in a warehouse."""
        return not (self.to_staff and self.audience.roles and self.audience.roles <= _WAREHOUSE_ONLY)

    def say(self, message: str, **values: str) -> str:
        return _tidy(translations(self.language).gettext(message).format(**values))

    def count(self, one: str, many: str, n: Decimal | int, **values: str) -> str:
        """Say the form that goes with `n`, which the message may name as `{n}`."""
        whole = int(n) if n == int(n) else 2
        message = translations(self.language).ngettext(one, many, whole)
        return _tidy(message.format(n=self.number(n), **values))

    def number(self, number: Decimal | int) -> str:
        return number_text(number, self.language)

    def quantity(self, number: Decimal, unit: str | None) -> str:
        return unit_text(self, number, unit)

    def part(self, number: Decimal, whole: Decimal | None, unit: str | None) -> str:
        """Say "10 of 11 boxes", or "11 boxes" when that is all."""
        if whole is None or whole <= number:
            return self.quantity(number, unit)
        return self.say("{part} of {whole}", part=self.number(number), whole=self.quantity(whole, unit))

    def amount(self, amount: Decimal, currency: str) -> str:
        return amount_text(amount, currency, self.language)

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def day(self, moment: datetime | date) -> str:
        day = self.local_day(moment) if isinstance(moment, datetime) else moment
        return day_text(day, self.language, this_year=self.local_day(self.now).year)

    def date(self, day: date) -> str:
        return date_text(day, self.language)

    def time(self, moment: datetime) -> str:
        return f"{moment.astimezone(self.zone):%H:%M}"

    def is_past(self, moment: datetime) -> bool:
        return self.local_day(moment) < self.local_day(self.now)

    def as_of(self, moment: datetime) -> str:
        if self.local_day(moment) == self.local_day(self.now):
            return self.say("(as of {time})", time=self.time(moment))
        return self.say("(as of {day}, {time})", day=self.day(moment), time=self.time(moment))

    def join(self, parts: Iterable[str]) -> str:
        """Say "a, b and c"."""
        return list_text(list(parts), self.language)


def _tidy(text: str) -> str:
    """An abbreviation at the end of a sentence takes the sentence's full stop: "am Fr., 28. Nov."."""
    return _TWO_STOPS.sub(".", text)
