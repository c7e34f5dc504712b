"""What the words around a pattern say of it: a digit run is a phone number, or the number of an order.

Numbers of orders, products, parcels, deliveries and invoices are never personal: look-ups need them.
"""

import re

PHONE_WORD = (
    r"(?:tel|telephone|phone|mobile|cell|cellphone|call|ring|dial|fax|whatsapp|sms|text me"
    r"|reach (?:me|us|him|her)|telefon\w*|mobil\w*|handy\w*|rufnummer|anruf\w*|anzurufen|ruf\w*"
    r"|erreich\w*|rückruf\w*|durchwahl)"
)
_REFERENCE_WORD = (
    r"(?:orders?|tracking|parcel|shipment|delivery|picking|invoice|purchase|quote|quotation|ref|reference|sku|ean"
    r"|gtin|article|item|product|batch|lot|serial|customer|account|contract|po|so|rma|ticket|case|awb|waybill|container"
    r"|auftr\w+|bestell\w*|sendung\w*|paket\w*|liefer\w*|rechnung\w*|beleg\w*|referenz\w*|artikel\w*|produkt\w*"
    r"|charge\w*|serien\w*|kunden\w*|konto\w*|vertrag\w*|angebot\w*|vorgang\w*|fracht\w*"
    r"|dhl|dpd|ups|gls|fedex|tnt|hermes|schenker)"
)
_NUMBER_WORD = r"(?:[\s.:#–-]|numbers?\b|nos?\b|nrn?\b|nummern?\b|id\b|code\b|ref\b)*"
_PHONE_BEFORE = re.compile(rf"(?:(?<!⟦)\b{PHONE_WORD}\b|☎|📞)[^\d+;!?\n]{{0,24}}$", re.I)
_REFERENCE_BEFORE = re.compile(rf"(?:\b{_REFERENCE_WORD}\b{_NUMBER_WORD}|#\s?|[a-z]{{1,6}}[/-]?)$", re.I)
_PHONE_RIGHT_BEFORE = re.compile(rf"\b{PHONE_WORD}[/-]?$", re.I)
_CARD_BEFORE = re.compile(
    r"\b(?:\w*card|cc|visa|mastercard|maestro|amex|\w*karten?)\b[^\d;!?\n]{0,24}$", re.I
)
_SECTION_BEFORE = re.compile(
    r"(?:§|\b(?:sections?|clauses?|chapters?|paragraphs?|rules?|versions?|ver|v|release|sop|abschnitte?s?|ziffern?"
    r"|kapitel|punkt|absatz|regel|nr|no)\b\.?)\s*$|\bv$",
    re.I,
)
_WITH_A_CODE = re.compile(r"\(?(?:\+|00)")
_NATIONAL = re.compile(r"\(?0\d*\D+\d|0(?:1[567]\d{8,9}|7\d{9})$")
"""Written as people write phone numbers, or a mobile number of Germany or Britain without any marks."""
_ISSUED = re.compile(r"(?:4\d|5[1-5]|2[2-7]|35|6\d)\d{14}|3[47]\d{13}|3[0689]\d{12}")
"""The lengths and first digits of cards that are in use."""

_CALLED = (
    r"(?:\s*(?:numbers?|nos?|nr|nummer|me|us|him|her|mich|uns|sie|an|please|bitte|back|zurück|at|on|under|unter|is|ist|lautet)\b\.?)*"
    r"[\s.:=]*"
)
SAID_PHONE = re.compile(
    rf"\b{PHONE_WORD}\b\.?:?{_CALLED}(?P<value>\+?\(?\d[\d\s()/.–-]{{4,22}}\d)(?![\d:,]|\.\d)", re.I
)
SAID_CARD = re.compile(
    r"\b(?:credit card|debit card|card|visa|mastercard|amex|maestro|\w*karten?)"
    r"(?:\s?-?(?:number|no|nr|nummer)\b\.?)?"
    r"(?:\s(?:is|ist|lautet)\b)?[\s:=]*(?P<value>\d(?:[ -]?\d){12,18})(?!\d)",
    re.I,
)
SAID_IBAN = re.compile(
    r"\biban\b(?:\s(?:is|ist|lautet)\b)?[\s:=.-]*(?P<value>[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30})\b", re.I
)
_DATE_OR_TIME = re.compile(
    r"(?<!\d)(?:\d{4}[-/]\d\d[-/]\d\d|(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?:\s?\d{4}|\d\d)?"
    r"|\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d\d)|[0-2]?\d:[0-5]\d|\d{1,2}\.?\s?[–-]\s?\d{1,2}\.\d{1,2}\.)(?!\d)"
)
_LONGEST_DATE = len("28. 11. 2026")


def is_phone(before: str, value: str) -> bool:
    """Whether what could be dialled is a phone number, given the text before it."""
    if _WITH_A_CODE.match(value) and "+" in value:
        return True
    if _REFERENCE_BEFORE.search(before) and not _PHONE_RIGHT_BEFORE.search(before):
        return False
    return bool(_PHONE_BEFORE.search(before) or _WITH_A_CODE.match(value) or _NATIONAL.match(value))


def is_said_phone(text: str, start: int, end: int) -> bool:
    """Whether what follows the word for a phone is a number to dial: no date, at least six digits."""
    return sum(mark.isdecimal() for mark in text[start:end]) >= 6 and not is_on_date(text, start, end)


def is_on_date(text: str, start: int, end: int) -> bool:
    """Whether a date or a time lies in a span or across its ends."""
    first = max(0, start - _LONGEST_DATE)
    around = _DATE_OR_TIME.finditer(text, first, end + _LONGEST_DATE)
    return any(found.start() < end and found.end() > start for found in around)


def is_card(before: str, value: str) -> bool:
    """Whether digits with the right check digit are a card: one in ten parcel numbers has it too."""
    if _CARD_BEFORE.search(before):
        return True
    return bool(_ISSUED.fullmatch(re.sub(r"\D", "", value))) and not _REFERENCE_BEFORE.search(before)


def is_ip(before: str, value: str) -> bool:
    """Whether four numbers with dots are an address and no section or version; `::` alone is none."""
    return any(mark.isdecimal() for mark in value) and not _SECTION_BEFORE.search(before)


def is_email(before: str, value: str) -> bool:
    """Whether it ends as a host does: `5 boxes@3.50` is no address."""
    return any(mark.isalpha() for mark in value.rpartition(".")[2])
