"""Orders in a real Odoo beyond the contract: faults, rights, and whatever Odoo's own demo data holds."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from demo.odoo_loader.loading import AlreadyLoadedError, load
from demo.odoo_loader.server import Server
from retrieval.audience import Audience
from retrieval.errors import SourceUnavailable
from retrieval.odoo.connection import OdooAccount
from retrieval.odoo.session import Limits, OdooSession, open_session
from retrieval.orders.odoo.source import OdooOrders
from retrieval.orders.source import OrderFilter, OrderPage
from retrieval.orders.why import reasons_for
from tests.odoo_orders import PATIENT, account_of, company_ids_of, opened
from tests.servers import broken
from tests.servers.odoo import OdooServer
from tests.servers.odoo_sandbox import LOADED_ON

pytestmark = pytest.mark.asyncio(loop_scope="module")
ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(LOADED_ON.year, LOADED_ON.month, LOADED_ON.day, 12, 5, tzinfo=UTC)
QUICK = Limits(call_seconds=2, total_seconds=3, read_attempts=1)
ODOOS_OWN = Audience(kind="staff", roles=frozenset({"supervisor"}), companies=frozenset({1}))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def session(sandbox_odoo: OdooServer) -> AsyncIterator[OdooSession]:
    session = opened(sandbox_odoo)
    yield session
    await session.close()


@pytest.fixture(scope="module")
def orders(session: OdooSession, sandbox_odoo: OdooServer) -> OdooOrders:
    return OdooOrders(session, zone=ZONE, url=sandbox_odoo.url)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def halden(session: OdooSession) -> Audience:
    ids: Mapping[int, int] = await company_ids_of(session)
    return replace(ODOOS_OWN, companies=frozenset({ids[1]}))


async def test_every_order_of_odoos_demo_data_has_a_state_and_reasons(orders: OdooOrders) -> None:
    page = await orders.search(OrderFilter(open_only=False, limit=300), ODOOS_OWN, NOW)
    assert page.total == len(page.orders) >= 20
    assert all(reasons_for(order, NOW, ZONE) for order in page.orders)
    assert all(order.currency and order.customer.name for order in page.orders)


async def test_every_name_of_odoos_demo_data_can_be_asked_about(orders: OdooOrders) -> None:
    names = await orders.names(ODOOS_OWN)
    customers = [name.id for name in names if name.kind == "customer"]
    states = [await orders.customer(customer, ODOOS_OWN, NOW) for customer in customers]
    assert customers
    assert all(state is not None for state in states)
    skus = tuple(name.key for name in names if name.kind == "product")
    assert {product.sku for product in await orders.products(skus, ODOOS_OWN)} == set(skus)


async def test_companies_do_not_see_each_others_orders(orders: OdooOrders, halden: Audience) -> None:
    assert await orders.find("order", "S00004", halden) == ()
    assert await orders.find("order", "S00101", ODOOS_OWN) == ()
    assert "Gemini Furniture" not in {name.name for name in await orders.names(halden)}


async def test_a_link_leads_to_the_order_and_customers_get_their_portal(
    orders: OdooOrders, halden: Audience, sandbox_odoo: OdooServer
) -> None:
    [order] = await orders.orders(("S00101",), halden, NOW)
    assert order.url is not None
    assert order.portal_url is not None
    assert order.url.startswith(f"{sandbox_odoo.url}/odoo/sales/")
    assert order.portal_url == order.url.replace("/odoo/sales/", "/my/orders/")


@pytest.mark.parametrize("wanted", [OrderFilter(), OrderFilter(late=True), OrderFilter(state="cancelled")])
async def test_a_list_too_long_to_be_read_whole_is_paged_by_odoo(
    wanted: OrderFilter, orders: OdooOrders, session: OdooSession, halden: Audience
) -> None:
    whole = await orders.search(replace(wanted, limit=300), halden, NOW)
    paging = OdooOrders(session, zone=ZONE, read_whole=1)
    first = await paging.search(replace(wanted, limit=4), halden, NOW)
    second = await paging.search(replace(wanted, limit=4, offset=4), halden, NOW)
    assert first.total == second.total == whole.total
    assert numbers(first) + numbers(second) == numbers(whole)[:8]


async def test_a_reason_is_looked_for_also_in_a_list_too_long_to_be_read_whole(
    orders: OdooOrders, session: OdooSession, halden: Audience
) -> None:
    wanted = OrderFilter(reason="waiting_for_stock", limit=300)
    whole = await orders.search(wanted, halden, NOW)
    found = await OdooOrders(session, zone=ZONE, read_whole=7).search(wanted, halden, NOW)
    assert numbers(found) == numbers(whole)
    assert found.total == whole.total > 10


def numbers(page: OrderPage) -> list[str]:
    return [order.number for order in page.orders]


async def test_companies_the_user_may_not_enter_are_a_question_of_rights(orders: OdooOrders) -> None:
    nowhere = replace(ODOOS_OWN, companies=frozenset({2}))
    with pytest.raises(SourceUnavailable) as caught:
        await orders.orders(("S00101",), nowhere, NOW)
    assert caught.value.reason == "rights"


async def test_the_other_protocol_gives_the_same(
    orders: OdooOrders, halden: Audience, sandbox_odoo: OdooServer
) -> None:
    account = replace(account_of(sandbox_odoo), secret=sandbox_odoo.bot.api_key)
    session = open_session(account, transport="json2", limits=PATIENT)
    other = OdooOrders(session, zone=ZONE, url=sandbox_odoo.url)
    numbers_asked = ("S00103", "S00120", "S00106")
    assert await other.orders(numbers_asked, halden, NOW) == await orders.orders(numbers_asked, halden, NOW)
    assert await other.find("any", "KFS/PO/5519", halden) == ("S00105",)
    assert await other.names(halden) == await orders.names(halden)
    await session.close()


async def test_the_sandbox_is_not_loaded_twice(sandbox_odoo: OdooServer) -> None:
    def again() -> None:
        admin = sandbox_odoo.admin
        load(Server.login(sandbox_odoo.url, sandbox_odoo.database, admin.name, admin.password))

    with pytest.raises(AlreadyLoadedError):
        await asyncio.to_thread(again)


async def asked(account: OdooAccount, limits: Limits = PATIENT) -> SourceUnavailable:
    """Ask everything of a source that cannot answer, and return the one fault all of it gives."""
    session = open_session(account, limits=limits)
    source = OdooOrders(session, zone=ZONE)
    questions = (
        source.find("order", "S00101", ODOOS_OWN),
        source.orders(("S00101",), ODOOS_OWN, NOW),
        source.search(OrderFilter(), ODOOS_OWN, NOW),
        source.waiting_for_purchase("P00101", ODOOS_OWN, NOW),
        source.waiting_for_product("GLV-1040", ODOOS_OWN, NOW),
        source.products(("GLV-1040",), ODOOS_OWN),
        source.customer(1, ODOOS_OWN, NOW),
        source.names(ODOOS_OWN),
    )
    answers = await asyncio.gather(*questions, return_exceptions=True)
    problems = await source.check()
    await session.close()
    assert problems
    faults = [answer for answer in answers if isinstance(answer, SourceUnavailable)]
    assert len(faults) == len(questions), answers
    assert {fault.reason for fault in faults} == {faults[0].reason}
    return faults[0]


async def test_a_server_that_is_down_is_unreachable() -> None:
    account = OdooAccount(url="http://127.0.0.1:9", database="demo", login="bot", secret="secret")
    assert (await asked(account, QUICK)).reason == "unreachable"


async def test_a_wrong_login_is_told_as_such(sandbox_odoo: OdooServer) -> None:
    assert (await asked(replace(account_of(sandbox_odoo), secret="wrong"))).reason == "login"


async def test_a_wrong_database_is_told_as_such(sandbox_odoo: OdooServer) -> None:
    assert (await asked(replace(account_of(sandbox_odoo), database="nowhere"))).reason == "database"


async def test_another_version_is_told_as_such(sandbox_odoo: OdooServer) -> None:
    assert (await asked(replace(account_of(sandbox_odoo), supported_major=18))).reason == "version"


async def test_a_server_that_does_not_answer_is_a_time_out() -> None:
    with broken.silent() as url:
        account = OdooAccount(url=url, database="demo", login="bot", secret="secret")
        fault = await asked(account, Limits(connections=8, call_seconds=0.5, total_seconds=1))
    assert fault.reason == "timeout"
