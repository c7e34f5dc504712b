"""Generated passages: words in a natural distribution, vectors of unit length at random."""

import random
import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
from haystack import Document
from numpy.typing import NDArray

from retrieval.stores.records import OPEN_END, OPEN_START, MetaValue, SourceRecord
from retrieval.stores.sqlite import SqliteDocumentStore

PASSAGES_PER_DOCUMENT = 20
WORDS_PER_PASSAGE = 70
WIDTH = 384
DAY = "2026-11-22"
AUDIENCES = frozenset({"public", "staff"})

# fmt: off
_TRADE = [
    "delivery", "order", "carrier", "express", "parcel", "pallet", "customer", "warehouse", "late",
    "penalty", "cut-off", "return", "damaged", "invoice", "payment", "split", "stock", "priority",
    "hazardous", "dock", "release", "contract", "substitute", "transfer", "weight", "booking", "truck",
    "gloves", "helmet", "battery", "disinfectant", "supplier", "receipt", "quality", "hold", "picking",
    "packing", "label", "signature", "customs",
]
# fmt: on
_VOCABULARY = [*_TRADE, *(f"word{number}" for number in range(30_000))]
_ZIPF = list(accumulate(1 / (rank + 10) for rank in range(len(_VOCABULARY))))
_KINDS = ("sop", "policy", "carrier", "contract", "product", "case")


def sources(passages: int, *, with_vectors: bool) -> Iterator[tuple[SourceRecord, list[Document]]]:
    """Yield documents of `PASSAGES_PER_DOCUMENT` passages each, the same ones every time."""
    chance, numbers = random.Random(7), np.random.default_rng(7)
    for number in range(passages // PASSAGES_PER_DOCUMENT):
        meta = _meta(number)
        vectors = unit_rows(numbers, PASSAGES_PER_DOCUMENT) if with_vectors else None
        documents = [
            Document(
                id=f"{number}-{place}",
                content=_text(chance),
                embedding=None if vectors is None else vectors[place].tolist(),
                meta={**meta, "start": place, "end": place + 1, "heading": f"{place} Rules", "page": None},
            )
            for place in range(PASSAGES_PER_DOCUMENT)
        ]
        yield _record(meta), documents


def queries(count: int) -> list[str]:
    """Return questions of three to six words of the trade with a rarer one."""
    chance = random.Random(11)
    rare = _VOCABULARY[len(_TRADE) : len(_TRADE) + 2_000]
    return [
        " ".join([*chance.sample(_TRADE, chance.randint(2, 5)), chance.choice(rare)]) for _ in range(count)
    ]


def unit_rows(numbers: np.random.Generator, count: int) -> NDArray[np.float32]:
    rows = numbers.standard_normal((count, WIDTH)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def write(path: Path, generated: Iterable[tuple[SourceRecord, list[Document]]]) -> None:
    store = SqliteDocumentStore(path)
    with store.writing() as writer:
        for record, documents in generated:
            writer.put(record, documents)
    store.close()


def first_documents(passages: int) -> list[Document]:
    """Return the passages with vectors as one list, for stores that know no sources."""
    every = (document for _, documents in sources(passages, with_vectors=True) for document in documents)
    return list(islice(every, passages))


def _text(chance: random.Random) -> str:
    return " ".join(chance.choices(_VOCABULARY, cum_weights=_ZIPF, k=WORDS_PER_PASSAGE))


def _meta(number: int) -> dict[str, MetaValue]:
    kind = _KINDS[number % len(_KINDS)]
    return {
        "source": f"documents/{number}.md",
        "title": f"Document {number} {_TRADE[number % len(_TRADE)]}",
        "kind": kind,
        "status": "approved",
        "customer": f"Customer{number % 50} GmbH" if kind == "contract" else None,
        "subject": f"Carrier{number % 40} Express" if kind == "carrier" else None,
        "valid_from": OPEN_START,
        "valid_until": OPEN_END,
        "version": "1",
        "language": "en",
    }


def _record(meta: dict[str, MetaValue]) -> SourceRecord:
    return SourceRecord(
        source=str(meta["source"]),
        size=1,
        mtime_ns=1,
        content_hash="",
        fingerprint="",
        meta=meta,
        audiences=("public", "staff"),
        text="",
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), sources(int(sys.argv[2]), with_vectors=True))
