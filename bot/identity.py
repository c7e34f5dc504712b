"""Who asks, and what follows from it. Pure: the rules by which an account of Odoo becomes an audience.

Somebody nobody knows is the public. A role is given to who has all of its groups in Odoo. In a shared channel
what everybody there may see is said, or the answer goes to the asker alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from retrieval.accounts.account import Account
from retrieval.audience import PUBLIC, Audience
from retrieval.classes.rules import COMMON, ROLES, sees_orders

RoleTable = Mapping[str, Sequence[str]]
"""From a role to the groups of Odoo, by external id, that somebody needs to have it: all of them."""
DEFAULT_ROLES: RoleTable = {name: role.in_odoo for name, role in ROLES.items() if role.in_odoo}
MOST_MEMBERS = 50
"""A shared channel with more members gets no answer that is not for everybody in the company."""
_SALES = "sales_team.group_sale_salesman"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelUser:
    """Somebody as a channel knows them. `email` is only an identity when the channel verified it.

    `is_outside` is a guest, an external member, or a bot. A `shared_device` (a dock tablet) has no person
    behind it that could be named.
    """

    channel: str
    id: str = field(repr=False)
    email: str = field(default="", repr=False)
    email_is_verified: bool = False
    is_outside: bool = False
    is_shared_device: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`person` is a pseudonym. `is_certain` is False when nobody could be asked who this is: then public."""

    person: str
    audience: Audience = PUBLIC
    warehouse: str = ""
    is_certain: bool = True
    may_decide: bool = False
    """Whether what they decide can be put to a name: not so with a shared device, or with strangers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Who hears an answer. `here` is what may be said where it was asked; None: only `privately`."""

    privately: Audience
    here: Audience | None


def audience_from(account: Account | None, roles: RoleTable, companies: frozenset[int]) -> Audience:
    """Return what an account may see, of the companies that Shipmate answers for."""
    if account is None:
        return PUBLIC
    if account.kind == "internal":
        return Audience(
            kind="staff",
            roles=frozenset(
                role for role, groups in roles.items() if groups and account.groups >= set(groups)
            ),
            companies=account.companies & companies,
            own_documents_only=_sees_own_documents_only(account.groups),
            user_id=account.user_id,
        )
    if account.customer_id is None:
        return PUBLIC
    return Audience(
        kind="customer",
        companies=companies,
        customer_ids=frozenset({account.customer_id}),
        customer_names=frozenset({account.customer_name}),
    )


def device_audience(role: str | None, companies: frozenset[int]) -> Audience:
    """Return what a shared device may show: what one role sees, and of no customer's own matters more."""
    return Audience(kind="staff", roles=frozenset({role}), companies=companies) if role else PUBLIC


def heard_in(asker: Audience, members: Sequence[Audience] | None, *, has_outsiders: bool) -> Hearing:
    """Return who hears an answer in a shared channel. `members` is None when they could not be read.

    With a guest or an external member there it is the public. With at most `MOST_MEMBERS` it is what all of
    them may see; else the answer goes to the asker alone.
    """
    if has_outsiders:
        return Hearing(privately=asker, here=PUBLIC)
    if members is None or len(members) > MOST_MEMBERS:
        return Hearing(privately=asker, here=None)
    return Hearing(privately=asker, here=reduce(_both, members, asker))


def covers(one: Audience, other: Audience) -> bool:
    """Return whether somebody may see all that was looked up for another audience."""
    return _both(other, one) == other


def _both(one: Audience, other: Audience) -> Audience:
    """Return what both may see. Equal ones keep all they have."""
    if one == other:
        return one
    if not (one.is_staff and other.is_staff):
        return PUBLIC
    common = {COMMON} if sees_orders(one) and sees_orders(other) else set()
    return replace(
        one,
        roles=(one.roles & other.roles) or frozenset(common),
        companies=one.companies & other.companies,
        own_documents_only=one.own_documents_only or other.own_documents_only,
        user_id=one.user_id if one.user_id == other.user_id else None,
    )


def _sees_own_documents_only(groups: frozenset[str]) -> bool:
    return _SALES in groups and f"{_SALES}_all_leads" not in groups
