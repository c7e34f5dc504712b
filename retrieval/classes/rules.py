"""The words of the table: classes of data, who sees them, whether a model gets them, how long kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from retrieval.audience import Audience


class DataClass(StrEnum):
    PUBLIC = "public"
    """Names of products: not secret from anybody who is let in at all."""
    CUSTOMER = "customer"
    """What a customer's order is and how it goes: for all staff with orders, and for the customer."""
    OPERATIONAL = "operational"
    """How the house works: stock, purchases, warehouses, the orders of others."""
    COMMERCIAL = "commercial"
    """Prices, invoices, terms, contracts."""
    CREDIT = "credit"
    PERSONAL = "personal"
    """Of a private individual."""


class ToModel(StrEnum):
    """What a language model gets. `MASKED`: only after redaction, as a handle where it is personal."""

    YES = "yes"
    MASKED = "masked"
    NEVER = "never"


class Kept(StrEnum):
    """How long a value stays in the process or on disk once the answer is given."""

    ANSWER = "until the answer is given"
    CACHE = "120 seconds"
    CONVERSATION = "as long as the conversation"
    INDEX = "until the index run that finds it gone"


CACHE_SECONDS = 120
"""Names are kept by who reads them and by who understands them, half of this each."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`to_customer`: also shown to the customer whose order it is. `only`: of the roles that see the class.

    `why` says what is not obvious, for who reads the table.
    """

    data_class: DataClass
    to_customer: bool = False
    only: frozenset[str] | None = None
    to_guest: Literal["", "label", "email"] = ""
    """Also shown to a guest who proved that much of an order."""
    to_model: ToModel = ToModel.YES
    kept: Kept = Kept.ANSWER
    why: str = ""

    def for_guests(self, proof: Literal["label", "email"]) -> "Rule":
        return replace(self, to_guest=proof)

    def but(self, *, to_model: ToModel | None = None, kept: Kept | None = None, why: str = "") -> "Rule":
        """Return the rule with a difference, and the reason for it."""
        return replace(self, to_model=to_model or self.to_model, kept=kept or self.kept, why=why or self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """`in_odoo`: the groups whose rights it stands for; give the role to nobody who has not all of them.

    `sees_orders`: whether those groups can read sales orders at all.
    """

    in_odoo: tuple[str, ...]
    classes: frozenset[DataClass]
    sees_orders: bool = True


_STOCK = "stock.group_stock_user"
_SALES = "sales_team.group_sale_salesman"
_HANDLING = frozenset({DataClass.PUBLIC, DataClass.CUSTOMER, DataClass.OPERATIONAL})
_SELLING = _HANDLING | {DataClass.COMMERCIAL, DataClass.CREDIT, DataClass.PERSONAL}

COMMON = "common"
"""Nobody's role: what colleagues who all see orders see alike, when no role of theirs is the same."""
ROLES: Mapping[str, Role] = {
    "staff": Role(in_odoo=(_STOCK,), classes=_HANDLING),
    "warehouse": Role(in_odoo=(_STOCK,), classes=_HANDLING | {DataClass.PERSONAL}),
    "purchasing": Role(
        in_odoo=("purchase.group_purchase_user",), classes=_HANDLING | {DataClass.PERSONAL}, sees_orders=False
    ),
    "sales": Role(in_odoo=(_SALES,), classes=_SELLING),
    "customer-service": Role(in_odoo=(f"{_SALES}_all_leads", _STOCK), classes=_SELLING),
    "supervisor": Role(
        in_odoo=("sales_team.group_sale_manager", "stock.group_stock_manager"), classes=_SELLING
    ),
    COMMON: Role(in_odoo=(), classes=frozenset({DataClass.PUBLIC, DataClass.CUSTOMER})),
}
"""Somebody with several roles sees what any of them sees; with none of these, nothing but what is public.

Sales without "all documents" are held to their own orders by `Audience.own_documents_only`.
"""

READ_PURCHASES = frozenset({"staff", "warehouse", "purchasing", "customer-service", "supervisor"})
"""Odoo shows purchases to purchasing and, with its stock module, to the warehouse; not to sales."""


def may_see(rule: Rule, audience: Audience) -> bool:
    """Return whether the asker sees a field of an order they may see at all. The public sees none."""
    if audience.kind == "customer":
        return rule.to_customer
    if audience.kind == "guest":
        return bool(rule.to_guest) and (rule.to_guest == "label" or audience.proof == "email")
    if not audience.is_staff:
        return False
    return rule.data_class is DataClass.PUBLIC or any(_opens(role, rule) for role in audience.roles)


def _opens(role: str, rule: Rule) -> bool:
    return (
        role in ROLES and rule.data_class in ROLES[role].classes and (rule.only is None or role in rule.only)
    )


def sees_purchases(audience: Audience) -> bool:
    """A customer is told when goods come, which takes the purchases; `disclose` empties what names them."""
    return not audience.is_staff or bool(READ_PURCHASES & audience.roles)


def sees_orders(audience: Audience) -> bool:
    """Return whether the asker may see any order: a customer theirs, staff by a role that has orders."""
    if audience.kind == "customer":
        return bool(audience.customer_ids)
    if audience.kind == "guest":
        return bool(audience.proven_order and audience.proof)
    return audience.is_staff and any(role in ROLES and ROLES[role].sees_orders for role in audience.roles)
