"""A real Odoo passes the contract of all sources of orders."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from retrieval.odoo.session import OdooSession
from retrieval.orders.odoo.source import OdooOrders
from tests.contract.order_source import ZONE, OrderSourceContract
from tests.odoo_orders import company_ids_of, opened
from tests.servers.odoo import OdooServer
from tests.servers.odoo_sandbox import LOADED_ON

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOON = datetime(LOADED_ON.year, LOADED_ON.month, LOADED_ON.day, 12, 5, tzinfo=UTC)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def session(sandbox_odoo: OdooServer) -> AsyncIterator[OdooSession]:
    session = opened(sandbox_odoo)
    yield session
    await session.close()


@pytest.fixture(scope="module")
def orders(session: OdooSession, sandbox_odoo: OdooServer) -> OdooOrders:
    return OdooOrders(session, zone=ZONE, url=sandbox_odoo.url)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def companies(session: OdooSession) -> Mapping[int, int]:
    return await company_ids_of(session)


class TestOdooOrders(OrderSourceContract):
    @pytest.fixture
    def now(self) -> datetime:
        return NOON

    @pytest.fixture
    def company_ids(self, companies: Mapping[int, int]) -> Mapping[int, int]:
        return companies

    @pytest.fixture
    def source(self, orders: OdooOrders) -> OdooOrders:
        return orders
