"""Reads the values a text speaks of. Every digit of a text ends up in one of them."""

import re
from collections.abc import Iterable, Iterator

from guardrails.reading.amounts import AMOUNT_READERS
from guardrails.reading.calendar_names import WEEKDAY_READERS
from guardrails.reading.dates import DATE_READERS
from guardrails.reading.reader import READ, Reader
from guardrails.reading.references import LINK_READERS, REFERENCE_READERS, SECTION_READERS
from guardrails.reading.times import TIME_READERS
from guardrails.values import Value

_READERS: tuple[Reader, ...] = (
    *LINK_READERS,
    *WEEKDAY_READERS,
    *SECTION_READERS,
    *DATE_READERS,
    *REFERENCE_READERS,
    *TIME_READERS,
    *AMOUNT_READERS,
)
_DIGITS = re.compile(r"\d+")


def values_in(text: str, *, year: int | None = None) -> tuple[Value, ...]:
    """Return the values a text speaks of; `year` is that of dates written without one.

    Readers go from the surest to the least sure; what one has read is blanked for those after it.
    """
    text = text.replace(READ, " ")
    numerals = [digits.start() for digits in _DIGITS.finditer(text)]
    found: list[Value] = []
    for reader in _READERS:
        text = _read(reader, text, numerals, year, found)
    return tuple(found)


def _read(reader: Reader, text: str, numerals: list[int], year: int | None, found: list[Value]) -> str:
    """Add what a reader reads to `found`; return the text with it blanked, so that every place stays."""
    end, kept = 0, []
    for match in _matches(reader, text, numerals):
        if values := reader.make(match, year):
            found += values
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
