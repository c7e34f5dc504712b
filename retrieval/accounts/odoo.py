"""Accounts of a real Odoo, read as its bot user."""

from dataclasses import dataclass, field
from typing import Any

from cachetools import TTLCache

from retrieval.accounts.account import Account, only
from retrieval.odoo.session import OdooSession
from retrieval.orders.odoo.faults import told_as_unavailable
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain
from retrieval.orders.odoo.values import Row, name_of

_OWNER: dict[str, Any] = {"fields": {"name": {}}}
USER: dict[str, Any] = {
    "share": {},
    "company_ids": {},
    "all_group_ids": {},
    "property_warehouse_id": {"fields": {"name": {}}},
    "partner_id": {"fields": {"commercial_partner_id": _OWNER}},
}
CONTACT: dict[str, Any] = {"commercial_partner_id": _OWNER}
_GROUPS_KEPT_SECONDS = 600.0
_PORTAL = "base.group_portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooAccounts:
    """Names of groups are kept for ten minutes, rights of people not at all."""

    session: OdooSession
    _names: TTLCache[int, str] = field(default_factory=lambda: TTLCache(10_000, _GROUPS_KEPT_SECONDS))

    async def by_email(self, email: str) -> Account | None:
        address = email.strip().lower()
        if "@" not in address:
            return None
        users = await self._users(
            ["|", ("login", "=", address), ("partner_id.email_normalized", "=", address)]
        )
        return only(users or await self._contacts([("email_normalized", "=", address)]))

    async def by_login(self, login: str) -> Account | None:
        return only(await self._users([("login", "=", login)]))

    async def by_user(self, user_id: int) -> Account | None:
        return only(await self._users([("id", "=", user_id)]))

    async def by_partner(self, partner_id: int) -> Account | None:
        return only(await self._contacts([("id", "=", partner_id)]))

    async def _users(self, domain: Domain) -> list[Account]:
        rows = await self._rows("res.users", [*domain, ("active", "=", True)], USER)
        names = await self._group_names({group for row in rows for group in row["all_group_ids"]})
        accounts = [_user(row, names) for row in rows]
        return [account for account in accounts if account is not None]

    async def _contacts(self, domain: Domain) -> list[Account]:
        outside: Domain = [*domain, ("active", "=", True), ("partner_share", "=", True)]
        return [_contact(row["id"], row) for row in await self._rows("res.partner", outside, CONTACT)]

    async def _rows(self, model: str, domain: Domain, specification: dict[str, Any]) -> list[Row]:
        query = Query(model=model, domain=domain, specification=specification, context={}, limit=50)
        return await Reading(self.session).rows(query)

    async def _group_names(self, ids: set[int]) -> dict[int, str]:
        known = {group: self._names[group] for group in ids if group in self._names}
        if missing := sorted(ids - known.keys()):
            with told_as_unavailable():
                found = await self.session.call("res.groups", "get_external_id", missing)
            named = {int(group): str(name) for group, name in found.items()}
            self._names.update(named)
            known |= named
        return known


def _user(row: Row, names: dict[int, str]) -> Account | None:
    """Return the account of a user; None for Odoo's public user, who is nobody."""
    groups = frozenset(names.get(group, "") for group in row["all_group_ids"]) - {""}
    if row["share"]:
        return (
            _contact(row["partner_id"]["id"], row["partner_id"], user=row["id"])
            if _PORTAL in groups
            else None
        )
    return Account(
        kind="internal",
        partner_id=row["partner_id"]["id"],
        user_id=row["id"],
        groups=groups,
        companies=frozenset(row["company_ids"]),
        warehouse=name_of(row["property_warehouse_id"]) or "",
    )


def _contact(partner: int, row: Row, user: int | None = None) -> Account:
    owner = row["commercial_partner_id"]
    return Account(
        kind="portal" if user else "contact",
        partner_id=partner,
        user_id=user,
        customer_id=owner["id"],
        customer_name=owner["name"],
    )
