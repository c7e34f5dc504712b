"""Reads what a number is of: hours, days, kilograms, boxes. Units of one kind are compared by their size.

A piece is a piece: "10 units", "10 items" and "10 Stück" are the number 10 and nothing more. A box, a carton
and a pack are one kind: people use the words for each other. A pallet, a can or a bottle is another.
"""

import re
from decimal import Decimal
from functools import cache

_KINDS = {
    "time": {
        "min": ("1", "minutes? minuten? mins? min"),
        "h": ("60", "hours? hrs? h stunden? std"),
        "day": ("1440", "days? tage?n? kalendertage?n? calendar-days?"),
        "week": ("10080", "weeks? wochen?"),
    },
    "workday": {"workday": ("1", "working-days? business-days? werktage?n? arbeitstage?n? workdays?")},
    "month": {"month": ("1", "months? monate?n?"), "year": ("12", "years? jahre?n?")},
    "mass": {
        "g": ("1", "g grams? gramm"),
        "kg": ("1000", "kgs? kilos? kilograms? kilogrammes? kilogramm"),
        "t": ("1000000", "tonnes? tons? tonnen?"),
    },
    "length": {
        "mm": ("1", "mm millimet(?:re|er)s?"),
        "cm": ("10", "cm zentimetern? centimet(?:re|er)s?"),
        "m": ("1000", "m met(?:re|er)s? metern?"),
        "km": ("1000000", "km kilomet(?:re|er)s? kilometern?"),
    },
    "volume": {"ml": ("1", "ml millilit(?:re|er)s?"), "l": ("1000", "l lit(?:re|er)s? litern?")},
    "area": {"m2": ("1", "m² qm sqm square-met(?:re|er)s? quadratmetern?")},
    "cubic": {"m3": ("1", "m³ cbm cubic-met(?:re|er)s? kubikmetern?")},
    "heat": {"°C": ("1", "°c °")},
    "box": {
        "box": (
            "1",
            "box(?:es|en)? packung(?:en)? cartons? kartons? schachteln? packs? packets? pakete?n? päckchen",
        )
    },
    "bundle": {"bundle": ("1", "bundles? bündeln?")},
    "roll": {"roll": ("1", "rolls? rollen?")},
    "pallet": {"pallet": ("1", "pallets? paletten?")},
    "canister": {"canister": ("1", "canisters? kanistern? cans?")},
    "bottle": {"bottle": ("1", "bottles? flaschen?")},
    "pair": {"pair": ("1", "pairs? paare?n?")},
    "set": {"set": ("1", "sets? sätzen?")},
    "crate": {"crate": ("1", "crates? kisten?")},
    "drum": {"drum": ("1", "drums? fässern? fass")},
    "container": {"container": ("1", "containers? containern?")},
    "truck": {"truck": ("1", "trucks? lorry lorries lkw")},
}
PIECE = "piece"
"""What a line is counted in that names no unit: a claim need not name it, but may name no other."""
_UNITS = {unit: (kind, Decimal(size)) for kind, units in _KINDS.items() for unit, (size, _) in units.items()}
_SPELLED = {unit: "|".join(words.split()) for units in _KINDS.values() for unit, (_, words) in units.items()}
_GROUPS = {f"u{number}": unit for number, unit in enumerate(_SPELLED)}
_ANY = "|".join(f"(?P<{group}>{_SPELLED[unit].replace('-', r'[ -]')})" for group, unit in _GROUPS.items())
_SINGLE = re.compile(_ANY, re.I)
_ADJECTIVE = (
    r"(?:full|whole|started|complete|further|more|calendar|volle|ganze|angefangene|weitere)(?:[nrs])?"
)
MEASURE = re.compile(rf"[\s\u00a0-]?(?:{_ADJECTIVE}\s)?(?:{_ANY})(?![\w²³])", re.I)


@cache
def unit_of(spelled: str) -> str:
    """Return what goods are counted in, empty when no word names it: "box of 100" is a box."""
    found = [unit_in(match) for word in spelled.split() if (match := MEASURE.match(f" {word}"))]
    packs = [unit for unit in found if _UNITS[unit][0] == unit]
    return next(iter((*packs, *found)), "")


def unit_in(match: re.Match[str]) -> str:
    return _GROUPS[match.lastgroup or ""]


def size_of(unit: str) -> tuple[str, Decimal] | None:
    """Return the kind of a unit and how much of its kind's smallest it is; None when it is none of these."""
    return _UNITS.get(unit)
