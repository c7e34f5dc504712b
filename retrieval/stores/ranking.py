"""Passages of one snapshot, ranked by words or by vector, the condition inside the statement."""

# ruff: noqa: S608 - the conditions are statements of ours from filters.py; every value is bound

import sqlite3
from collections.abc import Sequence
from typing import Any

from haystack import Document

from retrieval.stores.filters import Condition
from retrieval.stores.match import match_expression
from retrieval.stores.passages import document_from_row

TITLE_WEIGHT, HEADING_WEIGHT, CONTENT_WEIGHT = 2.0, 1.5, 1.0

Ranked = Sequence[tuple[int, float]]
"""Passage numbers and scores, best first."""


def ranked_by_words(
    connection: sqlite3.Connection, text: str, condition: Condition, top_k: int
) -> list[tuple[int, float]]:
    """Rank by BM25 (higher is better, no upper bound); a text without words matches nothing."""
    expression = match_expression(text)
    if not expression:
        return []
    rows = connection.execute(
        f"""SELECT words.rowid, -words.rank FROM words JOIN passages p ON p.number = words.rowid
            WHERE words MATCH ? AND words.rank MATCH ? AND ({condition.sql})
            ORDER BY words.rank LIMIT ?""",
        (expression, _WEIGHTS, *condition.values, top_k),
    )
    return rows.fetchall()


_WEIGHTS = f"bm25({TITLE_WEIGHT}, {HEADING_WEIGHT}, {CONTENT_WEIGHT})"


def documents(
    connection: sqlite3.Connection, ranked: Ranked, condition: Condition, *, with_embedding: bool = False
) -> list[Document]:
    """Return the ranked passages that still match the condition, in the same order, with their scores."""
    found = {number: row for number, *row in _rows(connection, ranked, condition, with_embedding)}
    return [document_from_row(found[number], score) for number, score in ranked if number in found]


def _rows(
    connection: sqlite3.Connection, ranked: Ranked, condition: Condition, with_embedding: bool
) -> sqlite3.Cursor:
    vector, join = "NULL", ""
    if with_embedding:
        vector, join = "v.vector", "LEFT JOIN vectors v ON v.passage = p.number"
    marks = ", ".join("?" * len(ranked))
    values: tuple[Any, ...] = (*(number for number, _ in ranked), *condition.values)
    return connection.execute(
        f"""SELECT p.number, p.id, p.content, p.meta, {vector} FROM passages p {join}
            WHERE p.number IN ({marks}) AND ({condition.sql})""",
        values,
    )
