"""What values the meta fields of an index hold."""

# ruff: noqa: S608 - the conditions are statements of ours from filters.py; every value is bound

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from retrieval.stores.filters import Condition, field_condition

_TYPES = {"true": "boolean", "false": "boolean", "integer": "long", "real": "float", "text": "keyword"}


def distinct_counts(
    connection: sqlite3.Connection, fields: Sequence[str], condition: Condition
) -> dict[str, int]:
    return {field: len(_distinct(connection, field, condition)) for field in fields}


def field_types(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return the type of each meta field; a field with values of several types has that of the first."""
    rows = connection.execute(
        "SELECT DISTINCT e.key, e.type FROM passages p, json_each(p.meta) e WHERE e.type != 'null'"
    )
    types: dict[str, dict[str, str]] = {}
    for key, kind in rows:
        types.setdefault(key, {"type": _TYPES.get(kind, "object")})
    return types


def smallest_and_largest(connection: sqlite3.Connection, field: str) -> Mapping[str, Any]:
    """Return `min` and `max`, both None when no passage has the field."""
    column = field_condition(_prefixed(field))
    sql = f"SELECT min(x), max(x) FROM (SELECT {column.sql} AS x FROM passages p)"
    smallest, largest = connection.execute(sql, column.values).fetchone()
    return {"min": smallest, "max": largest}


def unique_values(
    connection: sqlite3.Connection, field: str, search_term: str | None, condition: Condition
) -> list[Any]:
    """Return the different values, sorted as text; 1, 1.0, "1" and true are four values."""
    values = [json.loads(value) for value in _distinct(connection, field, condition)]
    if search_term:
        values = [value for value in values if search_term.lower() in str(value).lower()]
    return sorted(values, key=lambda value: (str(value), type(value).__name__))


def _distinct(connection: sqlite3.Connection, field: str, condition: Condition) -> list[str]:
    """Return the different values as JSON, which keeps apart what Python and SQL find equal."""
    path = field_condition(_prefixed(field), as_json=True)
    sql = f"SELECT DISTINCT {path.sql} AS x FROM passages p WHERE ({condition.sql}) AND x != 'null'"
    return [row[0] for row in connection.execute(sql, path.values + condition.values)]


def _prefixed(field: str) -> str:
    return field if field.startswith("meta.") else f"meta.{field}"
