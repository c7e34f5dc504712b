"""A text on which what is found is painted over, while every place is still known in the original."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guardrails.finding import Finding

_PLACEHOLDER = re.compile(r"⟦(?:[A-Z_]+·[A-Z]+)?⟧")
_MARK = "⟦⟧"
_MARKS = frozenset(_MARK)


@dataclass(frozen=True, slots=True)
class Canvas:
    """`places[n]` is the place of the n-th character in the original.

    Every placeholder is the same two marks, those of the text as those painted here: so a redacted text is
    searched just as the one that was painted over, and nothing is found in it.
    """

    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Canvas":
        canvas = cls(text, range(len(text) + 1))
        return canvas._painted([match.span() for match in _PLACEHOLDER.finditer(text) if match[0] != _MARK])

    @staticmethod
    def is_marked(text: str, finding: Finding) -> bool:
        """Whether a finding reaches over a mark."""
        return not _MARKS.isdisjoint(text[finding.start : finding.end])

    def original(self, finding: Finding) -> Finding:
        return replace(finding, start=self.places[finding.start], end=self.places[finding.end - 1] + 1)

    def without(self, findings: Sequence[Finding]) -> "Canvas":
        """Return the canvas with these findings, in order of place, painted over."""
        return self._painted([(finding.start, finding.end) for finding in findings])

    def _painted(self, spans: Sequence[tuple[int, int]]) -> "Canvas":
        if not spans:
            return self
        text, places, end = list[str](), list[int](), 0
        for start, stop in spans:
            text += [self.text[end:start], _MARK]
            places += [*self.places[end:start], self.places[start], self.places[start]]
            end = stop
        return Canvas("".join((*text, self.text[end:])), [*places, *self.places[end:]])
