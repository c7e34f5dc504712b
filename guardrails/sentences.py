"""A sentence as the check of claims reads it: its values, words of state and names, each at its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guardrails.reading import Placed
from guardrails.states import Word
from guardrails.subjects import Mention
from guardrails.values import Day, Either, Number, Reference

_PART = re.compile(r"\s*(?:of|out of|von|/)\s*(?:the\s|den\s|insgesamt\s|in all\s)?", re.I)


@dataclass(frozen=True, slots=True)
class ReadSentence:
    text: str
    values: tuple[Placed, ...]
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]


def is_in(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def whole_days(placed: Sequence[Placed]) -> list[Placed]:
    """Leave out the weekday that is written beside a date: the date has it."""
    days = [one.start for one in placed if isinstance(one.value, Day) and one.value.weekday is not None]
    return [
        one
        for one in placed
        if isinstance(one.value, Number | Reference | Day | Either)
        or not any(0 <= start - one.end <= 8 for start in days)
    ]


@dataclass(frozen=True, slots=True)
class Part(Number):
    """The 10 of "10 of 11"."""

    whole: Number | None = None


def parts(placed: Sequence[Placed], text: str) -> tuple[Placed, ...]:
    """Read "10 of 11" as one value: ten, of eleven."""
    ordered = sorted(placed, key=lambda one: one.start)
    found: list[Placed] = []
    for one in ordered:
        last = found[-1] if found else None
        if (
            last
            and isinstance(last.value, Number)
            and isinstance(one.value, Number)
            and not isinstance(last.value, Part)
            and _PART.fullmatch(text, last.end, one.start)
        ):
            part = Part(last.value.readings, last.value.unit or one.value.unit, last.value.spelled, one.value)
            found[-1] = Placed(last.start, one.end, part)
        else:
            found.append(one)
    return tuple(found)
