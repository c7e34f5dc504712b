"""All that can be read for an answer: understands a message, then looks it up."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from cachetools import TTLCache
from haystack import Pipeline

from retrieval import pipeline
from retrieval.audience import Audience
from retrieval.documents.search import DocumentSearch
from retrieval.errors import SourceUnavailable
from retrieval.evidence import AskEvidence, Evidence
from retrieval.handles import Handle
from retrieval.masked import (
    customers_meant,
    nameless,
    person_meant,
    with_names,
    without_names,
    without_strangers,
)
from retrieval.orders.source import OrderSource
from retrieval.query import carried_for, focus_after, understand
from retrieval.question import Ask, Focus, Mention, Question
from retrieval.understanding.message import Meant
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

    async def understand(
        self, text: str, handles: Sequence[Handle], focus: Focus, audience: Audience, now: datetime
    ) -> Question:
        """Return what a message asks, without a private customer's name: they go by id from here on.

        With the orders' source down no name is known; numbers still are.
        """
        names = await self._names_for(audience)
        meant = await self._meant([one for one in handles if one.placeholder in text], names, audience)
        focus = carried_for(audience, focus)
        if not audience.is_staff:
            text = without_strangers(text, handles, meant)
        question = understand(text, names=names, meant=meant, focus=focus, now=now, zone=self._zone)
        return without_names(question)

    async def retrieve(self, question: Question, audience: Audience, now: datetime) -> Evidence:
        names = self._names.get(audience) or NameIndex(())
        found = [self._found_for(ask, names, audience, now) for ask in question.asks]
        return Evidence(asks=tuple(await asyncio.gather(*found)))

    def focus_after(self, question: Question, evidence: Evidence, before: Focus, audience: Audience) -> Focus:
        after = focus_after(question, evidence, carried_for(audience, before))
        return nameless(replace(after, told_to=audience))

    async def _found_for(self, ask: Ask, names: NameIndex, audience: Audience, now: datetime) -> AskEvidence:
        evidence = await pipeline.run(self._pipeline, with_names(ask, names), audience, now)
        return replace(evidence, ask=ask)

    async def _meant(self, handles: Sequence[Handle], names: NameIndex, audience: Audience) -> Meant:
        """Return who the placeholders stand for. Nobody is looked up for the public."""
        if audience.is_public:
            return {}
        found = {one.placeholder: await self._one_meant(one, names, audience) for one in handles}
        return {placeholder: mention for placeholder, mention in found.items() if mention}

    async def _one_meant(self, handle: Handle, names: NameIndex, audience: Audience) -> Mention | None:
        if handle.kind == "PERSON":
            return person_meant(handle, names)
        if handle.kind != "EMAIL":
            return None
        asked = self._orders.customers_with_email(handle.value, audience)
        try:
            return customers_meant(handle, await asyncio.wait_for(asked, self._timeout_seconds))
        except (SourceUnavailable, TimeoutError):
            return None

    async def _names_for(self, audience: Audience) -> NameIndex:
        if (known := self._names.get(audience)) is not None:
            return known
        try:
            records = await asyncio.wait_for(self._orders.names(audience), self._timeout_seconds)
        except (SourceUnavailable, TimeoutError):
            return NameIndex(())
        self._names[audience] = index = await asyncio.to_thread(NameIndex, records)
        return index
