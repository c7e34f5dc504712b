"""All that can be read for an answer: understands a message, then looks it up."""

import asyncio
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from cachetools import TTLCache
from haystack import Pipeline

from retrieval import pipeline
from retrieval.audience import Audience
from retrieval.documents.search import DocumentSearch
from retrieval.errors import SourceUnavailable
from retrieval.evidence import Evidence
from retrieval.orders.source import OrderSource
from retrieval.query import carried_for, focus_after, understand
from retrieval.question import Focus, Question
from retrieval.understanding.names import NameIndex

NAMES_SECONDS = 60.0
"""How long the names one audience may say are kept before they are read again."""


class Knowledge:
    def __init__(
        self,
        *,
        orders: OrderSource,
        documents: DocumentSearch | None,
        zone: ZoneInfo,
        timeout_seconds: float = 6.0,
    ) -> None:
        self._orders, self._zone, self._timeout_seconds = orders, zone, timeout_seconds
        self._pipeline: Pipeline = pipeline.build_pipeline(
            orders, documents, zone, orders_timeout_seconds=timeout_seconds
        )
        self._names: TTLCache[Audience, NameIndex] = TTLCache(256, NAMES_SECONDS)

    async def understand(self, text: str, focus: Focus, audience: Audience, now: datetime) -> Question:
        """Return what a message asks. With the orders' source down no name is known; numbers still are."""
        names = await self._names_for(audience)
        focus = carried_for(audience, focus)
        return understand(text, names=names, focus=focus, now=now, zone=self._zone)

    async def retrieve(self, question: Question, audience: Audience, now: datetime) -> Evidence:
        found = [pipeline.run(self._pipeline, ask, audience, now) for ask in question.asks]
        return Evidence(asks=tuple(await asyncio.gather(*found)))

    def focus_after(self, question: Question, evidence: Evidence, before: Focus, audience: Audience) -> Focus:
        after = focus_after(question, evidence, carried_for(audience, before))
        return replace(after, told_to=audience)

    async def _names_for(self, audience: Audience) -> NameIndex:
        if (known := self._names.get(audience)) is not None:
            return known
        try:
            records = await asyncio.wait_for(self._orders.names(audience), self._timeout_seconds)
        except (SourceUnavailable, TimeoutError):
            return NameIndex(())
        self._names[audience] = index = await asyncio.to_thread(NameIndex, records)
        return index
