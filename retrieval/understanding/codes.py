"""Codes that say by their form what they are: deliveries, invoices, tracking numbers, SKUs."""

import re
from collections.abc import Iterable, Sequence

from retrieval.understanding.names import NameIndex
from retrieval.understanding.numbering import as_written, named
from retrieval.understanding.patterns import word_set
from retrieval.understanding.text import Found, overlaps

_BEFORE, _AFTER = r"(?<![a-z0-9/_.-])", r"(?![a-z0-9]|[-/_]\d)"

_BY_FORM: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(_BEFORE + pattern + _AFTER))
    for kind, pattern in (
        ("tracking", r"1z(?: ?[0-9a-z]){16}"),
        ("tracking", r"jj?d ?\d(?: ?\d){9,23}"),
        ("tracking", r"(?<!\+)\d(?: ?\d){19}"),
        ("tracking", r"\d{18}"),
        ("tracking", r"\d{14}"),
        ("tracking", r"\d{4} \d{4} \d{4} \d{2}"),
        ("shipment", r"[a-z][a-z0-9]{0,7} ?/ ?(?:out|in|pick|pack|int|ret|ds) ?/ ?\d{1,8}"),
        ("invoice", r"(?:r?inv|re|rg|bill|rbill|gs)[/-]\d{4}[/-](?:\d{2}[/-])?\d{2,8}"),
    )
)
_TRACKING_AFTER_WORD = re.compile(
    r"\b(?:tracking|trackingnummer|sendungsnummer|sendungsnr\.?|paketnummer|awb|waybill|consignment)"
    r"(?:[ -]?(?:number|no\.?|nr\.?|nummer|id|code|ref))?(?: is| ist| lautet)?[ :#]{0,3}"
    r"((?=[a-z-]*\d(?:[a-z-]*\d){4})[a-z0-9][a-z0-9-]{7,29})(?![a-z0-9])"
)
_SKU_LIKE = re.compile(rf"{_BEFORE}(?P<family>[a-z]{{2,5}})-\d{{3,6}}(?:-[a-z0-9]{{1,4}})?{_AFTER}")
_WITH_STROKES = re.compile(
    rf"{_BEFORE}(?P<family>[a-z]{{2,6}})(?:/[a-z0-9]{{1,6}}){{0,2}}/\d{{3,10}}{_AFTER}"
)
_WHOLE_MESSAGE = re.compile(r"^\s*(?P<code>(?P<family>[a-z]{2,6})(?:\d{3,10}|[ ._-]\d{5,10}))\s*[?.!]?\s*$")
_LONG = re.compile(
    rf"{_BEFORE}(?<!\+)(?:1z[a-z0-9]{{13,19}}|\d{{10,30}}|(?P<family>[a-z]{{1,4}})\d{{8,25}}(?:[a-z]{{2}})?){_AFTER}"
)
_NOT_TRACKED = re.compile(
    r"\b(?:tel\w*|phone|fon|fax|mobile?|cell|handy|call|iban|konto\w*|account|vat|ust\w*|ean|gtin)"
    r"(?:[ -]?(?:number|no\.?|nr\.?|nummer|id))?(?: is| ist)?[ .:#]{0,3}$"
)
_OF_STOCK = re.compile(
    r"\b(?:stock|have|many|available|lager|bestand|haben|substitute|ersatz|needs?|wait\w*|price|pack)\b"
)
_STANDARDS = word_set("iso un en din ral ip ipx adr ec eu ce iata us uk ups dhl dpd wh covid rev sop")
_CHUNK = re.compile(r"[a-z0-9]+")
_JOINED = re.compile(r"[a-z0-9]+(?:[ ._-][a-z0-9]+)*")
_MOST_CHUNKS = 4


def codes_in(text: str, folded: str, names: NameIndex, taken: Sequence[Found]) -> tuple[Found, ...]:
    """Return the codes in the text outside of `taken`."""
    found: list[Found] = []
    for one in (*_by_form(text, folded), *_known_skus(text, folded, names)):
        if not overlaps(one.start, one.end, (*taken, *found)):
            found.append(one)
    return tuple(found)


def _by_form(text: str, folded: str) -> Iterable[Found]:
    for kind, pattern in _BY_FORM:
        for match in pattern.finditer(folded):
            yield as_written(kind, text, folded, match.start(), match.end())
    for match in _TRACKING_AFTER_WORD.finditer(folded):
        if not re.match(r"[a-z]{1,3}\d{2,7}$", match[1]):
            yield as_written("tracking", text, folded, match.start(1), match.end(1))


def _known_skus(text: str, folded: str, names: NameIndex) -> Iterable[Found]:
    """Yield SKUs of the catalogue however they are hyphenated, the longest first; each holds a digit."""
    chunks = [(match.start(), match.end()) for match in _CHUNK.finditer(folded)]
    with_digit = [at for at, (start, end) in enumerate(chunks) if not folded[start:end].isalpha()]
    for at in sorted({max(place - back, 0) for place in with_digit for back in range(_MOST_CHUNKS)}):
        start = chunks[at][0]
        for _, end in reversed(chunks[at : at + _MOST_CHUNKS]):
            product = names.product_with_code(folded[start:end]) if _is_joined(folded[start:end]) else None
            if product is not None:
                yield named("sku", text, start, end, product.key)
                break


def _is_joined(spelled: str) -> bool:
    return not spelled.isalpha() and _JOINED.fullmatch(spelled) is not None


def unknown_codes_in(text: str, folded: str, taken: Sequence[Found]) -> tuple[Found, ...]:
    """Return what looks like a code but is none of ours: a product, or a reference of a customer.

    It is a "sku" in a question that speaks of stock, else "any", which asks for an order with this number.
    A message that is nothing but letters and a number is taken for a code too, and so is a long number: each
    carrier spells its tracking numbers in a way of its own.
    """
    kind = "sku" if _OF_STOCK.search(folded) else "any"
    codes = [(kind, match, match.span()) for match in _SKU_LIKE.finditer(folded)]
    codes += [("any", match, match.span()) for match in _WITH_STROKES.finditer(folded)]
    codes += [("any", match, match.span("code")) for match in _WHOLE_MESSAGE.finditer(folded)]
    codes += [
        ("any", match, match.span())
        for match in _LONG.finditer(folded)
        if not _NOT_TRACKED.search(folded, 0, match.start())
    ]
    found: list[Found] = []
    for kind, match, span in codes:
        if match["family"] not in _STANDARDS and not overlaps(*span, (*taken, *found)):
            found.append(named(kind, text, *span, folded[slice(*span)].upper()))
    return tuple(found)
