"""Reads the values a text speaks of. Every digit of a text ends up in one of them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from threading import Lock
from typing import NamedTuple

from cachetools import TTLCache, cached

from guardrails.reading.amounts import AMOUNT_READERS
from guardrails.reading.calendar_names import WEEKDAY_READERS
from guardrails.reading.dates import DATE_READERS
from guardrails.reading.number_words import NUMBER_WORD_READERS
from guardrails.reading.reader import READ, Reader
from guardrails.reading.references import LINK_READERS, REFERENCE_READERS, SECTION_READERS
from guardrails.reading.relative_dates import relative_days
from guardrails.reading.times import TIME_READERS
from guardrails.values import Value


class Placed(NamedTuple):
    """A value and where it is written: half-open `[start, end)` in characters."""

    start: int
    end: int
    value: Value


_READERS: tuple[Reader, ...] = (
    *LINK_READERS,
    *WEEKDAY_READERS,
    *SECTION_READERS,
    *DATE_READERS,
    *REFERENCE_READERS,
    *TIME_READERS,
    *NUMBER_WORD_READERS,
    *AMOUNT_READERS,
)
KEPT_SECONDS = 120
"""What was read of a text is known for so long: the lines of an order come again with each answer."""
_DIGITS = re.compile(r"\d+")


def values_in(text: str, *, year: int | None = None, today: date | None = None) -> tuple[Value, ...]:
    """Return the values a text speaks of; `year` is that of dates written without one.

    With `today`, days named by their distance ("tomorrow") are read too.
    """
    return tuple(placed.value for placed in placed_values(text, year=year, today=today))


@cached(TTLCache(8_192, KEPT_SECONDS), lock=Lock())
def placed_values(text: str, *, year: int | None = None, today: date | None = None) -> tuple[Placed, ...]:
    """Return the values a text speaks of with their places, in the order of the readers.

    Readers go from the surest to the least sure; what one has read is blanked for those after it.
    """
    text = text.replace(READ, " ")
    found: list[Placed] = []
    if today is not None:
        text = _read_relative(text, today, found)
    numerals = [digits.start() for digits in _DIGITS.finditer(text)]
    for reader in _READERS:
        text = _read(reader, text, numerals, year, found)
    return tuple(found)


def _read_relative(text: str, today: date, found: list[Placed]) -> str:
    for start, end, values in relative_days(text, today):
        found += (Placed(start, end, value) for value in values)
        text = text[:start] + READ * (end - start) + text[end:]
    return text


def _read(reader: Reader, text: str, numerals: list[int], year: int | None, found: list[Placed]) -> str:
    """Add what a reader reads to `found`; return the text with it blanked, so that every place stays."""
    end, kept = 0, []
    for match in _matches(reader, text, numerals):
        if values := reader.make(match, year):
            found += (Placed(match.start(), match.end(), value) for value in values)
            kept += [text[end : match.start()], READ * (match.end() - match.start())]
            end = match.end()
    return "".join((*kept, text[end:])) if kept and reader.blanks else text


def _matches(reader: Reader, text: str, numerals: list[int]) -> Iterable[re.Match[str]]:
    if reader.at_numerals:
        return _matches_at(reader.pattern, text, numerals)
    return reader.pattern.finditer(text)


def _matches_at(pattern: re.Pattern[str], text: str, places: list[int]) -> Iterator[re.Match[str]]:
    """Yield the matches that start at these places, no two overlapping: faster than to look everywhere."""
    end = 0
    for place in places:
        if place >= end and text[place] != READ and (match := pattern.match(text, place)):
            end = match.end()
            yield match
