"""Passages and sources for the tests of the store."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from haystack import Document

from retrieval.stores.records import OPEN_END, OPEN_START, SourceRecord
from retrieval.stores.sqlite import SqliteDocumentStore

PUBLIC = frozenset({"public"})
STAFF = frozenset({"public", "staff"})


def store_in(folder: Path) -> SqliteDocumentStore:
    return SqliteDocumentStore(folder / "index.sqlite")


def passage(source: str, start: int, content: str, **meta: Any) -> Document:
    facts = {
        "source": source,
        "start": start,
        "end": start + len(content),
        "heading": "",
        "page": None,
        "title": source,
        "kind": "sop",
        "status": "approved",
        "customer": None,
        "subject": None,
        "valid_from": OPEN_START,
        "valid_until": OPEN_END,
        "version": None,
        "language": "en",
    }
    embedding = meta.pop("embedding", None)
    return Document(id=f"{source}:{start}", content=content, meta=facts | meta, embedding=embedding)


def record(
    source: str, audiences: Sequence[str] = ("public",), text: str = "", **changes: Any
) -> SourceRecord:
    facts: dict[str, Any] = {
        "source": source,
        "size": 1,
        "mtime_ns": 2,
        "content_hash": "hash",
        "fingerprint": "print",
        "meta": {"title": source},
        "audiences": tuple(audiences),
        "text": text,
    }
    return SourceRecord(**facts | changes)


def put(
    store: SqliteDocumentStore,
    source: str,
    *contents: str,
    audiences: Sequence[str] = ("public",),
    **meta: Any,
) -> None:
    """Index a source with one passage for each content."""
    documents = [passage(source, start, content, **meta) for start, content in enumerate(contents)]
    with store.writing() as writer:
        writer.put(record(source, audiences), documents)


def contents(documents: Sequence[Document]) -> list[str | None]:
    return [document.content for document in documents]
