"""How sure a figure is, and whether a change is more than chance.

A single figure has a Wilson interval (E. B. Wilson, 1927); for a mean of scores in [0, 1] it is on the safe
side, since their variance is at most that of a share. Changes against a baseline are paired by case and
resampled (bootstrap; Efron & Tibshirani 1993); the bounds of several metrics hold together, by the largest
standardised deviation of each resample (Westfall & Young 1993): a gate that looks at five metrics gives no
more false alarms than one that looks at one.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Z_95 = 1.959964
RESAMPLES = 2000
SEED = 20261123
_Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A mean of `n` scores with its interval. Without scores there is no figure: `mean` is None."""

    mean: float | None
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A mean difference over `n` pairs; the true one lies in [low, high], for all metrics together."""

    mean: float
    low: float
    high: float
    n: int
    better: int
    worse: int


def figure(scores: Sequence[float | None]) -> Figure:
    """Return the mean of the scores that are there, with a 95 % interval."""
    known = [score for score in scores if score is not None]
    if not known:
        return Figure(mean=None, low=0.0, high=1.0, n=0)
    mean = math.fsum(known) / len(known)
    low, high = wilson(mean, len(known))
    return Figure(mean=mean, low=low, high=high, n=len(known))


def wilson(share: float, n: int, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson interval of a share of `n`, within [0, 1]; (0, 1) of nothing."""
    if not n:
        return 0.0, 1.0
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def changes(
    differences: Mapping[str, Sequence[float | None]], *, level: float = 0.95, seed: int = SEED
) -> dict[str, Change]:
    """Return the change of each metric, from the differences (new - old) of the same cases in one order.

    None where a metric says nothing of a case; a metric without any difference is left out. The bounds are
    two-sided, for all metrics together: a loss that is none is seen in half of `1 - level` of the runs.
    """
    known = {name: row for name, row in differences.items() if any(value is not None for value in row)}
    if not known:
        return {}
    matrix = np.array(
        [[math.nan if value is None else value for value in row] for row in known.values()], dtype=np.float64
    )
    means = np.asarray(np.nanmean(matrix, axis=1), dtype=np.float64)
    resampled = _resampled_means(matrix, seed)
    spread = np.asarray(np.nanstd(resampled, axis=1), dtype=np.float64)
    reach = _joint_reach(resampled, means, spread, level) * spread
    return {
        name: _change(row, float(mean), float(width))
        for name, row, mean, width in zip(known, matrix, means, reach, strict=True)
    }


def _resampled_means(matrix: _Matrix, seed: int) -> _Matrix:
    """Return the means of each metric over `RESAMPLES` draws of as many cases, with replacement."""
    cases = matrix.shape[1]
    draws = np.random.default_rng(seed).multinomial(cases, np.full(cases, 1 / cases), size=RESAMPLES)
    is_known = ~np.isnan(matrix)
    sums = np.where(is_known, matrix, 0.0) @ draws.T
    counts = is_known.astype(np.float64) @ draws.T
    return np.divide(sums, counts, out=np.full_like(sums, math.nan), where=counts > 0)


def _joint_reach(resampled: _Matrix, means: _Matrix, spread: _Matrix, level: float) -> float:
    """Return how many standard errors a bound is away so that no metric's bound misses too often."""
    moves = spread > 0
    if not moves.any():
        return 0.0
    deviations = (resampled[moves] - means[moves, None]) / spread[moves, None]
    return float(np.quantile(np.nanmax(np.abs(deviations), axis=0), level))


def _change(row: _Matrix, mean: float, width: float) -> Change:
    return Change(
        mean=mean,
        low=mean - width,
        high=mean + width,
        n=int((~np.isnan(row)).sum()),
        better=int((row > 0).sum()),
        worse=int((row < 0).sum()),
    )
