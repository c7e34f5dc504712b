"""What passes between the steps of the document search, and what they ask of store and model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

from haystack import Document

from retrieval.documents.query_words import QueryWord
from retrieval.documents.selection import Chosen, DocumentQuery
from retrieval.evidence import Disagreement, Passage, Unavailable

Filters = Mapping[str, Any]

LEAST_LISTED = 24
"""Passages each search gives to the ranking; more when more are wanted."""


class SearchedStore(Protocol):
    """What the search asks of a store; each retrieval is told who may see its results."""

    def bm25_retrieval(
        self, query: str, *, audiences: frozenset[str], filters: Filters | None, top_k: int
    ) -> list[Document]: ...
    def embedding_retrieval(
        self, query_embedding: Any, *, audiences: frozenset[str], filters: Filters | None, top_k: int
    ) -> list[Document]: ...
    def similarities(self, query_embedding: Any, document_ids: Sequence[str]) -> dict[str, float]: ...
    def known_values(
        self, fields: Sequence[str], *, audiences: frozenset[str], filters: Filters | None
    ) -> tuple[tuple[Any, ...], ...]: ...
    def holding(self, terms: Sequence[str]) -> tuple[int, dict[str, int]]: ...
    def embedding_models(self) -> frozenset[str]: ...


class QueryEmbedder(Protocol):
    @property
    def model_version(self) -> str: ...
    def encode_query(self, text: str) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Relevant passages, best first; none means that the documents say nothing about it."""

    passages: tuple[Passage, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    lexical_only: bool = False
    unavailable: Unavailable | None = None


class _Unchanging:
    """A value that is only read: where the pipeline copies what passes between steps, it stays the same."""

    __slots__ = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPlan(_Unchanging):
    query: DocumentQuery
    words: tuple[QueryWord, ...]
    chosen: Chosen

    def scopes(self) -> list[dict[str, Any]]:
        """Return the keywords of each retrieval: everywhere, and in the documents that are named."""
        filters = [one for one in (self.chosen.everywhere, self.chosen.named) if one is not None]
        most = max(LEAST_LISTED, 2 * self.query.top)
        return [{"audiences": self.query.audiences, "filters": one, "top_k": most} for one in filters]


@dataclass(frozen=True, slots=True)
class Ranking(_Unchanging):
    """One list of passages for each scope of the plan, and with vectors for each wording of the question."""

    lists: tuple[tuple[Document, ...], ...] = ()
    vectors: tuple[Any, ...] = field(default=(), compare=False)
