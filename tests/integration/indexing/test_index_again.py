"""What changes without an edit of a file is applied, with as few new vectors as possible."""

from pathlib import Path

import pytest

from retrieval.documents.converters.conversion import EXTRACTOR_VERSIONS
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.integration.indexing.runs import STAFF, CountingEmbedder, counts


async def test_a_changed_corpus_file_is_applied_without_an_edit_or_new_vectors(
    folder: Path, store: SqliteDocumentStore
) -> None:
    await index([folder], store=store, embedder=CountingEmbedder())
    (folder / "corpus.toml").write_text('["returns.html"]\naudience = "role:supervisor"\n')
    embedder = CountingEmbedder()
    assert counts(await index([folder], store=store, embedder=embedder)) == (0, 1, 4, 0)
    assert embedder.texts == []
    [document] = store.embedding_retrieval([1.0, 1.0], audiences=frozenset({"role:supervisor"}))
    assert document.meta["source"] == "returns.html"
    assert not store.bm25_retrieval("days", audiences=frozenset({"public"}))


async def test_another_embedding_model_embeds_everything_again(
    folder: Path, store: SqliteDocumentStore
) -> None:
    await index([folder], store=store, embedder=CountingEmbedder())
    embedder = CountingEmbedder("model-2")
    report = await index([folder], store=store, embedder=embedder)
    assert counts(report) == (0, 5, 0, 0)
    assert len(embedder.texts) == report.passages


@pytest.mark.parametrize("version", ["SPLITTER_VERSION", "METADATA_VERSION"])
async def test_another_version_of_the_code_is_applied_without_an_edit(
    folder: Path, store: SqliteDocumentStore, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    await index([folder], store=store)
    monkeypatch.setattr(f"retrieval.documents.fingerprint.{version}", 999)
    assert counts(await index([folder], store=store)) == (0, 5, 0, 0)


async def test_another_version_of_one_extractor_reads_its_format_again(
    folder: Path, store: SqliteDocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await index([folder], store=store)
    monkeypatch.setitem(EXTRACTOR_VERSIONS, "pdf", 999)
    assert counts(await index([folder], store=store)) == (0, 1, 4, 0)


async def test_only_the_passages_whose_words_changed_are_embedded_again(
    folder: Path, store: SqliteDocumentStore
) -> None:
    sections = [f"## {number} Part\n\n{'Words of it. ' * 20}\n\n" for number in range(5)]
    (folder / "long.md").write_text(STAFF + "".join(sections))
    await index([folder], store=store, embedder=CountingEmbedder())
    (folder / "long.md").write_text(STAFF + "".join(sections).replace("## 3 Part", "## 3 New"))
    embedder = CountingEmbedder()
    await index([folder], store=store, embedder=embedder)
    assert [text.split("\n")[0] for text in embedder.texts] == ["Long › 3 New"]


async def test_embeds_title_and_heading_with_the_words(folder: Path, store: SqliteDocumentStore) -> None:
    embedder = CountingEmbedder()
    await index([folder / "cut-off.md"], store=store, embedder=embedder)
    assert embedder.texts == ["Cut-off times\n# Cut-off times\n\nBooked by 15:30."]
