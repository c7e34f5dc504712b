"""What number a run of digits with separators stands for, where the locale is not known."""

import re
from decimal import Decimal
from functools import lru_cache

GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


@lru_cache(4096)
def readings(digits: str) -> frozenset[Decimal]:
    """Return what digits with at most one kind of grouping and one decimal mark can mean.

    `1.234` is a thousand and something in German, one and something in English: both.
    """
    digits = re.sub(r"[\u00a0\u202f'’]", "", digits)
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return frozenset({Decimal(digits)})
    last = marks[-1]
    if len(set(marks)) == 2:
        other = "," if last == "." else "."
        return frozenset({Decimal(digits.replace(other, "").replace(last, "."))})
    whole = Decimal(digits.replace(last, ""))
    if len(marks) > 1:
        return frozenset({whole})
    decimal = Decimal(digits.replace(last, "."))
    return frozenset({whole, decimal} if GROUPED.fullmatch(digits) else {decimal})
