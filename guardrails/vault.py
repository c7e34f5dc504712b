"""Handles: what stands in a text where a personal value stood, and the sealed value itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """`placeholder` is `⟦KIND·LETTERS⟧`, stable in a conversation; `value` is never printed."""

    placeholder: str
    kind: str
    value: str = field(repr=False)
