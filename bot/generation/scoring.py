"""How well a piece answers a question: the share of the question's words that it covers.

Stems are weighted by how rare they are among the pieces at hand; the paragraph around a piece and the heading
above it count less, the title least. Figures count more where a figure is asked for. Where meaning can be
measured it makes up half of the score. A piece is trusted as its passage is by the search.
"""

import math
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from bot.generation import cues
from bot.generation.pieces import Piece
from bot.generation.stems import likeness, stems
from retrieval.evidence import Passage

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""From a question and texts to a score in [0, 1] for each text."""

# Chosen on the tuning half of evals/cases/questions.jsonl; the scores change little around them.
_BESIDE_WEIGHT = 0.7
_HEADING_WEIGHT = 0.5
_TITLE_WEIGHT = 0.3
_FIGURE_BONUS = 0.15
_DISTRUST = 0.25
"""By words alone the scores of passages hardly differ: one of rank r then counts 1 / (1 + r * this)."""
_PREAMBLE = 0.7
"""What a section counts that only says what the document is for."""
_OTHER_ROW = 0.5
"""What a table row counts when the question names another row of the table."""
_MEANING = 0.5
_MOST_COMPARED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    piece: Piece
    score: float
    covers: frozenset[str]
    """The question's stems that are in the piece itself."""
    reaches: frozenset[str]
    """Those and the ones in what stands above and beside it."""


def scored(
    query: str, passages: Sequence[Passage], pieces: Sequence[Piece], similarity: Similarity | None
) -> list[Scored]:
    """Return the pieces, best first; equal ones keep the order of the search."""
    weights = _weights(stems(query), pieces)
    trusts = _trusts(passages, 0.0 if similarity else _DISTRUST)
    named = _named_rows(weights.keys(), pieces)
    bonus = _FIGURE_BONUS if cues.WANTS_FIGURE.search(query) else 0.0
    rated = []
    for piece in pieces:
        rating = _rated(weights, piece, bonus)
        is_other_row = piece.table in named and named[piece.table].isdisjoint(piece.label)
        rated.append(replace(rating, score=rating.score * (_OTHER_ROW if is_other_row else 1.0)))
    rated.sort(key=lambda one: -one.score * trusts[one.piece.passage.id])
    meant = _with_meaning(query, rated, similarity)
    return sorted(
        (replace(one, score=one.score * trusts[one.piece.passage.id]) for one in meant), key=_falling
    )


def _trusts(passages: Sequence[Passage], distrust: float) -> dict[str, float]:
    """Return what the pieces of each passage count, in [0, 1]: one in the best that the search found."""
    best = max((passage.score for passage in passages), default=0.0) or 1.0
    return {
        passage.id: passage.score
        / best
        / (1.0 + distrust * rank)
        * (_PREAMBLE if is_preamble(passage) else 1)
        for rank, passage in enumerate(passages)
    }


def is_preamble(passage: Passage) -> bool:
    """Return whether a section only says what its document is for."""
    return bool(cues.PREAMBLE.search(passage.heading))


def _falling(one: Scored) -> float:
    return -one.score


def _weights(wanted: frozenset[str], pieces: Sequence[Piece]) -> dict[str, float]:
    count = len(pieces)
    return {
        stem: math.log(1 + (count + 1) / (1 + sum(stem in piece.stems for piece in pieces)))
        for stem in sorted(wanted)
    }


def _named_rows(wanted: Set[str], pieces: Sequence[Piece]) -> dict[tuple[str, int], frozenset[str]]:
    """Return for each table the words of the question that label one of its rows."""
    named: dict[tuple[str, int], frozenset[str]] = {}
    for piece in pieces:
        if shared := piece.label & wanted:
            named[piece.table] = named.get(piece.table, frozenset()) | shared
    return {table: shared for table, shared in named.items() if shared}


def _rated(weights: Mapping[str, float], piece: Piece, bonus: float) -> Scored:
    total = sum(weights.values()) or 1.0
    reached = 0.0
    covers, reaches = set(), set()
    for stem, weight in weights.items():
        itself = _likeness(stem, piece.stems)
        above = max(
            _BESIDE_WEIGHT * _likeness(stem, piece.beside),
            _HEADING_WEIGHT * _likeness(stem, piece.around),
            _TITLE_WEIGHT * _likeness(stem, piece.title),
        )
        reached += weight * max(itself, above)
        covers |= {stem} if itself else set()
        reaches |= {stem} if itself or above else set()
    score = reached / total
    if score and cues.FIGURE.search(piece.text):
        score += bonus
    return Scored(piece=piece, score=score, covers=frozenset(covers), reaches=frozenset(reaches))


def _likeness(wanted: str, known: frozenset[str]) -> float:
    if wanted in known:
        return 1.0
    return max((likeness(wanted, stem) for stem in known), default=0.0)


def _with_meaning(query: str, rated: list[Scored], similarity: Similarity | None) -> list[Scored]:
    if similarity is None or not rated:
        return rated
    compared = rated[:_MOST_COMPARED]
    likes = similarity(query, [one.piece.in_context for one in compared])
    return [
        replace(one, score=(1 - _MEANING) * one.score + _MEANING * like)
        for one, like in zip(compared, likes, strict=True)
    ]
