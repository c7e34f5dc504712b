"""Haystack's own contract of a document store, sync and async, on the SQLite store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from haystack import Document
from haystack.document_stores.errors import DuplicateDocumentError
from haystack.document_stores.types import DocumentStore
from haystack.testing import document_store as contract
from haystack.testing import document_store_async as async_contract

from retrieval.stores.sqlite import SqliteDocumentStore


class SqliteStore:
    @pytest.fixture
    def document_store(self, tmp_path: Path) -> Iterator[SqliteDocumentStore]:
        store = SqliteDocumentStore(tmp_path / "index.sqlite")
        yield store
        store.close()

    @staticmethod
    def assert_documents_are_equal(received: list[Document], expected: list[Document]) -> None:
        """Vectors are kept in single precision; everything else is equal."""
        for got, wanted in zip(received, expected, strict=True):
            assert got.embedding == (wanted.embedding and pytest.approx(wanted.embedding, abs=1e-6))
            assert got.to_dict() | {"embedding": None} == wanted.to_dict() | {"embedding": None}


class TestHaystacksContract(
    SqliteStore,
    contract.DocumentStoreBaseExtendedTests,
    contract.CountDocumentsByFilterTest,
    contract.CountUniqueMetadataByFilterTest,
    contract.GetMetadataFieldsInfoTest,
    contract.GetMetadataFieldMinMaxTest,
    contract.GetMetadataFieldUniqueValuesTest,
):
    def test_write_documents(self, document_store: DocumentStore) -> None:
        """Without a policy a known id is a fault."""
        document = Document(content="test doc")
        assert document_store.write_documents([document]) == 1
        with pytest.raises(DuplicateDocumentError):
            document_store.write_documents([document])


class TestHaystacksAsyncContract(
    SqliteStore,
    async_contract.CountDocumentsAsyncTest,
    async_contract.WriteDocumentsAsyncTest,
    async_contract.DeleteDocumentsAsyncTest,
    async_contract.DeleteAllAsyncTest,
    async_contract.DeleteByFilterAsyncTest,
    async_contract.UpdateByFilterAsyncTest,
    async_contract.FilterDocumentsAsyncTest,
    async_contract.CountDocumentsByFilterAsyncTest,
    async_contract.CountUniqueMetadataByFilterAsyncTest,
    async_contract.GetMetadataFieldsInfoAsyncTest,
    async_contract.GetMetadataFieldMinMaxAsyncTest,
    async_contract.GetMetadataFieldUniqueValuesAsyncTest,
):
    async def test_write_documents_async(self, document_store: async_contract.AsyncDocumentStore) -> None:
        """Without a policy a known id is a fault."""
        document = Document(content="test doc")
        assert await document_store.write_documents_async([document]) == 1
        with pytest.raises(DuplicateDocumentError):
            await document_store.write_documents_async([document])
