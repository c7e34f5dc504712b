"""Order numbers, purchases, deliveries and invoices in any spelling people use.

A number is only an order when something says so: a prefix, a word before it, or a neighbour that is one.
Quantities, dates, prices, postcodes, telephone numbers, standards and section numbers are left alone.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from retrieval.question import Reference
from retrieval.understanding.numbering import (
    NOT_A_QUANTITY,
    USUAL,
    Numbering,
    as_written,
    counts_goods,
    named,
)
from retrieval.understanding.own_references import own_references_in
from retrieval.understanding.text import Found, blanked, overlaps

LINK = (
    r"(?:[ -]?(?:numbers?|nummern?|no\b\.?|nr\b\.?|id\b|num\b\.?|#))?"
    r"(?: (?:is|are|ist|lautet|with the number|mit der nummer))?[ :#(\"'-]{0,4}"
)
"""What may stand between a word and its number: "no.", ": ", " number is "."""

_ORDER_WORD = (
    r"(?:(?:sales |customer )?(?:orders?|ordr|ordre|odrer|oders|oderr|orer)|(?<=\bmy )oder|(?<=\bis )oder|"
    r"auftrage?n?|auftrags|auftag|aufrag|bestellung(?:en)?|bestelung|bestell|kundenauftrag)"
)
_WANTS_TO = re.compile(
    r"\b(?:(?:want|like|need|wish|have|going|able|wanna|gonna) to|i|we|you|they|lets|let's|can i|please|"
    r"could i) $"
)
_OTHER_WORDS = tuple(
    (kind, re.compile(rf"\b(?:{words}){LINK}(?P<d>\d{{1,8}}){NOT_A_QUANTITY}"))
    for kind, words in (
        ("invoice", r"invoices?|rechnung(?:en)?|rechnungs"),
        ("any", r"delivery|shipment|picking|delivery note|lieferschein|lieferung|sendung"),
    )
)
_HASHED = re.compile(rf"(?<![a-z0-9&])#[ ]?(?P<d>\d{{2,8}}){NOT_A_QUANTITY}")
_PADDED = re.compile(rf"(?<![\w.,:/+-])(?P<d>00\d{{3,4}}){NOT_A_QUANTITY}")
_IN_DIGITS = re.compile(r"[+\d] ?$")
_PURCHASE_WORD = r"(?:purchase(?: order)?|einkauf(?:sbestellung)?|lieferantenbestellung|supplier order)"
_NEXT = re.compile(
    (
        r"(?P<by>[ ]?(?:,|&|\+|/|;)[ ]?(?:and |und )?|[ ](?:and|und|or|oder|"
        r"sowie)[ ])#?(?P<prefix>[a-z]{0,2})(?P<digits>\d{1,7})"
    )
    + NOT_A_QUANTITY
)


def references_in(
    text: str, folded: str, taken: Sequence[Found], numbering: Numbering = USUAL
) -> tuple[Found, ...]:
    """Return the references in the text outside of `taken`, in order of appearance."""
    free = blanked(folded, taken)
    found: list[Found] = []
    for rule in (own_references_in, _prefixed, _purchases, _after_words, _hashed, _padded):
        for one in rule(text, free, numbering):
            if not overlaps(one.start, one.end, found):
                found.append(one)
    for one in tuple(found):
        found.extend(continued(text, free, one, numbering, found))
    return tuple(sorted(found, key=lambda one: one.start))


@cache
def _prefixed_number(prefixes: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z0-9_'.])(?P<p>{prefixes})(?P<gap>[ ]?#[ ]?|-|[ ]?)(?P<d>\d{{1,8}})"
        rf"(?:{NOT_A_QUANTITY}|(?=/\d{{2,7}}(?!\d)))"
    )


def _prefixed(text: str, free: str, numbering: Numbering) -> Iterable[Found]:
    """Yield "S00042", "s42", "SO 42", "so#42", "S 00042"."""
    for match in _prefixed_number(numbering.order_prefixes).finditer(free):
        if _is_prefix(text, match) and not counts_goods(free, match["d"], match.end()):
            yield named("order", text, *match.span(), numbering.order_value(match["p"], match["d"]))


def _is_prefix(text: str, match: re.Match[str]) -> bool:
    """Return whether letters and digits are a number: "so 42" may also be two words, "S8" a telephone."""
    if match["d"].startswith("00") or len(match["d"]) >= 5 or "#" in match["gap"]:
        return True
    if match["gap"] == " ":
        return text[match.start() : match.end("p")].isupper() and len(match["d"]) >= 2
    return len(match["d"]) >= 2


@cache
def _purchase_number(prefixes: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z0-9_'.])(?:(?P<p>{prefixes})[ ]?[#-]?[ ]?|{_PURCHASE_WORD}{LINK}(?P<q>{prefixes})?)"
        rf"(?P<d>\d{{1,8}}){NOT_A_QUANTITY}"
    )


def _purchases(text: str, free: str, numbering: Numbering) -> Iterable[Found]:
    """Yield "P00013", "PO 13", "purchase order 13"."""
    for match in _purchase_number(numbering.purchase_prefixes).finditer(free):
        prefix = match["p"] or match["q"] or ""
        if prefix != "p" or len(match["d"]) >= 4 or text[match.start()] == "P":
            yield named("purchase", text, *match.span(), numbering.purchase_value(prefix, match["d"]))


@cache
def _number_after_word(prefixes: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){_ORDER_WORD}{LINK}(?P<p>{prefixes})?(?P<d>\d{{1,12}}){NOT_A_QUANTITY}")


def _after_words(text: str, free: str, numbering: Numbering) -> Iterable[Found]:
    """Yield numbers that a word before them names: "order no. 42", "Auftrag 42", "invoice 101"."""
    for match in _number_after_word(numbering.order_prefixes).finditer(free):
        if _WANTS_TO.search(free[: match.start()]) or counts_goods(free, match["d"], match.end()):
            continue
        if len(match["d"]) > 8:
            yield as_written("any", text, free, match.start("d"), match.end("d"))
        else:
            yield named("order", text, *match.span(), numbering.order_value(match["p"] or "", match["d"]))
    for kind, pattern in _OTHER_WORDS:
        for match in pattern.finditer(free):
            if not counts_goods(free, match["d"], match.end()):
                yield as_written(kind, text, free, match.start("d"), match.end("d"))


def _hashed(text: str, free: str, numbering: Numbering) -> Iterable[Found]:
    for match in _HASHED.finditer(free):
        yield named("order", text, *match.span(), numbering.order_value("", match["d"]))


def _padded(text: str, free: str, numbering: Numbering) -> Iterable[Found]:
    """Yield "00042": nothing else that people write begins with two zeros and has five digits."""
    for match in _PADDED.finditer(free):
        if not _IN_DIGITS.search(free[: match.start()]):
            yield named("order", text, *match.span(), numbering.order_value("", match["d"]))


def continued(
    text: str, free: str, first: Found, numbering: Numbering, taken: Sequence[Found]
) -> Iterable[Found]:
    """Yield what goes on after a number: "S00101 and 102", "orders 101, 102 and 103"."""
    if not isinstance(first.thing, Reference) or first.thing.kind not in {"order", "purchase"}:
        return
    kind, at = first.thing.kind, first.end
    value_of = numbering.order_value if kind == "order" else numbering.purchase_value
    while (match := _NEXT.match(free, at)) and _goes_on(free, match, numbering):
        start, at = match.start("prefix"), match.end()
        if overlaps(start, at, taken):
            return
        yield named(kind, text, start, at, value_of(match["prefix"], match["digits"]))


def _goes_on(free: str, match: re.Match[str], numbering: Numbering) -> bool:
    digits, by = match["digits"], match["by"].strip()
    if match["prefix"]:
        return bool(
            re.fullmatch(rf"{numbering.order_prefixes}|{numbering.purchase_prefixes}", match["prefix"])
        )
    if counts_goods(free, digits, match.end()) or (by == "/" and len(digits) < 2):
        return False
    looks_like_postcode = by in {",", "/"} and len(digits) in {4, 5} and not digits.startswith("00")
    return not looks_like_postcode
