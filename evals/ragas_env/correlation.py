"""Correlation of two rows of numbers, with an interval, and how far several raters agree."""

import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

_RESAMPLES = 2000
_SEED = 20261126
Correlation = Callable[[Sequence[float], Sequence[float]], float | None]


def pearson(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """Return a value in [-1, 1], or None where one row does not vary."""
    if len(ours) < 3 or len(set(ours)) < 2 or len(set(theirs)) < 2:
        return None
    return statistics.correlation(ours, theirs)


def spearman(ours: Sequence[float], theirs: Sequence[float]) -> float | None:
    """Return Pearson's value of the ranks; equal values share their mean rank."""
    return pearson(ranks(ours), ranks(theirs))


def ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            found[place] = (start + end + 1) / 2
        start = end
    return found


def interval(ours: Sequence[float], theirs: Sequence[float], by: Correlation) -> tuple[float, float] | None:
    """Return the 95 % percentile bootstrap interval, the same for the same rows.

    A resample in which a row does not vary has no correlation and counts as 0: rows that hardly vary get a
    wide interval, not a narrow one.
    """
    if by(ours, theirs) is None:
        return None
    chance = random.Random(_SEED)  # noqa: S311 - no secret hangs on it
    found = sorted(_resampled(ours, theirs, by, chance) for _ in range(_RESAMPLES))
    return found[int(0.025 * _RESAMPLES)], found[int(0.975 * _RESAMPLES) - 1]


def _resampled(
    ours: Sequence[float], theirs: Sequence[float], by: Correlation, chance: random.Random
) -> float:
    drawn = [chance.randrange(len(ours)) for _ in ours]
    return by([ours[at] for at in drawn], [theirs[at] for at in drawn]) or 0.0


def alpha(items: Sequence[Mapping[str, float]]) -> float | None:
    """Return Krippendorff's alpha for interval data: 1 is full agreement, 0 what chance gives.

    Each item maps raters to scores; those with one rater say nothing. None without two raters anywhere or
    without any difference between items.

    Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
    """
    rated = [list(item.values()) for item in items if len(item) > 1]
    every = [score for scores in rated for score in scores]
    if len(every) < 2 or len(set(every)) < 2:
        return None
    within = sum(2 * _squares(scores) / (len(scores) - 1) for scores in rated) / len(every)
    between = 2 * _squares(every) / (len(every) * (len(every) - 1))
    return 1 - within / between


def _squares(scores: Sequence[float]) -> float:
    return sum((one - other) ** 2 for one, other in combinations(scores, 2))
