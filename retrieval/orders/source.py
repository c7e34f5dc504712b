"""What every source of orders can be asked. The sandbox and Odoo pass the same contract suite."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from retrieval.audience import Audience
from retrieval.immutable import Immutable
from retrieval.orders.state import CustomerState, OrderState, ProductState
from retrieval.proof import GivenProof, ProofLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter(Immutable):
    """Which orders a list holds. Everything set must hold; the default is every open order.

    `day_from`/`day_to` are whole days, both included, in the company's time zone, of the date `day_of`:
    "promised", "ordered" or "delivered" (a delivery left on such a day). `late` is late against the promise,
    today, and not yet delivered. `open_only` (confirmed, not delivered) says nothing when `state` or a day of
    delivery is set. `retrieval.orders.filtering.matches` is the exact meaning.
    """

    customer_ids: frozenset[int] = frozenset()
    warehouse: str | None = None
    carrier: str | None = None
    salesperson_id: int | None = None
    sku: str | None = None
    open_only: bool = True
    late: bool = False
    state: str | None = None
    """draft, cancelled, delivered, ready, waiting, partly_delivered; None for all."""
    reason: str | None = None
    """A `ReasonCode` every row must have, e.g. "waiting_for_stock"."""
    day_from: date | None = None
    day_to: date | None = None
    day_of: str = "promised"
    newest_first: bool = False
    offset: int = 0
    limit: int = 5

    def next_page(self) -> "OrderFilter":
        return replace(self, offset=self.offset + self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """Orders of a list, what needs attention first, and how many there are in all."""

    orders: tuple[OrderState, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRecord(Immutable):
    """A name people may say. `kind`: customer, product, warehouse, carrier, salesperson.

    `aliases` are other spellings (a contact's or branch's name, a legal name); `key` is what the source
    is asked with: a SKU, a warehouse's or carrier's name; customers and salespeople go by `id`.
    """

    kind: str
    id: int
    name: str
    key: str
    aliases: tuple[str, ...] = ()
    is_company: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Individual:
    """A person the source knows: a private customer, or somebody at a customer's. Never printed."""

    id: int
    name: str = field(repr=False)


class OrderSource(Protocol):
    """Live orders. Every method applies the audience in the query itself, never after it.

    Raises `retrieval.errors.SourceUnavailable` (with a reason code) when the source cannot be asked; an
    empty result always means "nothing this asker may see". States come back undisclosed: the caller
    passes them through `disclose`.
    """

    @property
    def label(self) -> str:
        """The name people know it by: "Odoo" or "Sandbox"."""
        ...

    async def find(self, kind: str, value: str, audience: Audience, *, limit: int = 6) -> tuple[str, ...]:
        """Return the numbers of the visible orders that `value` may mean, best first.

        `kind`: "order" (a number in any spelling, already reduced to its digits or full form),
        "reference" (the customer's own), "tracking", "shipment", "invoice", "last" (newest order; value
        empty), "any" (try all of them).
        """
        ...

    async def orders(
        self, numbers: tuple[str, ...], audience: Audience, now: datetime
    ) -> tuple[OrderState, ...]:
        """Return the visible orders with exactly these numbers, in the order asked."""
        ...

    async def search(self, wanted: OrderFilter, audience: Audience, now: datetime) -> OrderPage: ...

    async def waiting_for_purchase(
        self, purchase: str, audience: Audience, now: datetime
    ) -> OrderPage | None:
        """Return the orders a purchase's receipt will serve, or None when there is no such open purchase."""
        ...

    async def waiting_for_product(self, sku: str, audience: Audience, now: datetime) -> OrderPage:
        """Return the orders with a short line of this product, earliest promise first."""
        ...

    async def products(self, skus: tuple[str, ...], audience: Audience) -> tuple[ProductState, ...]: ...

    async def customer(self, customer_id: int, audience: Audience, now: datetime) -> CustomerState | None: ...

    async def names(self, audience: Audience) -> tuple[NamedRecord, ...]:
        """Return every name this asker may say and be understood; never another customer's to a customer."""
        ...

    async def customers_with_email(self, email: str, audience: Audience) -> tuple[NamedRecord, ...]:
        """Return the customers this asker may name whose own address, or a contact's, is exactly this one.

        The source is asked the same for an address that is nobody's.
        """
        ...

    async def prove(self, number: str, given: GivenProof, companies: frozenset[int]) -> ProofLevel:
        """Return what a guest proves of the order with exactly this number; NONE also when there is none.

        The same calls are made whatever is given. Raises: `SourceUnavailable`.
        """
        ...

    async def people(self) -> tuple[Individual, ...]:
        """Return every individual the source knows, archived ones too, but for the company's own staff.

        For the guardrails alone: their names are looked for in texts, whoever asks.
        """
        ...

    async def check(self) -> tuple[str, ...]:
        """Return what is wrong with the connection, for `doctor`; empty when nothing is."""
        ...

    async def close(self) -> None: ...
