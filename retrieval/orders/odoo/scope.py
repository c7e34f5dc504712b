"""The asker as Odoo domains: what may be read is part of the query, never sorted out after it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from retrieval.audience import Audience
from retrieval.classes.rules import sees_orders, sees_purchases
from retrieval.orders.data_classes import FIELDS, may_see
from retrieval.orders.state import OrderState

Domain = list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one asker sees of Odoo.

    `orders` holds their sales orders, with `context`. `invoices` holds those invoices of these orders that
    are theirs to see, None for none; it is empty when all are. `purchases`: whether Odoo shows them these.
    """

    audience: Audience
    orders: Domain
    invoices: Domain | None
    context: dict[str, Any]
    purchases: bool

    @classmethod
    def of(cls, audience: Audience) -> "Sight | None":
        """Return it, or None when there can be no order to see."""
        orders = orders_of(audience)
        if orders is None:
            return None
        return cls(
            audience=audience,
            orders=orders,
            invoices=invoices_of(audience),
            context=context_of(audience.companies if audience.is_staff else ()),
            purchases=sees_purchases(audience),
        )


def invoices_of(audience: Audience) -> Domain | None:
    """Return Odoo's own rules for the invoices of an order one sees; empty for all of them."""
    if not may_see(FIELDS[OrderState]["invoices"], audience):
        return None
    if audience.kind == "customer":
        return [
            ("state", "not in", ("draft", "cancel")),
            ("partner_id.commercial_partner_id", "in", sorted(audience.customer_ids)),
        ]
    if audience.own_documents_only:
        return [("invoice_user_id", "in", [audience.user_id or False, False])]
    return []


def orders_of(audience: Audience) -> Domain | None:
    """Return the domain of the `sale.order`s this asker may see; None when there can be none.

    The user Shipmate works as sees more than most people: companies, own documents and the right to read
    orders at all (purchasing alone has none) are applied here. A customer sees the orders of the commercial
    partner, whichever contact placed them, but no draft.
    """
    if not sees_orders(audience):
        return None
    if audience.kind == "customer":
        return _of_customer(audience)
    if audience.kind == "guest":
        return [*_of_companies(audience), ("name", "=", audience.proven_order), ("state", "!=", "draft")]
    if not audience.companies:
        return None
    domain: Domain = [("company_id", "in", sorted(audience.companies))]
    if audience.own_documents_only:
        domain.append(("user_id", "in", [audience.user_id or False, False]))
    return domain


def _of_customer(audience: Audience) -> Domain:
    domain: Domain = [
        ("partner_id.commercial_partner_id", "in", sorted(audience.customer_ids)),
        ("state", "!=", "draft"),
    ]
    return domain + _of_companies(audience)


def _of_companies(audience: Audience) -> Domain:
    return [("company_id", "in", sorted(audience.companies))] if audience.companies else []


def context_of(companies: Iterable[int]) -> dict[str, Any]:
    """Return the context that keeps Odoo to these companies; without any, to all its user may see."""
    chosen = sorted(companies)
    return {"allowed_company_ids": chosen} if chosen else {}


def any_of(domains: list[Domain]) -> Domain:
    """Return the domain that holds where one of these does; each is a conjunction of leaves."""
    joined: Domain = ["|"] * (len(domains) - 1)
    for domain in domains:
        joined += ["&"] * (len(domain) - 1) + domain
    return joined
