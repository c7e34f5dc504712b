"""Vectors for prepared sources, made in batches across documents."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from retrieval.documents.embedded_text import Vector
from retrieval.documents.prepared import PreparedSource

BATCH = 256
"""Passages handed to the model at once: enough that it can sort them by length."""


class Embedder(Protocol):
    """Texts to rows of float32. Reading `model_version` must not load the model."""

    @property
    def model_version(self) -> str: ...
    def encode(self, texts: list[str]) -> Any: ...


@dataclass(slots=True)
class EmbeddingQueue:
    embedder: Embedder
    _waiting: list[tuple[PreparedSource, int, str]] = field(default_factory=list)

    async def add(self, prepared: PreparedSource, old: Mapping[str, Vector]) -> None:
        """Give a source its vectors, now or by `finish`; texts embedded before keep their old vectors."""
        for number, text in prepared.embedding_texts():
            if text in old:
                prepared.vectors[number] = old[text]
            else:
                self._waiting.append((prepared, number, text))
        while len(self._waiting) >= BATCH:
            await self._embed(BATCH)

    async def finish(self) -> None:
        await self._embed(len(self._waiting))

    async def _embed(self, count: int) -> None:
        batch, self._waiting = self._waiting[:count], self._waiting[count:]
        if not batch:
            return
        rows = await asyncio.to_thread(self.embedder.encode, [text for _, _, text in batch])
        for (prepared, number, _), row in zip(batch, rows, strict=True):
            prepared.vectors[number] = row
