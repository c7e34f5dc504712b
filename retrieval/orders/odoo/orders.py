"""A `sale.order`, read whole, as the state of an order. Pure; the supply of short lines comes after."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from retrieval.orders.allocation import Supply
from retrieval.orders.odoo.lines import GOODS, LineRow, lines_of
from retrieval.orders.odoo.places import Places
from retrieval.orders.odoo.shipments import shipments_of
from retrieval.orders.odoo.values import (
    Row,
    decimal_from,
    midnight_from,
    moment_from,
    name_of,
    text_from,
)
from retrieval.orders.state import Customer, Invoice, OrderState, OrderStatus

URGENT = "1"
"""The star on a delivery."""
QUOTATIONS = (OrderStatus.DRAFT, OrderStatus.SENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """A state without its supply, and the ids by which the supply knows its lines."""

    id: int
    state: OrderState
    lines: tuple[LineRow, ...]

    def short_products(self) -> set[int]:
        return {row.product for row in self.lines if row.line.short > 0}

    def supplied(self, supply: Supply) -> OrderState:
        lines = tuple(supply.fill(self.state.number, row.id, row.line) for row in self.lines)
        return replace(self.state, lines=lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What is needed beyond the row itself. `url` and `portal_url` have no path; without them no links."""

    places: Places
    zone: ZoneInfo
    url: str
    portal_url: str

    def order(self, row: Row) -> OrderRow:
        lines = lines_of(row, self.places)
        return OrderRow(id=row["id"], state=self._state(row, lines), lines=lines)

    def _state(self, row: Row, lines: tuple[LineRow, ...]) -> OrderState:
        status = OrderStatus(row["state"])
        user = row.get("user_id", False)
        return OrderState(
            number=row["name"],
            customer=customer_from(row["partner_id"]["commercial_partner_id"]),
            status=status,
            lines=tuple(line.line for line in lines),
            shipments=shipments_of(row, self.places),
            ordered_at=_ordered_at(row),
            promised_at=moment_from(row["commitment_date"]),
            expected_at=_expected_at(row) if status is OrderStatus.CONFIRMED else None,
            warehouse=self.places.warehouse_name(row["warehouse_id"]),
            ship_complete=row["picking_policy"] == "one",
            priority=is_priority(row, self.places),
            customer_reference=text_from(row["client_order_ref"]),
            salesperson=name_of(user),
            salesperson_id=user["id"] if user else None,
            company_id=row["company_id"],
            invoices=self._invoices(row),
            invoice_status=text_from(row.get("invoice_status", False)),
            waits_for_payment=status in QUOTATIONS and _is_unpaid(row),
            credit_warning=bool(text_from(row.get("partner_credit_warning", False))),
            total=decimal_from(row["amount_total"]),
            currency=row["currency_id"]["name"],
            url=f"{self.url}/odoo/sales/{row['id']}" if self.url else None,
            portal_url=f"{self.portal_url}/my/orders/{row['id']}" if self.portal_url else None,
            withheld=frozenset(field for name, field in _NOT_READ.items() if name not in row),
        )

    def _invoices(self, row: Row) -> tuple[Invoice, ...]:
        rows = sorted(row.get("invoice_ids", ()), key=lambda invoice: int(invoice["id"]))
        return tuple(
            Invoice(
                number=invoice["name"] or "",
                posted=invoice["state"] == "posted",
                payment=invoice["payment_state"] or "not_paid",
                total=decimal_from(invoice["amount_total"]),
                due_at=midnight_from(invoice["invoice_date_due"], self.zone),
            )
            for invoice in rows
            if invoice["move_type"] == "out_invoice" and invoice["state"] != "cancel"
        )


_NOT_READ = {"invoice_ids": "invoices", "tag_ids": "priority"}
"""What of an order is not known when a field was not read."""


def customer_from(partner: Row) -> Customer:
    return Customer(id=partner["id"], name=partner["name"] or "", is_company=bool(partner["is_company"]))


def is_priority(row: Row, places: Places) -> bool:
    """True with the tag of priority orders, or with a starred delivery that is still to leave."""
    tagged = bool(places.priority_tags.intersection(row.get("tag_ids", ())))
    return tagged or any(picking["priority"] == URGENT for picking in row["picking_ids"])


def _ordered_at(row: Row) -> datetime:
    at = moment_from(row["date_order"])
    if at is None:
        raise ValueError("Odoo requires a date on every order")
    return at


def _expected_at(row: Row) -> datetime | None:
    """As Odoo reckons, but from stored fields: the shortest lead time, the longest if it ships complete."""
    leads = [
        line["customer_lead"]
        for line in row["order_line"]
        if line["product_id"] and line["product_id"]["type"] == GOODS and not line["is_delivery"]
    ]
    if not leads:
        return None
    lead = max(leads) if row["picking_policy"] == "one" else min(leads)
    return _ordered_at(row) + timedelta(days=lead)


def _is_unpaid(row: Row) -> bool:
    """A quotation that its customer confirms by paying, all or a share of it in advance."""
    share = decimal_from(row["prepayment_percent"]) or Decimal(1)
    wanted = decimal_from(row["amount_total"]) * share
    return bool(row["require_payment"]) and decimal_from(row["amount_paid"]) < wanted
