"""The SQL of a filter selects what Haystack's own definition of filters selects."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from haystack import Document
from haystack.errors import FilterError
from haystack.utils.filters import document_matches_filter
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.stores.filters import condition_from_filters, for_audiences
from retrieval.stores.sqlite import SqliteDocumentStore

VALUES = [None, 0, 1, -2, 2.5, "", "a", "B", "10", "2026-01-31", "2025-12-31T23:59:00", ["a"], [], True]
FIELDS = ["meta.kind", "meta.valid_from", "meta.free", "meta.nested.deep", "meta.never"]
DOCUMENTS = [
    Document(
        id=str(number),
        content=str(number),
        meta={
            "kind": kind,
            "valid_from": day,
            "free": VALUES[number % len(VALUES)],
            "nested": {"deep": number},
        },
    )
    for number, (kind, day) in enumerate(
        (kind, day)
        for kind in ("sop", "policy", None)
        for day in ("2025-01-01", "2026-01-31", None, "2027-06-30")
    )
]

comparisons = st.fixed_dictionaries(
    {
        "field": st.sampled_from(FIELDS),
        "operator": st.sampled_from(["==", "!="]),
        "value": st.sampled_from([*VALUES, "sop", "policy", "2025-01-01", 3]),
    }
)
memberships = st.fixed_dictionaries(
    {
        "field": st.sampled_from(FIELDS),
        "operator": st.sampled_from(["in", "not in"]),
        "value": st.lists(st.sampled_from([None, 1, 3, "a", "sop", "2026-01-31"]), max_size=3),
    }
)
orders = st.fixed_dictionaries(
    {
        "field": st.sampled_from(["meta.nested.deep", "meta.never"]),
        "operator": st.sampled_from([">", ">=", "<", "<="]),
        "value": st.sampled_from([-1, 3, 5.5, None]),
    }
)
days = st.fixed_dictionaries(
    {
        "field": st.just("meta.valid_from"),
        "operator": st.sampled_from([">", ">=", "<", "<="]),
        "value": st.sampled_from(["2026-01-31", "2026-01-31T00:00:01", "2024-02-29"]),
    }
)
filters = st.recursive(
    comparisons | memberships | orders | days,
    lambda inner: st.fixed_dictionaries(
        {
            "operator": st.sampled_from(["AND", "OR", "NOT"]),
            "conditions": st.lists(inner, min_size=1, max_size=3),
        }
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteDocumentStore]:
    store = SqliteDocumentStore(tmp_path_factory.mktemp("filters") / "index.sqlite")
    store.write_documents(DOCUMENTS)
    yield store
    store.close()


def ids(documents: list[Document]) -> list[str]:
    return [document.id for document in documents]


@settings(max_examples=300, deadline=None)
@given(chosen=filters)
def test_agrees_with_haystack(store: SqliteDocumentStore, chosen: dict[str, Any]) -> None:
    wanted = [one for one in DOCUMENTS if document_matches_filter(chosen, one)]
    assert ids(store.filter_documents(chosen)) == ids(wanted)


@pytest.mark.parametrize("value", ["'; DROP TABLE passages; --", '" OR 1=1 --', "%", "\\"])
def test_a_value_is_never_part_of_the_statement(store: SqliteDocumentStore, value: str) -> None:
    condition = condition_from_filters({"field": "meta.kind", "operator": "==", "value": value})
    assert value not in condition.sql
    assert value in condition.values
    assert store.filter_documents({"field": "meta.free", "operator": "==", "value": value}) == []


@pytest.mark.parametrize("field", ['meta.a"b', "meta.a\\b", "meta.", "meta.a\x00", 'x" || id || "'])
def test_a_field_name_that_is_no_path_is_refused(field: str) -> None:
    with pytest.raises(FilterError):
        condition_from_filters({"field": field, "operator": "==", "value": 1})


def test_a_field_name_is_bound_like_a_value() -> None:
    condition = condition_from_filters({"field": "meta.x') OR 1=1 --", "operator": "==", "value": 1})
    assert "1=1" not in condition.sql


@pytest.mark.parametrize(
    "value", [date(2026, 1, 31), datetime(2026, 1, 31), datetime(2026, 1, 31, tzinfo=UTC)]
)
def test_dates_can_be_given_as_such(store: SqliteDocumentStore, value: date) -> None:
    chosen = {"field": "meta.valid_from", "operator": "<", "value": value}
    assert {one.meta["valid_from"] for one in store.filter_documents(chosen)} == {"2025-01-01"}


def test_documents_without_a_date_are_found_by_open_validity_only(store: SqliteDocumentStore) -> None:
    chosen = {"field": "meta.valid_from", "operator": "<=", "value": "9999-12-31"}
    assert None not in {one.meta["valid_from"] for one in store.filter_documents(chosen)}


@pytest.mark.parametrize(
    "chosen",
    [
        {"field": "meta.kind", "operator": "~", "value": 1},
        {"operator": "XOR", "conditions": []},
        {"field": "meta.kind", "operator": "==", "value": object()},
        {"field": "meta.kind", "operator": "<", "value": "soon"},
    ],
)
def test_a_malformed_filter_is_refused(chosen: dict[str, Any]) -> None:
    with pytest.raises(FilterError):
        condition_from_filters(chosen)


@pytest.mark.parametrize("audiences", [None, "public", ["public"], ()])
def test_audiences_must_be_a_set(audiences: Any) -> None:
    with pytest.raises(TypeError):
        for_audiences(audiences)
