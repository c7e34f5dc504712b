"""Haystack's filter dictionaries as one SQL condition with bound values.

No value and no field name ever becomes part of the statement: a field is a column of the schema or a JSON
path, which is bound as well. A condition over a missing field is NULL, which AND and OR treat as false;
NOT takes `IS TRUE` of its inside, so a document without the field is not matched by a comparison but is by
its negation, as in Haystack. Moments are compared in UTC; one without a zone counts as UTC.
"""

# ruff: noqa: S608 - the conditions are statements of ours from filters.py; every value is bound

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from haystack.errors import FilterError

from retrieval.stores.schema import META_COLUMNS

_COLUMNS = frozenset({"id", "content"})
_KEY = re.compile(r"[^\"\\\x00-\x1f]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_PATTERN = "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'"
_JOINS = {"AND": " AND ", "OR": " OR ", "NOT": " AND "}
_ORDERED = frozenset({">", ">=", "<", "<="})

Filters = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A piece of SQL over `passages p`, and its bound values in order."""

    sql: str
    values: tuple[str | int | float | None, ...] = ()


EVERYTHING = Condition(sql="TRUE")


def condition_from_filters(filters: Filters | None) -> Condition:
    """Return the SQL of a filter; none and an empty one match everything.

    Raises:
        FilterError: the filter is malformed or compares what cannot be compared.
    """
    if not filters:
        return EVERYTHING
    return _comparison(filters) if "field" in filters else _logic(filters)


def both(first: Condition, second: Condition) -> Condition:
    return Condition(sql=f"({first.sql}) AND ({second.sql})", values=first.values + second.values)


def for_audiences(audiences: frozenset[str]) -> Condition:
    """Return the condition that a passage names at least one of these audiences; an empty set sees nothing.

    Raises:
        TypeError: no set was given. A search without an audience must not happen.
    """
    if not isinstance(audiences, frozenset | set):
        raise TypeError("audiences must be a set of labels: every search names who may see its results")
    marks = ", ".join("?" * len(audiences))
    sql = f"EXISTS (SELECT 1 FROM passage_audiences a WHERE a.passage = p.number AND a.audience IN ({marks}))"
    return Condition(sql=sql, values=tuple(sorted(audiences)))


def _logic(filters: Filters) -> Condition:
    operator, conditions = _required(filters, "operator"), _required(filters, "conditions")
    if operator not in _JOINS:
        raise FilterError(f"Unknown logical operator. Valid operators are: {sorted(_JOINS)}")
    parts = [condition_from_filters(condition) for condition in conditions]
    if not parts:
        return Condition(sql="TRUE" if operator == "AND" else "FALSE")
    inner = _JOINS[operator].join(f"({part.sql})" for part in parts)
    values = tuple(value for part in parts for value in part.values)
    return Condition(sql=f"NOT (({inner}) IS TRUE)" if operator == "NOT" else inner, values=values)


def _comparison(filters: Filters) -> Condition:
    field = field_condition(_required(filters, "field"))
    operator, value = _required(filters, "operator"), _required(filters, "value")
    if operator == "==":
        return _equal(field, value)
    if operator == "!=":
        return _negated(_equal(field, value))
    if operator == "in":
        return _in(field, value)
    if operator == "not in":
        return _negated(_in(field, value))
    if operator in _ORDERED:
        return _ordered(field, operator, value)
    raise FilterError("Unknown comparison operator. Valid operators are: == != > >= < <= in, not in")


def _required(filters: Filters, key: str) -> Any:
    if key not in filters:
        raise FilterError(f"'{key}' key missing in a filter")
    return filters[key]


def field_condition(name: str, *, as_json: bool = False) -> Condition:
    """Return the SQL of a field's value; a name without the `meta.` prefix that is no column is a meta field.

    Raises:
        FilterError: the name holds a character that cannot stand in a JSON path.
    """
    if name in _COLUMNS:
        return Condition(sql=f"p.{name}")
    keys = name.removeprefix("meta.").split(".")
    if len(keys) == 1 and keys[0] in META_COLUMNS and not as_json:
        return Condition(sql=f"p.{keys[0]}")
    if not all(_KEY.fullmatch(key) for key in keys):
        raise FilterError("A field name of a filter holds a character that a JSON path cannot")
    path = "$" + "".join(f'."{key}"' for key in keys)
    return Condition(sql="p.meta -> ?" if as_json else "json_extract(p.meta, ?)", values=(path,))


def _equal(field: Condition, value: Any) -> Condition:
    bound = _bound(value)
    if isinstance(value, list | dict):
        return Condition(sql=f"{field.sql} IS json(?)", values=(*field.values, bound))
    same = Condition(sql=f"{field.sql} IS ?", values=(*field.values, bound))
    if not _is_moment(value) or _is_day_column(field, value):
        return same
    moment = _moments_compared(field, "=", value)
    return Condition(sql=f"({same.sql}) OR ({moment.sql})", values=same.values + moment.values)


def _in(field: Condition, value: Any) -> Condition:
    if not isinstance(value, list):
        raise FilterError("Filter value must be a `list` when using operators 'in' and 'not in'")
    scalars = [_bound(item) for item in value if item is not None and not isinstance(item, list | dict)]
    listed = Condition(
        sql=f"{field.sql} IN (SELECT value FROM json_each(?))", values=(*field.values, json.dumps(scalars))
    )
    special = [item for item in value if item is None or isinstance(item, list | dict) or _is_moment(item)]
    parts = [listed, *(_equal(field, item) for item in special)]
    values = tuple(value for part in parts for value in part.values)
    return Condition(sql=" OR ".join(f"({part.sql})" for part in parts), values=values)


def _ordered(field: Condition, operator: str, value: Any) -> Condition:
    if value is None:
        return Condition(sql="FALSE")
    if _is_day_column(field, value):
        return Condition(sql=f"{field.sql} {operator} ?", values=(*field.values, value))
    if _is_moment(value):
        return _moments_compared(field, operator, value)
    if isinstance(value, bool | int | float):
        sql = f"typeof({field.sql}) IN ('integer', 'real') AND {field.sql} {operator} ?"
        return Condition(sql=sql, values=(*field.values, *field.values, value))
    raise FilterError("Only numbers and ISO dates can be compared using operators '>', '>=', '<', '<='")


def _moments_compared(field: Condition, operator: str, value: str | date) -> Condition:
    sql = f"{field.sql} GLOB {_DAY_PATTERN} AND julianday({field.sql}) {operator} julianday(?)"
    return Condition(sql=sql, values=(*field.values, *field.values, str(_bound(value))))


def _negated(condition: Condition) -> Condition:
    return Condition(sql=f"NOT (({condition.sql}) IS TRUE)", values=condition.values)


def _is_day_column(field: Condition, value: Any) -> bool:
    """Return whether both sides are plain ISO days, which compare as text and so by a plain column."""
    is_day = isinstance(value, str) and _DAY.fullmatch(value) is not None
    return is_day and field.sql in ("p.valid_from", "p.valid_until")


def _is_moment(value: Any) -> bool:
    if isinstance(value, date):
        return True
    if not isinstance(value, str) or not _DAY.match(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _bound(value: Any) -> str | int | float | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, str | int | float):
        return value
    raise FilterError(f"Filter values of type {type(value).__name__} are not supported")
