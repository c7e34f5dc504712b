"""Does a text try to give the assistant orders? A small, explainable detector: rules (ADR 0014).

It blocks nothing by itself: what an instruction could do is impossible by design. It says what to distrust.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.attack_rules import RULES
from guardrails.attack_words import heaps_in
from guardrails.hidden_text import Reading, count_invisible, readings

THRESHOLD = 0.6
"""From here on a text is suspicious: by one rule that names act and object, or by weaker ones together."""
MAX_CHARACTERS = 20_000
"""Longer texts are read in pieces of this length that overlap."""
_OVERLAP = 400
_DISGUISED = 0.3
"""What it adds that an instruction had to be undisguised to be read."""
_INVISIBLE = 0.25
_HEAPED = 0.52
"""So many kinds of words together are suspicious: of 1,086 paragraphs of the sandbox none has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why a text is distrusted: the rule, where in the text `[start, end)` in characters, and its weight."""

    start: int
    end: int
    rule: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`score` in [0, 1]; `reason` is the rule that weighs most, None when nothing was found."""

    score: float
    findings: tuple[Finding, ...] = ()

    @property
    def blocked(self) -> bool:
        return self.score >= THRESHOLD

    @property
    def reason(self) -> str | None:
        return max(self.findings, key=lambda one: one.score).rule if self.findings else None


def screen(text: str) -> Verdict:
    """Return how much a text looks like orders to the assistant. Never raises, whatever the text."""
    pieces = range(0, max(1, len(text) - _OVERLAP), MAX_CHARACTERS - _OVERLAP)
    found = tuple(
        Finding(start=one.start + at, end=one.end + at, rule=one.rule, score=one.score)
        for at in pieces
        for one in _found(text[at : at + MAX_CHARACTERS])
    )
    strongest: dict[str, Finding] = {}
    for one in found:
        if one.rule not in strongest or strongest[one.rule].score < one.score:
            strongest[one.rule] = one
    findings = tuple(sorted(strongest.values(), key=lambda one: (one.start, one.rule)))
    return Verdict(score=_together(one.score for one in findings), findings=findings)


def is_suspicious(text: str) -> bool:
    return screen(text).blocked


def _found(text: str) -> Iterator[Finding]:
    open_rules: set[str] = set()
    for reading in readings(text):
        for finding in _of_reading(reading):
            if reading.how and finding.rule in open_rules:
                continue
            if reading.how:
                yield Finding(
                    start=finding.start, end=finding.end, rule=f"hidden_{reading.how}", score=_DISGUISED
                )
            else:
                open_rules.add(finding.rule)
            yield finding
    if (marks := count_invisible(text)) > 2:
        yield Finding(
            start=0, end=len(text), rule="invisible_marks", score=min(0.5, _INVISIBLE + marks / 100)
        )


def _of_reading(reading: Reading) -> Iterator[Finding]:
    for rule in RULES:
        if match := rule.pattern.search(reading.text):
            start, end = reading.span(*match.span())
            yield Finding(start=start, end=end, rule=rule.name, score=rule.weight)
    for heap in heaps_in(reading.text, _HEAPED):
        start, end = reading.span(heap.start, heap.end)
        words = f"words_of_{'_'.join(heap.kinds)}"
        yield Finding(start=start, end=end, rule=words, score=max(THRESHOLD, heap.score))


def _together(scores: Iterator[float]) -> float:
    """Return how sure several independent findings make us: 1 - ∏(1 - score)."""
    doubt = 1.0
    for score in scores:
        doubt *= 1 - score
    return round(1 - doubt, 3)
