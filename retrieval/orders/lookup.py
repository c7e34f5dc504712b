"""From one question to the orders, products and customers it is about, as this asker may see them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from retrieval.audience import Audience
from retrieval.evidence import Item, OrderFacts, Unavailable
from retrieval.handles import PLACEHOLDER
from retrieval.orders.disclosure import hidden_in
from retrieval.orders.facts import choices, customer_facts, list_facts, not_found, order_facts, product_facts
from retrieval.orders.source import OrderFilter, OrderPage, OrderSource
from retrieval.orders.state import OrderState
from retrieval.question import ABOUT_ONE_ORDER, FIXED, Ask, Intent, Mention, Reference

MOST_ORDERS = 5
"""Orders shown in full for one question, and choices offered."""

_SUPPLY = ("purchase", "sku")
_PUBLIC_MAY_ASK = FIXED | {Intent.POLICY, Intent.CONTRACT, Intent.COMMIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersFound:
    """What the orders said to one question. `needs_proof`: nothing was looked up, the asker is unknown."""

    items: tuple[Item, ...] = ()
    unavailable: tuple[Unavailable, ...] = ()
    needs_proof: bool = False
    unknown_self: bool = False
    """Asked for "my" orders by somebody no orders belong to."""

    @property
    def orders(self) -> tuple[OrderFacts, ...]:
        return tuple(item for item in self.items if isinstance(item, OrderFacts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One question, one asker, one moment, put to one source."""

    source: OrderSource
    audience: Audience
    now: datetime
    zone: ZoneInfo

    async def answer(self, ask: Ask) -> OrdersFound:
        """Return what the source holds on a question. Raises: `SourceUnavailable`."""
        if ask.intent in FIXED:
            return OrdersFound()
        if self.audience.is_public:
            return OrdersFound(needs_proof=ask.intent not in _PUBLIC_MAY_ASK or _names_an_order(ask))
        if ask.mine and self.audience.is_staff and self.audience.user_id is None:
            return OrdersFound(unknown_self=True)
        unclear = None if ask.references else self._unclear(ask)
        if unclear is not None:
            return OrdersFound(items=(unclear,))
        return OrdersFound(items=await self._reader(ask)(ask))

    def _reader(self, ask: Ask) -> Callable[[Ask], Awaitable[tuple[Item, ...]]]:
        if ask.intent in (Intent.WAITING_FOR, Intent.PRODUCT) or _is_about_supply(ask):
            return self._supply
        if ask.intent is Intent.LIST:
            return self._list
        if ask.intent is Intent.CUSTOMER:
            return self._customer
        if ask.references or ask.last_order:
            return self._named_orders
        return self._orders_of_customer if ask.intent in ABOUT_ONE_ORDER else self._nothing

    def _unclear(self, ask: Ask) -> Item | None:
        """Return the choices when a customer's name in the question means several."""
        mention = ask.mentioned("customer")
        if mention is None or mention.only is not None or ask.intent is Intent.POLICY:
            return None
        return choices(mention.spelled, mention.records[:MOST_ORDERS], len(mention.records))

    async def _nothing(self, ask: Ask) -> tuple[Item, ...]:
        return ()

    async def _named_orders(self, ask: Ask) -> tuple[Item, ...]:
        if ask.last_order and not ask.references:
            return await self._last_order(ask)
        found: list[Item] = []
        named = [reference for reference in ask.references if reference.kind not in _SUPPLY]
        for reference in named[:MOST_ORDERS]:
            found.extend(await self._order_of(reference))
        return tuple({item.id: item for item in found}.values())

    async def _order_of(self, reference: Reference) -> tuple[Item, ...]:
        numbers = await self._numbers_of(reference)
        if not numbers:
            return (not_found(reference, self.source.label),)
        states = await self.source.orders(numbers[:MOST_ORDERS], self.audience, self.now)
        orders = tuple(self._facts(state) for state in states)
        if len(orders) == 1:
            return orders
        return (choices(reference.spelled, orders, len(numbers)),)

    async def _numbers_of(self, reference: Reference) -> tuple[str, ...]:
        """What people call an order number is often their own reference, a delivery or an invoice."""
        numbers = await self.source.find(reference.kind, reference.value, self.audience)
        if numbers or reference.kind == "any":
            return numbers
        return await self.source.find("any", reference.value, self.audience)

    async def _last_order(self, ask: Ask) -> tuple[Item, ...]:
        wanted = OrderFilter(
            customer_ids=_customer_ids(ask),
            salesperson_id=self.audience.user_id if ask.mine and self.audience.is_staff else None,
            open_only=False,
            newest_first=True,
            limit=1,
        )
        page = await self.source.search(wanted, self.audience, self.now)
        return tuple(self._facts(state) for state in page.orders)

    async def _orders_of_customer(self, ask: Ask) -> tuple[Item, ...]:
        """Without a number: the customer's only open order, or the list of them."""
        ids = _customer_ids(ask)
        if not ids and self.audience.is_staff:
            return self._nobody(ask)
        wanted = OrderFilter(customer_ids=ids)
        page = await self.source.search(wanted, self.audience, self.now)
        if page.total == 1:
            return tuple(self._facts(state) for state in page.orders)
        return (self._listed(page, wanted),)

    async def _list(self, ask: Ask) -> tuple[Item, ...]:
        wanted = ask.wanted or OrderFilter()
        if ids := _customer_ids(ask):
            wanted = replace(wanted, customer_ids=ids)
        elif nobody := self._nobody(ask):  # everybody's orders would be no answer
            return nobody
        if ask.mine and self.audience.is_staff:
            wanted = replace(wanted, salesperson_id=self.audience.user_id)
        if hidden := hidden_in(
            wanted, self.audience
        ):  # none that match would be as untrue as the list is secret
            return (not_found(Reference(kind="any", value=hidden, spelled=hidden), self.source.label),)
        return (self._listed(await self.source.search(wanted, self.audience, self.now), wanted),)

    def _nobody(self, ask: Ask) -> tuple[Item, ...]:
        """Say that nobody was found for what was masked in the question and stands for no customer."""
        meant = {mention.spelled for mention in ask.mentions if mention.records}
        masked = PLACEHOLDER.findall(ask.text)
        if not masked or meant.intersection(masked):
            return ()
        reference = Reference(kind="any", value=masked[0], spelled=masked[0])
        return (not_found(reference, self.source.label),)

    async def _customer(self, ask: Ask) -> tuple[Item, ...]:
        ids = sorted(_customer_ids(ask) or self.audience.customer_ids)
        found = [
            await self.source.customer(customer, self.audience, self.now) for customer in ids[:MOST_ORDERS]
        ]
        return tuple(
            customer_facts(state, self.audience, self.now, self.zone, self.source.label)
            for state in found
            if state is not None
        )

    async def _supply(self, ask: Ask) -> tuple[Item, ...]:
        found: list[Item] = []
        for reference in ask.references:
            found.extend(await self._supply_of(reference, ask.intent))
        skus = tuple(
            record.key for mention in ask.mentions if mention.kind == "product" for record in mention.records
        )
        known = {reference.value for reference in ask.references}
        rest = tuple(sku for sku in dict.fromkeys(skus) if sku not in known)[:MOST_ORDERS]
        return (*found, *await self._supply_of_products(rest, ask.intent))

    async def _supply_of(self, reference: Reference, intent: Intent) -> tuple[Item, ...]:
        if reference.kind == "sku":
            return await self._supply_of_products((reference.value,), intent) or (
                not_found(reference, self.source.label),
            )
        if reference.kind != "purchase":
            return await self._order_of(reference)
        page = await self.source.waiting_for_purchase(reference.value, self.audience, self.now)
        if page is None:  # what looks like our purchase is often the customer's own number
            return await self._order_of(replace(reference, kind="reference"))
        return (self._listed(page, OrderFilter(), about=reference.value),)

    async def _supply_of_products(self, skus: tuple[str, ...], intent: Intent) -> tuple[Item, ...]:
        if not skus:
            return ()
        if intent is Intent.WAITING_FOR:
            pages = [
                (sku, await self.source.waiting_for_product(sku, self.audience, self.now)) for sku in skus
            ]
            return tuple(self._listed(page, OrderFilter(sku=sku), about=sku) for sku, page in pages)
        products = await self.source.products(skus, self.audience)
        return tuple(
            product_facts(state, self.audience, self.now, self.zone, self.source.label) for state in products
        )

    def _facts(self, state: OrderState) -> OrderFacts:
        return order_facts(state, self.audience, self.now, self.zone, self.source.label)

    def _listed(self, page: OrderPage, wanted: OrderFilter, *, about: str | None = None) -> Item:
        return list_facts(page, wanted, self.audience, self.now, self.zone, self.source.label, about=about)


def _customer_ids(ask: Ask) -> frozenset[int]:
    mention: Mention | None = ask.mentioned("customer")
    return frozenset(record.id for record in mention.records) if mention else frozenset()


def _names_an_order(ask: Ask) -> bool:
    return any(reference.kind not in _SUPPLY for reference in ask.references)


def _is_about_supply(ask: Ask) -> bool:
    """A purchase or a product was named, no order: "what about P00013?"."""
    return bool(ask.references) and all(reference.kind in _SUPPLY for reference in ask.references)
