"""Dates, times, numbers, quantities and amounts as a reader of a language writes them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

_LOCALES = {"en": "en_GB", "de": "de_DE"}
_DAY = {"en": "EEE d MMM", "de": "EEE, d. MMM"}
_DATE = {"en": "d MMM y", "de": "d. MMM y"}


def day_text(day: date, language: str, *, this_year: int) -> str:
    """Return "Fri 28 Nov", with the year when it is not this one."""
    pattern = _DAY[language] + ("" if day.year == this_year else " y")
    return format_date(day, pattern, locale=_LOCALES[language])


def date_text(day: date, language: str) -> str:
    """Return "1 Jan 2026": for validity, where the weekday says nothing."""
    return format_date(day, _DATE[language], locale=_LOCALES[language])


def number_text(number: Decimal | int, language: str) -> str:
    return format_decimal(number, locale=_LOCALES[language], decimal_quantization=False)


def amount_text(amount: Decimal, currency: str, language: str) -> str:
    return format_currency(amount, currency, "#,##0.00 ¤¤", locale=_LOCALES[language])


def list_text(parts: Sequence[str], language: str) -> str:
    return format_list(parts, locale=_LOCALES[language])
