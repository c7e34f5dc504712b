"""When two spellings mean the same number. Pure."""

import re

_NOISE = re.compile(r"[\W_]+")
_ORDER = re.compile(r"^(?:SO|S)?0*(\d+)$")


def key(text: str) -> str:
    """Return what is left of a reference without case, spaces, hyphens and other marks."""
    return _NOISE.sub("", text).upper()


def order_digits(text: str) -> str | None:
    """Return the digits of an order number in any spelling: "S00101", "so 101" and "00101" are "101"."""
    match = _ORDER.match(key(text))
    return match[1] if match else None
