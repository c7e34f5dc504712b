"""What the tests of the index run share."""

from typing import Any

import numpy as np

from retrieval.documents.index_report import IndexReport
from retrieval.stores.sqlite import SqliteDocumentStore

STAFF = "---\naudience: staff\n---\n"


class CountingEmbedder:
    """Counts what it is asked; a vector says how long its text was."""

    def __init__(self, model_version: str = "model-1") -> None:
        self.model_version = model_version
        self.texts: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        self.texts += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


def contents(store: SqliteDocumentStore, source: str) -> list[str | None]:
    filters = {"field": "meta.source", "operator": "==", "value": source}
    return [document.content for document in store.filter_documents(filters)]


def counts(report: IndexReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed
