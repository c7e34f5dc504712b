"""Documents that contradict each other."""

from collections.abc import Sequence

from retrieval.evidence import Disagreement, Passage


def disagreements(passages: Sequence[Passage]) -> tuple[Disagreement, ...]:
    return ()
