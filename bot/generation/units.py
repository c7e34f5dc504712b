"""Quantities with their units. Units come from the ERP in any spelling; the common ones have words."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol


class Speaker(Protocol):
    """Says numbers and messages in one language."""

    def say(self, message: str, **values: str) -> str: ...

    def count(self, one: str, many: str, n: Decimal | int, **values: str) -> str: ...

    def number(self, number: Decimal | int) -> str: ...


_Say = Callable[[Speaker, Decimal], str]

_WORDS: dict[str, _Say] = {
    "unit": lambda v, n: v.count("{n} unit", "{n} units", n),
    "box": lambda v, n: v.count("{n} box", "{n} boxes", n),
    "carton": lambda v, n: v.count("{n} carton", "{n} cartons", n),
    "bundle": lambda v, n: v.count("{n} bundle", "{n} bundles", n),
    "pack": lambda v, n: v.count("{n} pack", "{n} packs", n),
    "roll": lambda v, n: v.count("{n} roll", "{n} rolls", n),
    "pallet": lambda v, n: v.count("{n} pallet", "{n} pallets", n),
    "canister": lambda v, n: v.count("{n} canister", "{n} canisters", n),
    "bottle": lambda v, n: v.count("{n} bottle", "{n} bottles", n),
    "pair": lambda v, n: v.count("{n} pair", "{n} pairs", n),
    "set": lambda v, n: v.count("{n} set", "{n} sets", n),
    "dozen": lambda v, n: v.count("{n} dozen", "{n} dozens", n),
    "hour": lambda v, n: v.count("{n} hour", "{n} hours", n),
    "day": lambda v, n: v.count("{n} day", "{n} days", n),
}
_SPELLINGS = {
    "piece": "unit",
    "pieces": "unit",
    "pcs": "unit",
    "pc": "unit",
    "each": "unit",
    "stück": "unit",
    "stk": "unit",
    "karton": "carton",
    "packung": "box",
    "rolle": "roll",
    "palette": "pallet",
    "can": "canister",
    "boxes": "box",
}
_MEASURES = frozenset({"kg", "g", "t", "l", "ml", "m", "cm", "mm", "m²", "m³"})
_COUNTED = re.compile(r"(?P<content>\d{1,6}) (?P<unit>[^\W\d]+)")
_PACKED = re.compile(r"(?P<unit>\w+) (?:of|à) (?P<content>\d+(?: \w+)?)")


def unit_text(voice: Speaker, number: Decimal, unit: str | None) -> str:
    """Say "3 boxes", "3 boxes of 100", "3 × 12 rolls", "12 kg", or "3 × drum": there is no word for that."""
    spelled = (unit or "unit").strip()
    if packed := _PACKED.fullmatch(spelled.lower()):
        quantity = unit_text(voice, number, packed["unit"])
        return voice.say("{quantity} of {content}", quantity=quantity, content=packed["content"])
    if say := _WORDS.get(_word(spelled)):
        return say(voice, number)
    if counted := _COUNTED.fullmatch(spelled):
        spelled = unit_text(voice, Decimal(counted["content"]), counted["unit"])
    between = " " if spelled.lower() in _MEASURES else " × "
    return f"{voice.number(number)}{between}{spelled}"


def _word(spelled: str) -> str:
    lowered = spelled.lower().rstrip(".")
    lowered = _SPELLINGS.get(lowered, lowered)
    return lowered if lowered in _WORDS else lowered.removesuffix("s")
