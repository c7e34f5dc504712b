"""The table of data classes: who may see which field. Default closed: what is not in it is shown to nobody.

A test fails when a field of these dataclasses, or a reason, is missing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrieval.audience import Audience
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import (
    Customer,
    CustomerState,
    Inbound,
    Invoice,
    Line,
    OrderState,
    ProductState,
    Receipt,
    Reservation,
    Shipment,
    ShipmentLine,
    StockAt,
)


class DataClass(StrEnum):
    PUBLIC = "public"
    """Names of products: not secret from anybody who is let in at all."""
    CUSTOMER = "customer"
    """What a customer's order is and how it goes: for all staff, and for the customer."""
    OPERATIONAL = "operational"
    COMMERCIAL = "commercial"
    CREDIT = "credit"
    PERSONAL = "personal"
    """Of a private individual."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`to_customer`: also shown to the customer whose order it is."""

    data_class: DataClass
    to_customer: bool = False


PUBLIC = Rule(DataClass.PUBLIC, to_customer=True)
SHARED = Rule(DataClass.CUSTOMER, to_customer=True)
INTERNAL = Rule(DataClass.OPERATIONAL)
MONEY = Rule(DataClass.COMMERCIAL, to_customer=True)
SALES = Rule(DataClass.COMMERCIAL)
CREDIT = Rule(DataClass.CREDIT)
PERSON = Rule(DataClass.PERSONAL, to_customer=True)
"""The name of a customer who is a private individual, in place of SHARED."""

_STAFF = frozenset({DataClass.PUBLIC, DataClass.CUSTOMER, DataClass.OPERATIONAL})
_TRADE = _STAFF | {DataClass.COMMERCIAL, DataClass.PERSONAL}
BY_ROLE: Mapping[str, frozenset[DataClass]] = {
    "warehouse": _STAFF | {DataClass.PERSONAL},
    "purchasing": _TRADE,
    "customer-service": _TRADE | {DataClass.CREDIT},
    "sales": _TRADE | {DataClass.CREDIT},
    "supervisor": _TRADE | {DataClass.CREDIT},
}


def may_see(rule: Rule, audience: Audience) -> bool:
    """Return whether the asker sees a field of an order they may see at all. The public sees none."""
    if audience.kind == "customer":
        return rule.to_customer
    if not audience.is_staff:
        return False
    seen = _STAFF.union(*(BY_ROLE.get(role, _STAFF) for role in audience.roles))
    return rule.data_class in seen


FIELDS: Mapping[type, Mapping[str, Rule]] = {
    OrderState: {
        "number": SHARED,
        "customer": SHARED,
        "status": SHARED,
        "lines": SHARED,
        "shipments": SHARED,
        "ordered_at": SHARED,
        "promised_at": SHARED,
        "expected_at": INTERNAL,
        "warehouse": INTERNAL,
        "ship_complete": SHARED,
        "priority": INTERNAL,
        "customer_reference": SHARED,
        "salesperson": MONEY,
        "salesperson_id": SALES,
        "company_id": INTERNAL,
        "invoices": MONEY,
        "invoice_status": MONEY,
        "waits_for_payment": SHARED,
        "credit_warning": CREDIT,
        "total": MONEY,
        "currency": SHARED,
        "url": INTERNAL,
        "portal_url": SHARED,
        "withheld": SHARED,
    },
    Customer: {"id": SHARED, "name": SHARED, "is_company": SHARED},
    Line: {
        "sku": PUBLIC,
        "product": PUBLIC,
        "unit": PUBLIC,
        "warehouse": INTERNAL,
        "ordered": SHARED,
        "delivered": SHARED,
        "reserved": SHARED,
        "short": SHARED,
        "inbound": SHARED,
        "held_by": INTERNAL,
        "elsewhere": INTERNAL,
        "on_hold": INTERNAL,
        "free": INTERNAL,
        "is_service": PUBLIC,
        "unit_price": MONEY,
        "subtotal": MONEY,
    },
    Inbound: {
        "purchase": INTERNAL,
        "supplier": INTERNAL,
        "quantity": SHARED,
        "expected_at": SHARED,
        "purchase_quantity": INTERNAL,
        "confirmed": SHARED,
    },
    Reservation: {"order": INTERNAL, "quantity": INTERNAL, "promised_at": INTERNAL},
    StockAt: {"warehouse": INTERNAL, "on_hand": INTERNAL, "free": INTERNAL, "on_hold": INTERNAL},
    Shipment: {
        "name": SHARED,
        "warehouse": INTERNAL,
        "status": SHARED,
        "lines": SHARED,
        "scheduled_at": INTERNAL,
        "deadline_at": INTERNAL,
        "done_at": SHARED,
        "carrier": SHARED,
        "tracking": SHARED,
        "tracking_url": SHARED,
        "backorder_of": SHARED,
        "is_return": SHARED,
    },
    ShipmentLine: {
        "sku": PUBLIC,
        "product": PUBLIC,
        "quantity": SHARED,
        "reserved": SHARED,
        "picked": SHARED,
    },
    Invoice: {"number": MONEY, "posted": MONEY, "payment": MONEY, "total": MONEY, "due_at": MONEY},
    ProductState: {
        "sku": PUBLIC,
        "name": PUBLIC,
        "unit": PUBLIC,
        "stock": INTERNAL,
        "receipts": INTERNAL,
        "substitutes": PUBLIC,
        "withheld": PUBLIC,
    },
    Receipt: {
        "purchase": INTERNAL,
        "warehouse": INTERNAL,
        "quantity": INTERNAL,
        "expected_at": INTERNAL,
        "supplier": INTERNAL,
        "confirmed": INTERNAL,
    },
    CustomerState: {
        "customer": SHARED,
        "open_orders": SHARED,
        "open_count": SHARED,
        "late_count": SHARED,
        "payment_terms": MONEY,
        "salesperson": MONEY,
        "credit_note": CREDIT,
        "withheld": SHARED,
    },
    Reason: {
        "code": SHARED,
        "sku": PUBLIC,
        "product": PUBLIC,
        "unit": PUBLIC,
        "quantity": SHARED,
        "of_quantity": SHARED,
        "warehouse": INTERNAL,
        "warehouses": INTERNAL,
        "purchase": INTERNAL,
        "supplier": INTERNAL,
        "purchase_quantity": INTERNAL,
        "confirmed": SHARED,
        "overdue_days": SHARED,
        "inbound": SHARED,
        "uncovered": INTERNAL,
        "at": SHARED,
        "orders": INTERNAL,
        "items": SHARED,
        "shipment": SHARED,
        "shipments": SHARED,
        "carrier": SHARED,
        "days": SHARED,
        "against": SHARED,
        "at_least": SHARED,
    },
}

REASONS: Mapping[ReasonCode, Rule] = {
    ReasonCode.DRAFT: SHARED,
    ReasonCode.CANCELLED: SHARED,
    ReasonCode.DELIVERED: SHARED,
    ReasonCode.PARTLY_DELIVERED: SHARED,
    ReasonCode.RETURNED: SHARED,
    ReasonCode.WAITING_FOR_PAYMENT: SHARED,
    ReasonCode.CREDIT_WARNING: CREDIT,
    ReasonCode.WAITING_FOR_STOCK: SHARED,
    ReasonCode.RESERVED_FOR_OTHERS: INTERNAL,
    ReasonCode.STOCK_ELSEWHERE: INTERNAL,
    ReasonCode.ON_HOLD: INTERNAL,
    ReasonCode.SHIP_COMPLETE: SHARED,
    ReasonCode.READY_NOT_PICKED: SHARED,
    ReasonCode.PICKED_WITHOUT_CARRIER: SHARED,
    ReasonCode.AWAITING_COLLECTION: SHARED,
    ReasonCode.LEFT_WITHOUT_TRACKING: SHARED,
    ReasonCode.NOT_RESERVED: SHARED,
    ReasonCode.SPLIT_BY_WAREHOUSE: SHARED,
    ReasonCode.SPLIT_BY_SHORTAGE: SHARED,
    ReasonCode.LATE: SHARED,
    ReasonCode.WILL_BE_LATE: SHARED,
    ReasonCode.UNKNOWN: SHARED,
}
