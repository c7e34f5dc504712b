"""Is what a sentence says borne out by the evidence it cites? By value, not by spelling.

For now: every reference, date, time and number. A value without its evidence fails the sentence.
"""

from collections.abc import Sequence

from guardrails.values import Value, values_in


def unsupported(sentence: str, evidence: Sequence[str], *, year: int) -> tuple[Value, ...]:
    """Return the values of a sentence that no text of its evidence holds; empty when all are borne out.

    `year` is the one a date without a year means, in the sentence and in the evidence.
    """
    claimed = values_in(sentence, year=year)
    if not claimed:
        return ()
    known = [value for text in evidence for value in values_in(text, year=year)]
    return tuple(value for value in claimed if not any(value.agrees(fact) for fact in known))
