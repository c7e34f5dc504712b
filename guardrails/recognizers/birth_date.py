"""Dates of birth: a date right after a word for it. Other dates never."""

import re
from collections.abc import Iterable

from guardrails.finding import Finding
from guardrails.recognizers.dates import DATE

name = "birth_date"
_WORD = re.compile(
    r"\b(?:born|d\.?o\.?b\.?|date of birth|birth ?dates?|birth ?day|b-?day|geb\.?"
    r"|geboren\w*|geburtsdatum|geburtstag"
    r"|geburtsdat\.?|née?|nacimiento|nascita|geboortedatum|födelsedatum|född|født"
    r"|fødselsdato|doğum tarihi|urodz\w*)(?![^\W_])",
    re.I,
)
_GAP = re.compile(
    r"(?:[\s:.,=()*–-]|(?:on|the|is|was|am|ist|war|in|le|il|el|em|of|von|den|dem|der|i am"
    r"|ich bin|my|mein|d)\b)*",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20[01]\d)(?!\d)|[./-]\d\d$")
_FEAST = re.compile(r"day|tag", re.I)


def may_find(text: str) -> bool:
    return _WORD.search(text) is not None


def find(text: str) -> Iterable[Finding]:
    for word in _WORD.finditer(text):
        gap = _GAP.match(text, word.end())
        date = DATE.match(text, gap.end() if gap else word.end())
        if date and (not _FEAST.search(word[0]) or _YEAR.search(date[0])):
            yield Finding(start=date.start(), end=date.end(), type="BIRTH_DATE", score=0.9)
