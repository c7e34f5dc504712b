"""The steps of the document search as Haystack components."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from haystack import Document, component

from retrieval.documents.conflicts import disagreements, with_counterparts
from retrieval.documents.model_files import EmbedderUnavailable
from retrieval.documents.query_words import (
    query_words,
    rarity,
    searched_text,
    share_covered,
    without,
)
from retrieval.documents.relevance import Candidate, best_placed, ranked
from retrieval.documents.search_values import (
    Found,
    QueryEmbedder,
    Ranking,
    SearchedStore,
    SearchPlan,
)
from retrieval.documents.selection import Chosen, DocumentQuery, choose, in_force
from retrieval.documents.spelling import corrected
from retrieval.documents.wordings import wordings
from retrieval.evidence import Passage

__all__ = ["DocumentChooser", "MeaningSearch", "PassageRanker", "QueryEmbedder", "WordSearch"]

NAMED_CUSTOMER, NAMED_SUBJECT = 1.0, 0.4
"""A named customer's own terms outrank the general rule of a named subject."""


@component
class DocumentChooser:
    """Reads the question and chooses the documents to look into."""

    def __init__(self, store: SearchedStore) -> None:
        self._store = store

    @component.output_types(plan=SearchPlan)
    def run(self, query: DocumentQuery) -> dict[str, Any]:
        fields = ("customer", "subject", "kind")
        query = replace(query, text=corrected(query.text, self._held))
        known = self._store.known_values(fields, audiences=query.audiences, filters=in_force(query))
        chosen = choose(query, known, lambda words: word_weights(self._store, words))
        return {"plan": SearchPlan(query=query, words=query_words(query.text), chosen=chosen)}

    def _held(self, words: Iterable[str]) -> frozenset[str]:
        _, holding = self._store.holding(list(words))
        return frozenset(word for word, count in holding.items() if count)


@component
class WordSearch:
    """Finds passages that share words with the question."""

    def __init__(self, store: SearchedStore) -> None:
        self._store = store

    @component.output_types(ranking=Ranking)
    def run(self, plan: SearchPlan) -> dict[str, Any]:
        text = searched_text(plan.words)
        lists = [tuple(self._store.bm25_retrieval(text, **scope)) for scope in plan.scopes()]
        return {"ranking": Ranking(tuple(lists))}


@component
class MeaningSearch:
    """Finds passages near in meaning; none without the embedding model that made the vectors."""

    def __init__(self, store: SearchedStore, embedder: QueryEmbedder | None) -> None:
        self._store, self._embedder = store, embedder

    @component.output_types(ranking=Ranking)
    def run(self, plan: SearchPlan) -> dict[str, Any]:
        vectors = self._vectors(plan)
        asked = [(vector, scope) for scope in plan.scopes() for vector in vectors]
        lists = [tuple(self._store.embedding_retrieval(vector, **scope)) for vector, scope in asked]
        return {"ranking": Ranking(tuple(lists), vectors) if any(lists) else Ranking()}

    def _vectors(self, plan: SearchPlan) -> tuple[Any, ...]:
        """Return the vectors of the question's wordings, none where there is none that could be compared."""
        if self._embedder is None or not plan.words:
            return ()
        if self._store.embedding_models() - {self._embedder.model_version}:
            return ()
        try:
            return tuple(self._embedder.encode_query(text) for text in wordings(plan.query.text))
        except EmbedderUnavailable:
            return ()


@component
class PassageRanker:
    """Fuses the lists, cuts off what is not relevant and compares what remains."""

    def __init__(self, store: SearchedStore) -> None:
        self._store = store

    @component.output_types(found=Found)
    def run(self, plan: SearchPlan, by_words: Ranking, by_meaning: Ranking) -> dict[str, Any]:
        rankings = [by_words, *([by_meaning] if by_meaning.vectors else [])]
        documents = {one.id: one for ranking in rankings for found in ranking.lists for one in found}
        places = _places(rankings)
        judged = [documents[one] for one in best_placed(places, lists=len(rankings), top=plan.query.top)]
        candidates = self._candidates(plan, judged, places, by_meaning.vectors)
        relevant = ranked(candidates, lists=len(rankings), chosen=plan.query.chosen)
        passages = [passage_from_document(documents[one.id], one.score) for one in relevant]
        pairs = disagreements(passages)
        kept = with_counterparts(passages, pairs, plan.query.top)
        ids = {passage.id for passage in kept}
        found = Found(
            passages=kept,
            disagreements=tuple(pair for pair in pairs if {pair.first, pair.second} <= ids),
            lexical_only=bool(kept) and not by_meaning.vectors,
        )
        return {"found": found}

    def _candidates(
        self,
        plan: SearchPlan,
        judged: list[Document],
        places: Mapping[str, tuple[int, ...]],
        vectors: tuple[Any, ...],
    ) -> list[Candidate]:
        spellings = [spelling for word in plan.words for spelling in word.spellings]
        weights = word_weights(self._store, spellings)
        cosines = self._cosines(vectors, [one.id for one in judged])
        return [
            Candidate(
                id=document.id,
                places=places[document.id],
                covered=_covered(document, plan, weights),
                cosine=cosines.get(document.id),
                named=_named(document, plan.chosen),
                is_english=(document.meta.get("language") or "en") == "en",
            )
            for document in judged
        ]

    def _cosines(self, vectors: tuple[Any, ...], ids: list[str]) -> dict[str, float]:
        """Return the cosine of each passage to the wording that is nearest to it."""
        cosines: dict[str, float] = {}
        for vector in vectors:
            for id_, cosine in self._store.similarities(vector, ids).items():
                cosines[id_] = max(cosine, cosines.get(id_, cosine))
        return cosines


def word_weights(store: SearchedStore, words: Sequence[str]) -> dict[str, float]:
    """Return how telling each word is in this index."""
    passages, holding = store.holding(words)
    return {word: rarity(held, passages) for word, held in holding.items()}


def passage_from_document(document: Document, score: float) -> Passage:
    meta = document.meta
    return Passage(
        id=document.id,
        source=meta["source"],
        title=meta["title"],
        text=document.content or "",
        start=meta["start"],
        end=meta["end"],
        score=score,
        document_kind=meta["kind"],
        audiences=tuple(meta.get("audiences") or ()),
        heading=meta.get("heading") or "",
        page=meta.get("page"),
        version=meta.get("version"),
        customer=meta.get("customer"),
        subject=meta.get("subject"),
        valid_from=date.fromisoformat(meta["valid_from"]),
        valid_until=date.fromisoformat(meta["valid_until"]),
        language=meta.get("language") or "en",
    )


def _places(rankings: Sequence[Ranking]) -> dict[str, tuple[int, ...]]:
    """Return the places of each passage, one for each ranking that has it."""
    places: dict[str, tuple[int, ...]] = {}
    for ranking in rankings:
        for document, place in _best_places(ranking).items():
            places[document] = (*places.get(document, ()), place)
    return places


def _best_places(ranking: Ranking) -> dict[str, int]:
    """Return the best place of each passage over the scopes: first among the named is first."""
    places: dict[str, int] = {}
    for documents in ranking.lists:
        for place, document in enumerate(documents, start=1):
            places[document.id] = min(place, places.get(document.id, place))
    return places


def _whole_text(document: Document) -> str:
    meta = document.meta
    return f"{meta.get('title') or ''} {meta.get('heading') or ''} {document.content or ''}"


def _covered(document: Document, plan: SearchPlan, weights: Mapping[str, float]) -> float:
    """Return how much of the question a passage holds.

    In DHL's own policy every passage is about DHL: there the words that do not name it count as much again.
    """
    text = _whole_text(document)
    covered = share_covered(plan.words, weights, text)
    others = without(plan.words, plan.chosen.naming) if _named(document, plan.chosen) else ()
    return (covered + share_covered(others, weights, text)) / 2 if others else covered


def _named(document: Document, chosen: Chosen) -> float:
    if document.meta.get("customer") in chosen.customers:
        return NAMED_CUSTOMER
    return NAMED_SUBJECT if document.meta.get("subject") in chosen.subjects else 0.0
