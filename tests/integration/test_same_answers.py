"""The same question has the same answer from the sandbox and from a real Odoo."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from demo import FOLDER
from retrieval.audience import Audience
from retrieval.orders.filtering import STATES
from retrieval.orders.odoo.source import OdooOrders
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.sandbox import SandboxOrders
from retrieval.orders.source import OrderFilter, OrderSource
from retrieval.orders.state import Customer, CustomerState, OrderState, ProductState
from retrieval.orders.why import reasons_for
from tests.contract.orders.base import EVERY_NUMBER
from tests.odoo_orders import company_ids_of, opened
from tests.servers.odoo import OdooServer
from tests.servers.odoo_sandbox import LOADED_ON

pytestmark = pytest.mark.asyncio(loop_scope="module")
ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(LOADED_ON.year, LOADED_ON.month, LOADED_ON.day, 12, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pair:
    sandbox: SandboxOrders
    odoo: OdooOrders
    in_sandbox: Audience
    in_odoo: Audience


def supervisor(companies: frozenset[int]) -> Audience:
    return Audience(kind="staff", roles=frozenset({"supervisor"}), companies=companies)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pair(sandbox_odoo: OdooServer) -> AsyncIterator[Pair]:
    session = opened(sandbox_odoo)
    ids = await company_ids_of(session)
    yield Pair(
        sandbox=SandboxOrders(FOLDER, zone=ZONE, clock=lambda: NOW),
        odoo=OdooOrders(session, zone=ZONE),
        in_sandbox=supervisor(frozenset(ids)),
        in_odoo=supervisor(frozenset(ids.values())),
    )
    await session.close()


def comparable(order: OrderState) -> OrderState:
    """Return the order without what rightly differs: ids, links, and dates only Odoo keeps."""
    return replace(
        order,
        customer=Customer(id=0, name=order.customer.name, is_company=order.customer.is_company),
        salesperson_id=None,
        company_id=0,
        url=None,
        portal_url=None,
        shipments=tuple(replace(s, deadline_at=None) for s in order.shipments),
    )


async def test_every_order_is_the_same(pair: Pair) -> None:
    ours = await pair.sandbox.orders(EVERY_NUMBER, pair.in_sandbox, NOW)
    theirs = await pair.odoo.orders(EVERY_NUMBER, pair.in_odoo, NOW)
    assert [order.number for order in theirs] == list(EVERY_NUMBER)
    differing = [
        (one.number, *differences(comparable(one), comparable(other)))
        for one, other in zip(ours, theirs, strict=True)
        if comparable(one) != comparable(other)
    ]
    assert differing == []


def differences(one: OrderState, other: OrderState) -> list[tuple[str, Any, Any]]:
    names = OrderState.__dataclass_fields__
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in names)
    return [(name, mine, yours) for name, mine, yours in pairs if mine != yours]


async def test_every_order_has_the_same_reasons(pair: Pair) -> None:
    ours = await pair.sandbox.orders(EVERY_NUMBER, pair.in_sandbox, NOW)
    theirs = await pair.odoo.orders(EVERY_NUMBER, pair.in_odoo, NOW)
    for one, other in zip(ours, theirs, strict=True):
        assert reasons_for(other, NOW, ZONE) == reasons_for(one, NOW, ZONE)


TODAY = LOADED_ON
FILTERS = (
    OrderFilter(),
    OrderFilter(late=True),
    OrderFilter(late=True, warehouse="WH-North"),
    OrderFilter(open_only=False, newest_first=True),
    OrderFilter(carrier="DPD Classic"),
    OrderFilter(sku="SHV-7010"),
    *(OrderFilter(state=state) for state in STATES),
    *(OrderFilter(reason=reason.value) for reason in ReasonCode),
    OrderFilter(day_from=TODAY, day_to=TODAY + timedelta(days=3)),
    OrderFilter(day_from=TODAY - timedelta(days=7), day_of="ordered", open_only=False),
    OrderFilter(day_from=TODAY - timedelta(days=7), day_to=TODAY, day_of="delivered"),
)


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
async def test_every_list_is_the_same(wanted: OrderFilter, pair: Pair) -> None:
    wanted = replace(wanted, limit=12)
    ours = await pair.sandbox.search(wanted, pair.in_sandbox, NOW)
    theirs = await pair.odoo.search(wanted, pair.in_odoo, NOW)
    assert same(theirs.orders) == same(ours.orders)
    assert theirs.total == ours.total


def same(orders: tuple[OrderState, ...]) -> list[OrderState]:
    return [comparable(order) for order in orders]


async def test_every_name_on_the_papers_finds_the_same_orders(pair: Pair) -> None:
    known = await pair.sandbox.orders(EVERY_NUMBER, pair.in_sandbox, NOW)
    spelled = {order.number for order in known} | {order.number.strip("S0") for order in known}
    spelled |= {order.customer_reference for order in known if order.customer_reference}
    spelled |= {shipment.tracking for order in known for shipment in order.shipments if shipment.tracking}
    spelled |= {shipment.name for order in known for shipment in order.shipments}
    spelled |= {invoice.number for order in known for invoice in order.invoices}
    for value in sorted(spelled)[::9]:
        theirs = await pair.odoo.find("any", value, pair.in_odoo)
        assert theirs == await pair.sandbox.find("any", value, pair.in_sandbox), value


async def test_every_purchase_serves_the_same_orders(pair: Pair) -> None:
    for number in range(101, 121):
        purchase = f"P{number:05d}"
        ours = await pair.sandbox.waiting_for_purchase(purchase, pair.in_sandbox, NOW)
        theirs = await pair.odoo.waiting_for_purchase(purchase, pair.in_odoo, NOW)
        assert (theirs and (same(theirs.orders), theirs.total)) == (ours and (same(ours.orders), ours.total))


async def test_every_product_is_the_same_and_waited_for_by_the_same_orders(pair: Pair) -> None:
    names = await pair.sandbox.names(pair.in_sandbox)
    skus = tuple(name.key for name in names if name.kind == "product")
    ours = await pair.sandbox.products(skus, pair.in_sandbox)
    theirs = await pair.odoo.products(skus, pair.in_odoo)
    assert [in_stock(state) for state in theirs] == [in_stock(state) for state in ours]
    for sku in skus:
        waiting = await pair.odoo.waiting_for_product(sku, pair.in_odoo, NOW)
        known = await pair.sandbox.waiting_for_product(sku, pair.in_sandbox, NOW)
        assert (same(waiting.orders), waiting.total) == (same(known.orders), known.total)


def in_stock(state: ProductState) -> ProductState:
    """Return the product with the warehouses that hold it: the files leave some of the empty ones out."""
    held = sorted((place for place in state.stock if place.on_hand), key=lambda place: place.warehouse)
    return replace(state, stock=tuple(held))


async def test_every_customer_is_the_same(pair: Pair) -> None:
    ours, theirs = await customers(pair.sandbox, pair.in_sandbox), await customers(pair.odoo, pair.in_odoo)
    assert theirs == ours
    assert len(ours) == 20


async def customers(source: OrderSource, audience: Audience) -> dict[str, CustomerState]:
    found: dict[str, CustomerState] = {}
    for name in await source.names(audience):
        if name.kind == "customer":
            state = await source.customer(name.id, audience, NOW)
            assert state is not None
            customer = replace(state.customer, id=0)
            orders = tuple(comparable(order) for order in state.open_orders)
            found[name.name] = replace(state, customer=customer, open_orders=orders)
    return found


@pytest.mark.parametrize("kind", ["customer", "warehouse", "salesperson"])
async def test_the_same_names_are_known(kind: str, pair: Pair) -> None:
    ours = {name.name for name in await pair.sandbox.names(pair.in_sandbox) if name.kind == kind}
    theirs = {name.name for name in await pair.odoo.names(pair.in_odoo) if name.kind == kind}
    assert theirs == ours
