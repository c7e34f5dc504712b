"""Phone numbers in digits: named, with a country code, or written as only phone numbers are.

Presidio's recognizer runs the matcher of `phonenumbers` once a region over the whole text, which takes most
of its time; here the places where a number can stand are looked at, each once.
"""

import re
from collections.abc import Iterable

from guardrails.finding import Finding
from guardrails.recognizers.dates import is_on_date
from guardrails.surroundings import PHONE, REFERENCE, is_called_phone_after, label_before

name = "phone"
_BLANK = r"[ \t\xa0]"
_EXTENSION = (
    rf"(?:{_BLANK}*[,;/–-]?{_BLANK}*\(?(?:ext(?:ension|n)?|x|durchwahl|dw|nst|nebenstelle"
    rf"|apparat|app|klappe|kl|poste|int|anexo){_BLANK}*[.:#]?{_BLANK}*\d{{1,5}}\)?"
    rf"|{_BLANK}?[–-]{_BLANK}?\d{{1,4}}(?![\d.:/-]))?"
)
_CANDIDATE = re.compile(
    rf"(?<![^\W_])(?<!\d[./,:-])(?:\+{_BLANK}?)?\(?\+?\d(?:[ \t\xa0"
    rf"()/.–‑-]{{0,3}}\d){{4,16}}(?![^\W_]*[A-WYZa-wyz]\w*\d)",
    re.I,
)
_EXTENDED = re.compile(_EXTENSION, re.I)
_CODES = (
    "1|7|20|27|30|31|32|33|34|36|39|40|41|43|44|45|46|47|48|49|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    "|21[12368]|2[2-6]\\d|29[0178]|35\\d|37\\d|38[0-9]|42[013]|50\\d|59\\d|67\\d|68\\d"
    "|69\\d|85[0-6]|88[06]|96\\d|97\\d|99[2-8]"
)
_WITH_CODE = re.compile(rf"\(?(?:\+[ \xa0]?\(?|00[ \xa0-]?)(?:{_CODES})(?=\D|\d)")
_AREA = re.compile(r"\(0[1-9]\d{0,4}\)[ \xa0/-]?\d|0[1-9]\d{0,4}[ \xa0]?[/ \xa0.–-][ \xa0]?\d")
_MOBILE = re.compile(r"0(?:1[567]\d{8,9}|7\d{9})")
"""A mobile number of Germany or Britain without any marks."""
_AMERICAN = re.compile(
    r"(?:(?:001|1)[ .-]?)?(?:\([2-9]\d\d\)[ .-]?|[2-9]\d\d([ .-]))\d{3}(?(1)\1|[ .-])\d{4}"
)
_TRUNK = re.compile(r"0[1-9]\d{8,9}")
_NEAR_CODE = re.compile(r"00(?:49|43|41|44)[1-9]\d{7,10}")
_NEAR = re.compile(r"00(?:49|43|41|44)")
_GROUPED_BY_FOUR = re.compile(r"(?!01[567])\d{4}([ -])\d{4}\1\d{4}")
_TWO_NUMBERS = re.compile(r"\d{5,} ?/ \d+|\d+ / 0\d+")
_FRENCH = re.compile(r"0\d(?:\.\d\d){4}")
_AIR_WAYBILL = re.compile(r"\d{3}-(\d{8})")
"""Its last digit is the seven before it modulo 7 (IATA resolution 600a)."""
_UPS_BEFORE = re.compile(r"\b1Z[ \dA-Z]{2,20}\Z", re.I)
_DECIMALS = re.compile(r"0[.]\d+|\d{1,3}(?:[. ]\d{3})+")


_QUICK = re.compile(r"\d(?:[ \t\xa0()/.–‑-]{0,3}\d){4}")


def may_find(text: str) -> bool:
    return _QUICK.search(text) is not None


def find(text: str) -> Iterable[Finding]:
    for match in _CANDIDATE.finditer(text):
        if score := _score(text, match):
            start = match.start() + (match[0].startswith("(") and ")" not in match[0])
            extended = _EXTENDED.match(text, match.end())
            end = extended.end() if extended and extended[0].strip() else match.end()
            yield Finding(start=start, end=end, type="PHONE", score=score)


def _score(text: str, match: re.Match[str]) -> float:
    value, digits = match[0], sum(mark.isdecimal() for mark in match[0])
    international = "+" in value[:3]
    if international and _WITH_CODE.match(value) and 7 <= digits <= 16:
        return 0.9
    before = text[max(0, match.start() - 24) : match.start()]
    if is_on_date(text, *match.span()) or _UPS_BEFORE.search(before):
        return 0.0
    label = label_before(text, match.start(), lists=False)
    if label == PHONE:
        return 0.8 if 5 <= digits <= 15 and not _is_amount(text, match) else 0.0
    if label is not None:
        return 0.0
    if is_called_phone_after(text, match.end()):
        return 0.7 if digits >= 6 else 0.0
    shaped = _is_shaped(value, digits) or _is_line_of_its_own(text, match)
    return 0.6 if shaped and label_before(text, match.start()) != REFERENCE else 0.0


def _is_line_of_its_own(text: str, match: re.Match[str]) -> bool:
    """Whether a number as long as a phone's, with its zero, is all of a line, as in a signature."""
    above, _, before = text[: match.start()].rpartition("\n")
    after = text[match.end() :].partition("\n")[0]
    under_a_line = bool(above.rpartition("\n")[2].strip(" >|\t"))
    alone = under_a_line and not (before.strip(" >|\t") or after.strip(" |\t"))
    return alone and bool(_TRUNK.fullmatch(match[0]))


def _is_shaped(value: str, digits: int) -> bool:
    """Whether digits no word names are written as a phone number is."""
    if _MOBILE.fullmatch(value) or _AMERICAN.fullmatch(value):
        return True
    if _WITH_CODE.match(value) and not (_is_reference(value) and not _NEAR.match(value)):
        return 11 <= digits <= 15 and (not value.isdecimal() or bool(_NEAR_CODE.fullmatch(value)))
    least, most = (7, 14) if "(" in value else (9, 14) if "/" in value else (9, 12)
    return bool(_AREA.match(value)) and least <= digits <= most and not _is_reference(value)


def _is_reference(value: str) -> bool:
    """Whether digits are grouped as those of goods and parcels are: 0054 5341 3654, 046-19164610."""
    if _GROUPED_BY_FOUR.fullmatch(value) or _DECIMALS.fullmatch(value) or _TWO_NUMBERS.fullmatch(value):
        return True
    if value.count(".") > 1 and not _FRENCH.fullmatch(value):
        return True
    waybill = _AIR_WAYBILL.fullmatch(value)
    return bool(waybill and int(waybill[1][:7]) % 7 == int(waybill[1][7]))


def _is_amount(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 12]
    return bool(
        re.match(
            r"[,.]\d|\s?(?:€|EUR|USD|GBP|kg|mm|cm|pcs|Stück|boxes|units|pallets|paletten|kartons|x\d)\b",
            after,
            re.I,
        )
    )
