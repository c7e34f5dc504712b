"""Days people speak of: "today", "next week", "am Freitag", "28.11.", "in 2025", "before 2026"."""

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from retrieval.understanding.day_words import DAYS, MONTHS, SHIFTS, UNITS, WEEKDAYS
from retrieval.understanding.text import Found, Period, overlaps


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR = r"(?:19|20)\d{2}"
_MONTH = rf"(?P<month>{_any(MONTHS)})\b\.?"
_FULL_WEEKDAYS = [name for name in WEEKDAYS if len(name) > 5]

_Reader = Callable[[re.Match[str], date], Period | None]


def _one(day: date | None) -> Period | None:
    return Period(first=day, last=day) if day else None


def _of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _near(today: date, month: int, day: int) -> date | None:
    """Return the day of that month that is nearest to today."""
    days = [_of(today.year + years, month, day) for years in (-1, 0, 1)]
    return min((one for one in days if one), key=lambda one: abs(one - today), default=None)


def _written(match: re.Match[str], today: date) -> Period | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else MONTHS[parts["month"]]
    day = int(match["d"])
    if parts.get("m") and month > 12:
        month, day = day, month
    return _one(_of(int(match["y"]), month, day) if match["y"] else _near(today, month, day))


def _said(match: re.Match[str], today: date) -> Period | None:
    return _one(today + timedelta(days=DAYS[match["word"]]))


def _week(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(first=monday, last=monday + timedelta(days=6))


def _months(first_year: int, first_month: int, count: int) -> Period:
    """Return `count` whole months; `first_month` may lie outside of 1–12."""
    start, end = first_year * 12 + first_month - 1, first_year * 12 + first_month + count - 2
    last = date(end // 12, end % 12 + 1, calendar.monthrange(end // 12, end % 12 + 1)[1])
    return Period(first=date(start // 12, start % 12 + 1, 1), last=last)


def _stretch(unit: str, shift: int, today: date) -> Period:
    """Return the calendar week, month, quarter or year `shift` after the current one."""
    if unit == "day":
        return Period(first=today + timedelta(days=shift), last=today + timedelta(days=shift))
    if unit == "week":
        return _week(today + timedelta(weeks=shift))
    if unit == "month":
        return _months(today.year, today.month + shift, 1)
    if unit == "quarter":
        return _months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * shift, 3)
    return _months(today.year + shift, 1, 12)


def _relative(match: re.Match[str], today: date) -> Period | None:
    """Return the stretch that is meant; "the last day to order" is no day of the calendar."""
    unit = UNITS[match["unit"]]
    return None if unit == "day" else _stretch(unit, SHIFTS[match["which"]], today)


def _counted(match: re.Match[str], today: date) -> Period | None:
    """Return the last or next n days, weeks, months or years, today included."""
    count = min(int(match["n"]), 366)
    days = count * {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[UNITS[match["unit"]]]
    if SHIFTS[match["which"]] < 0:
        return Period(first=today - timedelta(days=days), last=today)
    return Period(first=today, last=today + timedelta(days=days))


def _weekday(match: re.Match[str], today: date) -> Period | None:
    """Return the next such day from today on, or the last one before today."""
    ahead = (WEEKDAYS[match["day"]] - today.weekday()) % 7
    shift = SHIFTS.get(match["which"] or "", 0)
    if shift < 0:
        return _one(today - timedelta(days=7 - ahead))
    return _one(today + timedelta(days=ahead or 7 * shift))


def _month_alone(match: re.Match[str], today: date) -> Period | None:
    month = MONTHS[match["month"]]
    near = _near(today, month, 15)
    year = int(match["y"]) if match["y"] else (near or today).year
    return _months(year, month, 1)


def _year_alone(match: re.Match[str], today: date) -> Period | None:
    return _months(int(match["y"]), 1, 12)


def _end_of(match: re.Match[str], today: date) -> Period | None:
    return _one(_stretch(UNITS[match["unit"]], SHIFTS.get(match["which"] or "", 0), today).last)


_RULES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"(?<![\d/-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d/-])", _written),
        (r"(?<![\d.])(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\.(?: ?(?P<y>\d{4}|\d{2}(?!\d)))?(?![\d.])", _written),
        (
            (
                r"(?:(?<=\bon )|(?<=\bam )|(?<=\bvom )|(?<=\bbis )|(?<=\bzum )|"
                r"(?<=\bby ))(?P<d>\d{1,2})[./](?P<m>\d{1,2})(?P<y>(?!))?(?![\d/.])"
            ),
            _written,
        ),
        (r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}|\d{2})(?![\d/])", _written),
        (rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)? ?(?:of )?{_MONTH}(?:,? ?(?P<y>{_YEAR}))?(?!\w)", _written),
        (rf"\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>{_YEAR}))?(?!\w)", _written),
        (rf"(?<!guten )(?<!good )\b(?P<word>{_any(DAYS)})\b", _said),
        (rf"\bend of (?:the )?(?:(?P<which>{_any(SHIFTS)}) )?(?P<unit>{_any(UNITS)})\b", _end_of),
        (rf"\bende (?:der |des )?(?:(?P<which>{_any(SHIFTS)}) )?(?P<unit>{_any(UNITS)})\b", _end_of),
        (rf"\b(?P<which>{_any(SHIFTS)}) (?P<n>\d{{1,3}}) (?P<unit>{_any(UNITS)})\b", _counted),
        (rf"\b(?P<which>{_any(SHIFTS)}) (?P<unit>{_any(UNITS)})\b", _relative),
        (rf"\b(?:(?P<which>{_any(SHIFTS)}) )?(?P<day>{_any(_FULL_WEEKDAYS)})\b", _weekday),
        (
            rf"\b(?:on|by|until|since|before|last|next|for|am) (?P<which>(?!))?(?P<day>{_any(WEEKDAYS)})\b",
            _weekday,
        ),
        (
            (
                rf"\b(?:in|im|since|seit|until|bis|before|vor|after|nach|during|of|from|"
                rf"for) {_MONTH}(?: (?P<y>{_YEAR}))?(?!\w)"
            ),
            _month_alone,
        ),
        (
            r"\b(?:in|im jahre?|jahre?|years?|during|for|of|before|vor|since|seit|after|nach|until|till|"
            r"bis|ab|from|ende|end of|back in)"
            r" (?P<y>20[0-4]\d)(?![\d/-]|[.,]\d)(?! (?:box|pcs|piece|unit|stuck|eur))",
            _year_alone,
        ),
        (
            r"(?<![\d#/.,-])(?<!order )(?<!auftrag )(?<!bestellung )(?P<y>20[12]\d)"
            r"(?= ?(?:$|[?!]|contract|version|terms|vertrag))",
            _year_alone,
        ),
    )
)

_BEFORE = re.compile(r"\b(?:before|vor|prior to|earlier than|older than)(?: the| dem| der)? ?$")
_UNTIL = re.compile(
    r"\b(?:until|till|by|bis|bis zum|up to|spatestens|not later than)(?: the| zum| zu| ende)? ?$"
)
_AFTER = re.compile(r"\b(?:after|nach)(?: the| dem| der)? ?$")
_SINCE = re.compile(r"\b(?:since|seit|ab|from)(?: the| dem| der)? ?$")
_LEADING = re.compile(
    r"^(?:in|im|on|by|until|till|since|before|vor|seit|after|nach|bis|ab|from|am|for)(?: jahre?)? "
)


def periods_in(folded: str, today: date, taken: Sequence[Found] = ()) -> tuple[Found, ...]:
    """Return the days and stretches of days in the text outside of `taken`, in order of appearance."""
    found: list[Found] = []
    for pattern, reader in _RULES:
        for match in pattern.finditer(folded):
            period = reader(match, today)
            if period and not overlaps(*match.span(), (*taken, *found)):
                found.append(_bounded(folded, match, period))
    return tuple(sorted(found, key=lambda one: one.start))


def _bounded(folded: str, match: re.Match[str], period: Period) -> Found:
    """Return the period as the word before it bounds it: "before 2026" ends on 31 December 2025."""
    leading = _LEADING.match(match.group())
    before = folded[: match.start()] + (leading.group() if leading else "")
    start = match.start()
    if _BEFORE.search(before) and period.first:
        period = Period(first=None, last=period.first - timedelta(days=1))
    elif _UNTIL.search(before):
        period = replace(period, first=None)
    elif _AFTER.search(before) and period.last:
        period = Period(first=period.last + timedelta(days=1), last=None)
    elif _SINCE.search(before) and period.last:
        period = _since(before, period)
    return Found(start=start, end=match.end(), thing=period)


def _since(before: str, period: Period) -> Period:
    """Return "since Monday" as open; "from last week" is that week, "from 1 March on" is open."""
    return period if before.rstrip().endswith(("from", "from the")) else replace(period, last=None)


def past_weekday(period: Period, today: date) -> Period:
    """Return a weekday that was read as the coming one as the one before: "delivered on Monday"."""
    if period.first is None or period.first != period.last or not 0 < (period.first - today).days < 7:
        return period
    return Period(first=period.first - timedelta(days=7), last=period.first - timedelta(days=7))


def day_of_rules(period: Period, today: date) -> date | None:
    """Return the day whose rules a period asks for: its end when past, its start when to come, else now."""
    if period.last and period.last < today:
        return period.last
    if period.first and period.first > today:
        return period.first
    return None
