"""Which of the passages found are relevant, and in what order. Pure.

Reciprocal rank fusion (Cormack et al. 2009) says which passages deserve a closer look, never whether any is
good. That is said by evidence: mostly the cosine to the question, and the share of its words that the passage
holds, the rare ones counting more. People ask in other words than documents use, so a passage may share
no word with the question; one that shares words but not the meaning is not relevant.

The weights were read off the 68 tuning questions of `evals/cases/questions.jsonl`. A logistic regression of
"this passage answers" gives covered words 0.6 to 0.7 and a named document 0.2 to 0.4 of the weight of the
cosine; the order hardly changes between a fifth and a half, and the cut-off parts answered from unanswered
questions best with little weight on words. There it keeps the right passage of 41 of 53 questions and lets 4
of 15 through that have no answer, and 12 of 50 about work that no document is about; at 0.34 these would be
46, 5 and 17, at 0.40 they would be 37, 3 and 11. Ranking by fused rank or by whole documents as well changed
nothing. `shipmate eval` measures it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

RANK_CONSTANT = 10
"""Small, as the lists are short and their heads are good; 60 is usual for long lists."""
LEAST_JUDGED = 16
"""Passages whose words are compared one by one, the best placed; more when more are wanted."""

COVERED_WEIGHT, COVERED_WEIGHT_ELSE = 0.2, 0.5
"""The rest is the cosine's. The model knows English: of a passage in another language words say as much."""
NAMED_WEIGHT = 0.35
LEAST_EVIDENCE = 0.38
NAMED_EASES = 0.03
"""How much less will do in the very document that the question names. Processors differ by 0.01 in a cosine
of int8 vectors: what only just fell on one was found on another."""
LEAST_COSINE = 0.2
LEAST_COVERED_ALONE = 0.5
"""Without vectors the words must carry it all."""

LEAST_OF_CHOSEN = 0.2
"""Least evidence in documents that were chosen before: they are about it, whatever their words."""
LEAST_COVERED_OF_CHOSEN = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage that one of the searches found. `cosine` is None where there is no vector to compare.

    `places` are its places in the lists it stands in, from 1; `named` in [0, 1] says how plainly the
    question names its document.
    """

    id: str
    places: tuple[int, ...]
    covered: float
    cosine: float | None = None
    named: float = 0.0
    is_english: bool = True
    score: float = 0.0


def evidence(candidate: Candidate) -> float:
    """Return the absolute measure of relevance in [0, 1]; it does not depend on the other candidates."""
    if candidate.cosine is None:
        return candidate.covered
    share = COVERED_WEIGHT if candidate.is_english else COVERED_WEIGHT_ELSE
    return (1 - share) * max(candidate.cosine, 0.0) + share * candidate.covered


def is_relevant(candidate: Candidate, *, chosen: bool = False) -> bool:
    """`chosen` says that the documents looked into are known to be the right ones."""
    if candidate.cosine is None:
        return candidate.covered >= (LEAST_COVERED_OF_CHOSEN if chosen else LEAST_COVERED_ALONE)
    if chosen:
        return evidence(candidate) >= LEAST_OF_CHOSEN
    least = LEAST_EVIDENCE - NAMED_EASES * candidate.named
    return candidate.cosine >= LEAST_COSINE and evidence(candidate) >= least


def fused_rank(places: Sequence[int], lists: int) -> float:
    """Return the reciprocal rank fusion of the places, 1.0 for the first of every list."""
    best = lists / (RANK_CONSTANT + 1)
    return sum(1 / (RANK_CONSTANT + place) for place in places) / best if lists else 0.0


def best_placed(places: Mapping[str, Sequence[int]], *, lists: int, top: int) -> list[str]:
    """Return the ids of the passages worth a closer look, best first."""
    by_rank = sorted(places, key=lambda one: (-fused_rank(places[one], lists), one))
    return by_rank[: max(LEAST_JUDGED, 2 * top)]


def ranked(candidates: Sequence[Candidate], *, lists: int, chosen: bool = False) -> list[Candidate]:
    """Return the relevant candidates, best first, each with its score in [0, 1]; equal ones by rank."""
    scored = [replace(one, score=_score(one)) for one in candidates if is_relevant(one, chosen=chosen)]
    return sorted(scored, key=lambda one: (-one.score, -fused_rank(one.places, lists), one.id))


def _score(candidate: Candidate) -> float:
    return (evidence(candidate) + NAMED_WEIGHT * candidate.named) / (1 + NAMED_WEIGHT)
