"""What Odoo says of one person's rights."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

AccountKind = Literal["internal", "portal", "contact"]
"""An employee's user, a customer's user, or a customer's contact without a user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """`groups` are external ids with the implied ones; `customer_id` is the commercial partner.

    `groups`, `companies` and `user_id` are an internal user's; the customer's fields are all others'.
    """

    kind: AccountKind
    partner_id: int
    user_id: int | None = None
    groups: frozenset[str] = frozenset()
    companies: frozenset[int] = frozenset()
    warehouse: str = ""
    """The default warehouse of an internal user."""
    customer_id: int | None = None
    customer_name: str = field(default="", repr=False)


class AccountSource(Protocol):
    """Reads at each call: who lost a right has lost it here. Raises: `SourceUnavailable`."""

    async def by_email(self, email: str) -> Account | None:
        """Return whose address this is; None when nobody's, or when it may be that of several."""
        ...

    async def by_login(self, login: str) -> Account | None:
        """Return the active user of this login."""
        ...

    async def by_user(self, user_id: int) -> Account | None:
        """Return the active user of this id."""
        ...

    async def by_partner(self, partner_id: int) -> Account | None:
        """Return the active contact of this id, as a customer's."""
        ...


def only(accounts: list[Account]) -> Account | None:
    """Return the one account an address stands for: a user goes before contacts, contacts of one customer
    count as one."""
    users = [one for one in accounts if one.kind != "contact"]
    if users:
        return users[0] if len(users) == 1 else None
    customers = {one.customer_id for one in accounts}
    return accounts[0] if len(customers) == 1 else None
