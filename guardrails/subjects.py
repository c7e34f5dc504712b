"""Which things a sentence speaks of, and which of them a place in it is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from guardrails.statements import About, Name

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(
    r"(?:,|;|/|&|\s|and|und|or|oder|sowie|as well as|both|the|die|der|das|den|orders?|auftr\w+)*", re.I
)
_COUNTED = re.compile(
    r"\s?(?:[×x]\s?\d+\s)?(?:[a-zäöü]{1,12}\s){0,2}(?:(?:of|à)\s(?:\d+\s)?)?(?:[a-zäöü]{1,12}\s)?", re.I
)
"""What stands between a number and the product it counts: "48 bottles of …"."""
_BESIDE = re.compile(r"\b(?:with|without|like|than|mit|ohne|wie|als)\b", re.I)
KINDS = ("order", "product", "shipment", "purchase", "invoice", "warehouse", "customer", "carrier")


class Mention(NamedTuple):
    start: int
    end: int
    name: Name


Scope = Mapping[str, frozenset[str]]


class Names:
    """The names of all evidence, found by their first word."""

    def __init__(self, spellings: Iterable[tuple[str, Name]]) -> None:
        self._by_first: defaultdict[str, list[tuple[str, Name]]] = defaultdict(list)
        for spelled, name in sorted(dict.fromkeys(spellings), key=lambda pair: -len(pair[0])):
            folded = spelled.casefold()
            if len(spelled) > 1 and (first := _WORD.search(folded)):
                self._by_first[first[0]].append((folded[first.start() :], name))

    def mentions(self, text: str) -> list[Mention]:
        """Return the names in a text, the longest at each place, in order."""
        folded, found, end = text.casefold(), [], 0
        if len(folded) != len(text):
            folded = text.lower() if len(text.lower()) == len(text) else text
        for word in _WORD.finditer(folded):
            if word.start() < end:
                continue
            known = [
                (len(spelled), name)
                for spelled, name in self._by_first.get(word[0], ())
                if folded.startswith(spelled, word.start()) and _ends(folded, word.start() + len(spelled))
            ]
            longest = max((length for length, _ in known), default=0)
            for length, name in known:
                if length == longest:
                    end = word.start() + length
                    found.append(Mention(word.start(), end, name))
        return found


def _ends(text: str, place: int) -> bool:
    return place >= len(text) or not (text[place].isalnum() or text[place] == "_")


def scope_at(mentions: list[Mention], start: int, end: int, text: str) -> dict[str, frozenset[str]]:
    """Return for each kind of thing the one a place is about: the last named before it, else the next."""
    return {kind: keys for kind in KINDS if (keys := _keys(mentions, kind, start, end, text))}


def _keys(mentions: list[Mention], kind: str, start: int, end: int, text: str) -> frozenset[str]:
    own = [one for one in mentions if one.name.kind == kind]
    if kind == "product":
        next_ = [one for one in own if one.start >= end and _is_counted(text, end, one.start)]
        if next_:
            return frozenset(one.name.key for one in next_ if one.start == next_[0].start)
    before = [one for one in own if one.start <= start]
    if before:
        return frozenset(one.name.key for one in _joined_back(before, text))
    after = [one for one in own if one.start >= end]
    return frozenset(one.name.key for one in _joined_on(after, text)) if after else frozenset()


def _is_counted(text: str, end: int, start: int) -> bool:
    return _COUNTED.fullmatch(text, end, start) is not None and not _BESIDE.search(text, end, start)


def _joined_back(before: list[Mention], text: str) -> Iterator[Mention]:
    """Yield the last mention and those joined to it: "S00042 and S00043"."""
    last = before[-1]
    yield last
    for one in reversed(before[:-1]):
        if one.start != last.start and not _JOINED.fullmatch(text, one.end, last.start):
            return
        yield one
        last = one


def _joined_on(after: list[Mention], text: str) -> Iterator[Mention]:
    first = after[0]
    yield first
    for one in after[1:]:
        if one.start != first.start and not _JOINED.fullmatch(text, first.end, one.start):
            return
        yield one
        first = one


def keys_of(about: About, kind: str) -> frozenset[str]:
    return frozenset(name.key for name in about if name.kind == kind)
