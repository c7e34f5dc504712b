"""The same question has the same answer from the sandbox and from a real Odoo."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from demo import FOLDER
from retrieval.audience import Audience
from retrieval.orders.odoo.source import OdooOrders
from retrieval.orders.sandbox import SandboxOrders
from retrieval.orders.source import OrderFilter, OrderSource
from retrieval.orders.state import Customer, OrderState
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
