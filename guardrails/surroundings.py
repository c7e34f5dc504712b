"""What the words around a run of digits say of it: a phone number, a card, or the number of an order.

The nearest word before it decides. Numbers of orders, products, parcels, deliveries and invoices are never
personal: look-ups need them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from guardrails.words import Read

REFERENCE, PHONE, CARD, IBAN, VAT, ID, ADDRESS = "reference", "phone", "card", "iban", "vat", "id", "address"

_ADDRESS = (
    r"\w*adresse|\w*anschrift|\w*address|addr|post ?code|zip|plz|postleitzahl|wohnhaft"
    r"|lieferort|ship ?to|deliver to"
)

_PHONE = (
    r"tel|tele?(?:ph|f)on\w*|phones?|ph|fon|mobiles?|mob|cell(?:phone|ular)?|call(?:ing)?"
    r"|ring(?:ing)?|dial|fax\w*"
    r"|whats-?app|signal|sms|text me|reach (?:me|us|him|her|you)|reachable|hotline|landline|extension"
    r"|my (?:direct )?(?:number|no)|(?:his|her|their) number|direct line|call ?back(?: number)?"
    r"|mobil\w*|handy\w*|ruf\w*|anruf\w*|anzurufen|angerufen|erreich\w*|rückruf\w*"
    r"|zurückruf\w*|durchwahl|festnetz\w*"
    r"|meine nummer|t[ée]l[ée]phone|portable|tel[ée]fono|cellulare|telefoon|telefonnummer"
)
_CARD = (
    r"credit ?cards?|debit ?cards?|cards?|cc|visa|master ?card|american express|amex|maestro|diners"
    r"|(?:kredit|bank|debit|ec-?|giro|firmen)?karten?(?:-?(?:nummer|nr))?|kk-?(?:nr|nummer)|carte bancaire"
)
_VAT = (
    r"vat(?:[ -]?(?:id|no|nr|reg\w*|number))?|u?st\.?-?id\w*(?:[.-]?nr)?|ust-?id(?:\."
    r"|-)?-?(?:nr|nummer)?|uid(?:[ -]?nr|-nummer)?"
    r"|umsatzsteuer[\w-]*|mwst\.?-?\w*|tva|btw(?:-?nummer)?|iva|p\.? ?iva|nip|moms\w*"
    r"|steuer-?nummer|steuernr|st\.-?nr"
)
ID_WORDS = (
    r"social security(?: number)?|ssn|national insurance(?: number)?|ni ?(?:no|number)"
    r"|nino|tax id\w*|tin|itin"
    r"|steuer-?id\w*(?:-?nr)?|steuerliche identifikationsnummer|identifikationsnummer|idnr"
    r"|sozialversicherungs\w*(?:-?nr)?"
    r"|sv-?(?:nummer|nr)|svnr|rentenversicherungs\w*|rvnr|versicherungsnummer|krankenversicherungs\w*"
    r"|person(?:al)?[ -]?(?:number|nummer|no|nr|id)|personnum\w*|passport(?: (?:number|no))?|reisepass\w*"
    r"|(?:personal)?ausweis\w*(?:-?nr)?|(?:id|identity) card(?: (?:number|no))?|driv(?:er"
    r"|ing)'?s? licen[cs]e(?: (?:number|no))?"
    r"|führerschein\w*|ahv\w*(?:-?nr)?|bsn|dni|nie|nif|codice fiscale|cpr|pesel|nir"
    r"|num[ée]ro de s[ée]curit[ée] sociale"
)
_REFERENCE = (
    r"orders?|tracking|track(?:ed)?|parcels?|shipments?|consignments?|deliver(?:y|ies)"
    r"|picking|invoices?|purchase|po|quotes?|quotation|ref"
    r"|references?|sku|skus|ean|gtin|upc|barcode|articles?|items?|products?|part|parts"
    r"|batch|lot|serial|s/n|customers?|account|acct|contract"
    r"|so|rma|tickets?|case|awb|waybill|container|pallets?|sscc|nve|hs|tariff|commodity|un"
    r"|imei|asn|claim|credit note|licen[cs]e"
    r"|order(?:ed)?|booking|confirmation|transaction|model|type|version|firmware|code|id"
    r"|job|project|route|dock|seal|bin|meter"
    r"|auftr\w+|bestell\w*|sendung\w*|sendungsverfolgung|paket\w*|liefer\w*|rechnung\w*"
    r"|beleg\w*|referenz\w*|artikel\w*|art|produkt\w*"
    r"|chargen?\w*|serien\w*|kunden\w*|konto\w*|vertrag\w*|angebot\w*|vorgang\w*|fracht\w*"
    r"|packst\w*|palette\w*|material\w*|mat"
    r"|zolltarif\w*|warennummer|gutschrift\w*|retoure\w*|reklamation\w*|los|teile?(?:-?nr"
    r"|nummer)?|typ|zeichen|aktenzeichen"
    r"|dhl|dpd|ups|gls|fedex|tnt|hermes|schenker|usps|dachser|royal mail|\w+(?:nummer|-nr|nr)"
)


def _openings(alternatives: str) -> Iterator[str]:
    """Yield every way the words of a pattern can begin, by what its first letters allow."""
    for word in re.split(r"\|", re.sub(r"\(\?:([^()]*)\)\??", r"\1", alternatives)):
        letters = re.sub(r"\\.|[^\w ]", "", word)
        yield letters
    yield from (
        "us",
        "st",
        "uw",
        "mw",
        "te",
        "tã",
        "tè",
        "té",
        "kr",
        "ba",
        "de",
        "ec",
        "gi",
        "fi",
        "ka",
        "vi",
        "tu",
        "um",
        "ui",
        "i",
    )


_LABEL = re.compile(
    r"(?<![^\W_])(?:"
    rf"(?P<iban>iban)|(?P<address>{_ADDRESS})|(?P<card>{_CARD})|(?P<vat>{_VAT})|"
    rf"(?P<id>{ID_WORDS})|(?P<phone>{_PHONE})|(?P<reference>{_REFERENCE})"
    r")(?![^\W_])",
    re.I,
)
_ICON = re.compile(r"[☎📞📱✆]")
_COMPOUNDS = ("nummer", "nr", "adresse", "anschrift", "address", "karte", "karten")
_OPENINGS = frozenset(
    word[:2]
    for group in (_ADDRESS, _CARD, _VAT, ID_WORDS, _PHONE, _REFERENCE, "iban")
    for word in _openings(group)
)
_WINDOW = 72
_PHONE_GAP = re.compile(r"[^\d;!?\n⟦⟧]{0,32}\n?[ \t>]*(?:\+|\()?")
_LOOSE_GAP = re.compile(r"[^\d;!?\n⟦⟧]{0,32}")
_TIGHT_GAP = re.compile(
    r"(?:[\s.:=#()/,'\"–-]|(?:numbers?|nos?|nrn?|nummern?|id|code|ref|is|was|ist|sind|are"
    r"|lautet|lauten|the|our|your|my"
    r"|der|die|das|mit|with|of|from|von|for|für|unsere|ihre|meine|unser|ihr|mein|at|by|per"
    r"|bei|via|and|und)\b)*",
    re.I,
)
_LISTED = re.compile(r"(?:[A-Z]{0,5}[/#-]?\d[\w/-]*\s*(?:,|;|&|/|\+|\n|and\b|und\b|or\b|oder\b)\s*)+\Z")
_LIST_END = re.compile(r"(?:[,;&/+\n]|and|und|or|oder)\s*\Z")
_GLUED = re.compile(
    r"(?:#\s?|\d ?[x×] ?|\b(?:units?|pcs|boxes|pieces) of |st(?:ü)?c?k\.? |"
    r"(?<![^\W_])[a-z]{1,6}[/-]|[^\W\d_]{2})\Z",
    re.I,
)
_PHONE_LINE = re.compile(r"[\n|•·,][ \t>*]*(?:T|M|P|F|D|H|Ph|Fon|Mob|Tel|Fax)[ \t]*[.:)]?[ \t]*\Z")
_PHONE_AFTER = re.compile(
    r"[ \t]*[(\[,–-]?[ \t]*(?:mobile?|cell|handy|tel(?:efon)?|phone|fax|office|büro|privat|landline|whatsapp"
    r"|(?:is|ist) (?:my|the|meine|unsere|die|his|her) (?:mobile|phone|cell|handy|telefon"
    r"|number|nummer|direct))\b",
    re.I,
)
_CARD_AFTER = re.compile(
    r"[ \t]*[(\[,;./–-]*[ \t]*(?:\(?(?:visa|master ?card|amex|maestro|credit card"
    r"|kreditkarte)\b|exp(?:iry|ires|\.)?\b|cvv|cvc|"
    r"valid (?:until|thru|to)|gültig bis|ablauf|(?:is|ist) (?:my|the|our|meine|unsere"
    r"|die) (?:credit |debit )?(?:card|kredit)\w*)",
    re.I,
)
_SECTION_BEFORE = re.compile(
    r"(?:§|\b(?:sections?|clauses?|chapters?|paragraphs?|rules?|versions?|ver|v|release"
    r"|sop|firmware|fw|software|sw|build|update"
    r"|abschnitte?s?|ziffern?|kapitel|punkt|absatz|regel|nr|no|rev|revision)\b\.?)[\s:]*"
    r"(?:(?:is|ist|to|auf|from|von)\s)?\Z|\bv\Z",
    re.I,
)


class Labelled(Read):
    """A text whose words for numbers are looked for once: `labels` are their ends and kinds, in order."""

    @cached_property
    def labels(self) -> list[tuple[int, str]]:
        found, end = list[tuple[int, str]](), 0
        for start in self._starts():
            if start >= end and (match := _LABEL.match(self, start)):
                end = match.end()
                found.append((end, str(match.lastgroup)))
        icons = [(match.end(), PHONE) for match in _ICON.finditer(self)] if not self.isascii() else []
        return sorted([*found, *icons])

    @cached_property
    def before(self) -> dict[tuple[int, bool], str | None]:
        """What `label_before` has said of a place: several recognizers ask."""
        return {}

    def _starts(self) -> Iterator[int]:
        """Yield where words begin that could be one for a number, by their first two letters or their end."""
        for word in self.words:
            parts = (
                [0, *(at + 1 for at, mark in enumerate(word.lower) if mark == "-")]
                if "-" in word.lower
                else (0,)
            )
            for part in parts:
                if word.lower[part : part + 2] in _OPENINGS or word.lower.endswith(_COMPOUNDS):
                    yield word.start + part


def label_before(text: str, start: int, *, lists: bool = True) -> str | None:
    """Return what the nearest word before a place calls what stands there, or None.

    `lists`: whether a word reaches over other numbers that are listed between ("orders 4711, 4712").
    """
    if not isinstance(text, Labelled):
        return _label_before(text, start, lists)
    if (start, lists) not in text.before:
        text.before[start, lists] = _label_before(text, start, lists)
    return text.before[start, lists]


def _label_before(text: str, start: int, lists: bool) -> str | None:
    if _GLUED.search(text[max(0, start - 8) : start]):
        return PHONE if _last(text, start) in ((start, PHONE), (start - 1, PHONE)) else REFERENCE
    if _PHONE_LINE.search("\n" * (start < 16) + text[max(0, start - 16) : start]):
        return PHONE
    start = _before_list(text, start) if lists else start
    end, kind = _last(text, start)
    reaches = {PHONE: _PHONE_GAP, REFERENCE: _TIGHT_GAP}.get(kind, _LOOSE_GAP)
    return kind if kind and start - end <= _WINDOW and reaches.fullmatch(text, end, start) else None


def is_reference_near(text: str, start: int) -> bool:
    """Whether a word for a reference stands before a place in the same sentence, nearer than any other."""
    start = _before_list(text, start)
    end, kind = _last(text, start)
    return kind == REFERENCE and start - end <= _WINDOW and bool(_LOOSE_GAP.fullmatch(text, end, start))


def tells_of(text: str, kind: str) -> bool:
    """Whether a text has a word for such a number anywhere."""
    labels = (text if isinstance(text, Labelled) else Labelled(text)).labels
    return any(found == kind for _, found in labels)


def ends_of(text: str, kind: str) -> list[int]:
    """Return where the words for such a number end."""
    labels = (text if isinstance(text, Labelled) else Labelled(text)).labels
    return [end for end, found in labels if found == kind]


def is_called_phone_after(text: str, end: int) -> bool:
    return bool(_PHONE_AFTER.match(text, end))


def is_called_card_after(text: str, end: int) -> bool:
    return bool(_CARD_AFTER.match(text, end))


def is_section(text: str, start: int) -> bool:
    """Whether four numbers with dots are a section or a version."""
    return bool(_SECTION_BEFORE.search(text[max(0, start - _WINDOW) : start]))


def _before_list(text: str, start: int) -> int:
    """Return where a list of references begins that ends right before a place, or the place."""
    window = text[max(0, start - _WINDOW) : start]
    if not _LIST_END.search(window[-8:]):
        return start
    listed = _LISTED.search(window)
    return start - len(window) + listed.start() if listed else start


def _last(text: str, start: int) -> tuple[int, str]:
    """Return the end and the kind of the last word for a number before a place, or no kind."""
    labels = (text if isinstance(text, Labelled) else Labelled(text)).labels
    at = bisect_right(labels, start, key=lambda label: label[0])
    return labels[at - 1] if at else (0, "")
