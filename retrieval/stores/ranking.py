"""Passages of one snapshot, ranked by words or by vector, the condition inside the statement."""

# ruff: noqa: S608 - the conditions are statements of ours from filters.py; every value is bound

import json
import sqlite3
from collections.abc import Sequence

import numpy as np
from haystack import Document

from retrieval.stores.filters import Condition, both
from retrieval.stores.match import any_of, bounded_expression, query_terms, term_expression
from retrieval.stores.passages import document_from_row
from retrieval.stores.vectors import Vectors
from retrieval.stores.view import IndexView

TITLE_WEIGHT, HEADING_WEIGHT, CONTENT_WEIGHT = 2.0, 1.5, 1.0
FEW_PASSAGES = 2_000
"""Up to this many allowed passages, each that matches is ranked; beyond, matches have a budget."""
ENOUGH = 10
"""Fewer finds than this, and the words that only ranked must find as well."""
RANKED_WORDS = 2_000
"""About 3 ms of ranking."""

Ranked = list[tuple[int, float]]
"""Passage numbers and scores, best first."""

_AMONG = "+words.rowid IN (SELECT value FROM json_each(?))"
"""The plus keeps SQLite from running the whole match once per number."""


def ranked_by_words(
    connection: sqlite3.Connection, view: IndexView, text: str, condition: Condition, top_k: int
) -> Ranked:
    """Rank by BM25 (higher is better, no upper bound); a text without words matches nothing."""
    terms = [term_expression(term) for term in query_terms(text)]
    allowed = view.allowed(connection, condition)
    if not terms or not len(allowed):
        return []
    if len(allowed) <= FEW_PASSAGES:
        chosen = Condition(sql=_AMONG, values=(json.dumps(allowed.tolist()),))
        return _ranked(connection, any_of(terms), both(chosen, condition), top_k)
    holding = {term: view.holding(connection, term) for term in terms}
    bounded = bounded_expression(holding, RANKED_WORDS)
    ranked = _ranked(connection, bounded, condition, top_k) if bounded else []
    if len(ranked) < min(top_k, ENOUGH) and bounded != any_of(terms):
        return _ranked(connection, any_of(terms), condition, top_k)
    return ranked


def _ranked(connection: sqlite3.Connection, expression: str, condition: Condition, top_k: int) -> Ranked:
    rows = connection.execute(
        f"""SELECT words.rowid, -bm25(words, ?, ?, ?) AS score
            FROM words CROSS JOIN passages p ON p.number = words.rowid
            WHERE words MATCH ? AND ({condition.sql}) ORDER BY score DESC, words.rowid LIMIT ?""",
        (TITLE_WEIGHT, HEADING_WEIGHT, CONTENT_WEIGHT, expression, *condition.values, top_k),
    )
    return rows.fetchall()


def ranked_by_vector(
    connection: sqlite3.Connection, view: IndexView, query: Vectors, condition: Condition, top_k: int
) -> Ranked:
    """Rank by cosine; passages without a vector of this width are not found."""
    width = int(np.shape(query)[0])
    positions = view.positions(connection, width, condition)
    return view.matrix(connection, width).best(query, positions, top_k)


def documents(connection: sqlite3.Connection, ranked: Ranked, condition: Condition) -> list[Document]:
    """Return the ranked passages that still match the condition, in the same order, with their scores.

    Their vectors stay in the store: whoever ranks has used them already.
    """
    found = {number: row for number, *row in _rows(connection, [number for number, _ in ranked], condition)}
    return [document_from_row((*found[number], None), score) for number, score in ranked if number in found]


def _rows(connection: sqlite3.Connection, numbers: Sequence[int], condition: Condition) -> sqlite3.Cursor:
    return connection.execute(
        f"""SELECT p.number, p.id, p.content, p.meta FROM json_each(?) chosen
            CROSS JOIN passages p ON p.number = chosen.value WHERE {condition.sql}""",
        (json.dumps(numbers), *condition.values),
    )
