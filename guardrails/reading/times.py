"""Reads times of day: 14:05, 2:05 pm, 14 Uhr, 8 bis 16 Uhr."""

import re

from guardrails.reading.numerals import readings
from guardrails.reading.reader import JOIN, Reader
from guardrails.values import Either, Number, Time, Value

_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTE = r"[0-5]\d"
_ALONE = r"(?<![\w:])(?<!\d[.,])"

_CLOCK = re.compile(
    rf"{_ALONE}(?P<hour>{_HOUR}):(?P<minute>{_MINUTE})(?::(?P<second>{_MINUTE}))?(?!\d|:\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?",
    re.I,
)
_HALF_DAY = re.compile(
    rf"(?:{_ALONE}(?P<first>1[0-2]|0?[1-9])(?:[.:](?P<first_minute>{_MINUTE}))?{JOIN})?"
    rf"{_ALONE}(?P<hour>1[0-2]|0?[1-9])(?:[.:](?P<minute>{_MINUTE}))?(?P<space>\s?)(?P<half>[ap])(?P<dot>\.?)m\b",
    re.I,
)
_UHR = re.compile(
    rf"(?:{_ALONE}(?P<first>{_HOUR})(?:[.:](?P<first_minute>{_MINUTE}))?{JOIN})?"
    rf"{_ALONE}(?P<hour>{_HOUR})(?:[.:](?P<minute>{_MINUTE}))?\s?Uhr\b(?:\s(?P<late_minute>{_MINUTE})\b)?"
)


def _time(
    hour: str, minute: str | None, second: str | None = None, half: str | None = None
) -> tuple[Time, ...]:
    """Return the time, none when there is no such: 24 goes with no minutes."""
    hours, minutes = int(hour), int(minute or 0)
    if hours == 24 and (minutes or second):
        return ()
    if half and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return (Time(hours * 60 + minutes, int(second) if second else None),)


def _clock(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    return _time(match["hour"], match["minute"], match["second"], match["half"])


def _half_day(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    """ "5 am" is a time, and a number before a German "am"."""
    first = _time(match["first"], match["first_minute"], half=match["half"]) if match["first"] else ()
    time = _time(match["hour"], match["minute"], half=match["half"])
    if match["half"] == "a" and match["space"] and not match["dot"] and not match["minute"]:
        hour = Number(readings(match["hour"]), spelled=match["hour"])
        return (*first, *(Either(one, hour) for one in time))
    return (*first, *time)


def _uhr(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    first = _time(match["first"], match["first_minute"]) if match["first"] else ()
    return (*first, *_time(match["hour"], match["minute"] or match["late_minute"]))


TIME_READERS: tuple[Reader, ...] = (Reader(_CLOCK, _clock), Reader(_HALF_DAY, _half_day), Reader(_UHR, _uhr))
