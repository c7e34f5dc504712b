"""How people speak of warehouses: by compass point, by city, by code, in English and German."""

import re
from collections.abc import Iterable

_POINTS = {"north": "nord", "south": "sud", "east": "ost", "west": "west"}
_BACK = {german: english for english, german in _POINTS.items()}
_DIRECTIONS = frozenset({*_POINTS, *_BACK})
_PLACE = r"warehouse|wh|depot|site|hub|dc|lager|lagerhaus|standort|niederlassung"
_PLACE_BEFORE = re.compile(rf"\b(?:{_PLACE})[ -]{{1,2}}$", re.IGNORECASE)
_PLACE_AFTER = re.compile(rf"[ -](?:{_PLACE})\b|-?lager\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|ex|out of|aus|ab)(?: the| dem| der)? $", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:from|ex|out of|aus|ab|in|at|of|for|im|von|vom|fur|für|on|about)(?: the| dem| der)? $",
    re.IGNORECASE,
)
_REGION_AFTER = re.compile(r"\s+(?:of|von|america|germany|england|african?)\b", re.IGNORECASE)


def translations(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Yield the name with its compass point in the other language."""
    if _DIRECTIONS.intersection(words):
        yield tuple(_POINTS.get(word) or _BACK.get(word, word) for word in words)


def is_meant(keys: tuple[str, ...], before: str, after: str) -> bool:
    """Return whether words that a warehouse's name holds mean the warehouse here.

    A code or a whole name does; a city or a compass point needs a word beside it that says so.
    """
    names = [key for key in keys if key not in {"wh", "warehouse", "lager"}]
    if not names:
        return False
    if len(keys) > len(names) or _is_code(names) or _is_beside_place(before, after):
        return True
    if not before.strip() and not after.strip(" ?!.,"):
        return True
    if _DIRECTIONS.issuperset(names) and before.rstrip().endswith((",", ":", ";")):
        return True
    if _DIRECTIONS.issuperset(names):
        return bool(_IN.search(before)) and not _REGION_AFTER.match(after)
    return bool(_FROM.search(before))


def _is_code(names: list[str]) -> bool:
    return len(names) == 1 and (names[0].startswith("wh") or any(c.isdigit() for c in names[0]))


def _is_beside_place(before: str, after: str) -> bool:
    return bool(_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(after))


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the word "warehouse" or "Lager" beside it."""
    before, after = _PLACE_BEFORE.search(text, 0, start), _PLACE_AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end
