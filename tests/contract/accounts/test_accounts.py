"""What every source of accounts does: the sandbox, and a real Odoo that holds the same company."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.identity import DEFAULT_ROLES, audience_from
from bot.settings import SANDBOX
from retrieval.accounts.account import Account, AccountSource
from retrieval.accounts.odoo import OdooAccounts
from retrieval.accounts.sandbox import SandboxAccounts
from retrieval.classes.rules import ROLES
from tests.odoo_orders import company_ids_of, opened
from tests.servers.odoo import OdooServer

FEMKE, JONAS = "femke.devries@halden-supply.example", "jonas.wirth@halden-supply.example"
BRENNWEITE, JANA = "einkauf@brennweite-optik.example", "jana.petersen@brennweite-optik.example"
TOLD_APART = frozenset(group for role in ROLES.values() for group in role.in_odoo)
"""The groups that roles follow from; a real user has many more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    source: AccountSource
    companies: dict[int, int]
    """From the sandbox's ids of companies to the source's."""

    def ids(self, *companies: int) -> frozenset[int]:
        return frozenset(self.companies[company] for company in companies)


@pytest.fixture(params=["sandbox", pytest.param("odoo", marks=pytest.mark.odoo)])
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    if request.param == "sandbox":
        yield Place(source=SandboxAccounts(SANDBOX), companies={1: 1, 2: 2})
        return
    server: OdooServer = request.getfixturevalue("sandbox_odoo")
    session = opened(server)
    try:
        yield Place(source=OdooAccounts(session=session), companies=dict(await company_ids_of(session)))
    finally:
        await session.close()


async def _found(account: Account | None) -> Account:
    assert account is not None
    return account


async def test_an_employee_is_found_by_the_address_they_log_in_with(place: Place) -> None:
    femke = await _found(await place.source.by_email(f" {FEMKE.upper()} "))
    assert femke.kind == "internal"
    assert femke.groups & TOLD_APART == {
        "sales_team.group_sale_salesman",
        "sales_team.group_sale_salesman_all_leads",
        "stock.group_stock_user",
    }
    assert femke.companies == place.ids(1, 2)
    assert femke == await place.source.by_login(FEMKE)


async def test_an_account_is_found_again_by_its_ids(place: Place) -> None:
    femke = await _found(await place.source.by_login(FEMKE))
    assert femke.user_id is not None
    assert await place.source.by_user(femke.user_id) == femke
    jana = await _found(await place.source.by_email(JANA))
    assert await place.source.by_partner(jana.partner_id) == jana


async def test_a_customers_contact_speaks_for_the_company_they_work_for(place: Place) -> None:
    jana = await _found(await place.source.by_email(JANA))
    company = await _found(await place.source.by_email(BRENNWEITE))
    assert jana.kind == company.kind == "contact"
    assert jana.customer_id == company.customer_id
    assert jana.customer_name == company.customer_name == "Brennweite Optik GmbH"
    assert not jana.groups
    assert not jana.companies


@pytest.mark.parametrize("address", ["", "nobody@nowhere.example", "%@%", "_______________", FEMKE[1:]])
async def test_an_address_nobody_has_is_nobodys(place: Place, address: str) -> None:
    assert await place.source.by_email(address) is None


async def test_ids_nobody_has_are_nobodys(place: Place) -> None:
    assert await place.source.by_user(999_999) is None
    assert await place.source.by_partner(999_999) is None
    assert await place.source.by_login("nobody") is None


async def test_roles_follow_from_groups(place: Place) -> None:
    companies = place.ids(1)
    femke = audience_from(await place.source.by_login(FEMKE), DEFAULT_ROLES, companies)
    jonas = audience_from(await place.source.by_login(JONAS), DEFAULT_ROLES, companies)
    assert femke.roles == {"customer-service", "sales", "staff", "warehouse"}
    assert femke.companies == companies
    assert not femke.own_documents_only
    assert jonas.roles == {"sales"}
    assert jonas.own_documents_only
    assert jonas.user_id is not None
