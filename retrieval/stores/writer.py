"""What an index run writes, inside one transaction."""

import json
import sqlite3
from collections.abc import Sequence

from haystack import Document

from retrieval.stores import passages
from retrieval.stores.filters import Condition
from retrieval.stores.records import SourceRecord


class SourceWriter:
    """Replaces whole sources. Made by `SqliteDocumentStore.writing()`, which commits or rolls back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, record: SourceRecord, documents: Sequence[Document]) -> None:
        """Keep this source with exactly these passages: what was stored of it before is gone."""
        self.remove(record.source)
        self._connection.execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.source,
                record.size,
                record.mtime_ns,
                record.content_hash,
                record.fingerprint,
                json.dumps(dict(record.meta), ensure_ascii=False),
                json.dumps(record.audiences, ensure_ascii=False),
                record.text,
            ),
        )
        for document in documents:
            passages.insert(self._connection, document, record.audiences)

    def touch(self, source: str, *, size: int, mtime_ns: int) -> None:
        """Note a new size and time of a source whose content is the same."""
        self._connection.execute(
            "UPDATE sources SET size = ?, mtime_ns = ? WHERE source = ?", (size, mtime_ns, source)
        )

    def remove(self, source: str) -> None:
        """Forget a source and its passages; one that is not there is no fault."""
        self._connection.execute("DELETE FROM sources WHERE source = ?", (source,))
        passages.delete(self._connection, Condition(sql="p.source = ?", values=(source,)))


def sources(connection: sqlite3.Connection) -> dict[str, SourceRecord]:
    """Return every source with an empty `text`: whole texts are read one by one."""
    rows = connection.execute(
        """SELECT source, size, mtime_ns, content_hash, fingerprint, meta, audiences
           FROM sources ORDER BY source"""
    )
    return {row[0]: _record_from_row(row) for row in rows}


def source_text(connection: sqlite3.Connection, source: str) -> str:
    """Return the whole extracted text. Raises `KeyError` when the source is not indexed."""
    row = connection.execute("SELECT text FROM sources WHERE source = ?", (source,)).fetchone()
    if row is None:
        raise KeyError(source)
    return str(row[0])


def _record_from_row(row: tuple[str, int, int, str, str, str, str]) -> SourceRecord:
    source, size, mtime_ns, content_hash, fingerprint, meta, audiences = row
    return SourceRecord(
        source=source,
        size=size,
        mtime_ns=mtime_ns,
        content_hash=content_hash,
        fingerprint=fingerprint,
        meta=json.loads(meta),
        audiences=tuple(json.loads(audiences)),
        text="",
    )
