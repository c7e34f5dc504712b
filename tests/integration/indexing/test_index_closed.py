"""What may not or cannot be used is reported and not found."""

import os
from pathlib import Path
from typing import Any

import pytest

from retrieval.documents.converters.limits import Limits
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.integration.indexing.runs import STAFF, contents, counts
from tests.unit.documents.files import encrypted, pdf_of_pages


async def test_without_an_audience_nobody_sees_a_file_and_the_report_lists_it_every_time(
    folder: Path, store: SqliteDocumentStore
) -> None:
    (folder / "notes.md").write_text("Peak season.")
    for _ in range(2):
        assert (await index([folder], store=store)).hidden == ("notes.md",)
    everybody = frozenset({"public", "staff", "role:sales", "role:supervisor"})
    assert not store.bm25_retrieval("peak season", audiences=everybody)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
async def test_only_approved_documents_have_passages(
    folder: Path, store: SqliteDocumentStore, status: str
) -> None:
    await index([folder], store=store)
    (folder / "cut-off.md").write_text(f"---\naudience: staff\nstatus: {status}\n---\nBooked by 13:00.")
    assert counts(await index([folder], store=store)) == (0, 1, 4, 0)
    assert contents(store, "cut-off.md") == []
    assert counts(await index([folder], store=store)) == (0, 0, 5, 0)


async def test_what_cannot_be_used_is_reported_with_its_reason_and_stops_nothing(
    folder: Path, store: SqliteDocumentStore
) -> None:
    (folder / "big.txt").write_bytes(b"x" * 50_000)
    (folder / "empty.md").write_text("")
    (folder / "front-matter-only.md").write_text(STAFF)
    (folder / "encrypted.pdf").write_bytes(encrypted(pdf_of_pages(["x"]), "secret"))
    (folder / "page.pdf").write_text("<!doctype html><p>Sign in")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "no-customer.md").write_text("---\nkind: contract\n---\nText")
    (folder / "outside.md").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.txt")
    latin_named(folder).write_text("Latin name")
    report = await index([folder, folder / "gone.md"], store=store, limits=Limits(file_bytes=50_000))
    assert {failure.path: failure.reason for failure in report.failed} == {
        "big.txt": "is too large: 0.05 MB or more",
        "empty.md": "is empty",
        "front-matter-only.md": "is empty: there is no text in it",
        "encrypted.pdf": "is encrypted: save it without a password",
        "page.pdf": "is called PDF but is an HTML page",
        "binary.txt": "is not text in UTF-8, UTF-16 or Windows-1252",
        "no-customer.md": "has wrong metadata: customer: a contract must name its customer",
        "caf?.md": "has a name that is not valid Unicode",
        "outside.md": "is a link that leads outside the folder",
        str(folder / "gone.md"): "does not exist",
    }


async def test_a_file_without_permission_is_reported(
    folder: Path, store: SqliteDocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_path = Path.open

    def open_unless_protected(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == "cut-off.md":
            raise PermissionError(13, "Permission denied")
        return open_path(path, *arguments, **named)

    # a mode of 0 would not do: tests may run as root, who may read everything
    monkeypatch.setattr(Path, "open", open_unless_protected)
    report = await index([folder], store=store)
    assert [failure.reason for failure in report.failed] == ["may not be read: permission denied"]


async def test_a_file_that_became_unusable_is_no_longer_found(
    folder: Path, store: SqliteDocumentStore
) -> None:
    await index([folder], store=store)
    (folder / "cut-off.md").write_text("---\naudience: everyone\n---\nBooked by 15:30.")
    report = await index([folder], store=store)
    assert [failure.path for failure in report.failed] == ["cut-off.md"]
    assert report.removed == 0
    assert "cut-off.md" not in store.sources()


async def test_a_broken_corpus_file_closes_its_folder_only(folder: Path, store: SqliteDocumentStore) -> None:
    await index([folder], store=store)
    (folder / "contracts" / "corpus.toml").write_text("[defaults")
    report = await index([folder], store=store)
    assert {failure.path for failure in report.failed} == {"contracts/kestrel.pdf", "contracts/auwald.docx"}
    assert set(store.sources()) == {"cut-off.md", "receiving.txt", "returns.html"}


def latin_named(folder: Path) -> Path:
    return Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md"))
