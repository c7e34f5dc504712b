"""Products spoken of by the noun of their name: "the sanitiser" of an order for "Hand sanitiser 500 ml"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from guardrails.measures import unit_of
from guardrails.statements import Name
from guardrails.subjects import Mention

_WORD = re.compile(r"[^\W\d_]+")
_NAME_ENDS = re.compile(r"[,(\d]| - |[–—]")
_NO_NOUNS = frozenset(
    [
        "white",
        "black",
        "yellow",
        "red",
        "blue",
        "green",
        "grey",
        "gray",
        "orange",
        "clear",
        "small",
        "medium",
        "large",
        "left",
        "right",
        "powder",
        "free",
        "weiß",
        "schwarz",
        "gelb",
        "rot",
        "blau",
        "grün",
        "grau",
        "klein",
        "groß",
        "mittel",
        "set",
        "kit",
    ]
)
_ALSO_OTHER_WORDS = frozenset(
    [
        "driver",
        "light",
        "saw",
        "scale",
        "scales",
        "label",
        "labels",
        "film",
        "lock",
        "guard",
        "drill",
        "charge",
    ]
)
"""Nouns that are said of other things too: only with an article right before them."""
_ARTICLE = re.compile(
    r"\b(?:the|your|its|their|these|those|all|der|die|das|den|dem|des|ihre?|alle|beide)\s$", re.I
)
_MOST_PRODUCTS = 30
_SHORTEST = 3


class Nouns:
    """The nouns of the products of some evidence; with many products none tells anything."""

    def __init__(self, spellings: Iterable[tuple[str, Name]]) -> None:
        named = {(text, name) for text, name in spellings if name.kind == "product" and text != name.key}
        self._products = [(name, _words(text), noun) for text, name in named if (noun := _noun(text))]
        if len({name for name, _, _ in self._products}) > _MOST_PRODUCTS:
            self._products = []

    def mentions(self, text: str, known: Sequence[Mention]) -> Iterator[Mention]:
        """Yield what is named by its noun, outside the names already found."""
        words = list(_WORD.finditer(text)) if self._products else []
        for place, word in enumerate(words):
            if any(one.start <= word.start() < one.end for one in known):
                continue
            meant = [one for one in self._products if _alike(word[0], one[2])]
            before = words[place - 1][0] if place else ""
            after = words[place + 1][0] if place + 1 < len(words) else ""
            if not meant or not (_is_plain(word[0]) or _is_told(text, word.start(), before, meant)):
                continue
            for name, _, _ in _narrowed(_narrowed(meant, before), after):
                yield Mention(word.start(), word.end(), name)


_Product = tuple[Name, frozenset[str], str]


def _narrowed(meant: list[_Product], word: str) -> list[_Product]:
    """Keep those whose name has the word beside it too, when any has: "white helmets", "gloves M"."""
    own = [one for one in meant if any(_alike(word, other) for other in one[1])]
    return own or meant


def _is_plain(word: str) -> bool:
    folded = word.casefold()
    return len(word) > _SHORTEST and folded not in _ALSO_OTHER_WORDS and not unit_of(word)


def _is_told(text: str, start: int, before: str, meant: list[_Product]) -> bool:
    article = _ARTICLE.search(text, max(0, start - 8), start) is not None
    return article or any(_alike(before, other) for _, words, _ in meant for other in words)


def _words(name: str) -> frozenset[str]:
    return frozenset(word[0] for word in _WORD.finditer(name))


def _noun(name: str) -> str:
    head = _NAME_ENDS.split(name, maxsplit=1)[0]
    words = [word for word in _WORD.findall(head) if len(word) >= _SHORTEST]
    return next((word for word in reversed(words) if word.casefold() not in _NO_NOUNS), "")


def _alike(word: str, noun: str) -> bool:
    """Whether two words differ in their endings only: shelves and shelving, Helme and helmet."""
    one, other = _plain(word), _plain(noun)
    if one == other:
        return bool(one)
    shared = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    ends = max(len(one), len(other)) - shared
    return (shared >= 5 and ends <= 3 and _is_ending(one[shared:]) and _is_ending(other[shared:])) or (
        shared >= 3 and ends <= 2 and _is_ending(one[shared:]) and _is_ending(other[shared:])
    )


_ENDINGS = frozenset(
    (
        "",
        "s",
        "e",
        "n",
        "en",
        "es",
        "er",
        "ern",
        "et",
        "ets",
        "ing",
        "ings",
        "f",
        "ves",
        "ns",
        "ey",
        "ies",
        "y",
    )
)


def _is_ending(letters: str) -> bool:
    return letters in _ENDINGS


def _plain(word: str) -> str:
    return word.casefold().replace("z", "s")
