"""A customer: who they are, their terms, and how many of their orders are open or late."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from retrieval.audience import Audience
from retrieval.orders.odoo.entitled import entitled
from retrieval.orders.odoo.lists import ListReader
from retrieval.orders.odoo.orders import customer_from
from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain, Sight, context_of
from retrieval.orders.odoo.specification import Specification
from retrieval.orders.odoo.values import Row, name_of, text_from
from retrieval.orders.source import OrderFilter
from retrieval.orders.state import CustomerState

_PARTNER: Specification = {
    "name": {},
    "is_company": {},
    "sale_warn_msg": {},
    "user_id": {"fields": {"name": {}}},
    "property_payment_term_id": {"fields": {"name": {}}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerReader:
    reading: Reading
    lists: ListReader
    longest_list: int

    async def customer(
        self, customer: int, sight: Sight, known_by: Domain, now: datetime
    ) -> CustomerState | None:
        """Return the customer; None without an order in the domain `known_by`.

        The orders the asker sees are listed and counted.
        """
        theirs: Domain = [("partner_id.commercial_partner_id", "=", customer)]
        company = await self._company(theirs + known_by, sight.context)
        if company is None:
            return None
        wanted = OrderFilter(customer_ids=frozenset({customer}), limit=self.longest_list)
        late = OrderFilter(customer_ids=frozenset({customer}), late=True, limit=0)
        partner, still_open, too_late = await asyncio.gather(
            self._partner(customer, company, sight.audience),
            self.lists.page(wanted, sight, now),
            self.lists.page(late, sight, now),
        )
        return CustomerState(
            customer=customer_from(partner),
            open_orders=still_open.orders,
            open_count=still_open.total,
            late_count=too_late.total,
            payment_terms=name_of(partner["property_payment_term_id"]),
            salesperson=name_of(partner["user_id"]),
            credit_note=text_from(partner.get("sale_warn_msg", False)),
        )

    async def _company(self, domain: Domain, context: dict[str, Any]) -> int | None:
        """Return the company of the newest order: terms are kept per company."""
        query = Query(
            model="sale.order",
            domain=domain,
            specification={"company_id": {}},
            order="date_order desc",
            limit=1,
            context=context,
        )
        return next((row["company_id"] for row in await self.reading.rows(query)), None)

    async def _partner(self, customer: int, company: int, audience: Audience) -> Row:
        query = Query(
            model="res.partner",
            domain=[("id", "=", customer)],
            specification=entitled("res.partner", _PARTNER, audience),
            context=context_of([company]),
        )
        return (await self.reading.rows(query))[0]
