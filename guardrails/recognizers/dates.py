"""Dates and times as people write them: a date is no phone number, and one after "born" is personal."""

import re

_MONTH = (
    r"(?:jan(?:uar(?:y)?)?|feb(?:ruar(?:y)?)?|m(?:ar(?:ch)?|ärz|rz)|apr(?:il)?|ma[iy]"
    r"|june?i?|jul[iy]?|juni|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
)
FULL_DATE = (
    r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)? ?{_MONTH}\.?,? ?\d{{4}}|{_MONTH}\.? \d{{1,2}}"
    rf"(?:st|nd|rd|th)?,? \d{{4}})"
)
DATE = re.compile(rf"(?<![\w.])(?:{FULL_DATE}|\d{{1,2}}\.\s?\d{{1,2}}\.|\d{{1,2}}\.? {_MONTH}\b)(?!\d)", re.I)
_DATE_OR_TIME = re.compile(
    r"(?<!\d)(?:\d{4}[-/]\d\d[-/]\d\d|(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?:\s?\d{4}|\d\d)?"
    r"|\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d\d)|[0-2]?\d:[0-5]\d|\d{1,2}\.?\s?[–-]\s?\d{1,2}\.\d{1,2}\.)(?!\d)"
)
_LONGEST_DATE = len("28. 11. 2026")


def is_on_date(text: str, start: int, end: int) -> bool:
    """Whether a date or a time lies in a span or across its ends."""
    first = max(0, start - _LONGEST_DATE)
    around = _DATE_OR_TIME.finditer(text, first, end + _LONGEST_DATE)
    return any(found.start() < end and found.end() > start for found in around)
