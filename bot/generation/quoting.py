"""Quotes as people read them: which document and section, then its own words and nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain import Paragraph, ParagraphKind
from bot.generation.parts import paragraph
from bot.generation.picking import Pick, pick
from bot.generation.scoring import Similarity
from bot.generation.spans import Span, SpanKind, cells_of
from bot.generation.voice import Voice
from retrieval.evidence import Passage

_MARKS = re.compile(
    r"(\*\*|__|`+)(?=\S)(?P<strong>.+?)(?<=\S)\1|(?<![\w*_])([*_])(?=\S)(?P<light>[^*_]+?)(?<=\S)\3(?![\w*_])"
)
_PATH = re.compile(r"\s+(?:>|›|»)\s+")


@dataclass(frozen=True, slots=True)
class Quoter:
    """Picks and quotes. `similarity` measures meaning, where an embedding model is at hand."""

    similarity: Similarity | None = None

    def quote(
        self,
        v: Voice,
        query: str,
        passages: Sequence[Passage],
        *,
        most: int = 3,
        figures: bool = False,
        sure: bool = False,
        lead: str = "",
    ) -> tuple[Paragraph, ...]:
        """Return one paragraph for each passage quoted, best first. `lead` comes before the first."""
        picks = pick(query, passages, most=most, figures=figures, sure=sure, similarity=self.similarity)
        said: list[Paragraph] = []
        for found in picks:
            for spans in _by_section(found):
                before = "" if said else f"{lead} "
                words = before.lstrip() + quoted(v, found.passage, spans)
                said += paragraph((words,), found.passage.id, kind=ParagraphKind.QUOTE)
        return tuple(said)


def _by_section(found: Pick) -> Iterator[tuple[Span, ...]]:
    for _, spans in groupby(found.spans, lambda span: span.section):
        yield tuple(spans)


def quoted(v: Voice, passage: Passage, spans: Sequence[Span]) -> str:
    words = " … ".join(_words(v, passage, span) for span in spans)
    return v.say("From {where}: {words}", where=where(v, passage, spans[0].section), words=words)


def where(v: Voice, passage: Passage, inner: str = "") -> str:
    """Say "*Carrier policy DHL Express*, 2 Cut-off", and the language when it is not the reader's."""
    parts = [f"*{passage.title}*", inner if inner and inner != passage.title else section(passage)]
    named = ", ".join(part for part in parts if part)
    if passage.language == v.language:
        return named
    if passage.language == "en":
        return v.say("{document} (in English)", document=named)
    if passage.language == "de":
        return v.say("{document} (in German)", document=named)
    return named


def section(passage: Passage) -> str:
    """Return the innermost heading, or nothing when it only repeats the title."""
    last = _PATH.split(passage.heading.strip())[-1].lstrip("# ").strip()
    return "" if last.casefold() == passage.title.casefold() else last


def plain(text: str) -> str:
    """Return the text without Markdown emphasis and line breaks: every word as it stands."""
    without = _MARKS.sub(lambda match: match["strong"] or match["light"], text)
    return " ".join(without.split())


def _words(v: Voice, passage: Passage, span: Span) -> str:
    if span.kind is SpanKind.ROW:
        return _row(span, span.of(passage.text))
    return v.say("“{quote}”", quote=plain(span.of(passage.text)))


def _row(span: Span, row: str) -> str:
    """Say a table row with the labels of its columns: "DHL Express · booked by: 15:30"."""
    cells = [plain(cell) for cell in cells_of(row)]
    labels = [plain(label) for label in span.header]
    if len(labels) != len(cells):
        return " · ".join(cell for cell in cells if cell)
    named = [
        f"{label}: {cell}" if label else cell
        for label, cell in zip(labels[1:], cells[1:], strict=True)
        if cell
    ]
    return " · ".join([cells[0], *named])
