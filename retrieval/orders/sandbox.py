"""The sandbox company as a source of orders: files instead of a server, the same answers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from retrieval.audience import Audience
from retrieval.classes.rules import sees_orders, sees_purchases
from retrieval.errors import SourceUnavailable
from retrieval.orders.data_classes import FIELDS, may_see
from retrieval.orders.days import local_day
from retrieval.orders.disclosure import hidden_in, ordered
from retrieval.orders.filtering import attention, matches, may_read, newest
from retrieval.orders.sandbox_files import Files
from retrieval.orders.sandbox_names import customers_with_email, names_for, people_of
from retrieval.orders.sandbox_products import product_state
from retrieval.orders.sandbox_proof import prove
from retrieval.orders.sandbox_world import World, world_on
from retrieval.orders.source import Individual, NamedRecord, OrderFilter, OrderPage
from retrieval.orders.spellings import key, order_digits
from retrieval.orders.standing import days_late, is_open
from retrieval.orders.state import Customer, CustomerState, OrderState, ProductState
from retrieval.proof import GivenProof, ProofLevel

LONGEST_LIST = 10
"""Rows of a list that has no paging of its own."""


def system_now() -> datetime:
    return datetime.now(UTC)


class SandboxOrders:
    """Reads company.json and orders.json of a folder; their dates are offsets from today.

    `clock` is asked only where the question brings no moment of its own.
    """

    label = "Sandbox"

    def __init__(
        self,
        folder: Path,
        *,
        zone: ZoneInfo,
        portal_url: str = "",
        clock: Callable[[], datetime] = system_now,
    ) -> None:
        self._folder, self._zone, self._portal_url, self._clock = folder, zone, portal_url, clock
        self._files: Files | None = None
        self._worlds: dict[date, World] = {}

    async def find(self, kind: str, value: str, audience: Audience, *, limit: int = 6) -> tuple[str, ...]:
        orders = sorted(self._visible(audience, self._clock()), key=newest, reverse=True)
        if kind == "last":
            return tuple(order.number for order in orders[:1])
        kinds = ("order", "reference", "tracking", "shipment", "invoice") if kind == "any" else (kind,)
        closed = () if may_see(FIELDS[OrderState]["invoices"], audience) else ("invoice",)
        found = [order.number for one in kinds if one not in closed for order in _named(one, value, orders)]
        return tuple(dict.fromkeys(found))[:limit]

    async def orders(
        self, numbers: tuple[str, ...], audience: Audience, now: datetime
    ) -> tuple[OrderState, ...]:
        known = self._world(now).orders
        found = [known[number] for number in dict.fromkeys(numbers) if number in known]
        return tuple(_for(order, audience) for order in found if may_read(order, audience))

    async def search(self, wanted: OrderFilter, audience: Audience, now: datetime) -> OrderPage:
        if hidden_in(wanted, audience):
            return OrderPage(orders=(), total=0)
        found = [order for order in self._visible(audience, now) if matches(order, wanted, now, self._zone)]
        if wanted.newest_first:
            found.sort(key=newest, reverse=True)
        else:
            found.sort(key=attention)
        rows = found[wanted.offset : wanted.offset + wanted.limit]
        return OrderPage(orders=tuple(rows), total=len(found))

    async def waiting_for_purchase(
        self, purchase: str, audience: Audience, now: datetime
    ) -> OrderPage | None:
        coming = self._world(now).coming
        wanted = key(purchase)
        owners = {company for company, incoming in coming if key(incoming.purchase) == wanted}
        may_ask = audience.is_staff and sees_orders(audience) and sees_purchases(audience)
        if not (may_ask and owners & audience.companies):
            return None
        return _page(
            order
            for order in self._visible(audience, now)
            if any(key(part.purchase) == wanted for line in order.lines for part in line.inbound)
        )

    async def waiting_for_product(self, sku: str, audience: Audience, now: datetime) -> OrderPage:
        return _page(
            order
            for order in self._visible(audience, now)
            if any(line.sku == sku.upper() and line.short > 0 for line in order.lines)
        )

    async def products(self, skus: tuple[str, ...], audience: Audience) -> tuple[ProductState, ...]:
        if audience.is_public:
            return ()
        world = self._world(self._clock())
        companies = audience.companies if audience.is_staff else frozenset[int]()
        found = (product_state(self._read(), world, sku, companies) for sku in dict.fromkeys(skus))
        known = [product for product in found if product is not None]
        if sees_purchases(audience):
            return tuple(known)
        return tuple(replace(product, receipts=ordered(product.receipts)) for product in known)

    async def customer(self, customer_id: int, audience: Audience, now: datetime) -> CustomerState | None:
        row = next((row for row in self._read().company["customers"] if row["id"] == customer_id), None)
        is_theirs = row and (
            row["company"] in audience.companies
            if audience.is_staff
            else audience.kind == "customer" and customer_id in audience.customer_ids
        )
        if row is None or not (is_theirs and sees_orders(audience)):
            return None
        orders = [order for order in self._visible(audience, now) if order.customer.id == customer_id]
        still_open = sorted((order for order in orders if is_open(order)), key=attention)
        return CustomerState(
            customer=Customer(id=customer_id, name=row["name"], is_company=row["is_company"]),
            open_orders=tuple(still_open[:LONGEST_LIST]),
            open_count=len(still_open),
            late_count=sum(days_late(order, now, self._zone) > 0 for order in still_open),
            payment_terms=row["payment_terms"],
            salesperson=row["salesperson"],
            credit_note=row["credit_note"],
        )

    async def names(self, audience: Audience) -> tuple[NamedRecord, ...]:
        return names_for(self._read(), audience)

    async def customers_with_email(self, email: str, audience: Audience) -> tuple[NamedRecord, ...]:
        return customers_with_email(self._read(), email, audience)

    async def prove(self, number: str, given: GivenProof, companies: frozenset[int]) -> ProofLevel:
        return prove(self._read(), number, given, companies)

    async def people(self) -> tuple[Individual, ...]:
        return tuple(people_of(self._read()))

    async def check(self) -> tuple[str, ...]:
        try:
            self._world(self._clock())
        except SourceUnavailable as fault:
            return (fault.hint,)
        return ()

    async def close(self) -> None:
        return None

    def _read(self) -> Files:
        if self._files is None:
            self._files = Files.read(self._folder)
        return self._files

    def _world(self, now: datetime) -> World:
        """Return the world of the moment's day; only the last few days asked about are kept."""
        today = local_day(now, self._zone)
        if today not in self._worlds:
            files = self._read()
            portal = self._portal_url or files.company["portal"]
            while len(self._worlds) >= 4:
                self._worlds.pop(next(iter(self._worlds)))
            self._worlds[today] = world_on(files, today, self._zone, portal)
        return self._worlds[today]

    def _visible(self, audience: Audience, now: datetime) -> list[OrderState]:
        orders = self._world(now).orders.values()
        return [_for(order, audience) for order in orders if may_read(order, audience)]


def _for(order: OrderState, audience: Audience) -> OrderState:
    """Return the order as the source may know it for this asker: Odoo's rules for what hangs on an order."""
    if not sees_purchases(audience):
        lines = tuple(replace(line, inbound=ordered(line.inbound)) for line in order.lines)
        order = replace(order, lines=lines)
    if audience.kind == "customer":
        order = replace(order, invoices=tuple(invoice for invoice in order.invoices if invoice.posted))
    return order


def _page(orders: Iterable[OrderState]) -> OrderPage:
    rows = sorted(orders, key=attention)
    return OrderPage(orders=tuple(rows[:LONGEST_LIST]), total=len(rows))


def _named(kind: str, value: str, orders: list[OrderState]) -> list[OrderState]:
    """Return the orders a value of this kind means; an order's exact number before a shorter spelling."""
    wanted = key(value)
    if not wanted:
        return []
    if kind == "order":
        exact = [order for order in orders if key(order.number) == wanted]
        digits = order_digits(value)
        return exact or [order for order in orders if digits and order_digits(order.number) == digits]
    return [order for order in orders if wanted in _keys(kind, order)]


def _keys(kind: str, order: OrderState) -> set[str]:
    spelled: dict[str, Iterable[str | None]] = {
        "reference": (order.customer_reference,),
        "tracking": (shipment.tracking for shipment in order.shipments),
        "shipment": (shipment.name for shipment in order.shipments),
        "invoice": (invoice.number for invoice in order.invoices),
    }
    return {key(text) for text in spelled.get(kind, ()) if text}
