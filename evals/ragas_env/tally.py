"""What became of each metric over a run: scored, not applicable, or failed and why."""

from collections import Counter
from dataclasses import dataclass, field

MOST_FAILURES = 0.05
"""The share of failures above which a metric's mean speaks of another set of cases, and is of no use."""


@dataclass(slots=True, kw_only=True)
class Tally:
    scored: int = 0
    not_applicable: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> int:
        return self.reasons.total()

    @property
    def is_usable(self) -> bool:
        """Whether enough cases have a score, and at least one."""
        return self.scored > 0 and self.failed <= MOST_FAILURES * (self.scored + self.failed)

    def count(self, score: float | None, fault: str | None) -> None:
        if fault is not None:
            self.reasons[fault] += 1
        elif score is None:
            self.not_applicable += 1
        else:
            self.scored += 1
