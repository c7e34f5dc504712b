"""What a store keeps of one source, beside its passages."""

from collections.abc import Mapping
from dataclasses import dataclass

OPEN_START = "0001-01-01"
OPEN_END = "9999-12-31"

MetaValue = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One indexed file and the whole text extracted from it (`passage.text == text[start:end]`).

    `source` is the path relative to the indexed root, with forward slashes. `fingerprint` says how it was
    indexed (the version of the embedding model, a bar, a hash of the rest): a different one means index
    again. Dates in
    `meta` are ISO days; open validity is `OPEN_START` and `OPEN_END`. `audiences` holds labels like
    "public", "staff", "role:warehouse" and "customer:NAME"; empty means that nobody may read it.
    """

    source: str
    size: int
    mtime_ns: int
    content_hash: str
    fingerprint: str
    meta: Mapping[str, MetaValue]
    audiences: tuple[str, ...]
    text: str
