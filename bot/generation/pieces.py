"""The pieces of passages that may be quoted, with the stems of their words and of what stands above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.generation.spans import Span, SpanKind, cells_of, spans_of
from bot.generation.stems import stems
from retrieval.evidence import Passage

WHOLE_PARAGRAPH_CHARACTERS = 400
_PATH = re.compile(r"\s+(?:>|›|»)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """`place` counts among the pieces of its passage; `around` and `title` are the stems above it."""

    passage: Passage
    place: int
    span: Span
    stems: frozenset[str]
    label: frozenset[str]
    """Of a table row: the stems of its first cell."""
    beside: frozenset[str]
    """Of a sentence: the stems of its paragraph, when that is quoted whole."""
    around: frozenset[str]
    title: frozenset[str]

    @property
    def text(self) -> str:
        return self.span.of(self.passage.text)

    @property
    def in_context(self) -> str:
        return f"{self.span.section or self.passage.heading}: {self.text}"

    @property
    def is_row(self) -> bool:
        return self.span.kind is SpanKind.ROW

    @property
    def table(self) -> tuple[str, int]:
        """Name the block the piece stands in."""
        return self.passage.id, self.span.block

    @property
    def chapter(self) -> tuple[str, ...]:
        """Name the document and the headings around the section."""
        return self.passage.source, *_PATH.split(self.passage.heading)[:-1]

    def continues(self, other: "Piece") -> bool:
        """Whether both are sentences of one paragraph."""
        return self.span.kind is other.span.kind is SpanKind.SENTENCE and self.table == other.table


def pieces_of(passage: Passage) -> tuple[Piece, ...]:
    """Return the pieces of a passage in the order of its text."""
    title = stems(f"{passage.title} {passage.subject or ''}")
    spans = spans_of(passage.text, headings=_heading_lines(passage))
    return tuple(
        _piece(passage, place, span, paragraph_of(span, spans), title) for place, span in enumerate(spans)
    )


def paragraph_of(span: Span, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return a sentence's paragraph when it is short enough to be quoted whole, else the span alone."""
    if span.kind is not SpanKind.SENTENCE:
        return (span,)
    own = tuple(one for one in spans if one.block == span.block)
    is_short = own[-1].end - own[0].start <= WHOLE_PARAGRAPH_CHARACTERS
    return own if is_short else (span,)


def _piece(
    passage: Passage, place: int, span: Span, paragraph: tuple[Span, ...], title: frozenset[str]
) -> Piece:
    text = span.of(passage.text)
    return Piece(
        passage=passage,
        place=place,
        span=span,
        stems=stems(f"{text} {' '.join(span.header)}"),
        label=stems(cells_of(text)[0]) if span.kind is SpanKind.ROW else frozenset(),
        beside=stems(passage.text[paragraph[0].start : paragraph[-1].end]),
        around=stems(f"{passage.heading} {span.section}"),
        title=title,
    )


def _heading_lines(passage: Passage) -> frozenset[str]:
    parts = (passage.title, *_PATH.split(passage.heading))
    return frozenset(part.strip() for part in parts) - {""}
