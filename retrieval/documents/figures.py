"""Figures with their units, as they stand in sentences of English and German."""

import re
from dataclasses import dataclass

# fmt: off
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "elf": 11, "zwölf": 12,
}
# fmt: on
_UNITS: tuple[tuple[str, str, float], ...] = (
    (r"working days?|business days?|Arbeitstage?n?|Werktage?n?", "working days", 1),
    (r"minutes?|min|Minuten?", "hours", 1 / 60),
    (r"hours?|h|Stunden?", "hours", 1),
    (r"calendar days?|days?|Kalendertage?n?|Tage?n?", "hours", 24),
    (r"weeks?|Wochen?", "hours", 168),
    (r"months?|Monate?n?", "months", 1),
    (r"years?|Jahre?n?", "months", 12),
    (r"%|per cent|percent|Prozent", "per cent", 1),
    (r"EUR|€|euros?", "EUR", 1),
    (r"kg|kilograms?|Kilogramm", "kg", 1),
    (r"tonnes?|t|Tonnen?", "kg", 1000),
    (r"mm", "m", 0.001),
    (r"cm|centimet(?:re|er)s?", "m", 0.01),
    (r"met(?:re|er)s?|m", "m", 1),
)
_NUMBER = r"\d+(?:[.,]\d+)*|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<currency>EUR|€)\s?(?P<sum>\d+(?:[.,]\d+)*)"
    rf"|\b(?P<clock>\d{{1,2}}:\d{{2}})\b"
    rf"|\b(?P<low>{_NUMBER})(?:\s?(?:to|bis|–|-)\s?(?P<high>{_NUMBER}))?[\s-]?"
    rf"(?P<unit>{'|'.join(pattern for pattern, _, _ in _UNITS)})(?!\w)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A figure in the base unit of its kind; `low` and `high` differ for a range."""

    unit: str
    low: float
    high: float


def figures(sentence: str) -> tuple[Figure, ...]:
    """Return the figures in the order they stand there; 48 hours are 2 days, working days are no days."""
    return tuple(_figure(match) for match in _AMOUNT.finditer(sentence))


def without_figures(sentence: str) -> str:
    return _AMOUNT.sub(" ", sentence)


def _figure(match: re.Match[str]) -> Figure:
    if match["sum"]:
        return _range("EUR", _value(match["sum"]), None, 1)
    if match["clock"]:
        hours, minutes = match["clock"].split(":")
        return _range("time of day", int(hours) * 60 + int(minutes), None, 1)
    unit, factor = _unit(match["unit"])
    return _range(unit, _value(match["low"]), _value(match["high"]) if match["high"] else None, factor)


def _range(unit: str, low: float, high: float | None, factor: float) -> Figure:
    return Figure(unit, round(low * factor, 6), round((low if high is None else high) * factor, 6))


def _unit(text: str) -> tuple[str, float]:
    for pattern, unit, factor in _UNITS:
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return unit, factor
    raise AssertionError("the units are those of the pattern that matched")


def _value(text: str) -> float:
    """Return the number, whichever of point and comma it uses for its thousands."""
    if text.lower() in _NUMBER_WORDS:
        return _NUMBER_WORDS[text.lower()]
    if _THOUSANDS.fullmatch(text):
        return float(re.sub(r"[.,]", "", text))
    whole, _, fraction = text.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '')}.{fraction}" if whole else text)
