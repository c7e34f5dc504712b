"""Which sentences of which passages answer a question. Exact spans, so that they can be quoted.

What belongs to a chosen sentence comes along: its paragraph when that is short, else the sentence it leans
on and the exception that follows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.generation import cues
from bot.generation.pieces import Piece, paragraph_of, pieces_of
from bot.generation.scoring import Scored, Similarity, is_preamble, scored
from bot.generation.spans import Span, SpanKind
from retrieval.evidence import Passage

MOST_DOCUMENTS = 2
MOST_SECTIONS = 3
"""Of a procedure."""
MOST_ROWS = 4
"""Of a table that is quoted whole."""
_CLOSE = 0.7
_CLOSE_IN_OTHER_DOCUMENT = 0.75
_NEARLY_BEST = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """What to quote of one passage, in the order of the text."""

    passage: Passage
    spans: tuple[Span, ...]


def pick(
    query: str,
    passages: Sequence[Passage],
    *,
    most: int = 3,
    figures: bool = False,
    sure: bool = False,
    similarity: Similarity | None = None,
) -> tuple[Pick, ...]:
    """Return what to quote, the best document first: at most `most` pieces from at most two documents.

    With `figures` only pieces that hold a figure are chosen, where there are any. Pieces that come along
    with a chosen one are not counted. Empty when there is no text at all, and with `sure` when the best
    piece shares no word with the question.
    """
    pieces = {passage.id: pieces_of(passage) for passage in passages}
    candidates = [piece for own in pieces.values() for piece in own]
    if figures:
        candidates = [piece for piece in candidates if cues.FIGURE.search(piece.text)] or candidates
    rated = scored(query, passages, candidates, similarity)
    if not rated or (sure and not rated[0].covers):
        return ()
    rated = _main_rule_first(rated)
    if cues.PROCEDURE.search(query):
        chosen = _steps(rated[0].piece, passages, pieces, most)
    else:
        chosen = _whole_table(rated) or _best(rated, most)
    return _picks(chosen, pieces)


def _main_rule_first(rated: list[Scored]) -> list[Scored]:
    """Put first, of the best piece and those nearly as good in its document, the one that stands first there.

    Documents give the rule before its special cases.
    """
    best = rated[0]
    near = [
        one
        for one in rated
        if one.piece.passage.source == best.piece.passage.source and one.score >= _NEARLY_BEST * best.score
    ]
    first = min(near, key=lambda one: (one.piece.passage.start, one.piece.place))
    return [first, *(one for one in rated if one is not first)]


def _whole_table(rated: list[Scored]) -> list[Piece]:
    """Return the rows of the best piece's table when it is short and the question names none of them."""
    best = rated[0].piece
    rows = [one for one in rated if one.piece.is_row and one.piece.table == best.table]
    if not best.is_row or len(rows) > MOST_ROWS or any(one.covers & one.piece.label for one in rows):
        return []
    return sorted((one.piece for one in rows), key=lambda piece: piece.place)


def _best(rated: list[Scored], most: int) -> list[Piece]:
    """Return the first piece and those that come near it and add something of their own."""
    chosen = [rated[0]]
    for one in rated[1:]:
        if len(chosen) == most:
            break
        if _adds(one, chosen) and not any(_says_the_same(one.piece, kept.piece) for kept in chosen):
            chosen.append(one)
    return [one.piece for one in chosen]


def _adds(one: Scored, chosen: list[Scored]) -> bool:
    if one.piece.passage.source not in {kept.piece.passage.source for kept in chosen}:
        return _adds_a_document(one, chosen)
    reached = frozenset().union(*(kept.reaches for kept in chosen))
    is_row_beside = one.piece.is_row and any(one.piece.table == kept.piece.table for kept in chosen)
    return (
        one.score >= _CLOSE * chosen[0].score
        and bool(one.covers - reached)
        and (chosen[0].covers & chosen[0].piece.label) <= one.reaches
        and not (is_row_beside and one.covers.isdisjoint(one.piece.label))
    )


def _adds_a_document(one: Scored, chosen: list[Scored]) -> bool:
    """A second document has to be about the same thing: a cut-off of another carrier is none."""
    best = chosen[0]
    subject = best.reaches & (best.piece.label | best.piece.title)
    return (
        len({kept.piece.passage.source for kept in chosen}) < MOST_DOCUMENTS
        and bool(one.covers)
        and subject <= one.reaches
        and one.score >= _CLOSE_IN_OTHER_DOCUMENT * best.score
    )


def _says_the_same(one: Piece, other: Piece) -> bool:
    """Whether two pieces share their words and figures; with other figures they say something else."""
    shorter, longer = sorted((one.stems, other.stems), key=len)
    figures = {stem for stem in shorter if stem[:1].isdigit()}
    shared = len(shorter & longer) / (len(shorter) or 1)
    return figures <= longer and shared >= (0.4 if figures else 0.7)


def _steps(
    best: Piece, passages: Sequence[Passage], pieces: Mapping[str, tuple[Piece, ...]], most: int
) -> list[Piece]:
    """Return the steps of a procedure: how the found sections of one chapter begin, in their order."""
    chapter = {best.passage.id: best.passage} | {
        passage.id: passage
        for passage in passages
        if pieces[passage.id] and pieces[passage.id][0].chapter == best.chapter and not is_preamble(passage)
    }
    sections = sorted(chapter.values(), key=lambda passage: passage.start)[:MOST_SECTIONS]
    first, *following = [pieces[section.id] for section in sections]
    return [*first[:most], *(own[0] for own in following)]


def _picks(chosen: list[Piece], pieces: Mapping[str, tuple[Piece, ...]]) -> tuple[Pick, ...]:
    places: dict[str, set[int]] = {}
    for piece in chosen:
        places.setdefault(piece.passage.id, set()).update(_with_context(piece, pieces[piece.passage.id]))
    passages = {piece.passage.id: piece.passage for piece in chosen}
    return tuple(
        Pick(passage=passages[key], spans=_merged([pieces[key][place] for place in sorted(kept)]))
        for key, kept in places.items()
    )


def _with_context(piece: Piece, own: tuple[Piece, ...]) -> set[int]:
    """Return the places of a piece and of what belongs to it."""
    if piece.span.kind is not SpanKind.SENTENCE:
        return {piece.place}
    paragraph = paragraph_of(piece.span, [other.span for other in own])
    if len(paragraph) > 1:
        return {other.place for other in own if other.span in paragraph}
    return {piece.place, *_leaned_on(piece, own), *_exceptions(piece, own)}


def _leaned_on(piece: Piece, own: tuple[Piece, ...]) -> set[int]:
    places = set()
    place = piece.place
    while place > 0 and cues.LEANS_BACK.match(own[place].text) and own[place - 1].continues(own[place]):
        place -= 1
        places.add(place)
    return places


def _exceptions(piece: Piece, own: tuple[Piece, ...]) -> set[int]:
    places = set()
    for after in own[piece.place + 1 : piece.place + 3]:
        if not after.continues(piece) or not cues.EXCEPTION.match(after.text):
            break
        places.add(after.place)
    return places


def _merged(pieces: list[Piece]) -> tuple[Span, ...]:
    """Return the spans with neighbouring sentences of one paragraph made into one."""
    spans: list[Span] = []
    previous: Piece | None = None
    for piece in pieces:
        if previous and previous.place + 1 == piece.place and previous.continues(piece):
            spans[-1] = replace(spans[-1], end=piece.span.end)
        else:
            spans.append(piece.span)
        previous = piece
    return tuple(spans)
