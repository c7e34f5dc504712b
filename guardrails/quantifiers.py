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

_REST = re.compile(
    r"\b(?:(?:the|all|its|their) (?:rest|remainder|others?|other (?!order|day)\w+|missing \w+"
    r"|outstanding \w+|balance)|remaining|rest(?: of)|remainder|back-?ordered \w+"
    r"|missing (?:ones?|items?|units?|pieces|parts?|boxes|goods|line)"
    r"|(?:der|den|dem|die|das) (?:rest|fehlmenge|ander(?:e|en) (?!auftr)\w+)|restliche\w*|restmenge|übrige\w*"
    r"|fehlende\w*|ausstehende\w*|verbleibende\w*|nachlieferung|rückstand)\b",
    re.I,
)

_SECOND = re.compile(
    r"\b(?:(?:second|2nd|next|last|final|other) (?:part|half|delivery|shipment|parcel|batch)"
    r"|(?:zweite|nächste|letzte|andere)[nrs]? (?:teil|hälfte|lieferung|sendung|teillieferung|paket))\b",
    re.I,
)


def is_second(words: str) -> bool:
    return _SECOND.search(words) is not None


def is_rest(words: str) -> bool:
    """Whether a clause speaks of what a part leaves over: it has left only when everything has."""
    return _REST.search(words) is not None


def extent_in(words: str) -> Extent | None:
    """Return the extent a clause speaks of; None when it names none."""
    if _PART.search(words):
        return Extent.PART
    return Extent.ALL if _ALL.search(words) else None
