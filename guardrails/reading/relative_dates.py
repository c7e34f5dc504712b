"""Reads days that are named by how far off they are: tomorrow, vor 3 Tagen, next Monday, kommende Woche."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from guardrails.reading.calendar_names import weekday_number
from guardrails.reading.number_words import number_of
from guardrails.values import Day, Either, Number, Span, Value

_FULL = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag"
    r"|freitag|samstag|sonnabend|sonntag"
)
_COUNT = r"(?P<count>\d{1,3}|[a-zäöüß]{2,10}|an?)"
_UNIT = r"(?P<unit>days?|weeks?|tage?n?|wochen?)"
_NAMED = {
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "tomorrow": 1,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "übermorgen": 2,
    "vorgestern": -2,
    "gestern": -1,
    "heute": 0,
}


def _day(moment: date) -> Day:
    return Day(frozenset({(moment.year, moment.month, moment.day)}))


def _days(moments: list[date]) -> tuple[Value, ...]:
    return (Day(frozenset((one.year, one.month, one.day) for one in moments)),)


def _shifted(today: date, count: int) -> date | None:
    try:
        return today + timedelta(days=count)
    except OverflowError:
        return None


def _named(match: re.Match[str], today: date) -> tuple[Value, ...]:
    moment = _shifted(today, _NAMED[" ".join(match[0].lower().split())])
    return (_day(moment),) if moment else ()


def _german_tomorrow(match: re.Match[str], today: date) -> tuple[Value, ...]:
    """ "morgen" is tomorrow, "am Morgen" and "Guten Morgen" are not."""
    moment = _shifted(today, 1)
    return (_day(moment),) if moment else ()


def _off(match: re.Match[str], today: date, sign: int) -> tuple[Value, ...]:
    """ "in 2 days" is a day, or a duration in a rule: both."""
    count = number_of(match["count"])
    if count is None:
        return ()
    unit = "week" if match["unit"][0].lower() == "w" else "day"
    moment = _shifted(today, sign * count * (7 if unit == "week" else 1))
    duration = Number(frozenset({Decimal(count)}), unit, match["count"])
    return (Either(_day(moment), duration),) if moment else (duration,)


def _ahead(match: re.Match[str], today: date) -> tuple[Value, ...]:
    return _off(match, today, 1)


def _ago(match: re.Match[str], today: date) -> tuple[Value, ...]:
    return _off(match, today, -1)


def _weekday(match: re.Match[str], today: date) -> tuple[Value, ...]:
    """ "next Monday" is the first one after today, or that of next week: people mean either."""
    number = weekday_number(match["name"].lower())
    if number is None:
        return ()
    ahead = (number - today.weekday() - 1) % 7 + 1
    word = match["which"].lower()
    if word.startswith(("last", "letzt", "vergangen", "vorig")):
        return _days([today + timedelta(days=ahead - 7 if ahead < 7 else -7)])
    if word.startswith(("this", "dies")):
        monday = today - timedelta(days=today.weekday())
        return _days([monday + timedelta(days=number)])
    monday = today + timedelta(days=7 - today.weekday())
    return _days([today + timedelta(days=ahead), monday + timedelta(days=number)])


def _week(match: re.Match[str], today: date) -> tuple[Value, ...]:
    word = match["which"].lower()
    shift = 0 if word.startswith(("this", "dies")) else -7 if word.startswith(("last", "letzt", "vor")) else 7
    monday = today - timedelta(days=today.weekday()) + timedelta(days=shift)
    return (Span(monday, monday + timedelta(days=6)),)


_NAMED_DAY = "|".join(re.escape(name) for name in _NAMED)
_NEXT = (
    r"next|coming|this|last|nächst\w{1,2}|kommend\w{1,2}|diese\w?|letzt\w{1,2}|vergangen\w{1,2}|vorig\w{1,2}"
)
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[Value, ...]]], ...] = (
    (re.compile(rf"(?<!\w)(?:{_NAMED_DAY})(?!\w)", re.I), _named),
    (re.compile(r"(?<!\w)(?<!am )(?<!Guten )morgen(?!\w)"), _german_tomorrow),
    (re.compile(rf"(?<!\w)in\s{_COUNT}\s{_UNIT}(?:['’]\stime)?(?!\w)", re.I), _ahead),
    (re.compile(rf"(?<!\w)vor\s{_COUNT}\s{_UNIT}(?!\w)", re.I), _ago),
    (re.compile(rf"(?<![\w.,]){_COUNT}\s{_UNIT}\sago(?!\w)", re.I), _ago),
    (
        re.compile(rf"(?<!\w)(?P<which>{_NEXT})\s(?P<name>{_FULL})(?!\w)(?!,?\s(?:the\s|den\s)?\d)", re.I),
        _weekday,
    ),
    (re.compile(rf"(?<!\w)(?P<which>{_NEXT})\s(?:week|woche)(?!\w)", re.I), _week),
)
_MAY_HOLD = re.compile(
    r"today|tonight|tomorrow|yesterday|morgen|gestern|heute|\bin\s|\bvor\s|\sago|next"
    r"|coming|this|last|nächst|kommend"
    r"|diese|letzt|vergangen|vorig",
    re.I,
)


def relative_days(text: str, today: date) -> list[tuple[int, int, tuple[Value, ...]]]:
    """Return where a text names days by their distance from `today`, and which they are; none overlapping."""
    if not _MAY_HOLD.search(text):
        return []
    found: list[tuple[int, int, tuple[Value, ...]]] = []
    for pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            free = all(match.end() <= start or end <= match.start() for start, end, _ in found)
            if free and (values := make(match, today)):
                found.append((match.start(), match.end(), values))
    return found
