"""The lists of names and words that the search for people reads, folded, loaded once."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from guardrails.words import fold

PARTICLES = frozenset(
    [
        "von",
        "van",
        "vom",
        "zu",
        "zur",
        "zum",
        "de",
        "der",
        "den",
        "des",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "do",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ben",
        "ter",
        "ten",
        "ibn",
        "bint",
        "af",
        "av",
        "st",
    ]
)
"""Small words within a surname: von der Heide, de la Cruz, bin Said."""


@cache
def first_names() -> frozenset[str]:
    return frozenset(map(fold, _entries("first_names")))


@cache
def surnames() -> frozenset[str]:
    return frozenset(map(fold, _entries("surnames")))


@cache
def also_words() -> frozenset[str]:
    """Names that are words, goods or places too."""
    return frozenset(map(fold, _entries("also_words"))) | (
        (first_names() | surnames()) & (not_names() | frozenset(map(fold, _entries("cities"))))
    )


@cache
def not_names() -> frozenset[str]:
    """Words that are no part of a name, however they are written."""
    return frozenset(map(fold, _entries("not_names")))


@cache
def legal_forms() -> frozenset[str]:
    """Words that make what stands before them a company."""
    return _labelled("legal:")


@cache
def trades() -> frozenset[str]:
    """Words that make what stands before or after them a company."""
    return _labelled("trade:")


@cache
def words_in(name: str) -> frozenset[str]:
    """The words of a list in small letters, not folded."""
    return frozenset(word.lower() for word in _entries(name))


@cache
def cities() -> frozenset[tuple[str, ...]]:
    """Larger places, each as its folded words."""
    return frozenset(tuple(fold(part) for part in city.split("_")) for city in _entries("cities"))


def _labelled(label: str) -> frozenset[str]:
    lines = (line for line in _lines("company_words") if line.startswith(label))
    return frozenset(fold(word) for line in lines for word in line.removeprefix(label).split())


def _entries(name: str) -> Iterator[str]:
    for line in _lines(name):
        yield from line.split()


def _lines(name: str) -> list[str]:
    text = files("guardrails").joinpath("names", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
