"""What a search of the store returns, and to whom."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.stores import ranking
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.unit.stores.indexes import PUBLIC, STAFF, contents, passage, put, record, store_in

NORTH, EAST, NORTH_EAST = [0.0, 1.0], [1.0, 0.0], [0.7, 0.7]
LABELS = ["public", "staff", "role:warehouse", "customer:Brennweite Optik GmbH", "customer:Brennweite"]


@pytest.fixture
def store(tmp_path: Path) -> SqliteDocumentStore:
    return store_in(tmp_path)


def test_a_search_without_an_audience_raises(store: SqliteDocumentStore) -> None:
    with pytest.raises(TypeError):
        store.bm25_retrieval("pallet")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        store.embedding_retrieval(NORTH)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        store.bm25_retrieval("pallet", audiences=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        store.bm25_retrieval("pallet", audiences="public")  # type: ignore[arg-type]


def test_nobody_sees_nothing(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "pallet", embedding=NORTH)
    assert store.bm25_retrieval("pallet", audiences=frozenset()) == []
    assert store.embedding_retrieval(NORTH, audiences=frozenset()) == []


def test_a_source_without_an_audience_is_found_by_nobody(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "pallet", audiences=(), embedding=NORTH)
    assert store.bm25_retrieval("pallet", audiences=STAFF) == []
    assert store.embedding_retrieval(NORTH, audiences=STAFF) == []


@settings(max_examples=40, deadline=None)
@given(
    shown_to=st.lists(st.sets(st.sampled_from(LABELS)), min_size=1, max_size=6),
    asker=st.frozensets(st.sampled_from(LABELS)),
)
def test_a_passage_is_found_exactly_by_its_audiences(
    tmp_path_factory: pytest.TempPathFactory, shown_to: list[set[str]], asker: frozenset[str]
) -> None:
    store = store_in(tmp_path_factory.mktemp("audiences"))
    for number, labels in enumerate(shown_to):
        put(store, f"{number}.md", f"pallet {number}", audiences=sorted(labels), embedding=NORTH)
    wanted = {f"pallet {number}" for number, labels in enumerate(shown_to) if labels & asker}
    assert set(contents(store.bm25_retrieval("pallet", audiences=asker))) == wanted
    assert set(contents(store.embedding_retrieval(NORTH, audiences=asker))) == wanted
    store.close()


def test_words_of_title_and_heading_count(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "It must be at the dock by four.", title="Carrier policy DHL", heading="2 Cut-off")
    put(store, "b.md", "Nothing of it.")
    assert len(store.bm25_retrieval("dhl cut-off", audiences=PUBLIC)) == 1


def test_vectors_are_ranked_by_cosine_whatever_their_length(store: SqliteDocumentStore) -> None:
    put(store, "north.md", "north", embedding=[0.0, 50.0])
    put(store, "between.md", "between", embedding=[0.01, 0.01])
    put(store, "east.md", "east", embedding=EAST)
    found = store.embedding_retrieval([0.0, 0.5], audiences=PUBLIC)
    assert contents(found) == ["north", "between", "east"]
    assert [one.score for one in found] == pytest.approx([1, 0.7071, 0], abs=1e-3)


def test_a_zero_vector_is_near_to_nothing(store: SqliteDocumentStore) -> None:
    put(store, "zero.md", "zero", embedding=[0.0, 0.0])
    assert [one.score for one in store.embedding_retrieval(NORTH, audiences=PUBLIC)] == [0.0]
    assert [one.score for one in store.embedding_retrieval([0.0, 0.0], audiences=PUBLIC)] == [0.0]


def test_vectors_of_another_model_are_not_compared(store: SqliteDocumentStore) -> None:
    put(store, "two.md", "two", embedding=NORTH)
    put(store, "three.md", "three", embedding=[0.0, 1.0, 0.0])
    put(store, "none.md", "none")
    assert contents(store.embedding_retrieval(NORTH, audiences=PUBLIC)) == ["two"]
    assert contents(store.embedding_retrieval(np.ones(3, np.float32), audiences=PUBLIC)) == ["three"]
    assert store.similarities(NORTH, ["two.md:0", "three.md:0", "none.md:0", "gone"]) == {"two.md:0": 1.0}


def test_the_filter_applies_to_words_and_vectors(store: SqliteDocumentStore) -> None:
    put(store, "old.md", "pallet old", embedding=NORTH, valid_until="2025-12-31")
    put(store, "new.md", "pallet new", embedding=EAST)
    filters = {"field": "meta.valid_until", "operator": ">=", "value": "2026-11-22"}
    assert contents(store.bm25_retrieval("pallet", audiences=PUBLIC, filters=filters)) == ["pallet new"]
    assert contents(store.embedding_retrieval(NORTH, audiences=PUBLIC, filters=filters)) == ["pallet new"]


def test_top_k_bounds_the_result(store: SqliteDocumentStore) -> None:
    put(store, "a.md", *("pallet " * count for count in range(1, 8)), embedding=NORTH)
    assert len(store.bm25_retrieval("pallet", audiences=PUBLIC, top_k=3)) == 3
    assert len(store.embedding_retrieval(NORTH, audiences=PUBLIC, top_k=3)) == 3


def test_searching_a_large_index_finds_by_rare_words_and_falls_back_to_common_ones(
    store: SqliteDocumentStore,
) -> None:
    many = ranking.FEW_PASSAGES + 500
    documents = [passage("a.md", number, f"pallet number {number} of the delivery") for number in range(many)]
    with store.writing() as writer:
        writer.put(record("a.md"), [*documents, passage("a.md", many, "a pallet for Norddorf")])
    found = store.bm25_retrieval("delivery of a pallet to Norddorf", audiences=PUBLIC)
    assert found[0].content == "a pallet for Norddorf"
    assert len(found) == 10
    assert store.bm25_retrieval("delivery of a pallet to Nowhere", audiences=PUBLIC)
    assert store.bm25_retrieval("nowhere", audiences=PUBLIC) == []


def test_known_values_are_those_of_passages_the_asker_may_see(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "a", customer="Brennweite Optik GmbH", audiences=("staff",))
    put(store, "b.md", "b", subject="DHL Express")
    fields = ("customer", "subject")
    assert store.known_values(fields, audiences=PUBLIC) == ((None, "DHL Express"),)
    assert ("Brennweite Optik GmbH", None) in store.known_values(fields, audiences=STAFF)


def test_terms_are_counted_over_the_index(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "pallet", "pallets and cartons", "carton")
    assert store.holding(["pallet", "carton", "nowhere"]) == (3, {"pallet": 2, "carton": 2, "nowhere": 0})


async def test_retrievals_can_be_awaited(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "pallet", embedding=NORTH)
    assert contents(await store.bm25_retrieval_async("pallet", audiences=PUBLIC)) == ["pallet"]
    assert contents(await store.embedding_retrieval_async(NORTH, audiences=PUBLIC)) == ["pallet"]
