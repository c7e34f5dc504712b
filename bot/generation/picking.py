"""Which sentences of which passages answer a question. Exact spans, so that they can be quoted.

Each piece is scored by how much of the question it covers: stems weighted by how rare they are among the
pieces at hand, its section's heading counting half. Figures count more where a figure is asked for. What
belongs to a chosen sentence comes along: the sentence it leans on, and the exception that follows it.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.generation import cues
from bot.generation.spans import Span, SpanKind, spans_of
from bot.generation.stems import likeness, stems
from retrieval.evidence import Passage

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""From a question and texts to a score in [0, 1] for each text."""

MOST_DOCUMENTS = 2
_CLOSE = 0.6
_CLOSE_IN_OTHER_DOCUMENT = 0.75
_DISTRUST = 0.25
_HEADING_WEIGHT = 0.5
_TITLE_WEIGHT = 0.3
_FIGURE_BONUS = 0.15
_MOST_COMPARED = 40
_MEANING = 0.5
_WHOLE_BLOCK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What to quote of one passage, in the order of the text."""

    passage: Passage
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    passage: Passage
    place: int
    """Among the pieces of its passage."""
    span: Span
    stems: frozenset[str]
    around: frozenset[str]
    title: frozenset[str]

    @property
    def text(self) -> str:
        return self.span.of(self.passage.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    piece: _Piece
    score: float
    covers: frozenset[str]


def pick(
    query: str,
    passages: Sequence[Passage],
    *,
    most: int = 3,
    figures: bool = False,
    similarity: Similarity | None = None,
) -> tuple[Pick, ...]:
    """Return what to quote, the best document first: at most `most` pieces from at most two documents.

    With `figures` only pieces that hold a figure are chosen, where there are any. Pieces that come along
    with a chosen one are not counted. Empty only when there is no text at all.
    """
    pieces = {passage.id: _pieces(passage) for passage in passages}
    candidates = [piece for found in pieces.values() for piece in found]
    if figures:
        candidates = [piece for piece in candidates if cues.FIGURE.search(piece.text)] or candidates
    scored = _scored(query, passages, candidates, similarity)
    if not scored:
        return ()
    chosen = _steps(scored[0], pieces, most) if cues.PROCEDURE.search(query) else _best(scored, most)
    return _picks(chosen, pieces)


def _pieces(passage: Passage) -> list[_Piece]:
    headings = _heading_lines(passage)
    around = stems(passage.heading)
    title = stems(f"{passage.title} {passage.subject or ''}")
    return [
        _Piece(
            passage=passage,
            place=place,
            span=span,
            stems=stems(f"{span.of(passage.text)} {' '.join(span.header)}"),
            around=around,
            title=title,
        )
        for place, span in enumerate(spans_of(passage.text, headings=headings))
    ]


def _heading_lines(passage: Passage) -> frozenset[str]:
    path = re.split(r"\s+(?:>|›|/|»)\s+", passage.heading)
    return frozenset({passage.title.strip(), *(part.strip() for part in path)} - {""})


def _scored(
    query: str, passages: Sequence[Passage], candidates: list[_Piece], similarity: Similarity | None
) -> list[_Scored]:
    """Return the candidates, best first; equal ones keep the order of the search."""
    wanted = _weights(stems(query), candidates)
    wants_figure = bool(cues.WANTS_FIGURE.search(query))
    ranks = {passage.id: rank for rank, passage in enumerate(passages)}
    scored = []
    for piece in candidates:
        match, covers = _match(wanted, piece)
        if wants_figure and match > 0 and cues.FIGURE.search(piece.text):
            match += _FIGURE_BONUS
        trust = 1.0 / (1.0 + _DISTRUST * ranks[piece.passage.id])
        scored.append(_Scored(piece=piece, score=match * trust, covers=covers))
    scored.sort(key=lambda one: -one.score)
    return _compared(query, scored, similarity)


def _compared(query: str, scored: list[_Scored], similarity: Similarity | None) -> list[_Scored]:
    """Mix in how near the best ones are in meaning, where that can be measured."""
    if similarity is None or not scored:
        return scored
    compared = scored[:_MOST_COMPARED]
    likes = similarity(query, [_in_context(one.piece) for one in compared])
    mixed = [
        _Scored(piece=one.piece, score=(1 - _MEANING) * one.score + _MEANING * like, covers=one.covers)
        for one, like in zip(compared, likes, strict=True)
    ]
    return sorted(mixed, key=lambda one: -one.score)


def _in_context(piece: _Piece) -> str:
    return f"{piece.span.section or piece.passage.heading}: {piece.text}"


def _weights(wanted: frozenset[str], pieces: list[_Piece]) -> dict[str, float]:
    count = len(pieces)
    return {
        stem: math.log(1 + (count + 1) / (1 + sum(stem in piece.stems for piece in pieces)))
        for stem in wanted
    }


def _match(wanted: dict[str, float], piece: _Piece) -> tuple[float, frozenset[str]]:
    """Return the share of the question that a piece covers, and the stems it covers itself."""
    total = sum(wanted.values()) or 1.0
    reached, covers = 0.0, set()
    for stem, weight in wanted.items():
        itself = _likeness(stem, piece.stems)
        if itself:
            covers.add(stem)
        near = max(
            itself,
            _HEADING_WEIGHT * _likeness(stem, piece.around),
            _TITLE_WEIGHT * _likeness(stem, piece.title),
        )
        reached += weight * near
    return reached / total, frozenset(covers)


def _likeness(wanted: str, known: frozenset[str]) -> float:
    if wanted in known:
        return 1.0
    return max((likeness(wanted, stem) for stem in known), default=0.0)


def _best(scored: list[_Scored], most: int) -> list[_Piece]:
    """Return the best piece and those that come near it and add something of their own."""
    chosen = [scored[0]]
    for one in scored[1:]:
        if len(chosen) == most:
            break
        if _adds(one, chosen):
            chosen.append(one)
    return [one.piece for one in chosen]


def _adds(one: _Scored, chosen: list[_Scored]) -> bool:
    best, sources = chosen[0], {kept.piece.passage.source for kept in chosen}
    if one.piece.passage.source not in sources:
        return (
            len(sources) < MOST_DOCUMENTS
            and bool(one.covers)
            and one.score >= _CLOSE_IN_OTHER_DOCUMENT * best.score
            and not any(_says_the_same(one.piece, kept.piece) for kept in chosen)
        )
    covered = frozenset().union(*(kept.covers for kept in chosen))
    return (
        one.score >= _CLOSE * best.score
        and bool(one.covers - covered)
        and not any(_says_the_same(one.piece, kept.piece) for kept in chosen)
    )


def _says_the_same(one: _Piece, other: _Piece) -> bool:
    """Whether two pieces share most of their words and every figure of the shorter."""
    shorter, longer = sorted((one.stems, other.stems), key=len)
    figures = {stem for stem in shorter if stem[:1].isdigit()}
    shared = len(shorter & longer) / (len(shorter) or 1)
    return shared >= 0.7 or (bool(figures) and figures <= longer and shared >= 0.4)


def _steps(best: _Scored, pieces: dict[str, list[_Piece]], most: int) -> list[_Piece]:
    """Return the steps of a procedure: what its section says first, and how the next found one begins."""
    own = pieces[best.piece.passage.id]
    start = best.piece.place if best.piece.place + 1 >= len(own) else 0
    following = [
        found[0]
        for key, found in pieces.items()
        if key != best.piece.passage.id
        and found
        and found[0].passage.source == best.piece.passage.source
        and found[0].passage.start > best.piece.passage.start
    ]
    return own[start : start + most] + following[:1]


def _picks(chosen: list[_Piece], pieces: dict[str, list[_Piece]]) -> tuple[Pick, ...]:
    places: dict[str, set[int]] = {}
    for piece in chosen:
        places.setdefault(piece.passage.id, set()).update(_with_context(piece, pieces[piece.passage.id]))
    by_id = {piece.passage.id: piece.passage for piece in chosen}
    return tuple(
        Pick(passage=by_id[key], spans=_merged(by_id[key], [pieces[key][place] for place in sorted(kept)]))
        for key, kept in places.items()
    )


def _with_context(piece: _Piece, own: list[_Piece]) -> set[int]:
    """Return the places of a piece, of what it leans on, and of the exceptions right behind it."""
    if piece.span.kind is SpanKind.ROW:
        return {piece.place}
    block = [other for other in own if other.span.block == piece.span.block]
    if piece.span.kind is SpanKind.SENTENCE and block[-1].span.end - block[0].span.start <= _WHOLE_BLOCK:
        return {other.place for other in block}
    places = {piece.place}
    before = piece.place
    while before > 0 and cues.LEANS_BACK.match(own[before].text) and _joined(own[before - 1], own[before]):
        before -= 1
        places.add(before)
    for after in own[piece.place + 1 : piece.place + 3]:
        if not cues.EXCEPTION.match(after.text) or not _joined(own[after.place - 1], after):
            break
        places.add(after.place)
    return places


def _joined(one: _Piece, other: _Piece) -> bool:
    return one.span.kind is other.span.kind is SpanKind.SENTENCE and one.span.block == other.span.block


def _merged(passage: Passage, pieces: list[_Piece]) -> tuple[Span, ...]:
    """Return the spans with neighbouring sentences of one paragraph made into one."""
    spans: list[Span] = []
    previous: _Piece | None = None
    for piece in pieces:
        if previous and previous.place + 1 == piece.place and _joined(previous, piece):
            last = spans.pop()
            spans.append(replace(last, end=piece.span.end))
        else:
            spans.append(piece.span)
        previous = piece
    return tuple(spans)
