"""Which of the passages found are relevant, and in what order. Pure.

Two kinds of measure meet here. Ranks (reciprocal rank fusion, Cormack et al. 2009) say which passage is
better than which, never whether any is good. Evidence says that: the cosine to the question and the share
of its words that the passage holds, the rare ones counting more. Below a level of evidence nothing is said.
The levels were set on the sandbox company's documents, with 55 questions that they answer and 24 that they
do not: the best passage had an evidence of at least 0.38 for the former and of at most 0.32 for the latter.
Of 15 other questions that they do not answer, two went over the level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

RANK_CONSTANT = 10
"""Small, as the lists are short and their heads are good; 60 is usual for long lists."""
LEAST_EVIDENCE = 0.35
LEAST_COSINE = 0.2
LEAST_COVERED_ALONE = 0.5
"""Without vectors the words must carry it all."""

EVIDENCE_WEIGHT, RANK_WEIGHT, DOCUMENT_WEIGHT = 0.35, 0.25, 0.4
"""They sum to one, so that scores stay in [0, 1]."""
MOST_DOCUMENTS = 6
LEAST_JUDGED = 14
"""Passages whose words are compared one by one, the best placed; more when more are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage that one of the searches found. `cosine` is None where there is no vector to compare.

    `places` are its places in the lists it stands in, from 1; `named` in [0, 1] says how plainly the
    question names its document.
    """

    id: str
    source: str
    places: tuple[int, ...]
    covered: float
    cosine: float | None = None
    named: float = 0.0
    score: float = 0.0


def evidence(candidate: Candidate) -> float:
    """Return the absolute measure of relevance in [0, 1]; it does not depend on the other candidates."""
    if candidate.cosine is None:
        return candidate.covered
    return (max(candidate.cosine, 0.0) + candidate.covered) / 2


def is_relevant(candidate: Candidate) -> bool:
    if candidate.cosine is None:
        return candidate.covered >= LEAST_COVERED_ALONE
    return candidate.cosine >= LEAST_COSINE and evidence(candidate) >= LEAST_EVIDENCE


def fused_rank(places: Sequence[int], lists: int) -> float:
    """Return the reciprocal rank fusion of the places, 1.0 for the first of every list."""
    best = lists / (RANK_CONSTANT + 1)
    return sum(1 / (RANK_CONSTANT + place) for place in places) / best if lists else 0.0


def best_placed(places: Mapping[str, Sequence[int]], *, lists: int, top: int) -> list[str]:
    """Return the ids of the passages worth a closer look, best first."""
    by_rank = sorted(places, key=lambda one: (-fused_rank(places[one], lists), one))
    return by_rank[: max(LEAST_JUDGED, 2 * top)]


def ranked(candidates: Sequence[Candidate], *, lists: int) -> list[Candidate]:
    """Return the relevant candidates of the best documents, best first, each with its score in [0, 1].

    A document is as good as its best passage, and better when the question names it.
    """
    relevant = [candidate for candidate in candidates if is_relevant(candidate)]
    alone = {candidate.id: _alone(candidate, lists) for candidate in relevant}
    documents = _documents(relevant, alone)
    chosen = sorted(documents, key=lambda source: -documents[source])[:MOST_DOCUMENTS]
    scored = [
        replace(candidate, score=alone[candidate.id] + DOCUMENT_WEIGHT * documents[candidate.source])
        for candidate in relevant
        if candidate.source in chosen
    ]
    return sorted(scored, key=lambda candidate: (-candidate.score, candidate.id))


def _alone(candidate: Candidate, lists: int) -> float:
    return EVIDENCE_WEIGHT * evidence(candidate) + RANK_WEIGHT * fused_rank(candidate.places, lists)


def _documents(relevant: Sequence[Candidate], alone: Mapping[str, float]) -> dict[str, float]:
    """Return how good each document is, in [0, 1]."""
    best: dict[str, float] = {}
    for candidate in relevant:
        own = alone[candidate.id] / (EVIDENCE_WEIGHT + RANK_WEIGHT)
        score = (own + candidate.named) / 2
        best[candidate.source] = max(best.get(candidate.source, 0.0), score)
    return best
