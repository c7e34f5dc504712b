"""What an index run has to do, told from sizes, times and fingerprints alone: no file is opened."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.corpus_file import CorpusFiles
from retrieval.documents.embedded_text import Vector, embedding_text
from retrieval.documents.fingerprint import fingerprint, model_of
from retrieval.documents.places import place_from_meta
from retrieval.documents.sources import Failure, SourceFile, find_files
from retrieval.stores.records import SourceRecord

if TYPE_CHECKING:
    from haystack import Document


class IndexWriter(Protocol):
    def put(self, record: SourceRecord, documents: "Sequence[Document]") -> None: ...
    def touch(self, source: str, *, size: int, mtime_ns: int) -> None: ...
    def remove(self, source: str) -> None: ...


class IndexStore(Protocol):
    """What an index run asks of a store. `writing()` is one transaction."""

    def sources(self) -> dict[str, SourceRecord]: ...
    def writing(self) -> AbstractContextManager[IndexWriter]: ...
    def filter_documents(self, filters: dict[str, Any] | None = None) -> "list[Document]": ...
    def count_documents(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """A file to read. `fields` are what the `corpus.toml` files say about it."""

    file: SourceFile
    fields: Mapping[str, Any]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    known: Mapping[str, SourceRecord]
    unchanged: tuple[str, ...]
    to_read: tuple[PlannedFile, ...]
    gone: tuple[str, ...]
    failures: tuple[Failure, ...]
    model_version: str

    def old_vectors(self, source: str, store: IndexStore) -> dict[str, Vector]:
        """Return the vectors of a known source by the text they were made of, when the model is the same."""
        record = self.known.get(source)
        if record is None or model_of(record.fingerprint) != self.model_version:
            return {}
        title = str(record.meta.get("title") or "")
        stored = store.filter_documents({"field": "meta.source", "operator": "==", "value": source})
        return {
            embedding_text(title, document.meta["heading"], document.content or ""): document.embedding
            for document in stored
            if document.embedding is not None
        }


def plan(paths: Sequence[Path], store: IndexStore, model_version: str) -> Plan:
    known = store.sources()
    found = find_files(paths, {source: place_from_meta(record.meta) for source, record in known.items()})
    corpora: dict[Path, CorpusFiles] = {}
    unchanged, to_read, failures = [], [], [*found.failures]
    for file in found.files:
        corpus = corpora.setdefault(file.place.root, CorpusFiles(file.place.root))
        try:
            fields = corpus.fields_for(file.place.below)
        except UnreadableFile as error:
            failures.append(Failure(path=file.source, reason=error.reason))
            continue
        mark = fingerprint(file.place, file.format, fields, model_version)
        if _is_unchanged(file, mark, known.get(file.source)):
            unchanged.append(file.source)
        else:
            to_read.append(PlannedFile(file=file, fields=fields, fingerprint=mark))
    return Plan(
        known=known,
        unchanged=tuple(unchanged),
        to_read=tuple(to_read),
        gone=found.gone,
        failures=tuple(failures),
        model_version=model_version,
    )


def _is_unchanged(file: SourceFile, mark: str, known: SourceRecord | None) -> bool:
    return known is not None and (known.size, known.mtime_ns, known.fingerprint) == (
        file.size,
        file.mtime_ns,
        mark,
    )
