"""Nobody sees more through Shipmate than Odoo shows them: held against a real Odoo and their own logins."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import odoorpc  # type: ignore[import-untyped]
import pytest

from demo.odoo_loader.server import Server
from retrieval.audience import Audience
from retrieval.orders.disclosure import disclose, disclose_product
from retrieval.orders.odoo.source import OdooOrders
from retrieval.orders.source import NamedRecord, OrderFilter
from retrieval.orders.state import OrderState, ProductState
from tests.contract.orders.base import EVERY_NUMBER, ZONE
from tests.odoo_orders import company_ids_of, opened
from tests.servers.odoo import OdooServer
from tests.servers.odoo_sandbox import LOADED_ON

NOON = datetime(LOADED_ON.year, LOADED_ON.month, LOADED_ON.day, 12, 5, tzinfo=UTC)
PASSWORD = "a-password-of-tests-1"
CUSTOMER = "Brennweite Optik GmbH"
SKUS = ("GLV-1040", "SHV-7010", "DRL-5010")
OWN_ORDERS = 5
"""Orders that the salesperson with own documents is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A user of Odoo, and the audience their groups make: what identity will read from Odoo itself."""

    groups: tuple[str, ...]
    companies: tuple[int, ...]
    role: str = ""
    own_documents_only: bool = False
    partner: str | None = None


SALESMAN, STOCK = "sales_team.group_sale_salesman", "stock.group_stock_user"
COLLEAGUES: Mapping[str, Colleague] = {
    "own": Colleague(groups=(SALESMAN,), companies=(1,), role="sales", own_documents_only=True),
    "all": Colleague(groups=(f"{SALESMAN}_all_leads", STOCK), companies=(1,), role="customer-service"),
    "second": Colleague(groups=(f"{SALESMAN}_all_leads", STOCK), companies=(2,), role="customer-service"),
    "both": Colleague(groups=(f"{SALESMAN}_all_leads", STOCK), companies=(1, 2), role="customer-service"),
    "warehouse": Colleague(groups=(STOCK,), companies=(1,), role="warehouse"),
    "purchasing": Colleague(groups=("purchase.group_purchase_user",), companies=(1,), role="purchasing"),
    "portal": Colleague(groups=("base.group_portal",), companies=(1,), partner=CUSTOMER),
}
each_colleague = pytest.mark.parametrize("name", COLLEAGUES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What Shipmate shows one colleague, disclosed, and what Odoo lets them read."""

    orders: tuple[OrderState, ...]
    listed: tuple[OrderState, ...]
    total: int
    products: tuple[ProductState, ...]
    names: tuple[NamedRecord, ...]
    odoo: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An Odoo to write into, with every colleague in it."""

    server: OdooServer
    users: Mapping[str, int]
    partners: Mapping[str, int]
    companies: Mapping[int, int]


@pytest.fixture(scope="module")
def place(sandbox_odoo: OdooServer) -> Iterator[Place]:
    with sandbox_odoo.fresh_copy("colleagues") as server:
        yield _with_colleagues(server)


def _with_colleagues(server: OdooServer) -> Place:
    odoo = _login(server, server.admin.name, server.admin.password)
    session = opened(server)
    companies = asyncio.run(_companies(session))
    odoo.env.context["allowed_company_ids"] = list(companies.values())
    partner = odoo.env["res.partner"].search([("name", "=", CUSTOMER), ("parent_id", "=", False)])[0]
    users = {name: _user(odoo, name, one, companies, partner) for name, one in COLLEAGUES.items()}
    orders = odoo.env["sale.order"].search(
        [("name", "in", list(EVERY_NUMBER)), ("company_id", "=", companies[1]), ("state", "=", "sale")]
    )
    odoo.env["sale.order"].write(orders[:OWN_ORDERS], {"user_id": users["own"]})
    return Place(server=server, users=users, partners={CUSTOMER: partner}, companies=companies)


async def _companies(session: Any) -> Mapping[int, int]:
    try:
        return await company_ids_of(session)
    finally:
        await session.close()


def _user(odoo: Any, name: str, one: Colleague, companies: Mapping[int, int], partner: int) -> int:
    groups = [odoo.env.ref(group).id for group in one.groups]
    if not one.partner:
        groups.append(odoo.env.ref("base.group_user").id)
    values: dict[str, Any] = {
        "name": f"Colleague {name}",
        "login": f"colleague-{name}",
        "password": PASSWORD,
        "company_id": companies[one.companies[0]],
        "company_ids": [(6, 0, [companies[company] for company in one.companies])],
        "group_ids": [(6, 0, groups)],
    }
    if one.partner:  # a contact of the customer, who sees what the whole company ordered
        contact = {"name": values["name"], "parent_id": partner}
        values["partner_id"] = odoo.env["res.partner"].create(contact)
    return int(odoo.env["res.users"].create(values))


def _login(server: OdooServer, login: str, password: str) -> Any:
    return Server.login(server.url, server.database, login, password).odoo


@pytest.fixture(scope="module")
def seen(place: Place) -> Mapping[str, Seen]:
    return {name: asyncio.run(_seen(place, name)) for name in COLLEAGUES}


def _audience(place: Place, name: str) -> Audience:
    one = COLLEAGUES[name]
    companies = frozenset(place.companies[company] for company in one.companies)
    if one.partner:
        ids = frozenset({place.partners[one.partner]})
        return Audience(kind="customer", companies=companies, customer_ids=ids)
    return Audience(
        kind="staff",
        roles=frozenset({one.role}),
        companies=companies,
        own_documents_only=one.own_documents_only,
        user_id=place.users[name],
    )


async def _seen(place: Place, name: str) -> Seen:
    audience = _audience(place, name)
    source = OdooOrders(opened(place.server), zone=ZONE, url=place.server.url)
    wanted = OrderFilter(open_only=False, limit=300)
    try:
        orders = await source.orders(EVERY_NUMBER, audience, NOON)
        page = await source.search(wanted, audience, NOON)
        products = () if audience.is_public else await source.products(SKUS, audience)
        names = await source.names(audience)
    finally:
        await source.close()
    return Seen(
        orders=tuple(disclose(order, audience) for order in orders),
        listed=tuple(disclose(order, audience) for order in page.orders),
        total=page.total,
        products=tuple(disclose_product(one, audience) for one in products),
        names=names,
        odoo=_readable(place, name),
    )


def _readable(place: Place, name: str) -> Mapping[str, frozenset[str]]:
    """Return the names of the records a colleague reads with their own login; none where Odoo refuses."""
    odoo = _login(place.server, f"colleague-{name}", PASSWORD)
    odoo.env.context["allowed_company_ids"] = [
        place.companies[company] for company in COLLEAGUES[name].companies
    ]
    models = {
        "sale.order": ["name", "amount_total", "user_id"],
        "account.move": ["name", "amount_total"],
        "purchase.order": ["name", "partner_id"],
        "stock.picking": ["name"],
        "stock.warehouse": ["name"],
        "res.partner": ["name"],
    }
    return {model: _names(odoo, model, fields) for model, fields in models.items()}


def _names(odoo: Any, model: str, fields: list[str]) -> frozenset[str]:
    try:
        rows = odoo.execute_kw(
            model, "search_read", [[]], {"fields": fields, "context": dict(odoo.env.context)}
        )
    except odoorpc.error.RPCError:
        return frozenset()
    return frozenset(str(row["name"]) for row in rows)


@each_colleague
def test_no_order_is_shown_that_odoo_hides(name: str, seen: Mapping[str, Seen]) -> None:
    shown = {order.number for order in (*seen[name].orders, *seen[name].listed)}
    assert shown - seen[name].odoo["sale.order"] == set()


@each_colleague
def test_no_count_is_above_what_odoo_shows(name: str, seen: Mapping[str, Seen]) -> None:
    assert seen[name].total <= len(seen[name].odoo["sale.order"])


@each_colleague
def test_no_invoice_or_amount_is_shown_that_odoo_hides(name: str, seen: Mapping[str, Seen]) -> None:
    for order in seen[name].orders:
        invoices = {invoice.number for invoice in order.invoices if invoice.number}
        assert invoices - seen[name].odoo["account.move"] == set()
        assert order.total is None or order.number in seen[name].odoo["sale.order"]


@each_colleague
def test_no_purchase_is_named_that_odoo_hides(name: str, seen: Mapping[str, Seen]) -> None:
    inbound = {part.purchase for order in seen[name].orders for line in order.lines for part in line.inbound}
    receipts = {part.purchase for product in seen[name].products for part in product.receipts}
    assert {one for one in inbound | receipts if one} - seen[name].odoo["purchase.order"] == set()


@each_colleague
def test_no_order_of_others_is_named_as_holding_goods(name: str, seen: Mapping[str, Seen]) -> None:
    held = {one.order for order in seen[name].orders for line in order.lines for one in line.held_by}
    assert {one for one in held if one} - seen[name].odoo["sale.order"] == set()


@each_colleague
def test_no_warehouse_is_named_that_odoo_hides(name: str, seen: Mapping[str, Seen]) -> None:
    stock = {one.warehouse for product in seen[name].products for one in product.stock}
    elsewhere = {
        one.warehouse for order in seen[name].orders for line in order.lines for one in line.elsewhere
    }
    readable = seen[name].odoo["stock.warehouse"]
    if name == "own":  # sales read warehouses by the orders that leave from them
        readable |= {order.warehouse for order in seen[name].orders if order.warehouse}
    assert {one for one in stock | elsewhere if one} - readable == set()


@each_colleague
def test_no_customer_may_be_named_that_odoo_hides(name: str, seen: Mapping[str, Seen]) -> None:
    customers = {one.name for one in seen[name].names if one.kind == "customer"}
    assert customers - seen[name].odoo["res.partner"] == set()


def test_there_is_something_to_see(seen: Mapping[str, Seen]) -> None:
    counts = {name: len(one.orders) for name, one in seen.items()}
    assert counts["own"] >= OWN_ORDERS
    assert counts["all"] > counts["own"]
    assert counts["both"] == counts["all"] + counts["second"]
    assert counts["second"] > 0 < counts["warehouse"]
    assert 0 < counts["portal"] < counts["all"]
    assert any(line.inbound for order in seen["all"].orders for line in order.lines)


def test_the_two_companies_know_nothing_of_each_other(seen: Mapping[str, Seen]) -> None:
    first, second = ({order.number for order in seen[name].orders} for name in ("all", "second"))
    assert first & second == set()
    for name, other in (("all", second), ("second", first)):
        told = repr((seen[name].orders, seen[name].products, seen[name].names))
        assert [number for number in other if number in told] == []


def test_the_warehouse_sees_no_price_though_odoo_might_show_one(seen: Mapping[str, Seen]) -> None:
    for order in seen["warehouse"].orders:
        assert (order.total, order.invoices, order.credit_warning) == (None, (), False) or not order.invoices
        assert order.total is None
        assert all(line.unit_price is None and line.subtotal is None for line in order.lines)


def test_purchasing_sees_no_order_as_in_odoo(seen: Mapping[str, Seen]) -> None:
    assert seen["purchasing"].orders == seen["purchasing"].listed == ()


def test_a_portal_customer_sees_their_own_and_nothing_of_the_house(seen: Mapping[str, Seen]) -> None:
    mine = seen["portal"]
    assert {order.customer.name for order in mine.orders} == {CUSTOMER}
    for order in mine.orders:
        assert not (order.warehouse or order.salesperson_id or order.company_id)
        assert not any(line.held_by or line.elsewhere for line in order.lines)
    assert {one.name for one in mine.names if one.kind == "customer"} <= {CUSTOMER}


def test_the_comparison_would_notice_more_than_odoo_shows(seen: Mapping[str, Seen]) -> None:
    assert {order.number for order in seen["all"].orders} - seen["own"].odoo["sale.order"]
    assert {order.number for order in seen["both"].orders} - seen["all"].odoo["sale.order"]
