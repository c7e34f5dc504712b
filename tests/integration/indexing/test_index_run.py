"""An index run mirrors the files, and opens only what may have changed."""

import os
from pathlib import Path

import pytest

from retrieval.documents import indexer
from retrieval.documents.index_report import Progress
from retrieval.documents.indexer import extract, index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.integration.indexing.runs import STAFF, contents, counts


async def test_indexes_every_format_with_exact_spans(folder: Path, store: SqliteDocumentStore) -> None:
    report = await index([folder], store=store)
    assert counts(report) == (5, 0, 0, 0)
    assert not report.failed and not report.hidden
    documents = store.filter_documents()
    assert report.passages == len(documents) > 4
    for document in documents:
        text = store.source_text(document.meta["source"])
        assert document.content == text[document.meta["start"] : document.meta["end"]]
        assert text == await extract(folder.joinpath(document.meta["source"]))
    assert contents(store, "cut-off.md") == ["# Cut-off times\n\nBooked by 15:30."]


async def test_passages_carry_the_metadata_of_their_document(
    folder: Path, store: SqliteDocumentStore
) -> None:
    await index([folder], store=store)
    filters = {"field": "meta.source", "operator": "==", "value": "contracts/kestrel.pdf"}
    meta = store.filter_documents(filters)[-1].meta
    assert (meta["kind"], meta["customer"], meta["page"]) == ("contract", "Kestrel Ltd", 1)
    assert (meta["title"], meta["valid_until"], meta["heading"]) == ("Kestrel", "9999-12-31", "4.2 Credit")
    assert store.bm25_retrieval("credit", audiences=frozenset({"role:sales"}))
    assert not store.bm25_retrieval("credit", audiences=frozenset({"public", "staff"}))


async def test_an_unchanged_folder_is_not_opened_and_not_written(
    folder: Path, store: SqliteDocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await index([folder], store=store)

    def opened(*_: object) -> None:
        raise AssertionError("opened or written")

    monkeypatch.setattr(indexer, "read_file", opened)
    monkeypatch.setattr(SqliteDocumentStore, "writing", opened)
    assert counts(await index([folder], store=store)) == (0, 0, 5, 0)


async def test_a_file_only_touched_is_unchanged_and_known_by_its_new_time(
    folder: Path, store: SqliteDocumentStore
) -> None:
    await index([folder], store=store)
    os.utime(folder / "cut-off.md", ns=(1, 1))
    assert counts(await index([folder], store=store)) == (0, 0, 5, 0)
    assert store.sources()["cut-off.md"].mtime_ns == 1


async def test_a_replaced_file_leaves_no_old_passages(folder: Path, store: SqliteDocumentStore) -> None:
    await index([folder], store=store)
    (folder / "cut-off.md").write_text(f"{STAFF}Booked by 14:00.")
    assert counts(await index([folder], store=store)) == (0, 1, 4, 0)
    assert contents(store, "cut-off.md") == ["Booked by 14:00."]


async def test_progress_counts_the_files_that_are_read(folder: Path, store: SqliteDocumentStore) -> None:
    seen: list[Progress] = []
    await index([folder], store=store, progress=seen.append)
    assert [(step.done, step.total) for step in seen] == [(number, 5) for number in range(1, 6)]


async def test_an_open_store_sees_what_another_process_indexed(
    folder: Path, store: SqliteDocumentStore
) -> None:
    await index([folder], store=store)
    (folder / "receiving.txt").write_text(f"{STAFF}Weigh the pallet.")
    other = SqliteDocumentStore(store.path)
    await index([folder], store=other)
    other.close()
    assert store.bm25_retrieval("weigh", audiences=frozenset({"staff"}))
    assert not store.bm25_retrieval("photograph", audiences=frozenset({"staff"}))
