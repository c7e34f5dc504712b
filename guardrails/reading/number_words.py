"""Reads numbers written as words: two, a dozen, zwölf, ein halbes Dutzend, forty-eight, achtundvierzig."""

import re
from decimal import Decimal

from guardrails.measures import MEASURE, unit_in
from guardrails.reading.reader import Reader
from guardrails.values import Number, Value

_SMALL = {
    word: number
    for number, words in enumerate(
        (
            "two zwei beiden",
            "three drei dreien",
            "four vier",
            "five fünf",
            "six sechs",
            "seven sieben",
            "eight acht",
            "nine neun",
            "ten zehn",
            "eleven elf",
            "twelve zwölf",
            "thirteen dreizehn",
            "fourteen vierzehn",
            "fifteen fünfzehn",
            "sixteen sechzehn",
            "seventeen siebzehn",
            "eighteen achtzehn",
            "nineteen neunzehn",
        ),
        start=2,
    )
    for word in words.split()
}
_TENS = {
    word: 10 * number
    for number, words in enumerate(
        (
            "twenty zwanzig",
            "thirty dreißig dreissig",
            "forty vierzig",
            "fifty fünfzig",
            "sixty sechzig",
            "seventy siebzig",
            "eighty achtzig",
            "ninety neunzig",
        ),
        start=2,
    )
    for word in words.split()
}
_ENGLISH_ONES = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], start=1
    )
}
_GERMAN_ONES = {
    word: number
    for number, word in enumerate(
        ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"], start=1
    )
}
_WORDS = {
    **_SMALL,
    **_TENS,
    **{
        f"{ten}{mark}{one}": value + number
        for ten, value in _TENS.items()
        for one, number in _ENGLISH_ONES.items()
        for mark in "- "
        if ten.endswith("ty")
    },
    **{
        f"{one}und{ten}": value + number
        for ten, value in _TENS.items()
        for one, number in _GERMAN_ONES.items()
        if not ten.endswith("ty")
    },
    "half a dozen": 6,
    "ein halbes dutzend": 6,
    "a dozen": 12,
    "one dozen": 12,
    "ein dutzend": 12,
    "two dozen": 24,
    "zwei dutzend": 24,
    "a hundred": 100,
    "one hundred": 100,
    "hundert": 100,
    "einhundert": 100,
    "two hundred": 200,
    "zweihundert": 200,
    "a thousand": 1000,
    "tausend": 1000,
}
_ORDINALS = (
    "third dritt",
    "fourth viert",
    "fifth fünft",
    "sixth sechst",
    "seventh siebt",
    "eighth acht",
    "ninth neunt",
    "tenth zehnt",
)
for _number, _names in enumerate(_ORDINALS, start=3):
    _english, _german = _names.split()
    _WORDS |= {_english: _number} | {f"{_german}e{ending}": _number for ending in ("", "n", "r", "s", "m")}
_ANY = "|".join(sorted((re.escape(word) for word in _WORDS), key=len, reverse=True))
_NUMBER = re.compile(rf"(?<![\w-])(?:{_ANY})(?![\w-])|(?<![\w-])(?:{_ANY})(?=-(?:day|hour|week))", re.I)
_ONE = re.compile(
    r"(?<![\w-])(?:one|einer|eines|eine|ein)(?=\s(?:of\s(?:the\s)?\d|von\s\d))"
    r"|(?<![\w-])one(?=\s(?:box|carton|pallet|piece|unit|item|bottle|canister|bundle|pair|roll)\b)"
    r"|(?<![\w-])(?:ein|eine|einen)(?=\s(?:Stück|Packung|Karton|Palette|Kanister|Flasche|Bündel|Rolle)\b)",
    re.I,
)
_WITHIN_ONE = re.compile(
    r"(?:(?<=\bin\s)|(?<=\bwithin\s)|(?<=\binnerhalb\s)|(?<=\bbinnen\s))(?:one|an?|einer|einem|eines)"
    r"(?=\s(?:minute|hour|day|week|month|stunde|tag|woche|monat))",
    re.I,
)
_SHARED = re.compile(rf"\s(?:to|or|bis|oder|and|und)\s(?:{_ANY}|\d+){MEASURE.pattern}", re.I)


def number_of(spelled: str) -> int | None:
    """Return the number that digits or a word stand for; "a" is one."""
    lowered = spelled.lower()
    if lowered.isdecimal():
        return int(lowered)
    if lowered in ("a", "an", "one", "einem", "einer", "eine"):
        return 1
    return _WORDS.get(lowered)


def _word(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    spelled = match[0]
    number = _WORDS[" ".join(spelled.lower().split())]
    return (Number(frozenset({Decimal(number)}), _unit_after(match), spelled),)


def _one(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    return (Number(frozenset({Decimal(1)}), _unit_after(match), match[0]),)


def _unit_after(match: re.Match[str]) -> str:
    after = match.end()
    found = MEASURE.match(match.string, after)
    if found is None and (shared := _SHARED.match(match.string, after)):
        found = shared
    return unit_in(found) if found else ""


NUMBER_WORD_READERS: tuple[Reader, ...] = (
    Reader(_NUMBER, _word, at_numerals=False),
    Reader(_ONE, _one, at_numerals=False),
    Reader(_WITHIN_ONE, _one, at_numerals=False),
)
