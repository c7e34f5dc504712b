"""The words that say what a number is: a phone, a card, an account, an id, an address, or a reference."""

import re
from collections.abc import Iterator

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
_ID = (
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
LABEL = re.compile(
    r"(?<![^\W_])(?:"
    rf"(?P<iban>iban)|(?P<address>{_ADDRESS})|(?P<card>{_CARD})|(?P<vat>{_VAT})|"
    rf"(?P<id>{_ID})|(?P<phone>{_PHONE})|(?P<reference>{_REFERENCE})"
    r")(?![^\W_])",
    re.I,
)
ICON = re.compile(r"[☎📞📱✆]")
COMPOUNDS = ("nummer", "nr", "adresse", "anschrift", "address", "karte", "karten")
_WITH_OPTIONAL_LETTERS = frozenset(
    {"us", "st", "um", "ui", "te", "té", "ec", "ca", "cr", "kr", "ka", "mw", "bt", "nu", "ni", "s"}
)
"""Beginnings that a pattern's optional letters hide."""


def _openings(pattern: str) -> Iterator[str]:
    """Yield the first two letters of the words that a pattern of alternatives can begin with."""
    for word in re.split(r"[|()]", pattern):
        yield re.sub(r"\\.|[^\w ]", "", word.removeprefix("?:"))[:2]
    yield from _WITH_OPTIONAL_LETTERS


OPENINGS = frozenset(
    opening
    for group in (_ADDRESS, _CARD, _VAT, _ID, _PHONE, _REFERENCE, "iban")
    for opening in _openings(group)
    if opening
)
"""Only where a word begins like this, or ends as a compound does, the pattern is tried."""
