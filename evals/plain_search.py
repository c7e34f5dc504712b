"""The peers of the document search: words alone, vectors alone, both fused by rank. Nothing is cut off."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from haystack import Document

from retrieval.documents.search_steps import QueryEmbedder
from retrieval.documents.selection import DocumentQuery, in_force
from retrieval.stores.sqlite import SqliteDocumentStore

PEERS = ("plain BM25", "plain cosine", "plain fusion of both")
RANK_CONSTANT = 60
"""Of reciprocal rank fusion, as usual (Cormack et al. 2009)."""
LISTED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSearch:
    """Looks among the approved documents of one day."""

    store: SqliteDocumentStore
    embedder: QueryEmbedder | None
    on: date

    def ranked(self, text: str, audiences: frozenset[str], top: int) -> dict[str, list[str]]:
        """Return the sources of the first passages of each peer, best first."""
        filters = in_force(DocumentQuery(text=text, audiences=audiences, on=self.on))
        scope: dict[str, Any] = {"audiences": audiences, "filters": filters, "top_k": LISTED}
        words = self.store.bm25_retrieval(text, **scope)
        meaning: list[Document] = []
        if self.embedder is not None:
            meaning = self.store.embedding_retrieval(self.embedder.encode_query(text), **scope)
        lists = (words, meaning, _fused(words, meaning))
        return {peer: _sources(found[:top]) for peer, found in zip(PEERS, lists, strict=True)}


def _fused(*lists: list[Document]) -> list[Document]:
    scores: dict[str, float] = defaultdict(float)
    for found in lists:
        for place, document in enumerate(found, start=1):
            scores[document.id] += 1 / (RANK_CONSTANT + place)
    documents = {document.id: document for found in lists for document in found}
    return [documents[one] for one in sorted(scores, key=lambda one: -scores[one])]


def _sources(documents: list[Document]) -> list[str]:
    return [document.meta["source"] for document in documents]
