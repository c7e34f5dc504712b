"""VAT ids of Europe: named as one, or with the country's pattern and the right check digit."""

import re
from collections.abc import Callable, Iterable

from guardrails.finding import Finding
from guardrails.recognizers.card import is_luhn
from guardrails.surroundings import VAT, label_before

name = "vat"
_PATTERNS = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}",
    "BG": r"\d{9,10}",
    "CHE": r"\d{9}",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}",
    "DE": r"\d{9}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}",
    "FR": r"[A-Z0-9]{2}\d{9}",
    "GB": r"(?:\d{9}|\d{12}|(?:GD|HA)\d{3})",
    "GR": r"\d{9}",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}",
    "IT": r"\d{11}",
    "LT": r"(?:\d{9}|\d{12})",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"\d{8}",
    "NL": r"\d{9}B\d{2}",
    "NO": r"\d{9}(?:MVA)?",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SE": r"\d{10}01",
    "SI": r"\d{8}",
    "SK": r"\d{10}",
    "XI": r"\d{9}",
}
_VALUE = re.compile(rf"(?:{'|'.join(f'{country}{pattern}' for country, pattern in _PATTERNS.items())})", re.I)
_COUNTRIES = "|".join(sorted(_PATTERNS, key=len, reverse=True))
_CANDIDATE = re.compile(
    rf"(?<![\w/-])(?-i:{_COUNTRIES}|{_COUNTRIES.lower()})[ \xa0.-]?(?:[A-Z]{{1,2}}[ ]?)?\d?"
    rf"(?:[ \xa0./-]?[A-Z]?\d){{1,13}}[A-Z]{{0,3}}(?![\w-]*\d|\w)",
    re.I,
)
_NAMED = re.compile(r"(?<![\w/])\d(?:[ ./-]?\d){7,12}(?!\w)")


_QUICK = re.compile(r"\d(?:[ \xa0./-]?[A-Za-z]?\d){4}")


def may_find(text: str) -> bool:
    return _QUICK.search(text) is not None


def find(text: str) -> Iterable[Finding]:
    for match in _CANDIDATE.finditer(text):
        if score := _score(text, match):
            yield Finding(start=match.start(), end=match.end(), type="VAT", score=score)
    for match in _NAMED.finditer(text):
        if label_before(text, match.start()) == VAT:
            yield Finding(start=match.start(), end=match.end(), type="VAT", score=0.8)


def _score(text: str, match: re.Match[str]) -> float:
    value = re.sub(r"[^A-Z0-9+*]", "", match[0].upper())
    if sum(mark.isdecimal() for mark in value) < 5 or not _VALUE.fullmatch(value):
        return 0.0
    label = label_before(text, match.start())
    if label == VAT:
        return 0.95
    return 0.85 if label is None and match[0][:2].isupper() and _has_right_check(value) else 0.0


def _has_right_check(value: str) -> bool:
    check = _CHECKS.get(value[:2])
    return bool(check and check(value[2:]))


def _de(digits: str) -> bool:
    product = 10
    for digit in digits[:8]:
        product = 2 * (((int(digit) + product) % 10) or 10) % 11
    return (11 - product) % 10 == int(digits[8])


def _at(value: str) -> bool:
    digits = [int(digit) for digit in value[1:]]
    total = sum(digit if at % 2 == 0 else digit // 5 + digit * 2 % 10 for at, digit in enumerate(digits[:7]))
    return (10 - (total + 4) % 10) % 10 == digits[7]


def _gb(value: str) -> bool:
    if not value[:9].isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value, range(8, 1, -1), strict=False)) + int(
        value[7:9]
    )
    return total % 97 in (0, 42)


def _fr(value: str) -> bool:
    return value[:2].isdecimal() and int(value[:2]) == (12 + 3 * (int(value[2:]) % 97)) % 97


def _weighted(weights: str, modulus: int) -> Callable[[str], bool]:
    def check(value: str) -> bool:
        total = sum(int(digit) * int(weight) for digit, weight in zip(value, weights, strict=False))
        return total % modulus == int(value[len(weights)])

    return check


_CHECKS: dict[str, Callable[[str], bool]] = {
    "DE": _de,
    "AT": _at,
    "GB": _gb,
    "XI": _gb,
    "FR": _fr,
    "IT": is_luhn,
    "SE": lambda value: is_luhn(value[:10]),
    "BE": lambda value: 97 - int(value[:8]) % 97 == int(value[8:]),
    "NL": _weighted("98765432", 11),
    "PL": _weighted("657234567", 11),
}
