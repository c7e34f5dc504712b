"""A real Odoo 19 as a source of orders."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from retrieval.audience import Audience
from retrieval.classes.rules import sees_purchases
from retrieval.odoo.check import check
from retrieval.odoo.session import OdooSession
from retrieval.orders.disclosure import hidden_in
from retrieval.orders.odoo.classified import table_with
from retrieval.orders.odoo.customers import CustomerReader
from retrieval.orders.odoo.finder import Finder
from retrieval.orders.odoo.kept import Kept
from retrieval.orders.odoo.listing import ATTENTION, PERHAPS_OPEN
from retrieval.orders.odoo.lists import MOST_LOOKED_THROUGH, NOTHING, READ_WHOLE, ListReader, urgent_page
from retrieval.orders.odoo.names import NamesReader, NamesScope
from retrieval.orders.odoo.people import PeopleReader
from retrieval.orders.odoo.places import Places, read_places
from retrieval.orders.odoo.products import ProductReader
from retrieval.orders.odoo.proving import Prover
from retrieval.orders.odoo.purchases import open_purchase
from retrieval.orders.odoo.reading import OPTIONAL, Reading
from retrieval.orders.odoo.scope import Domain, Sight, context_of
from retrieval.orders.odoo.specification import NEEDED
from retrieval.orders.odoo.states import StateReader
from retrieval.orders.source import Individual, NamedRecord, OrderFilter, OrderPage
from retrieval.orders.state import CustomerState, OrderState, ProductState
from retrieval.proof import GivenProof, ProofLevel

LONGEST_LIST = 10
"""Rows of a list that has no paging of its own."""
KEPT_SECONDS = 60
"""How long warehouses and names are kept: a new one is known a minute later at the latest."""
HOLD = ("Quality", "Hold", "Quarantine")


class OdooOrders:
    """Reads Odoo as one user, and shows each asker what that person may see in Odoo.

    `url` is Odoo's address and `portal_url` the one customers use, for links. Stock in a location with one of
    the words `hold_locations` in its name is on hold. An order with the tag `priority_tag` is a priority
    order. Community states no substitutes: they are read from `substitutes_field` of the product. A list of
    up to `read_whole` orders is exact; beyond that Odoo counts and sorts it.
    """

    label = "Odoo"

    def __init__(
        self,
        session: OdooSession,
        *,
        zone: ZoneInfo,
        url: str = "",
        portal_url: str = "",
        hold_locations: Iterable[str] = HOLD,
        priority_tag: str = "Priority",
        substitutes_field: str = "optional_product_ids",
        read_whole: int = READ_WHOLE,
    ) -> None:
        self._session, self._reading = session, Reading(session, table_with(substitutes_field))
        hold = tuple(hold_locations)
        self._places: Kept[None, Places] = Kept(
            lambda _: read_places(self._reading, hold, priority_tag), seconds=KEPT_SECONDS
        )
        self._names: Kept[NamesScope, tuple[NamedRecord, ...]] = Kept(self._read_names, seconds=KEPT_SECONDS)
        address = url.rstrip("/")
        self._states = StateReader(
            self._reading,
            self._places,
            zone=zone,
            url=address,
            portal_url=portal_url.rstrip("/") or address,
        )
        self._lists = ListReader(reading=self._reading, states=self._states, zone=zone, read_whole=read_whole)
        self._substitutes_field = substitutes_field

    async def find(self, kind: str, value: str, audience: Audience, *, limit: int = 6) -> tuple[str, ...]:
        sight = Sight.of(audience)
        if sight is None:
            return ()
        finder = Finder(reading=self._reading, sight=sight)
        found = await (finder.last() if kind == "last" else finder.find(kind, value))
        return found[:limit]

    async def orders(
        self, numbers: tuple[str, ...], audience: Audience, now: datetime
    ) -> tuple[OrderState, ...]:
        sight = Sight.of(audience)
        if sight is None or not numbers:
            return ()
        wanted = list(dict.fromkeys(numbers))
        rows = await self._states.rows([("name", "in", wanted)], sight)
        rows.sort(key=lambda row: (wanted.index(row.state.number), row.id))
        return await self._states.supplied(rows, sight)

    async def search(self, wanted: OrderFilter, audience: Audience, now: datetime) -> OrderPage:
        sight = Sight.of(audience)
        if sight is None or hidden_in(wanted, audience):
            return NOTHING
        return await self._lists.page(wanted, sight, now)

    async def waiting_for_purchase(
        self, purchase: str, audience: Audience, now: datetime
    ) -> OrderPage | None:
        sight = Sight.of(audience)
        if sight is None or not (audience.is_staff and sight.purchases):
            return None
        found = await open_purchase(self._reading, purchase, audience.companies)
        if found is None:
            return None
        supplies = await self._states.supplies(found.company, set(found.products), sight)
        if found.number not in supplies.purchases:
            return None
        served = sorted(supplies.orders_served_by(found.number))
        rows = await self._states.rows([("id", "in", served)], sight)
        return urgent_page(await self._states.supplied(rows, sight), LONGEST_LIST)

    async def waiting_for_product(self, sku: str, audience: Audience, now: datetime) -> OrderPage:
        sight = Sight.of(audience)
        if sight is None:
            return NOTHING
        products = await (await self._products()).ids_of(sku, audience.companies)
        domain: Domain = [*PERHAPS_OPEN, ("order_line.product_id", "in", sorted(products))]
        if not products:
            return NOTHING
        rows = await self._states.rows(domain, sight, order=ATTENTION, limit=MOST_LOOKED_THROUGH)
        short = [row for row in rows if row.short_products() & products]
        return urgent_page(await self._states.supplied(short, sight), LONGEST_LIST)

    async def products(self, skus: tuple[str, ...], audience: Audience) -> tuple[ProductState, ...]:
        if audience.is_public:
            return ()
        reader = await self._products(with_requests=sees_purchases(audience))
        return await reader.products(skus, audience.companies, with_stock=audience.is_staff)

    async def customer(self, customer_id: int, audience: Audience, now: datetime) -> CustomerState | None:
        sight = Sight.of(audience)
        if sight is None:
            return None
        known_by = sight.orders
        if audience.is_staff:  # of one's own or not: who the customers are is no secret among staff
            known_by = [("company_id", "in", sorted(audience.companies))]
        reader = CustomerReader(reading=self._reading, lists=self._lists, longest_list=LONGEST_LIST)
        return await reader.customer(customer_id, sight, known_by, now)

    async def names(self, audience: Audience) -> tuple[NamedRecord, ...]:
        return await self._names.get(NamesScope.of(audience))

    async def customers_with_email(self, email: str, audience: Audience) -> tuple[NamedRecord, ...]:
        if audience.is_public:
            return ()
        names = await self.names(audience)
        owners = await PeopleReader(reading=self._reading).customers_with(
            email, context_of(audience.companies)
        )
        return tuple(record for record in names if record.kind == "customer" and record.id in owners)

    async def prove(self, number: str, given: GivenProof, companies: frozenset[int]) -> ProofLevel:
        return await Prover(reading=self._reading, companies=companies).prove(number, given)

    async def people(self) -> tuple[Individual, ...]:
        return await PeopleReader(reading=self._reading).people()

    async def check(self) -> tuple[str, ...]:
        found = await check(self._session, NEEDED)
        wrong = [found.problem] if found.problem else []
        missing = [name for name in found.missing if name.rpartition(".")[2] not in OPTIONAL]
        if missing:
            wrong.append(f"Shipmate's user cannot see in Odoo: {', '.join(missing)}.")
        return tuple(wrong)

    async def close(self) -> None:
        await self._session.close()

    async def _products(self, *, with_requests: bool = True) -> ProductReader:
        return ProductReader(
            reading=self._reading,
            places=await self._places.get(None),
            substitutes_field=self._substitutes_field,
            with_requests=with_requests,
        )

    async def _read_names(self, scope: NamesScope) -> tuple[NamedRecord, ...]:
        reader = NamesReader(reading=self._reading, places=await self._places.get(None))
        return await reader.names(scope)
