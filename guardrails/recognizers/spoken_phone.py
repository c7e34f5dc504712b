"""Phone numbers in words: "oh seven seven double oh nine …", "null eins sieben eins …"."""

import re
from collections.abc import Iterable

from guardrails.finding import Finding
from guardrails.surroundings import PHONE, label_before
from guardrails.words import words_of

name = "spoken_phone"
_DIGIT = (
    r"zero|oh|o|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine"
    r"|null|eins|ein|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun"
)
_TENS = (
    r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety)"
    r"|zehn|elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn"
    r"|(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?:zwanzig|dreißig|dreissig"
    r"|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
    r"|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
)
_MORE = r"double|triple|treble|doppel|doppelt|hundred|hundert|plus"
_TOKEN = rf"(?:{_DIGIT}|{_TENS}|{_MORE}|\d{{1,4}})"
_RUN = re.compile(
    rf"(?<!\w){_TOKEN}(?:[ \t\xa0]*[,./–-]?\s{{1,2}}{_TOKEN}(?!\w)|[-,]{_TOKEN}(?!\w)){{5,24}}", re.I
)
_WORDS = frozenset(f"{_DIGIT}|{_MORE}".split("|"))
_SPELLED = re.compile(rf"\b(?:{_DIGIT}|{_TENS}|double|triple|doppel\w?|plus)\b", re.I)
_OPENING = re.compile(r"(?:plus|zero|oh|o|null|double (?:oh|zero)|doppel ?null)\b", re.I)
_AT_ONCE, _AFTER_ZERO, _NAMED = 10, 8, 6
"""Words for digits in a row that are a number to dial: alone, after a zero or plus, after a word for it."""


def may_find(text: str) -> bool:
    words = [part for word in words_of(text) for part in word.lower.split("-")]
    return sum(word in _WORDS for word in words) >= _NAMED - 1


def find(text: str) -> Iterable[Finding]:
    for match in _RUN.finditer(text):
        count = len(_SPELLED.findall(match[0]))
        label = label_before(text, match.start())
        needed = _NAMED if label == PHONE else _AFTER_ZERO if _OPENING.match(match[0]) else _AT_ONCE
        if count >= needed and label in (PHONE, None):
            yield Finding(start=match.start(), end=match.end(), type="PHONE", score=0.7)
