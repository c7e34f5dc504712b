"""What only a real Odoo can have: people who left, portal users, addresses that several have."""

from collections.abc import AsyncIterator, Iterator

import pytest

from demo.odoo_loader.server import Server
from retrieval.accounts.odoo import OdooAccounts
from tests.odoo_orders import opened
from tests.servers.odoo import OdooServer

PASSWORD = "a-password-of-tests-1"


@pytest.fixture(scope="module")
def server(odoo_server: OdooServer) -> Iterator[OdooServer]:
    with odoo_server.fresh_copy("accounts") as server:
        odoo = Server.login(server.url, server.database, server.admin.name, server.admin.password).odoo
        internal, portal = (odoo.env.ref(f"base.group_{name}").id for name in ("user", "portal"))
        partners = odoo.env["res.partner"]
        one, other = partners.create([{"name": "One Ltd", "is_company": True}, {"name": "Other Ltd"}])
        contact = {"name": "A Buyer", "parent_id": one}
        for values in (
            {"login": "left@x.example", "groups": internal, "active": False},
            {"login": "buyer@x.example", "groups": portal, "partner_id": partners.create(contact)},
            {"login": "twin-1", "email": "twins@x.example", "groups": internal},
            {"login": "twin-2", "email": "twins@x.example", "groups": internal},
        ):
            group = values.pop("groups")
            odoo.env["res.users"].create(
                {"name": values["login"], "password": PASSWORD, "group_ids": [(6, 0, [group])], **values}
            )
        partners.create(
            [
                {"name": "A", "parent_id": one, "email": "shared@x.example"},
                {"name": "B", "parent_id": other, "email": "shared@x.example"},
                {"name": "C", "parent_id": one, "email": "desk@one.example"},
                {"name": "D", "parent_id": one, "email": "Desk@One.example"},
            ]
        )
        yield server


@pytest.fixture
async def accounts(server: OdooServer) -> AsyncIterator[OdooAccounts]:
    session = opened(server)
    yield OdooAccounts(session=session)
    await session.close()


async def test_who_left_is_nobody(accounts: OdooAccounts) -> None:
    assert await accounts.by_login("left@x.example") is None
    assert await accounts.by_email("left@x.example") is None


async def test_a_portal_user_is_their_companys_customer(accounts: OdooAccounts) -> None:
    buyer = await accounts.by_login("buyer@x.example")
    assert buyer is not None
    assert (buyer.kind, buyer.customer_name) == ("portal", "One Ltd")
    assert not buyer.groups


async def test_an_address_of_two_users_is_nobodys(accounts: OdooAccounts) -> None:
    assert await accounts.by_email("twins@x.example") is None


async def test_an_address_of_two_customers_is_nobodys_and_of_one_customer_it_is_theirs(
    accounts: OdooAccounts,
) -> None:
    assert await accounts.by_email("shared@x.example") is None
    desk = await accounts.by_email("desk@one.example")
    assert desk is not None
    assert desk.customer_name == "One Ltd"


async def test_odoos_public_user_is_nobody(accounts: OdooAccounts) -> None:
    assert await accounts.by_login("public") is None
