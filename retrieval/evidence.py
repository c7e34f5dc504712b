"""What was found for a question, and what could not be asked. Typed facts with one id each.

Every item has `id` (unique in one answer), `kind`, `source` (where a person can look it up), `title` and
`text`: the facts in plain English with ISO dates in the company's zone, one fact a line. `text` is what a
model is given and what every claim of an answer is checked against.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from retrieval.immutable import Immutable
from retrieval.orders.reasons import Reason
from retrieval.orders.source import NamedRecord, OrderFilter
from retrieval.orders.state import CustomerState, OrderState, ProductState
from retrieval.question import Ask, Reference


class Item(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Immutable):
    """A piece of a document: `text == extracted[start:end]`, half-open, in characters. `score` in [0, 1]."""

    id: str
    source: str
    title: str
    text: str
    start: int
    end: int
    score: float
    document_kind: str
    audiences: tuple[str, ...]
    heading: str = ""
    page: int | None = None
    version: str | None = None
    customer: str | None = None
    subject: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    language: str = "en"
    """Of the document: "en", "de" or another ISO 639-1 code."""
    purpose: str = ""
    """Why it was looked for: "" for the question itself, "rule" or "service_level" to explain an order."""
    suspicious: bool = False
    """It reads like orders to a program: to be shown as a quotation at most."""

    @property
    def kind(self) -> str:
        return "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts(Immutable):
    """One order as this asker may see it, with its reasons, most important first."""

    id: str
    source: str
    title: str
    text: str
    order: OrderState
    reasons: tuple[Reason, ...]
    as_of: datetime

    @property
    def kind(self) -> str:
        return "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderListFacts(Immutable):
    """A page of orders; `total` counts all that match; `about` is the purchase or SKU they wait for."""

    id: str
    source: str
    title: str
    text: str
    rows: tuple[OrderFacts, ...]
    total: int
    wanted: OrderFilter
    as_of: datetime
    about: str | None = None

    @property
    def kind(self) -> str:
        return "order_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts(Immutable):
    id: str
    source: str
    title: str
    text: str
    product: ProductState
    as_of: datetime

    @property
    def kind(self) -> str:
        return "product"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFacts(Immutable):
    id: str
    source: str
    title: str
    text: str
    customer: CustomerState
    rows: tuple[OrderFacts, ...]
    as_of: datetime

    @property
    def kind(self) -> str:
        return "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound(Immutable):
    """Looked up, and nothing this asker may see. Never says whether the thing exists."""

    id: str
    source: str
    title: str
    text: str
    reference: Reference

    @property
    def kind(self) -> str:
        return "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Immutable):
    """A reference or name with several meanings: at most five, all visible to the asker."""

    id: str
    source: str
    title: str
    text: str
    spelled: str
    options: tuple[OrderFacts | NamedRecord, ...]
    total: int

    @property
    def kind(self) -> str:
        return "choices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable(Immutable):
    """A source that could not be asked. `source`: orders or documents; `reason` as in `SourceUnavailable`."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement(Immutable):
    """Two passages in force, of the same kind and topic, that give different figures. Ids of both."""

    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEvidence(Immutable):
    """What was found for one of the questions of a message, best first."""

    ask: Ask
    found: tuple[Item, ...] = ()
    unavailable: tuple[Unavailable, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    needs_proof: bool = False
    """The asker is unknown and asked about an order: nothing was looked up."""
    unknown_self: bool = False
    """Asked for "my" orders by staff no orders belong to: nothing was looked up."""
    lexical_only: bool = False
    """Documents were searched by words alone: no embedding model is installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Immutable):
    asks: tuple[AskEvidence, ...] = ()

    @property
    def found(self) -> tuple[Item, ...]:
        """Every item once, in rank order."""
        return tuple({item.id: item for ask in self.asks for item in ask.found}.values())

    @property
    def unavailable(self) -> tuple[Unavailable, ...]:
        return tuple(dict.fromkeys(fault for ask in self.asks for fault in ask.unavailable))
