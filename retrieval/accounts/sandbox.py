"""Accounts of the sandbox company: its users and its customers' contacts, as `demo/company.json` has them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from retrieval.accounts.account import Account, only
from retrieval.orders.sandbox_files import Files, Json

_SALES, _STOCK = "sales_team.group_sale_salesman", "stock.group_stock_user"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "sales": (f"{_SALES}_all_leads",),
    "customer-service": (f"{_SALES}_all_leads", _STOCK),
    "warehouse": (_STOCK,),
    "purchasing": ("purchase.group_purchase_user", _STOCK),
    "supervisor": ("sales_team.group_sale_manager", "stock.group_stock_manager"),
}
"""The groups a user of the sandbox has in Odoo, by the role the data gives them."""
OWN_DOCUMENTS_ONLY = (_SALES,)
_IMPLIED = {
    f"{_SALES}_all_leads": (_SALES,),
    "sales_team.group_sale_manager": (f"{_SALES}_all_leads", _SALES),
    "stock.group_stock_manager": (_STOCK,),
}


class SandboxAccounts:
    """Read once: the data does not change. Raises: `SourceUnavailable` when it cannot be read."""

    def __init__(self, folder: Path) -> None:
        company = Files.read(folder).company
        self._users = {user["login"]: _user(user) for user in company["users"]}
        self._contacts = [pair for customer in company["customers"] for pair in _contacts(customer)]

    async def by_email(self, email: str) -> Account | None:
        address = email.strip().lower()
        user = await self.by_login(address)
        return user or only([account for known, account in self._contacts if known == address])

    async def by_login(self, login: str) -> Account | None:
        return self._users.get(login)

    async def by_user(self, user_id: int) -> Account | None:
        return only([user for user in self._users.values() if user.user_id == user_id])

    async def by_partner(self, partner_id: int) -> Account | None:
        return only([account for _, account in self._contacts if account.partner_id == partner_id])


def _user(user: Json) -> Account:
    named = OWN_DOCUMENTS_ONLY if user["own_documents_only"] else GROUPS[user["role"]]
    return Account(
        kind="internal",
        partner_id=-user["id"],  # employees are no contacts of the sandbox
        user_id=user["id"],
        groups=frozenset((*named, *(group for name in named for group in _IMPLIED.get(name, ())))),
        companies=frozenset(user["companies"]),
    )


def _contacts(customer: Json) -> Iterator[tuple[str, Account]]:
    for partner in (customer, *customer["contacts"]):
        if address := (partner.get("email") or "").lower():
            account = Account(
                kind="contact",
                partner_id=partner["id"],
                customer_id=customer["id"],
                customer_name=customer["name"],
            )
            yield address, account
