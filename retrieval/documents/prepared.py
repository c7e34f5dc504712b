"""A source on its way into the index: its record, its pieces and, once made, their vectors."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from retrieval.documents.converters.conversion import Converted
from retrieval.documents.embedded_text import HEADING_SEPARATOR, Vector, embedding_text
from retrieval.documents.index_plan import PlannedFile
from retrieval.documents.metadata import metadata_from
from retrieval.documents.reading import FileContent
from retrieval.documents.splitter import Piece, split
from retrieval.stores.records import SourceRecord

if TYPE_CHECKING:
    from haystack import Document

_PASSAGE_FIELDS = (
    "title",
    "kind",
    "status",
    "customer",
    "subject",
    "valid_from",
    "valid_until",
    "version",
    "language",
)


Suspects = Callable[[str], bool]
"""Whether a text reads like orders to a program."""


@dataclass(slots=True, kw_only=True)
class PreparedSource:
    record: SourceRecord
    pieces: tuple[Piece, ...]
    vectors: dict[int, Vector] = field(default_factory=dict)
    """By the number of the piece; none without an embedding model."""

    def embedding_texts(self) -> Iterator[tuple[int, str]]:
        """Yield what is embedded of each piece, by its number."""
        for number, piece in enumerate(self.pieces):
            content = self.record.text[piece.start : piece.end]
            yield number, embedding_text(self.title, self._heading(piece), content)

    def documents(self) -> "Iterator[Document]":
        from haystack import Document

        for number, piece in enumerate(self.pieces):
            yield Document(
                id=self._id(piece),
                content=self.record.text[piece.start : piece.end],
                embedding=self.vectors.get(number),
                meta={
                    "source": self.record.source,
                    "start": piece.start,
                    "end": piece.end,
                    "heading": self._heading(piece),
                    "page": piece.page,
                    "audiences": list(self.record.audiences),
                    **{name: self.record.meta[name] for name in _PASSAGE_FIELDS},
                },
            )

    @property
    def title(self) -> str:
        return str(self.record.meta["title"])

    def _heading(self, piece: Piece) -> str:
        """The title of the document is not repeated at the head of every path."""
        path = piece.heading
        if path and path[0].casefold() == self.title.casefold():
            path = path[1:]
        return HEADING_SEPARATOR.join(path)

    def _id(self, piece: Piece) -> str:
        facts = f"{self.record.source}\0{piece.start}\0{piece.end}\0{self.record.content_hash}"
        return hashlib.sha256(facts.encode()).hexdigest()[:24]


def prepare(
    planned: PlannedFile, content: FileContent, converted: Converted, suspects: Suspects | None = None
) -> PreparedSource:
    """Split a text. Only approved documents have pieces; the record of another is kept to know it again.

    Raises:
        UnreadableFile: the metadata is wrong.
    """
    file, extracted = planned.file, converted.extracted
    metadata = metadata_from(planned.fields, converted.front_matter.fields)
    meta = metadata.as_meta(extracted.title or _title_from(file.place.below))
    pieces = tuple(split(extracted)) if metadata.is_searchable else ()
    if suspects and any(suspects(text) for text in _texts(meta, extracted.text, pieces)):
        meta["suspicious"] = True
    record = SourceRecord(
        source=file.source,
        size=content.size,
        mtime_ns=content.mtime_ns,
        content_hash=content.content_hash,
        fingerprint=planned.fingerprint,
        meta={**meta, **file.place.as_meta()},
        audiences=metadata.audience,
        text=extracted.text,
    )
    return PreparedSource(record=record, pieces=pieces)


def _texts(meta: Mapping[str, Any], text: str, pieces: tuple[Piece, ...]) -> Iterator[str]:
    yield str(meta["title"])
    yield from (f"{' '.join(piece.heading)}\n{text[piece.start : piece.end]}" for piece in pieces)


def _title_from(path: PurePath) -> str:
    words = path.stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words).capitalize() or path.name
