"""The asker as Odoo domains: what may be read is part of the query, never sorted out after it. Pure."""

from collections.abc import Iterable
from typing import Any

from retrieval.audience import Audience

Domain = list[Any]


def orders_of(audience: Audience) -> Domain | None:
    """Return the domain of the `sale.order`s this asker may see; None when there can be none.

    The user Shipmate works as sees more than most people: companies and own documents are applied here. A
    customer sees the orders of the commercial partner, whichever contact placed them, but no draft.
    """
    if audience.kind == "customer":
        return _of_customer(audience)
    if not audience.is_staff or not audience.companies:
        return None
    domain: Domain = [("company_id", "in", sorted(audience.companies))]
    if audience.own_documents_only:
        domain.append(("user_id", "in", [audience.user_id or False, False]))
    return domain


def _of_customer(audience: Audience) -> Domain | None:
    if not audience.customer_ids:
        return None
    domain: Domain = [
        ("partner_id.commercial_partner_id", "in", sorted(audience.customer_ids)),
        ("state", "!=", "draft"),
    ]
    if audience.companies:
        domain.append(("company_id", "in", sorted(audience.companies)))
    return domain


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
