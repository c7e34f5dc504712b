"""Bank accounts: an IBAN whose check digits are right, in any grouping, or any like it after the word."""

import re
from collections.abc import Iterable

from guardrails.finding import Finding
from guardrails.surroundings import IBAN, REFERENCE, label_before

name = "iban"
LENGTHS = {
    **{"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29},
    **{"BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29},
    **{"ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28},
    **{"HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20},
    **{"LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22},
    **{"MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25},
    **{"QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24},
    **{"TR": 26, "UA": 29, "VA": 22, "XK": 20},
}
"""Characters of an IBAN in each country (SWIFT's registry)."""
_SEPARATOR = r"[ \t\xa0.\-–/]{0,2}(?:\r?\n[ \t>]*)?"
_SHAPE = re.compile(
    rf"(?<![^\W_])[a-z]{{2}}{_SEPARATOR}\d{_SEPARATOR}\d(?:{_SEPARATOR}[a-z0-9]){{11,31}}", re.I
)
_SAID = re.compile(r"[a-z]{2}[ \t\xa0]?\d\d(?:[ \t\xa0.\-]{0,2}[a-z0-9]{1,4}){3,8}(?![a-z0-9])", re.I)
_ACCOUNT = re.compile(r"kont|account|acct|rechnung|invoice|credit", re.I)
_LEAST_DIGITS = 8


_QUICK = re.compile(r"[^\W\d_]{2}\W{0,3}\d\W{0,3}\d(?:\W{0,4}[^\W_]){11}")


def may_find(text: str) -> bool:
    return _QUICK.search(text) is not None


def is_shaped(text: str) -> bool:
    """Whether a text holds characters in the order of an IBAN's, whatever their check digits."""
    return may_find(text) and _SHAPE.search(text) is not None


def find(text: str) -> Iterable[Finding]:
    for match in _SHAPE.finditer(text):
        end = _end_of_valid(text, match)
        label = label_before(text, match.start())
        if end and (label != REFERENCE or _ACCOUNT.search(text, max(0, match.start() - 24), match.start())):
            yield Finding(start=match.start(), end=end, type="IBAN", score=1.0)
        elif label == IBAN and (end := _end_of_said(text, match)):
            yield Finding(start=match.start(), end=end, type="IBAN", score=0.75)


def _end_of_valid(text: str, match: re.Match[str]) -> int | None:
    """Return where the country's number of characters ends, if their check digits are right."""
    places = [at for at in range(match.start(), match.end()) if text[at].isalnum()]
    length = LENGTHS.get(match[0][:2].upper())
    if not length or len(places) < length:
        return None
    end = places[length - 1] + 1
    ends_there = end == len(text) or not text[end].isalnum()
    return end if ends_there and is_valid("".join(text[at] for at in places[:length])) else None


def _end_of_said(text: str, match: re.Match[str]) -> int | None:
    """Return the end of what the word IBAN names: as long as the country's, give or take one, by groups."""
    said = _SAID.match(text, match.start())
    length = LENGTHS.get(match[0][:2].upper(), 22)
    end, count = match.start(), 0
    for group in re.finditer(r"[^\W_]+", text[match.start() : said.end() if said else match.end()]):
        holds_digit = any(mark.isdecimal() for mark in group[0])
        if count and ((not holds_digit and len(group[0]) != 4) or count + len(group[0]) > length + 2):
            break
        count += len(group[0])
        end = match.start() + group.end()
    return end if sum(mark.isdecimal() for mark in text[match.start() : end]) >= _LEAST_DIGITS else None


def is_valid(iban: str) -> bool:
    """Whether the check digits of an IBAN without separators are right (ISO 13616: modulo 97)."""
    upper = iban.upper()
    if not upper.isascii() or not upper.isalnum():
        return False
    return int("".join(str(int(mark, 36)) for mark in upper[4:] + upper[:4])) % 97 == 1
