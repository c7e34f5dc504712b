"""What a search for personal data yields, and what makes one search."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class RedactionError(Exception):
    """The text could not be searched for personal data, so it must not be used. Carries none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Personal data at `[start, end)` in characters of the text searched; `score` in (0, 1]."""

    start: int
    end: int
    type: str
    score: float


class Recognizer(Protocol):
    """Finds one kind of personal data. A fault of any kind is raised, never swallowed."""

    @property
    def name(self) -> str:
        """What an operator is told when it fails."""

    def may_find(self, text: str) -> bool:
        """Whether `find` could yield anything: a quick look that may err only towards True."""

    def find(self, text: str) -> Iterable[Finding]:
        """Yield the findings, in any order; they may overlap."""
