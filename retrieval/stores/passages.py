"""Rows of the passage tables from Haystack documents, and back."""

# ruff: noqa: S608 - the conditions are statements of ours from filters.py; every value is bound

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from haystack import Document

from retrieval.stores.filters import Condition

_SELECT = """SELECT p.id, p.content, p.meta, v.vector
             FROM passages p LEFT JOIN vectors v ON v.passage = p.number"""


def insert(connection: sqlite3.Connection, document: Document, audiences: Iterable[str]) -> None:
    """Add one passage.

    Raises:
        sqlite3.IntegrityError: a passage with this id is there already.
    """
    cursor = connection.execute(
        "INSERT INTO passages (id, content, meta) VALUES (?, ?, ?)",
        (document.id, document.content, meta_json(document.meta)),
    )
    number = cursor.lastrowid
    if document.embedding is not None:
        vector = np.asarray(document.embedding, dtype="<f4").tobytes()
        connection.execute("INSERT INTO vectors VALUES (?, ?)", (number, vector))
    _add_audiences(connection, number, audiences)


def select(connection: sqlite3.Connection, condition: Condition) -> list[Document]:
    """Return the passages that match, in the order they were written."""
    sql = f"{_SELECT} WHERE {condition.sql} ORDER BY p.number"
    return [document_from_row(row) for row in connection.execute(sql, condition.values)]


def delete(connection: sqlite3.Connection, condition: Condition) -> int:
    """Delete the passages that match and return how many there were."""
    where = f"SELECT p.number FROM passages p WHERE {condition.sql}"
    cursor = connection.execute(f"DELETE FROM passages WHERE number IN ({where})", condition.values)
    bump_revision(connection)
    return cursor.rowcount


def bump_revision(connection: sqlite3.Connection) -> None:
    """Tell readers in every process that what they have cached of the passages is stale."""
    connection.execute("UPDATE state SET revision = revision + 1")


def revision(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT revision FROM state").fetchone()[0])


def exists(connection: sqlite3.Connection, document_id: str) -> bool:
    return connection.execute("SELECT 1 FROM passages WHERE id = ?", (document_id,)).fetchone() is not None


def numbers_of(connection: sqlite3.Connection, document_ids: Sequence[str]) -> dict[str, int]:
    sql = "SELECT id, number FROM passages WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, (json.dumps(list(document_ids)),)))


def audiences_of(document: Document) -> Sequence[str]:
    """Return the labels in a document's own meta: a document that names none is seen by nobody."""
    return _labels(document.meta.get("audiences"))


def meta_json(meta: dict[str, Any]) -> str:
    return json.dumps(meta, ensure_ascii=False)


def document_from_row(row: Sequence[Any], score: float | None = None) -> Document:
    document_id, content, meta, vector = row
    embedding = None if vector is None else np.frombuffer(vector, dtype="<f4").tolist()
    return Document(id=document_id, content=content, meta=json.loads(meta), embedding=embedding, score=score)


def count(connection: sqlite3.Connection, condition: Condition) -> int:
    sql = f"SELECT count(*) FROM passages p WHERE {condition.sql}"
    return int(connection.execute(sql, condition.values).fetchone()[0])


def update_meta(connection: sqlite3.Connection, condition: Condition, changes: dict[str, Any]) -> int:
    """Set meta fields of the passages that match; a change of "audiences" changes who finds them."""
    rows = connection.execute(
        f"SELECT p.number, p.meta FROM passages p WHERE {condition.sql}", condition.values
    ).fetchall()
    for number, meta in rows:
        changed = meta_json(json.loads(meta) | changes)
        connection.execute("UPDATE passages SET meta = ? WHERE number = ?", (changed, number))
        if "audiences" in changes:
            _replace_audiences(connection, number, changes["audiences"])
    bump_revision(connection)
    return len(rows)


def _replace_audiences(connection: sqlite3.Connection, number: int, audiences: Any) -> None:
    connection.execute("DELETE FROM passage_audiences WHERE passage = ?", (number,))
    _add_audiences(connection, number, _labels(audiences))


def _add_audiences(connection: sqlite3.Connection, number: int | None, audiences: Iterable[str]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO passage_audiences VALUES (?, ?)", [(number, label) for label in audiences]
    )


def _labels(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())
