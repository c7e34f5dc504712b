"""What a process remembers of one state of the index, and when it must forget it."""

# ruff: noqa: S608 - the conditions are statements of ours from filters.py; every value is bound

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

import numpy as np

from retrieval.stores.connections import Connections
from retrieval.stores.filters import Condition, field_condition
from retrieval.stores.passages import revision
from retrieval.stores.vectors import Numbers, Positions, VectorMatrix, load_matrix

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

KEPT_CONDITIONS = 64
KEPT_TERMS = 4_096


class Kept(Generic[Key, Value]):
    """The values last asked for. Two threads may compute the same one; none waits for the other."""

    def __init__(self, most: int) -> None:
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def get(self, key: Key, compute: Callable[[], Value]) -> Value:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = compute()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value


class IndexView:
    """One revision: its vectors, which passages a condition allows, how many passages hold a term."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.revision = revision(connection)
        self.passages = int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])
        self._matrices: Kept[int, VectorMatrix] = Kept(1)
        self._allowed: Kept[Condition, Numbers] = Kept(KEPT_CONDITIONS)
        self._positions: Kept[tuple[int, Condition], Positions] = Kept(KEPT_CONDITIONS)
        self._combinations: Kept[Any, tuple[tuple[Any, ...], ...]] = Kept(KEPT_CONDITIONS)
        self._models: Kept[str, frozenset[str]] = Kept(1)
        self._holding: Kept[str, int] = Kept(KEPT_TERMS)
        self._loading = Lock()

    def matrix(self, connection: sqlite3.Connection, width: int) -> VectorMatrix:
        with self._loading:
            return self._matrices.get(width, lambda: load_matrix(connection, width))

    def allowed(self, connection: sqlite3.Connection, condition: Condition) -> Numbers:
        """Return the numbers of the passages that match, ascending."""
        sql = f"SELECT p.number FROM passages p WHERE {condition.sql} ORDER BY p.number"

        def ask() -> Numbers:
            rows = connection.execute(sql, condition.values)
            return np.fromiter((number for (number,) in rows), dtype=np.int64)

        return self._allowed.get(condition, ask)

    def positions(self, connection: sqlite3.Connection, width: int, condition: Condition) -> Positions:
        """Return where in the matrix the vectors of the matching passages are."""
        matrix = self.matrix(connection, width)
        return self._positions.get(
            (width, condition), lambda: matrix.positions(self.allowed(connection, condition))
        )

    def holding(self, connection: sqlite3.Connection, expression: str) -> int:
        """Return how many passages match an FTS5 expression."""
        sql = "SELECT count(*) FROM words WHERE words MATCH ?"
        return self._holding.get(
            expression, lambda: int(connection.execute(sql, (expression,)).fetchone()[0])
        )

    def combinations(
        self, connection: sqlite3.Connection, fields: tuple[str, ...], condition: Condition
    ) -> tuple[tuple[Any, ...], ...]:
        """Return the different values of these fields, together, among the passages that match."""
        columns = [field_condition(f"meta.{field}") for field in fields]
        selected = ", ".join(column.sql for column in columns)
        values = tuple(value for column in columns for value in column.values) + condition.values
        sql = f"SELECT DISTINCT {selected} FROM passages p WHERE {condition.sql}"
        return self._combinations.get(
            (fields, condition), lambda: tuple(connection.execute(sql, values).fetchall())
        )

    def embedding_models(self, connection: sqlite3.Connection) -> frozenset[str]:
        """Return the versions of the models that made vectors of sources; none for sources without."""
        sql = "SELECT DISTINCT fingerprint FROM sources"

        def ask() -> frozenset[str]:
            marks = (mark.rpartition("|")[0] for (mark,) in connection.execute(sql))
            return frozenset(model for model in marks if model)

        return self._models.get("models", ask)


class CurrentView:
    """The view of the newest revision. `PRAGMA data_version` is a cheap "somebody has committed"."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = Lock()
        self._data_version: int | None = None
        self._view: IndexView | None = None

    def of(self, connection: sqlite3.Connection) -> IndexView:
        """Return the view of the state that `connection` reads.

        Call it before any other statement of a snapshot: then the snapshot is as new as the number the
        watcher gives here, or newer, and a newer one is noticed by the next call. Between the two a
        statement may see passages that the view does not know; it never sees removed ones.
        """
        with self._lock:
            data_version = self._connections.data_version()
            if self._view is None or data_version != self._data_version:
                self._data_version = data_version
                self._view = self._renewed(connection)
            return self._view

    def _renewed(self, connection: sqlite3.Connection) -> IndexView:
        """Keep the view when nothing but sizes and times of sources has changed."""
        if self._view is not None and self._view.revision == revision(connection):
            return self._view
        self._view = None
        return IndexView(connection)
