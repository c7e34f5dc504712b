"""How order and purchase numbers look, and what around a number says that it is none."""

import re
from dataclasses import dataclass

from retrieval.question import Reference
from retrieval.understanding.patterns import any_of
from retrieval.understanding.text import Found

_PADDED = 5
"""Digits of a number in full: Odoo pads to five, so a shorter one was abbreviated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """How this company's numbers begin; people also say "SO" and "PO" whatever the prefix is."""

    order: str = "S"
    purchase: str = "P"

    @property
    def order_prefixes(self) -> str:
        """A pattern of what may stand before an order's digits, longest first."""
        return _longest_first(self.order, "S", "SO")

    @property
    def purchase_prefixes(self) -> str:
        return _longest_first(self.purchase, "PO")

    def order_value(self, prefix: str, digits: str) -> str:
        return _value(self.order, prefix, digits)

    def purchase_value(self, prefix: str, digits: str) -> str:
        return _value(self.purchase, prefix, digits)


USUAL = Numbering()


def _longest_first(*prefixes: str) -> str:
    return "|".join(re.escape(prefix.lower()) for prefix in sorted(set(prefixes), key=len, reverse=True))


def _value(own: str, prefix: str, digits: str) -> str:
    """Return the number in full when it was written so, else its digits, which fit any prefix."""
    if len(digits) >= _PADDED and prefix.upper() == own.upper():
        return own.upper() + digits
    return digits.lstrip("0") or "0"


def named(kind: str, text: str, start: int, end: int, value: str) -> Found:
    return Found(start=start, end=end, thing=Reference(kind=kind, value=value, spelled=text[start:end]))


def as_written(kind: str, text: str, folded: str, start: int, end: int) -> Found:
    """Return a reference whose value is what stands there, in upper case and without spaces."""
    return named(kind, text, start, end, "".join(folded[start:end].upper().split()))


_UNIT = any_of(
    r"""
    x|pcs?|pieces?|units?|box(?:es)?|cartons?|pallets?|rolls?|bottles?|pairs?|packs?|sets?|bundles?|kg|g|l
    ml|mm|cm|m|km|lbs?
    lit(?:re|er)s?|percent|prozent|eur|euros?|usd|gbp|dollars?|h|hrs?|hours?|min|mins|minutes?|days?|weeks?
    months?|years?|am|pm
    o'clock|uhr|stuck|stk|kartons?|paletten?|rollen?|tagen?|tage|wochen?|monaten?|monate|jahren?|jahre
    stunden?|minuten?|mal
    times|degrees|grad|people|persons|leute|more|mehr|working|business|calendar|werktagen?|of them|kunden
    products?|lines?
    positionen|items?|artikel|volt|v|db|w
    """
)
NOT_A_QUANTITY = rf"(?![\d_]|[.,:/-]\d|[a-z]|-[a-z]| ?[%€$£]| ?{_UNIT}(?![a-z]))"
"""What must not follow a number of an order: a unit, more digits, letters."""

_NOT_GOODS = any_of(
    """
    is|was|has|his|as|this|status|does|plus|us|always|yes|ships|arrives|comes|leaves|needs|looks|shows|waits
    goes|gets|says|contains|includes|towards|perhaps|versus|es|das|aus|als|bis|des|ins
    """
)
_GOODS = re.compile(rf" (?!{_NOT_GOODS}\b)[a-z]{{3,}}s\b")


def counts_goods(free: str, digits: str, end: int) -> bool:
    """Return whether a plural follows a short number: "order 42 gloves" orders gloves."""
    return len(digits) < _PADDED and bool(_GOODS.match(free, end))


_LOOKALIKE = re.compile(
    r"\b[a-z]{1,2}\d{1,2}[a-z]? \d[a-z]{2}\b|\b[a-z]{2}\d{2}(?: ?\d{4}){4,5}(?: ?\d{1,2})?\b"
)


def without_lookalikes(folded: str) -> str:
    """Return the text with British postcodes and bank accounts blanked: they begin like our numbers."""
    return _LOOKALIKE.sub(lambda match: " " * len(match.group()), folded)
