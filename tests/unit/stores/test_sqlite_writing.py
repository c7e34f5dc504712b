"""An index run is whole or not at all, and every process sees it."""

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from haystack import Document
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import frozensets, sampled_from

from retrieval.errors import SourceUnavailable
from retrieval.stores import connections
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.unit.stores.indexes import PUBLIC, STAFF, contents, passage, put, record, store_in

NORTH = [0.0, 1.0]

WRITE_IN_ANOTHER_PROCESS = """
import os, sys
from pathlib import Path
from tests.unit.stores.indexes import put, store_in, passage, record
store = store_in(Path(sys.argv[1]))
if sys.argv[2] == "die":
    with store.writing() as writer:
        writer.put(record("a.md"), [passage("a.md", 0, "half of a new index")])
        os._exit(9)
put(store, "a.md", "new pallet", audiences=("staff",), embedding=[0.0, 1.0])
"""


@pytest.fixture
def store(tmp_path: Path) -> SqliteDocumentStore:
    return store_in(tmp_path)


def in_another_process(folder: Path, how: str) -> int:
    command = [sys.executable, "-c", WRITE_IN_ANOTHER_PROCESS, str(folder), how]
    return subprocess.run(command, cwd=Path(__file__).parents[3], check=False).returncode


def test_sources_come_back_as_they_were_put(store: SqliteDocumentStore) -> None:
    wanted = record(
        "a/b.md", ("public", "customer:Café Ö"), text="The whole text ✓", meta={"title": "T", "page": 3}
    )
    with store.writing() as writer:
        writer.put(wanted, [passage("a/b.md", 0, "whole")])
    assert store.sources() == {"a/b.md": replace(wanted, text="")}
    assert store.source_text("a/b.md") == "The whole text ✓"
    with pytest.raises(KeyError):
        store.source_text("other.md")


def test_putting_a_source_again_leaves_nothing_of_the_old_one(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "old pallet", "old carton", audiences=("public",), embedding=NORTH)
    put(store, "b.md", "other pallet")
    put(store, "a.md", "new pallet", audiences=("staff",), embedding=NORTH)
    assert contents(store.bm25_retrieval("old", audiences=STAFF)) == []
    assert contents(store.bm25_retrieval("pallet", audiences=PUBLIC)) == ["other pallet"]
    assert contents(store.embedding_retrieval(NORTH, audiences=STAFF)) == ["new pallet"]
    assert store.count_documents() == 2


def test_a_removed_source_is_gone(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "pallet", embedding=NORTH)
    with store.writing() as writer:
        writer.remove("a.md")
        writer.remove("never there.md")
    assert store.sources() == {}
    assert store.bm25_retrieval("pallet", audiences=PUBLIC) == []
    assert store.embedding_retrieval(NORTH, audiences=PUBLIC) == []


def test_touching_a_source_changes_its_size_and_time_only(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "pallet")
    with store.writing() as writer:
        writer.touch("a.md", size=7, mtime_ns=8)
    assert store.sources()["a.md"] == replace(record("a.md"), size=7, mtime_ns=8)
    assert contents(store.bm25_retrieval("pallet", audiences=PUBLIC)) == ["pallet"]


def test_an_exception_leaves_the_old_index_whole(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "old pallet")
    with pytest.raises(RuntimeError), store.writing() as writer:
        writer.remove("a.md")
        writer.put(record("b.md"), [passage("b.md", 0, "new pallet")])
        raise RuntimeError("the run breaks off")
    assert list(store.sources()) == ["a.md"]
    assert contents(store.bm25_retrieval("pallet", audiences=PUBLIC)) == ["old pallet"]


def test_a_killed_run_leaves_the_old_index_whole(tmp_path: Path, store: SqliteDocumentStore) -> None:
    put(store, "a.md", "old pallet")
    assert in_another_process(tmp_path, "die") == 9
    assert contents(store_in(tmp_path).bm25_retrieval("pallet", audiences=PUBLIC)) == ["old pallet"]


def test_a_running_process_sees_what_another_has_indexed(tmp_path: Path, store: SqliteDocumentStore) -> None:
    put(store, "a.md", "old pallet", embedding=NORTH)
    assert contents(store.embedding_retrieval(NORTH, audiences=PUBLIC)) == ["old pallet"]
    assert in_another_process(tmp_path, "write") == 0
    assert contents(store.embedding_retrieval(NORTH, audiences=STAFF)) == ["new pallet"]
    assert store.embedding_retrieval(NORTH, audiences=PUBLIC) == []
    assert store.bm25_retrieval("pallet", audiences=PUBLIC) == []
    assert store.known_values(["source"], audiences=PUBLIC) == ()


def test_readers_see_the_old_index_until_the_new_one_is_whole(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "old pallet", embedding=NORTH)
    with store.writing() as writer:
        writer.remove("a.md")
        assert contents(store.bm25_retrieval("pallet", audiences=PUBLIC)) == ["old pallet"]
        assert contents(store.embedding_retrieval(NORTH, audiences=PUBLIC)) == ["old pallet"]
    assert store.embedding_retrieval(NORTH, audiences=PUBLIC) == []


def test_threads_read_while_one_writes(store: SqliteDocumentStore) -> None:
    faults: list[BaseException] = []

    def search() -> None:
        try:
            for _ in range(20):
                found = store.embedding_retrieval(NORTH, audiences=PUBLIC)
                assert {one.meta["source"] for one in found} <= {"a.md"}
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20):
        put(store, "a.md", f"pallet {number}", embedding=NORTH)
        put(store, "hidden.md", f"secret {number}", audiences=("staff",), embedding=NORTH)
    for thread in threads:
        thread.join()
    assert not faults


def test_numbers_of_passages_are_never_used_again(tmp_path: Path, store: SqliteDocumentStore) -> None:
    put(store, "a.md", "public", audiences=("public",))
    with store.writing() as writer:
        writer.remove("a.md")
    put(store, "b.md", "secret", audiences=("staff",))
    numbers = sqlite3.connect(tmp_path / "index.sqlite").execute("SELECT number FROM passages").fetchall()
    assert numbers == [(2,)]


def test_changed_audiences_of_a_document_hold_at_once(store: SqliteDocumentStore) -> None:
    document = Document(content="pallet", meta={"audiences": ["public"]}, embedding=NORTH)
    store.write_documents([document])
    assert store.embedding_retrieval(NORTH, audiences=PUBLIC)
    store.update_by_filter({}, {"audiences": ["staff"]})
    assert store.embedding_retrieval(NORTH, audiences=PUBLIC) == []
    assert contents(store.bm25_retrieval("pallet", audiences=STAFF)) == ["pallet"]


def test_what_the_store_cannot_keep_is_refused(store: SqliteDocumentStore) -> None:
    from haystack.dataclasses import ByteStream

    with pytest.raises(ValueError, match="text and dense vectors"):
        store.write_documents([Document(blob=ByteStream(b"picture"))])


def test_a_second_writer_is_told_that_the_index_is_busy(
    store: SqliteDocumentStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_SECONDS", 0.05)
    second = store_in(tmp_path)
    assert second.sources() == {}
    with store.writing(), pytest.raises(SourceUnavailable) as fault, second.writing():
        pass
    assert fault.value.reason == "timeout"


def test_an_index_of_a_newer_release_is_refused(store: SqliteDocumentStore, tmp_path: Path) -> None:
    store.count_documents()
    store.close()
    with sqlite3.connect(tmp_path / "index.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(SourceUnavailable) as fault:
        store_in(tmp_path).count_documents()
    assert fault.value.reason == "version"
    assert "schema 99" in fault.value.hint


def test_a_file_that_is_no_index_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_bytes(b"minutes of the meeting " * 100)
    with pytest.raises(SourceUnavailable) as fault:
        store_in(tmp_path).count_documents()
    assert fault.value.reason == "database"


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "index.sqlite") as connection:
        connection.execute("CREATE TABLE invoices (number TEXT)")
    with pytest.raises(SourceUnavailable) as fault:
        store_in(tmp_path).count_documents()
    assert fault.value.reason == "database"


def test_a_path_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SourceUnavailable) as fault:
        SqliteDocumentStore(tmp_path / "file" / "index.sqlite").count_documents()
    assert fault.value.reason == "unreachable"


def test_an_index_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        SqliteDocumentStore(":memory:")


def test_the_store_survives_serialisation(store: SqliteDocumentStore) -> None:
    put(store, "a.md", "pallet")
    assert SqliteDocumentStore.from_dict(store.to_dict()).count_documents() == 1


class AnyOrderOfWrites(RuleBasedStateMachine):
    """Whatever is written in whatever order, words and vectors find exactly what is there now."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.store = store_in(Path(self.folder.name))
        self.kept: dict[str, frozenset[str]] = {}

    @rule(source=sampled_from("abc"), audiences=frozensets(sampled_from(["public", "staff"])))
    def put(self, source: str, audiences: frozenset[str]) -> None:
        put(self.store, source, f"pallet {source}", audiences=sorted(audiences), embedding=NORTH)
        self.kept[source] = audiences

    @rule(source=sampled_from("abc"))
    def remove(self, source: str) -> None:
        with self.store.writing() as writer:
            writer.remove(source)
        self.kept.pop(source, None)

    @rule()
    def open_again(self) -> None:
        self.store.close()

    @invariant()
    def finds_what_is_kept(self) -> None:
        for asker in (PUBLIC, frozenset({"staff"})):
            wanted = {f"pallet {source}" for source, audiences in self.kept.items() if audiences & asker}
            assert set(contents(self.store.bm25_retrieval("pallet", audiences=asker))) == wanted
            assert set(contents(self.store.embedding_retrieval(NORTH, audiences=asker))) == wanted

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestAnyOrderOfWrites = AnyOrderOfWrites.TestCase
TestAnyOrderOfWrites.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
