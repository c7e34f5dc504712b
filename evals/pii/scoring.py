"""What was found of what was there: recall by kind, precision by type, masked references, the floors."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evals.pii.generating import COMPANY, KNOWN, REFERENCE, STREET, UNKNOWN, Label, Sample
from evals.statistics import wilson
from guardrails import pii

FLOORS = {"CARD": 0.95, "IBAN": 0.98, "EMAIL": 0.99, "PHONE": 0.90, KNOWN: 0.99, UNKNOWN: 0.75, STREET: 0.75}
"""The least recall of a set of texts; besides, no reference may be masked."""
NEVER = frozenset({REFERENCE, COMPANY})


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts over a set of texts."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    references_masked: int = 0
    companies_masked: int = 0
    texts: int = 0
    texts_that_leak: int = 0
    misses: list[str] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.there[kind] if self.there[kind] else 1.0

    def interval(self, kind: str) -> tuple[float, float]:
        """Return the 95 % interval of the recall."""
        return wilson(self.recall(kind), self.there[kind])

    def precision(self, kind: str) -> float:
        right = self.findings[kind] - self.wrong[kind]
        return right / self.findings[kind] if self.findings[kind] else 1.0

    def failures(self) -> list[str]:
        """Return what is below its floor."""
        below = [
            f"{kind}: recall {self.recall(kind):.3f} is below {floor}"
            for kind, floor in FLOORS.items()
            if self.recall(kind) < floor
        ]
        masked = [f"{self.references_masked} references are masked"] if self.references_masked else []
        return below + masked


def scored(samples: Iterable[Sample], people: pii.Directory) -> Score:
    score = Score()
    for sample in samples:
        _count(score, sample, pii.find(sample.text, people))
    return score


def _count(score: Score, sample: Sample, findings: Sequence[pii.Finding]) -> None:
    masked = {at for finding in findings for at in range(finding.start, finding.end)}
    leaks = False
    for label in sample.labels:
        value = sample.text[label.start : label.end]
        score.there[label.kind] += 1
        if label.kind in NEVER:
            touched = any(at in masked for at in range(label.start, label.end))
            score.references_masked += touched and label.kind == REFERENCE
            score.companies_masked += touched and label.kind == COMPANY
            hit = touched
        else:
            hit = all(at in masked for at in range(label.start, label.end) if sample.text[at].isalnum())
            score.found[label.kind] += hit
            leaks |= not hit
        if hit == (label.kind in NEVER):
            score.misses.append(f"{label.kind}: {value!r} in {sample.text!r}")
    score.texts += 1
    score.texts_that_leak += leaks
    personal = [label for label in sample.labels if label.kind not in NEVER]
    for finding in findings:
        score.findings[finding.type] += 1
        if not any(_touch(finding, label) for label in personal):
            score.wrong[finding.type] += 1
            score.misses.append(
                f"wrong {finding.type}: {sample.text[finding.start : finding.end]!r} in {sample.text!r}"
            )


def _touch(finding: pii.Finding, label: Label) -> bool:
    return finding.start < label.end and label.start < finding.end
