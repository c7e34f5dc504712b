"""IP addresses; four numbers with dots after a word for a section or a version are none."""

import ipaddress
import re
from collections.abc import Iterable

from guardrails.finding import Finding
from guardrails.surroundings import is_section

name = "ip"
_CANDIDATE = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)|"
    r"(?=[\da-f:.]{3,45})[\da-f]{0,4}:[\da-f]{0,4}:[\da-f:.]*[\da-f:](?![\w:]))",
    re.I,
)


def may_find(text: str) -> bool:
    return text.count(".") > 2 or text.count(":") > 1


def find(text: str) -> Iterable[Finding]:
    for match in _CANDIDATE.finditer(text):
        value = match[0]
        if (
            _is_address(value)
            and any(mark.isdecimal() for mark in value)
            and not is_section(text, match.start())
        ):
            yield Finding(start=match.start(), end=match.end(), type="IP", score=0.9)


def _is_address(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True
