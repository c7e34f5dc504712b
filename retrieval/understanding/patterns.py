"""Rules as text: patterns over folded words, in which a line break means "or"."""

import re


def any_of(alternatives: str) -> str:
    """Return a group of the alternatives. Spaces inside a line count, those around it do not."""
    return "(?:" + "|".join(filter(None, map(str.strip, alternatives.splitlines()))) + ")"


def says(alternatives: str) -> re.Pattern[str]:
    """Return a pattern that finds one of the alternatives, as whole words, anywhere in a shape."""
    return re.compile(rf"\b{any_of(alternatives)}(?!\w)")


def is_all(alternatives: str) -> re.Pattern[str]:
    """Return a pattern that matches a shape that is one of the alternatives and nothing else."""
    return re.compile(rf"^{any_of(alternatives)}$")


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a list that is written as text."""
    return tuple(words.split())


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())
