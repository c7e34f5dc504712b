"""Documents in force that contradict each other: nearly the same sentence, another figure. Pure.

Cautious on purpose: to say "two documents disagree" where two rules merely differ would be a wrong answer of
its own. So the sentences must be about the same kind, customer and subject, share their words, and neither
may hold a condition, a weekday, a name or a code that the other lacks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from retrieval.documents.figures import Figure, figures, without_figures
from retrieval.documents.sentences import sentence_spans
from retrieval.evidence import Disagreement, Passage
from retrieval.stores.stemming import stem
from retrieval.stores.stop_words import STOP_WORDS

LEAST_SHARED = 3
LEAST_ALIKE = 0.7
"""Share of all words that both sentences have."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*")
_CODE = re.compile(r"\b(?=\w*\d)\w+(?:-\w+)*\b|\b[A-Z]{2,}(?:-\w+)*\b")
_NUMBERING = re.compile(r"^[#\s]*\d+(?:\.\d+)*\s")
# fmt: off
_SAYS_LITTLE = frozenset(stem(word) for word in (
    "goods", "item", "items", "article", "articles", "accept", "allow", "permit", "require", "possible",
    "apply", "need",
))
_CONDITIONS = frozenset((
    "if", "unless", "except", "only", "when", "before", "after", "without", "over", "under", "above",
    "below", "from", "until", "first", "second", "not", "no", "never", "hidden", "visible", "express",
    "freight", "standard", "urgent", "hazardous", "private", "priority",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "summer", "winter", "holiday", "holidays",
    "wenn", "falls", "außer", "nur", "vor", "nach", "ohne", "über", "unter", "ab", "bis", "kein", "keine",
    "nicht", "nie", "verdeckt", "offen",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
    "montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags",
))
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    figures: tuple[Figure, ...]
    words: frozenset[str]
    conditions: frozenset[str]
    codes: frozenset[str]


def disagreements(passages: Sequence[Passage]) -> tuple[Disagreement, ...]:
    """Return the pairs that contradict each other, the best ranked first."""
    statements = {passage.id: tuple(_statements(passage)) for passage in passages}
    return tuple(
        Disagreement(first=first.id, second=second.id)
        for first, second in combinations(passages, 2)
        if _comparable(first, second)
        and any(_contradict(one, other) for one in statements[first.id] for other in statements[second.id])
    )


def with_counterparts(
    passages: Sequence[Passage], pairs: Sequence[Disagreement], top: int
) -> tuple[Passage, ...]:
    """Return the first `top`, with what contradicts one of them in place of the last that nothing does."""
    kept = list(passages[:top])
    involved = {one for pair in pairs for one in (pair.first, pair.second)}
    for pair in pairs:
        ids = {passage.id for passage in kept}
        missing = [passage for passage in passages if passage.id == pair.second and passage.id not in ids]
        spare = [passage for passage in kept if passage.id not in involved]
        if pair.first in ids and missing and spare:
            kept.remove(spare[-1])
            kept += missing
    return tuple(kept)


def _comparable(first: Passage, second: Passage) -> bool:
    """Return whether both rule the same thing: documents of different carriers or customers do not."""
    return first.source != second.source and _scope(first) == _scope(second)


def _scope(passage: Passage) -> tuple[str, str, str]:
    return passage.document_kind, (passage.customer or "").casefold(), (passage.subject or "").casefold()


def _contradict(one: _Statement, other: _Statement) -> bool:
    units = [figure.unit for figure in one.figures]
    if one.figures == other.figures or units != [figure.unit for figure in other.figures]:
        return False
    if one.conditions != other.conditions or one.codes != other.codes:
        return False
    shared, either = one.words & other.words, one.words | other.words
    one_says_more_only = shared in (one.words, other.words)
    return one_says_more_only and len(shared) >= LEAST_SHARED and len(shared) / len(either) >= LEAST_ALIKE


def _statements(passage: Passage) -> Iterator[_Statement]:
    """Yield the sentences that hold figures; the last heading belongs to each: "Fridays" is a condition."""
    heading = passage.heading.rpartition(" › ")[2]
    place = 0
    for line in passage.text.splitlines(keepends=True):
        start, place = place, place + len(line)
        if line.startswith("#"):
            continue
        for begin, end in sentence_spans(passage.text, start, place):
            sentence = passage.text[begin:end]
            if found := figures(sentence):
                yield _statement(sentence, heading, found)


def _statement(sentence: str, heading: str, found: tuple[Figure, ...]) -> _Statement:
    plain = without_figures(sentence)
    titled = f"{_NUMBERING.sub('', heading)} {plain}"
    words = {word.lower() for word in _WORD.findall(plain)}
    telling = {stem(word) for word in words if word not in STOP_WORDS}
    return _Statement(
        figures=found,
        words=frozenset(telling - _SAYS_LITTLE),
        conditions=frozenset(word.lower() for word in _WORD.findall(titled)) & _CONDITIONS,
        codes=frozenset(_CODE.findall(titled)) | _names(plain),
    )


def _names(sentence: str) -> frozenset[str]:
    """Return the words with a capital inside the sentence; German nouns have one too and do no harm."""
    return frozenset(re.findall(r"(?<=[\w,;] )[A-ZÄÖÜ]\w+", sentence))
