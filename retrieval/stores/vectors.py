"""Vectors of one width in memory, scored with numpy."""

# ruff: noqa: S608 - the one thing put into the statements is a number of our own

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROWS_AT_ONCE = 4_096
GATHER_BELOW = 0.25
"""Share of allowed vectors below which copying them out costs less than scoring all."""

Numbers = NDArray[np.int64]
Positions = NDArray[np.intp]
Vectors = NDArray[np.float32]


class VectorMatrix:
    """Unit-length rows, and the number of the passage of each, ascending."""

    def __init__(self, numbers: Numbers, rows: Vectors) -> None:
        self.numbers, self.rows = numbers, rows

    def positions(self, numbers: Numbers) -> Positions:
        """Return where these passages (ascending numbers) have their vectors; some may have none."""
        return np.flatnonzero(np.isin(self.numbers, numbers, assume_unique=True))

    def best(self, query: Vectors, allowed: Positions, top_k: int) -> list[tuple[int, float]]:
        """Return numbers and cosines of the nearest allowed vectors, best first."""
        if len(allowed) == len(self.numbers):
            scores = _cosines(self.rows, query)
        elif len(allowed) < GATHER_BELOW * len(self.numbers):
            scores = _cosines(self.rows[allowed], query)
        else:
            scores = _cosines(self.rows, query)[allowed]
        best = _largest(scores, top_k)
        return list(zip(self.numbers[allowed[best]].tolist(), scores[best].tolist(), strict=True))

    def scores(self, query: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """Return the cosines of these passages; those without a vector here are left out."""
        wanted = np.array(sorted(numbers), dtype=np.int64)
        places = np.searchsorted(self.numbers, wanted)
        there = places < len(self.numbers)
        there[there] = self.numbers[places[there]] == wanted[there]
        cosines = _cosines(self.rows[places[there]], query)
        return dict(zip(wanted[there].tolist(), cosines.tolist(), strict=True))


def load_matrix(connection: sqlite3.Connection, width: int) -> VectorMatrix:
    """Read every vector of this width; others belong to another embedding model and are left out."""
    where = f"WHERE length(vector) = {width * np.dtype('<f4').itemsize:d}"
    count = connection.execute(f"SELECT count(*) FROM vectors {where}").fetchone()[0]
    numbers, rows = np.empty(count, dtype=np.int64), np.empty((count, width), dtype=np.float32)
    cursor = connection.execute(f"SELECT passage, vector FROM vectors {where} ORDER BY passage")
    filled = 0
    while chunk := cursor.fetchmany(ROWS_AT_ONCE):
        part = slice(filled, filled := filled + len(chunk))
        numbers[part] = [number for number, _ in chunk]
        rows[part] = np.frombuffer(b"".join(vector for _, vector in chunk), dtype="<f4").reshape(-1, width)
        _normalise(rows[part])
    return VectorMatrix(numbers, rows)


def unit(vector: Vectors) -> Vectors:
    """Return the vector at length 1; a zero vector stays."""
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length > 0 else vector


def _cosines(rows: Vectors, query: Vectors) -> Vectors:
    """Memory is the limit here, so one core is enough. `@` wakes a pool of threads that spin: eight times as
    slow when another process is busy.
    """
    scores: Vectors = np.vecdot(rows, query)
    return scores


def _normalise(rows: Vectors) -> None:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    np.divide(rows, lengths, out=rows, where=lengths > 0)


def _largest(scores: Vectors, top_k: int) -> Positions:
    everything = top_k >= len(scores)
    candidates = np.arange(len(scores)) if everything else np.argpartition(-scores, top_k)[:top_k]
    return candidates[np.argsort(-scores[candidates], kind="stable")]
