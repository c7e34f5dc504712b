"""What a reader of values is."""

import re
from collections.abc import Callable
from typing import NamedTuple

from guardrails.values import Value

READ = "\0"
"""Stands in the place of what has been read already."""
JOIN = r"(?:\s?[-–—/&]\s?|\s(?:to|until|till|through|and|or|bis|und|oder)\s(?:the\s|den\s|zum\s)?)"
"""What stands between the ends of a range, or between two of a kind."""


class Reader(NamedTuple):
    """`make` gets a match and the year of dates without one; returns no value when it is something else."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str], int | None], tuple[Value, ...]]
    at_numerals: bool = True
    """Whether the pattern starts at the first of a run of digits."""
    blanks: bool = True
    """Whether what it has read is left out for the readers after it."""


def text_before(match: re.Match[str], most: int = 32) -> str:
    """Return the characters before a match in which the words stand that say what it is."""
    return match.string[max(0, match.start() - most) : match.start()]
