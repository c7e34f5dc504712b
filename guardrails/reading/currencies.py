"""Codes, signs and words of the currencies that are told apart."""

import re

CODES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK")
CODE = f"(?:{'|'.join(CODES)})"
_SPELLINGS = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "us$": "USD",
    "$": "USD",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "zł": "PLN",
    **{code.lower(): code for code in CODES},
}
CURRENCY = "(?:" + "|".join(re.escape(name) for name in sorted(_SPELLINGS, key=len, reverse=True)) + ")"

CURRENCY_BEFORE = re.compile(rf"(?<!\w){CURRENCY}\s?$", re.I)


def code_of(spelled: str) -> str | None:
    return _SPELLINGS.get(spelled.lower())
