"""How much of a thing a clause speaks of: all of it, a part of it, or simply it."""

import re

from guardrails.statements import Extent

_PART = re.compile(
    r"\b(?:part(?:s|ly|ially|ial)?|some|half|most(?:ly)?|several|rest|remaind\w+|remaining"
    r"|others?|few|one of|all but|everything (?:but|except)|except"
    r"|teil(?:e|s|weise|lieferung\w*|geliefert\w*|versandt\w*)?|einige\w*|hälfte|meist\w*"
    r"|mehrere\w*|rest(?!los)\w*|übrig\w*|weitere\w*|andere\w*|bis auf|außer)\b",
    re.I,
)
_ALL = re.compile(
    r"\b(?:all|everything|every|entire(?:ly)?|whole|complete(?:ly)?|fully|in full|both|each|total(?:ly)?"
    r"|alles|alle[nrs]?|sämtlich\w*|vollständig\w*|komplett\w*|ganz\w*|gesamt\w*"
    r"|beide[nrs]?|restlos|insgesamt|jede[nrs]?)\b",
    re.I,
)


def extent_in(words: str) -> Extent | None:
    """Return the extent a clause speaks of; None when it names none."""
    if _PART.search(words):
        return Extent.PART
    return Extent.ALL if _ALL.search(words) else None
