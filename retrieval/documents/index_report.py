"""What an index run did, and how far it is while it runs."""

from collections.abc import Callable
from dataclasses import dataclass

from retrieval.classes.kinds import is_seen_by_nobody
from retrieval.documents.sources import Failure
from retrieval.stores.records import SourceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """`failed`: files that are not searchable until they are mended. `hidden`: those that nobody may see.

    `suspicious`: those with a passage that reads like orders to a program.
    `passages`: how many the whole index holds now. `dataclasses.asdict` gives the JSON of the command line.
    """

    added: int
    updated: int
    unchanged: int
    removed: int
    failed: tuple[Failure, ...]
    hidden: tuple[str, ...]
    suspicious: tuple[str, ...]
    passages: int
    seconds: float


def is_hidden(record: SourceRecord) -> bool:
    """Return whether nobody may see the document: no label, or none that its kind is open to."""
    customer = record.meta.get("customer")
    name = customer if isinstance(customer, str) else None
    return is_seen_by_nobody(str(record.meta.get("kind")), record.audiences, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`done` of `total` files; `source` is the one just finished."""

    done: int
    total: int
    source: str


ProgressCallback = Callable[[Progress], None]
