"""All vectors of an index in memory, scored with numpy, and which of them a condition allows."""

# ruff: noqa: S608 - the conditions are statements of ours from filters.py; every value is bound

import sqlite3
from collections import OrderedDict
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from retrieval.stores.connections import Connections
from retrieval.stores.filters import Condition
from retrieval.stores.passages import revision

ROWS_AT_ONCE = 4_096
KEPT_CONDITIONS = 64
GATHER_BELOW = 0.25
"""Share of allowed vectors below which copying them out costs less than scoring all."""

Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]
Positions = NDArray[np.intp]


class VectorMatrix:
    """The unit-length vectors of one width at one revision of the index. `numbers` ascend."""

    def __init__(self, numbers: Numbers, rows: NDArray[np.float32]) -> None:
        self.numbers, self.rows = numbers, rows
        self._allowed: OrderedDict[Condition, Positions] = OrderedDict()
        self._lock = Lock()

    def best(self, query: NDArray[np.float32], allowed: Positions, top_k: int) -> tuple[Numbers, Scores]:
        """Return numbers and cosines of the nearest allowed vectors, best first."""
        if len(allowed) < GATHER_BELOW * len(self.numbers):
            scores = self.rows[allowed] @ query
        else:
            scores = (self.rows @ query)[allowed]
        best = _largest(scores, top_k)
        return self.numbers[allowed[best]], scores[best]

    def allowed(self, connection: sqlite3.Connection, condition: Condition) -> Positions:
        """Return the positions of the vectors whose passage matches. The database is asked once."""
        with self._lock:
            if condition in self._allowed:
                self._allowed.move_to_end(condition)
                return self._allowed[condition]
        positions = self._positions(connection, condition)
        with self._lock:
            self._allowed[condition] = positions
            if len(self._allowed) > KEPT_CONDITIONS:
                self._allowed.popitem(last=False)
        return positions

    def _positions(self, connection: sqlite3.Connection, condition: Condition) -> Positions:
        sql = f"SELECT p.number FROM passages p WHERE {condition.sql}"
        numbers = np.fromiter((row[0] for row in connection.execute(sql, condition.values)), dtype=np.int64)
        return np.flatnonzero(np.isin(self.numbers, numbers, assume_unique=True))


class VectorCache:
    """The matrix of the newest revision, for each width that is asked for.

    `PRAGMA data_version` is a cheap "somebody committed"; the revision then says whether passages changed.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = Lock()
        self._data_version: int | None = None
        self._revision: int | None = None
        self._matrices: dict[int, VectorMatrix] = {}

    def matrix(self, connection: sqlite3.Connection, width: int) -> VectorMatrix:
        """Return the matrix of the state that `connection` reads.

        Call it before any other statement of a snapshot: then the snapshot is as new as the number that
        the watcher gives here, or newer, and a newer one is noticed by the next call.
        """
        with self._lock:
            self._drop_when_stale(connection)
            if width not in self._matrices:
                self._matrices[width] = _loaded(connection, width)
            return self._matrices[width]

    def _drop_when_stale(self, connection: sqlite3.Connection) -> None:
        data_version = self._connections.data_version()
        if data_version == self._data_version:
            return
        current = revision(connection)
        if current != self._revision:
            self._matrices.clear()
        self._data_version, self._revision = data_version, current


def _loaded(connection: sqlite3.Connection, width: int) -> VectorMatrix:
    size = width * np.dtype("<f4").itemsize
    count = connection.execute("SELECT count(*) FROM vectors WHERE length(vector) = ?", (size,)).fetchone()[0]
    numbers, rows = np.empty(count, dtype=np.int64), np.empty((count, width), dtype=np.float32)
    cursor = connection.execute(
        "SELECT passage, vector FROM vectors WHERE length(vector) = ? ORDER BY passage", (size,)
    )
    filled = 0
    while chunk := cursor.fetchmany(ROWS_AT_ONCE):
        part = slice(filled, filled := filled + len(chunk))
        numbers[part] = [number for number, _ in chunk]
        rows[part] = np.frombuffer(b"".join(vector for _, vector in chunk), dtype="<f4").reshape(-1, width)
        _normalise(rows[part])
    return VectorMatrix(numbers, rows)


def _normalise(rows: NDArray[np.float32]) -> None:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    np.divide(rows, lengths, out=rows, where=lengths > 0)


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length > 0 else vector


def _largest(scores: Scores, top_k: int) -> Positions:
    everything = top_k >= len(scores)
    candidates = np.arange(len(scores)) if everything else np.argpartition(-scores, top_k)[:top_k]
    return candidates[np.argsort(-scores[candidates], kind="stable")]
