"""Retrieval as one Haystack pipeline: a question in, evidence out.

    orders ──► plan ──► documents ──► evidence
       └──────────────────────────────┘

Orders come first, because the documents to look for depend on them: whose contract, which rule. Either
source may be down; the other's evidence still comes through, and the fault is part of it.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from haystack import Pipeline, component

from retrieval.audience import Audience
from retrieval.documents.search import DocumentQuery, DocumentSearch, Found
from retrieval.errors import SourceUnavailable
from retrieval.evidence import AskEvidence, Disagreement, Passage, Unavailable
from retrieval.explaining import Wanted, documents_wanted
from retrieval.orders.lookup import Lookup, OrdersFound
from retrieval.orders.source import OrderSource
from retrieval.question import FIXED, Ask


def build_pipeline(
    orders: OrderSource,
    documents: DocumentSearch | None,
    zone: ZoneInfo,
    *,
    orders_timeout_seconds: float = 6.0,
    documents_timeout_seconds: float = 6.0,
) -> Pipeline:
    """Return the pipeline; run it with `ask`, `audience` and `now` given to every part that takes them."""
    pipeline = Pipeline()
    pipeline.add_component("orders", OrderReader(orders, zone, orders_timeout_seconds))
    pipeline.add_component("plan", DocumentPlanner())
    pipeline.add_component("documents", DocumentReader(documents, zone, documents_timeout_seconds))
    pipeline.add_component("evidence", EvidenceJoiner())
    pipeline.connect("orders.found", "plan.found")
    pipeline.connect("orders.found", "evidence.orders")
    pipeline.connect("plan.wanted", "documents.wanted")
    pipeline.connect("documents.found", "evidence.documents")
    return pipeline


async def run(pipeline: Pipeline, ask: Ask, audience: Audience, now: datetime) -> AskEvidence:
    """Return what was found for one question."""
    data = {
        "orders": {"ask": ask, "audience": audience, "now": now},
        "plan": {"ask": ask, "audience": audience},
        "documents": {"audience": audience, "now": now},
        "evidence": {"ask": ask},
    }
    result = await pipeline.run_async(data)
    evidence: AskEvidence = result["evidence"]["evidence"]
    return evidence


@component
class OrderReader:
    """Reads live order state and computes its reasons. A source that cannot be asked is an answer too."""

    def __init__(self, source: OrderSource, zone: ZoneInfo, timeout_seconds: float) -> None:
        self._source, self._zone, self._timeout_seconds = source, zone, timeout_seconds

    @component.output_types(found=OrdersFound)
    def run(self, ask: Ask, audience: Audience, now: datetime) -> dict[str, Any]:
        return asyncio.run(self.run_async(ask, audience, now))

    @component.output_types(found=OrdersFound)
    async def run_async(self, ask: Ask, audience: Audience, now: datetime) -> dict[str, Any]:
        lookup = Lookup(source=self._source, audience=audience, now=now, zone=self._zone)
        try:
            found = await asyncio.wait_for(lookup.answer(ask), self._timeout_seconds)
        except SourceUnavailable as error:
            found = OrdersFound(unavailable=(Unavailable(source="orders", reason=error.reason),))
        except TimeoutError:
            found = OrdersFound(unavailable=(Unavailable(source="orders", reason="timeout"),))
        return {"found": found}


@component
class DocumentPlanner:
    """Decides which documents to look for."""

    @component.output_types(wanted=tuple[Wanted, ...])
    def run(self, ask: Ask, audience: Audience, found: OrdersFound) -> dict[str, Any]:
        wanted = () if ask.intent in FIXED else documents_wanted(ask, found, audience)
        return {"wanted": wanted}


@component
class DocumentReader:
    """Runs the searches that were planned, each for this asker and this day."""

    def __init__(self, search: DocumentSearch | None, zone: ZoneInfo, timeout_seconds: float) -> None:
        self._search, self._zone, self._timeout_seconds = search, zone, timeout_seconds

    @component.output_types(found=Found)
    def run(self, wanted: tuple[Wanted, ...], audience: Audience, now: datetime) -> dict[str, Any]:
        return asyncio.run(self.run_async(wanted, audience, now))

    @component.output_types(found=Found)
    async def run_async(
        self, wanted: tuple[Wanted, ...], audience: Audience, now: datetime
    ) -> dict[str, Any]:
        if not wanted:
            return {"found": Found()}
        try:
            results = await asyncio.wait_for(self._all(wanted, audience, now), self._timeout_seconds)
        except SourceUnavailable as error:
            return {"found": Found(unavailable=Unavailable(source="documents", reason=error.reason))}
        except TimeoutError:
            return {"found": Found(unavailable=Unavailable(source="documents", reason="timeout"))}
        return {"found": _joined(results)}

    async def _all(self, wanted: tuple[Wanted, ...], audience: Audience, now: datetime) -> list[Found]:
        if self._search is None:
            raise SourceUnavailable("documents", "no_index", "Run `shipmate index PATH` to make the index.")
        return [await self._one(self._search, one, audience, now) for one in wanted]

    async def _one(self, search: DocumentSearch, wanted: Wanted, audience: Audience, now: datetime) -> Found:
        query = DocumentQuery(
            text=wanted.text,
            audiences=audience.document_audiences(),
            on=wanted.on or now.astimezone(self._zone).date(),
            kinds=wanted.kinds,
            customer=wanted.customer,
            top=wanted.top,
            chosen=wanted.is_chosen,
        )
        found = await search.find(query)
        passages = tuple(
            replace(passage, purpose=wanted.purpose)
            for passage in found.passages
            if not wanted.must_be_customers or passage.customer == wanted.customer
        )
        return replace(found, passages=passages)


@component
class EvidenceJoiner:
    @component.output_types(evidence=AskEvidence)
    def run(self, ask: Ask, orders: OrdersFound, documents: Found) -> dict[str, Any]:
        """Join both sources' findings; what both could not give stands beside what they gave."""
        faults = (*orders.unavailable, *((documents.unavailable,) if documents.unavailable else ()))
        evidence = AskEvidence(
            ask=ask,
            found=(*orders.items, *documents.passages),
            unavailable=faults,
            disagreements=documents.disagreements,
            needs_proof=orders.needs_proof,
            unknown_self=orders.unknown_self,
            lexical_only=documents.lexical_only,
        )
        return {"evidence": evidence}


def _joined(results: list[Found]) -> Found:
    """Every passage once, with the purpose it was first found for."""
    passages: dict[str, Passage] = {}
    disagreements: dict[Disagreement, None] = {}
    for result in results:
        for passage in result.passages:
            passages.setdefault(passage.id, passage)
        disagreements.update(dict.fromkeys(result.disagreements))
    return Found(
        passages=tuple(passages.values()),
        disagreements=tuple(one for one in disagreements if one.first in passages and one.second in passages),
        lexical_only=any(result.lexical_only for result in results),
    )
