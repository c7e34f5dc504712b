"""The customer's own references: "our reference KX-2291", "PO 4711/A", a code in quotes."""

import re
from collections.abc import Iterable
from functools import cache

from retrieval.understanding.numbering import Numbering, as_written
from retrieval.understanding.text import Found

_WHOSE = r"(?:your|our|my|their|the customer'?s?|customer'?s?|client|kunden|ihre?|unsere?|eure?|dein|mein)"
_ORDER_OF = r"(?:own )?(?:order |purchase order |po |bestell-?|auftrags-?)?"
_OWN_WORD = (
    r"(?:reference|ref\b\.?|referenz|zeichen|po\b|p\.o\.|purchase order|bestellung|bestellnummer|"
    r"bestellnr\.?)"
)
_CODE = r"(?P<code>(?=[a-z/_.-]*\d)[a-z0-9]+(?:[/_.-][a-z0-9]+)*)(?![a-z0-9])"
_OWN = re.compile(
    rf"\b(?:{_WHOSE} ?-?{_ORDER_OF}{_OWN_WORD}|(?:your|our|their) order|"
    r"reference|ref\b\.?|referenz|kundenreferenz|bestellzeichen|kommission|po\b|p\.o\.|purchase order)"
    r"(?:[ -]?(?:numbers?|nummern?|no\b\.?|nr\b\.?|#))?(?: is| ist| lautet)?[ :#(\"']{1,4}" + _CODE
)
_PO_BEFORE = re.compile(r"(?:\bpo|p\.o\.|purchase order)[ #:]*$")
_IS_OWN = re.compile(rf"{_WHOSE}\b")
_QUOTED = re.compile(r"(?<!\w)[\"'](?P<code>(?=[a-z /_.-]*\d)[a-z0-9][a-z0-9 /_.-]{2,28}[a-z0-9])[\"'](?!\w)")
_NOT_IN_QUOTES = re.compile(r"\d+ (?:[a-z]+ ?)+")


@cache
def _our_number(numbering: Numbering) -> re.Pattern[str]:
    return re.compile(rf"(?:{numbering.order_prefixes}|{numbering.purchase_prefixes})?-?\d{{1,8}}")


def own_references_in(text: str, free: str, numbering: Numbering) -> Iterable[Found]:
    """Yield references that are not numbers of ours; "our order 4711" may be either, so its kind is "any"."""
    ours = _our_number(numbering)
    for match in _OWN.finditer(free):
        kind = _kind(match, ours)
        if kind:
            with_po = _PO_BEFORE.search(free, 0, match.start("code"))
            start = with_po.start() if with_po else match.start("code")
            yield as_written(kind, text, free, start, match.end("code"))
    for match in _QUOTED.finditer(free):
        if not ours.fullmatch(match["code"]) and not _NOT_IN_QUOTES.fullmatch(match["code"]):
            yield as_written("reference", text, free, match.start("code"), match.end("code"))


def _kind(match: re.Match[str], ours: re.Pattern[str]) -> str | None:
    if not ours.fullmatch(match["code"]):
        return "reference"
    if not match["code"].isdigit() or not _IS_OWN.match(match.group()):
        return None
    lead = match.group()[: match.start("code") - match.start()]
    return "reference" if re.search(r"ref|zeichen|\bpo\b|p\.o\.|purchase", lead) else "any"
