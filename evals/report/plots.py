"""Geometry of the plots: plain numbers, drawn by the template."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 300.0
EDGES = (25, 50, 100, 200, 400, 800, 1600, 3200, 6400)
"""Upper edges of the latency bars in milliseconds; what is slower goes into the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    label: str
    count: int
    share: float
    """Of the highest bar, in [0, 1]."""


def place(share: float) -> float:
    """Return where a share stands on an axis from 0 to 1, in units of the drawing."""
    return round(10 + share * (WIDTH - 20), 1)


def latency_bars(milliseconds: Sequence[float]) -> tuple[Bar, ...]:
    counts = [0] * (len(EDGES) + 1)
    for one in milliseconds:
        counts[next((n for n, edge in enumerate(EDGES) if one <= edge), len(EDGES))] += 1
    labels = [*(f"≤ {edge}" for edge in EDGES), f"> {EDGES[-1]}"]
    highest = max(counts) or 1
    return tuple(
        Bar(label=label, count=count, share=count / highest)
        for label, count in zip(labels, counts, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    at: str
    share: float
    x: float
    y: float


def trend(runs: Sequence[tuple[str, float]]) -> tuple[Point, ...]:
    """Return where the shares of runs stand in the drawing, oldest first."""
    step = 580 / max(1, len(runs) - 1)
    return tuple(
        Point(at=at, share=share, x=round(10 + n * step, 1), y=round(105 - share * 90, 1))
        for n, (at, share) in enumerate(runs)
    )
