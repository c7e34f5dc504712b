"""Indexing: with vectors, without them, and again when nothing changed. The peer is Haystack's own chain."""

import asyncio
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.table import Row, show
from bot.settings import default_cache
from retrieval.documents.embedder import load_embedder
from retrieval.documents.indexer import index
from retrieval.documents.model_files import EmbedderUnavailable
from retrieval.stores.sqlite import SqliteDocumentStore

FILES = 1_000
EMBEDDED_FILES = 60
# fmt: off
_WORDS = [
    "pallet", "carrier", "delivery", "promised", "credit", "late", "goods", "warehouse", "order",
    "customer", "invoice", "return", "carton", "label", "driver", "dock", "gate", "damage",
    "photograph", "receipt", "quantity", "shelf", "stock", "transfer", "release", "credit", "term",
    "notice", "day", "week", "value", "line", "split", "priority", "hazardous", "battery", "cleaner",
    "glove", "helmet", "freight", "express", "parcel", "the", "of", "and", "to", "in", "is", "that",
    "for", "with", "on", "by", "from", "at", "or", "not", "more", "than", "each", "when",
    "GLV-1040", "15:30", "WH-North", "2026-01-31", "Schenker", "EUR 42.50",
]
# fmt: on


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "documents"
        characters = write_documents(folder, FILES)
        store = SqliteDocumentStore(Path(name) / "index.sqlite")
        first = asyncio.run(index([folder], store=store))
        again = asyncio.run(index([folder], store=store))
        store.close()
        assert (first.added, again.unchanged) == (FILES, FILES)
        peer_passages, peer_seconds = timed(lambda: haystack_chain(folder))
        rate, peer_rate = first.passages / first.seconds, peer_passages / peer_seconds
        return [
            with_vectors(Path(name)),
            Row(
                what=f"{FILES} files without vectors, {characters:,} characters",
                ours=f"{rate:,.0f} passages/s ({first.passages:,} in {first.seconds:.1f} s)",
                peer=f"Haystack in memory: {peer_rate:,.0f} passages/s ({peer_passages:,})",
                ratio=rate / peer_rate,
                asked="≥ 2,000 passages/s",
                met=rate >= 2_000,
            ),
            Row(
                what=f"{FILES} files again, unchanged",
                ours=f"{again.seconds:.2f} s",
                peer=f"Haystack, which starts over: {peer_seconds:.2f} s",
                ratio=peer_seconds / again.seconds,
                asked="≤ 2 s",
                met=again.seconds <= 2,
            ),
        ]


def with_vectors(folder: Path) -> Row:
    what = f"{EMBEDDED_FILES} files with vectors"
    try:
        embedder = load_embedder(default_cache())
    except EmbedderUnavailable as error:
        return Row(what=what, ours=str(error), asked="≥ 30,000 characters/s", met=False)
    embedder.encode(["The model is loaded at its first text."] * 2)
    characters = write_documents(folder / "embedded", EMBEDDED_FILES)
    store = SqliteDocumentStore(folder / "embedded.sqlite")
    report = asyncio.run(index([folder / "embedded"], store=store, embedder=embedder))
    texts = [document.content or "" for document in store.filter_documents()]
    store.close()
    _, alone = timed(lambda: len(embedder.encode(texts)))
    return Row(
        what=what,
        ours=f"{characters / report.seconds:,.0f} characters/s ({report.passages:,} passages)",
        peer=f"the model alone: {characters / alone:,.0f} characters/s",
        ratio=alone / report.seconds,
        asked="≥ 30,000 characters/s",
        met=characters / report.seconds >= 30_000,
    )


def write_documents(folder: Path, count: int) -> int:
    """Write procedures of about 6,000 characters in sections; return how many characters in all."""
    folder.mkdir(parents=True)
    chance = random.Random(1)
    total = 0
    for number in range(count):
        sections = "\n\n".join(
            f"## {part} {sentence(chance, 3)}\n\n{paragraphs(chance)}" for part in range(1, 9)
        )
        text = f"---\naudience: staff\nkind: sop\n---\n# Procedure {number}\n\n{sections}\n"
        (folder / f"{number:04d}.md").write_text(text)
        total += len(text)
    return total


def paragraphs(chance: random.Random) -> str:
    return "\n\n".join(" ".join(sentence(chance, 14) + "." for _ in range(4)) for _ in range(2))


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()


def haystack_chain(folder: Path) -> int:
    """Convert, split and write with the components of Haystack; return how many passages there are."""
    from haystack.components.converters import TextFileToDocument
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    documents = TextFileToDocument().run(sources=[*sorted(folder.glob("*.md"))])["documents"]
    splitter = DocumentSplitter(split_by="word", split_length=120)
    splitter.warm_up()
    return store.write_documents(splitter.run(documents=documents)["documents"])


def timed(work: Callable[[], int]) -> tuple[int, float]:
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


if __name__ == "__main__":
    show("Indexing", rows())
