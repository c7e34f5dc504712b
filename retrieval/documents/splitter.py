"""Passages: the pieces of a document that are searched, quoted and cited.

A piece keeps to one section, and holds about 500 to 900 characters where the section has them. What must be
read whole stays whole up to a limit: a numbered clause, a table, a list item. Nothing of the text is lost:
between two pieces there is only white space, and a heading begins the piece it heads.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.documents.blocks import Block, blocks
from retrieval.documents.converters.extracted import Extracted, Heading
from retrieval.documents.converters.outline import numbered_level
from retrieval.documents.sentences import fitting_spans

SPLITTER_VERSION = 1
"""Raise it when pieces come out differently: every document is then split again."""

MAX_CHARACTERS = 900
WHOLE_CLAUSE_CHARACTERS = 1_200
WHOLE_TABLE_CHARACTERS = 1_500
SMALL_SECTION_CHARACTERS = 200
"""A section below this takes the next one of the same top-level section in."""
TINY_SECTION_CHARACTERS = 60
"""Below this even one of the next top-level section, or a numbered one: those are cited by their number."""
TINY_TAIL_CHARACTERS = 150
"""A remainder below this stays with the piece before it."""
MAX_HEADINGS_CHARACTERS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """`text[start:end]`, half-open. `heading` holds the headings above it, outermost first."""

    start: int
    end: int
    heading: tuple[str, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class _Section:
    path: tuple[str, ...]
    top: int
    """Number of the top-level section it belongs to."""
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_numbered(self) -> bool:
        return bool(self.path) and numbered_level(self.path[-1]) is not None


@dataclass(frozen=True, slots=True)
class _Unit:
    """A span that is not cut any further."""

    start: int
    end: int
    section: _Section
    is_heading: bool


@dataclass(slots=True)
class _Draft:
    units: list[_Unit]

    @property
    def start(self) -> int:
        return self.units[0].start

    @property
    def end(self) -> int:
        return self.units[-1].end

    @property
    def has_body(self) -> bool:
        return not all(unit.is_heading for unit in self.units)


def split(extracted: Extracted) -> list[Piece]:
    """Return the pieces in order; none for a text of white space only."""
    drafts: list[_Draft] = []
    for section in _sections(extracted):
        for unit in _units(section, extracted.text):
            if drafts and _belongs(unit, drafts[-1]):
                drafts[-1].units.append(unit)
            else:
                drafts.append(_Draft([unit]))
    page_starts = [page.start for page in extracted.pages]
    return [_piece(draft, extracted, page_starts) for draft in _without_tiny_tails(drafts)]


def _sections(extracted: Extracted) -> Iterator[_Section]:
    top_level = _top_level(extracted.headings)
    path: list[Heading] = []
    section = _Section((), 0)
    top = 0
    for block in blocks(extracted.text, extracted.headings):
        if block.heading:
            if section.blocks:
                yield section
            path = [heading for heading in path if heading.level < block.heading.level] + [block.heading]
            top += block.heading.level <= top_level
            section = _Section(tuple(heading.text for heading in path), top)
        section.blocks.append(block)
    if section.blocks:
        yield section


def _top_level(headings: Sequence[Heading]) -> int:
    """Return the highest level used more than once: a single heading above all others is the title."""
    levels = Counter(heading.level for heading in headings)
    repeated = [level for level, count in levels.items() if count > 1]
    return min(repeated or levels, default=1)


def _units(section: _Section, text: str) -> Iterator[_Unit]:
    for start, end in _spans(section.blocks, text):
        is_heading = section.blocks[0].heading is not None and start == section.blocks[0].start
        yield _Unit(start, end, section, is_heading)


def _spans(section_blocks: Sequence[Block], text: str) -> Iterator[tuple[int, int]]:
    for group in _groups(section_blocks, text):
        start, end = group[0].start, group[-1].end
        limit = WHOLE_TABLE_CHARACTERS if group[0].kind == "row" else WHOLE_CLAUSE_CHARACTERS
        if end - start <= (limit if len(group) > 1 or group[0].starts_clause else MAX_CHARACTERS):
            yield start, end
        else:
            yield from _broken(group, text)


def _groups(section_blocks: Sequence[Block], text: str) -> Iterator[list[Block]]:
    """Put together what is read together: a table's rows, a clause, an introduction and its first items."""
    group: list[Block] = []
    for block in section_blocks:
        if group and not _is_read_with(block, group, text):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _is_read_with(block: Block, group: Sequence[Block], text: str) -> bool:
    last = group[-1]
    if "heading" in (block.kind, last.kind) or block.starts_clause:
        return False
    if block.kind == "row" and last.kind == "row":
        return text[last.end : block.start].count("\n") <= 1
    if group[0].starts_clause:
        return block.kind != "row" and block.end - group[0].start <= WHOLE_CLAUSE_CHARACTERS
    introduces = last.kind == "paragraph" and text[last.end - 1] == ":"
    return introduces and block.kind == "item" and block.end - group[0].start <= MAX_CHARACTERS


def _broken(group: Sequence[Block], text: str) -> Iterator[tuple[int, int]]:
    """Cut a group that is too long at its blocks; a table's head stays with its first row."""
    head = 1
    if group[0].kind == "row" and len(group) > 1:
        head = 3 if _is_rule(text[group[1].start : group[1].end]) else 2
    first_end = group[min(head, len(group)) - 1].end
    yield from fitting_spans(text, group[0].start, first_end, MAX_CHARACTERS)
    for block in group[head:]:
        yield from fitting_spans(text, block.start, block.end, MAX_CHARACTERS)


def _is_rule(row: str) -> bool:
    """True for the line under the head of a Markdown table."""
    return not row.strip("|:- \t")


def _belongs(unit: _Unit, draft: _Draft) -> bool:
    """True when a unit goes into the piece before it."""
    length, last = unit.end - draft.start, draft.units[-1]
    if not draft.has_body:
        return draft.end - draft.start <= MAX_HEADINGS_CHARACTERS
    if unit.section is last.section:
        return length <= MAX_CHARACTERS
    stays_apart = unit.section.top != draft.units[0].section.top or unit.section.is_numbered
    small = TINY_SECTION_CHARACTERS if stays_apart else SMALL_SECTION_CHARACTERS
    whole_section = unit.section.blocks[-1].end - draft.start
    return draft.end - draft.start < small and whole_section <= MAX_CHARACTERS


def _without_tiny_tails(drafts: Sequence[_Draft]) -> list[_Draft]:
    kept: list[_Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        is_tail = before is not None and draft.units[0].section is before.units[-1].section
        is_tiny = draft.end - draft.start < TINY_TAIL_CHARACTERS
        if before and is_tail and is_tiny and draft.end - before.start <= WHOLE_CLAUSE_CHARACTERS:
            before.units += draft.units
        else:
            kept.append(draft)
    return kept


def _piece(draft: _Draft, extracted: Extracted, page_starts: Sequence[int]) -> Piece:
    page = bisect_right(page_starts, draft.start)
    return Piece(
        start=draft.start,
        end=draft.end,
        heading=_common_path(draft),
        page=extracted.pages[page - 1].number if page else None,
    )


def _common_path(draft: _Draft) -> tuple[str, ...]:
    """Return what the headings of its sections share; sections that are a heading only do not count."""
    paths = [unit.section.path for unit in draft.units if not unit.is_heading]
    paths = paths or [draft.units[-1].section.path]
    shared: list[str] = []
    for step in zip(*paths, strict=False):
        if len(set(step)) > 1:
            break
        shared.append(step[0])
    return tuple(shared)
