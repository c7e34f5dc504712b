"""A Haystack `DocumentStore` in one SQLite file: FTS5 for words, numpy for vectors."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from haystack import Document, default_from_dict, default_to_dict
from haystack.document_stores.errors import DuplicateDocumentError
from haystack.document_stores.types import DuplicatePolicy

from retrieval.stores import meta_values, passages, ranking, writer
from retrieval.stores.connections import Connections
from retrieval.stores.filters import (
    EVERYTHING,
    Condition,
    Filters,
    both,
    condition_from_filters,
    for_audiences,
)
from retrieval.stores.in_threads import InThreads
from retrieval.stores.match import term_expression
from retrieval.stores.records import SourceRecord
from retrieval.stores.vectors import unit
from retrieval.stores.view import CurrentView

Embedding = Sequence[float] | np.ndarray[Any, np.dtype[np.float32]]


class SqliteDocumentStore(InThreads):
    """Passages, their vectors and who may see them.

    Haystack's own methods are for those who keep the index and see everything. The two retrieval methods
    are for askers and take the labels of the audiences they belong to. A document written without
    `meta["audiences"]` is found by nobody. Safe to use from several threads and processes.

    Raises, from every method:
        SourceUnavailable: the file is locked, damaged, not writable or of a newer release.
    """

    def __init__(self, path: Path | str) -> None:
        if str(path) in ("", ":memory:"):
            raise ValueError("the index needs a file: several connections share it")
        self.path = Path(path)
        self._connections = Connections(self.path)
        self._view = CurrentView(self._connections)

    def to_dict(self) -> dict[str, Any]:
        return default_to_dict(self, path=str(self.path))

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "SqliteDocumentStore":
        store: SqliteDocumentStore = default_from_dict(cls, data)
        return store

    def close(self) -> None:
        self._connections.close()

    # --- for askers

    def bm25_retrieval(
        self, query: str, *, audiences: frozenset[str], filters: Filters | None = None, top_k: int = 10
    ) -> list[Document]:
        """Return the passages that share words with the query, best first; any text is a valid query."""
        condition = both(for_audiences(audiences), condition_from_filters(filters))
        with self._connections.snapshot() as connection:
            view = self._view.of(connection)
            ranked = ranking.ranked_by_words(connection, view, query, condition, top_k)
            return ranking.documents(connection, ranked, condition)

    def embedding_retrieval(
        self,
        query_embedding: Embedding,
        *,
        audiences: frozenset[str],
        filters: Filters | None = None,
        top_k: int = 10,
    ) -> list[Document]:
        """Return the passages whose vectors are nearest by cosine, best first.

        Passages without a vector, or with one of another width, are not found.
        """
        condition = both(for_audiences(audiences), condition_from_filters(filters))
        query = unit(np.asarray(query_embedding, dtype=np.float32))
        with self._connections.snapshot() as connection:
            view = self._view.of(connection)
            ranked = ranking.ranked_by_vector(connection, view, query, condition, top_k)
            return ranking.documents(connection, ranked, condition)

    def similarities(self, query_embedding: Embedding, document_ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine of each of these documents; those without a vector of this width are left out."""
        query = unit(np.asarray(query_embedding, dtype=np.float32))
        with self._connections.snapshot() as connection:
            matrix = self._view.of(connection).matrix(connection, len(query))
            numbers = passages.numbers_of(connection, document_ids)
            scores = matrix.scores(query, list(numbers.values()))
        return {document: scores[number] for document, number in numbers.items() if number in scores}

    def known_values(
        self, fields: Sequence[str], *, audiences: frozenset[str], filters: Filters | None = None
    ) -> tuple[tuple[Any, ...], ...]:
        """Return the different combinations of these meta fields among the passages the asker may see."""
        condition = both(for_audiences(audiences), condition_from_filters(filters))
        with self._connections.snapshot() as connection:
            return self._view.of(connection).combinations(connection, tuple(fields), condition)

    def embedding_models(self) -> frozenset[str]:
        """Return the versions of the models that made the vectors, as the sources' fingerprints say."""
        with self._connections.snapshot() as connection:
            return self._view.of(connection).embedding_models(connection)

    def holding(self, terms: Sequence[str]) -> tuple[int, dict[str, int]]:
        """Return how many passages there are, and for each term of a query how many hold it."""
        with self._connections.snapshot() as connection:
            view = self._view.of(connection)
            return view.passages, {
                term: view.holding(connection, term_expression(term)) for term in dict.fromkeys(terms)
            }

    # --- for the index run

    @contextmanager
    def writing(self) -> Iterator[writer.SourceWriter]:
        """Open the one transaction of an index run: everything in it is kept, or on an exception nothing."""
        with self._connections.writing() as connection:
            yield writer.SourceWriter(connection)

    def sources(self) -> dict[str, SourceRecord]:
        """Return what is indexed, by source, each with an empty `text`."""
        with self._connections.reading() as connection:
            return writer.sources(connection)

    def revision(self) -> int:
        """Return a number that grows with every change of the index."""
        with self._connections.reading() as connection:
            return passages.revision(connection)

    def source_text(self, source: str) -> str:
        """Return the whole extracted text. Raises `KeyError` when the source is not indexed."""
        with self._connections.reading() as connection:
            return writer.source_text(connection, source)

    # --- Haystack's protocol

    def count_documents(self) -> int:
        return self.count_documents_by_filter({})

    def filter_documents(self, filters: Filters | None = None) -> list[Document]:
        """Return the passages that match, in the order they were written."""
        with self._connections.reading() as connection:
            return passages.select(connection, condition_from_filters(filters))

    def write_documents(
        self, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE
    ) -> int:
        """Write all or none. Without a policy a known id is a fault, as with `FAIL`."""
        if not isinstance(documents, list) or not all(isinstance(item, Document) for item in documents):
            raise ValueError("write_documents takes a list of Haystack documents")
        if any(item.blob is not None or item.sparse_embedding is not None for item in documents):
            raise ValueError("the store keeps text and dense vectors only")
        with self._connections.writing() as connection:
            written = sum(self._write(connection, document, policy) for document in documents)
            passages.bump_revision(connection)
            return written

    def _write(self, connection: Any, document: Document, policy: DuplicatePolicy) -> bool:
        if passages.exists(connection, document.id):
            if policy == DuplicatePolicy.SKIP:
                return False
            if policy != DuplicatePolicy.OVERWRITE:
                raise DuplicateDocumentError(f"ID '{document.id}' already exists.")
            passages.delete(connection, _by_ids([document.id]))
        passages.insert(connection, document, passages.audiences_of(document))
        return True

    def delete_documents(self, document_ids: list[str]) -> None:
        """Delete the documents with these ids; unknown ids are no fault."""
        with self._connections.writing() as connection:
            passages.delete(connection, _by_ids(document_ids))

    def delete_all_documents(self) -> None:
        self.delete_by_filter({})

    def delete_by_filter(self, filters: Filters) -> int:
        """Return how many were deleted."""
        condition = condition_from_filters(filters)
        with self._connections.writing() as connection:
            return passages.delete(connection, condition)

    def update_by_filter(self, filters: Filters, meta: dict[str, Any]) -> int:
        """Set these meta fields on the matching passages and return how many there were."""
        condition = condition_from_filters(filters)
        with self._connections.writing() as connection:
            return passages.update_meta(connection, condition, meta)

    def count_documents_by_filter(self, filters: Filters) -> int:
        condition = condition_from_filters(filters)
        with self._connections.reading() as connection:
            return passages.count(connection, condition)

    def count_unique_metadata_by_filter(self, filters: Filters, metadata_fields: list[str]) -> dict[str, int]:
        condition = condition_from_filters(filters)
        with self._connections.reading() as connection:
            return meta_values.distinct_counts(connection, metadata_fields, condition)

    def get_metadata_fields_info(self) -> dict[str, dict[str, str]]:
        with self._connections.reading() as connection:
            return meta_values.field_types(connection)

    def get_metadata_field_min_max(self, metadata_field: str) -> dict[str, Any]:
        with self._connections.reading() as connection:
            return dict(meta_values.smallest_and_largest(connection, metadata_field))

    def get_metadata_field_unique_values(
        self,
        metadata_field: str,
        search_term: str | None = None,
        from_: int = 0,
        size: int = 10,
        filters: Filters | None = None,
    ) -> tuple[list[Any], int]:
        """Return one page of the different values, and how many there are in all."""
        condition = condition_from_filters(filters) if filters else EVERYTHING
        with self._connections.reading() as connection:
            values = meta_values.unique_values(connection, metadata_field, search_term, condition)
        return values[from_ : from_ + size], len(values)


def _by_ids(document_ids: Sequence[str]) -> Condition:
    return condition_from_filters({"field": "id", "operator": "in", "value": list(document_ids)})
