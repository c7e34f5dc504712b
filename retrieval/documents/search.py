"""Questions to the documents: choose the documents, find passages in them, cut off what is not relevant.

          ┌─► words ───┐
choose ───┤            ├─► rank
          └─► meaning ─┘
"""

from haystack import Pipeline
from haystack.core.errors import PipelineRuntimeError

from retrieval.documents.search_steps import DocumentChooser, MeaningSearch, PassageRanker, WordSearch
from retrieval.documents.search_values import Found, QueryEmbedder, SearchedStore
from retrieval.documents.selection import DocumentQuery

__all__ = ["DocumentQuery", "DocumentSearch", "Found", "build_search"]


def build_search(store: SearchedStore, embedder: QueryEmbedder | None) -> Pipeline:
    """Return the pipeline; without an embedder it searches by words alone."""
    pipeline = Pipeline()
    pipeline.add_component("choose", DocumentChooser(store))
    pipeline.add_component("words", WordSearch(store))
    pipeline.add_component("meaning", MeaningSearch(store, embedder))
    pipeline.add_component("rank", PassageRanker(store))
    pipeline.connect("choose.plan", "words.plan")
    pipeline.connect("choose.plan", "meaning.plan")
    pipeline.connect("choose.plan", "rank.plan")
    pipeline.connect("words.ranking", "rank.by_words")
    pipeline.connect("meaning.ranking", "rank.by_meaning")
    return pipeline


class DocumentSearch:
    """The document search, built once and used for every question."""

    def __init__(self, store: SearchedStore, embedder: QueryEmbedder | None) -> None:
        self._pipeline = build_search(store, embedder)

    async def find(self, query: DocumentQuery) -> Found:
        """Return relevant passages, at most `query.top`, best first.

        Raises:
            SourceUnavailable: the index cannot be read.
        """
        try:
            result = await self._pipeline.run_async({"choose": {"query": query}})
        except PipelineRuntimeError as error:  # carries the text of what it wraps; that one says its kind
            raise (error.__cause__ or error) from None
        found: Found = result["rank"]["found"]
        return found
