"""Is what a sentence says borne out by the evidence it cites? By value, not by spelling (ADR 0005).

For now: every reference, link, date, time and number. A value without its evidence fails the sentence.
"""

from collections.abc import Collection, Iterator

from guardrails.reading import values_in
from guardrails.values import Either, Value

Facts = frozenset[Value]


def facts_in(text: str, *, year: int) -> Facts:
    """Return the values a text of evidence holds, every reading of each. Read once, ask for each sentence."""
    return frozenset(_each(values_in(text, year=year)))


def unsupported(sentence: str, evidence: Collection[Facts], *, year: int) -> tuple[Value, ...]:
    """Return the values of a sentence that nothing it cites holds; empty when all are borne out.

    `year` is the one a date without a year means.
    """
    return tuple(value for value in values_in(sentence, year=year) if not _is_known(value, evidence))


def _is_known(value: Value, evidence: Collection[Facts]) -> bool:
    if any(value in facts for facts in evidence):
        return True
    return any(value.agrees(fact) for facts in evidence for fact in facts)


def _each(values: tuple[Value, ...]) -> Iterator[Value]:
    for value in values:
        if isinstance(value, Either):
            yield from _each((value.first, value.second))
        else:
            yield value
