"""The table of data classes for our own words of an order: who may see which field, and what a model gets.

Default closed: what is not in it is shown to nobody. A test fails when a field of these dataclasses, or a
reason, is missing here. What is read from Odoo for each is in `retrieval.classes.odoo`; docs/ has both.
"""

from collections.abc import Iterator, Mapping

from retrieval.classes.rules import READ_PURCHASES, DataClass, Kept, Rule, ToModel, may_see
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

__all__ = ["FIELDS", "HELD_NAMES", "PERSON", "REASONS", "DataClass", "Rule", "may_see", "model_gets", "rules"]

PUBLIC = Rule(DataClass.PUBLIC, to_customer=True)
SHARED = Rule(DataClass.CUSTOMER, to_customer=True)
INTERNAL = Rule(DataClass.OPERATIONAL)
PURCHASE = Rule(DataClass.OPERATIONAL, only=READ_PURCHASES, why="not for sales: Odoo shows them no purchases")
MONEY = Rule(DataClass.COMMERCIAL, to_customer=True)
SALES = Rule(DataClass.COMMERCIAL)
CREDIT = Rule(DataClass.CREDIT)
PERSON = Rule(
    DataClass.PERSONAL,
    to_customer=True,
    to_model=ToModel.MASKED,
    kept=Kept.CACHE,
    why="the name of a customer who is a private individual, in place of the rule for companies",
)
WRITTEN = SHARED.but(to_model=ToModel.MASKED, why="the customer's own words: may hold a person's name")
NUMBER = SHARED.but(kept=Kept.CONVERSATION, why="so that “and when?” finds its order; the rest is read again")
NAMED = SHARED.but(kept=Kept.CACHE, why="so that a name in a question is understood")
LINK = INTERNAL.but(
    to_model=ToModel.NEVER, why="an address inside the house: the answer links to it, no model needs it"
)
PORTAL = SHARED.but(
    to_model=ToModel.NEVER,
    why="the customer's link to their order: the answer links to it, no model needs it",
)
TRACKING_LINK = SHARED.but(why="the carrier's page for the tracking number, which stands in it")
NOTE = CREDIT.but(
    to_model=ToModel.MASKED, why="a colleague's words about a customer: may hold a person's name"
)
CUSTOMER_KEY = SHARED.but(
    kept=Kept.CONVERSATION, why="Odoo's number of the customer, so that “their other orders” finds them"
)
COMPANY = INTERNAL.but(to_model=ToModel.NEVER, why="a number of Odoo that means nothing outside")
KEY = SALES.but(to_model=ToModel.NEVER, why="a number of Odoo that means nothing outside")


_FIELDS: Mapping[type, Mapping[str, Rule]] = {
    OrderState: {
        "number": NUMBER,
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
        "customer_reference": WRITTEN,
        "salesperson": MONEY,
        "salesperson_id": KEY,
        "company_id": COMPANY,
        "invoices": MONEY,
        "invoice_status": MONEY,
        "waits_for_payment": SHARED,
        "credit_warning": CREDIT,
        "total": MONEY,
        "currency": SHARED,
        "url": LINK,
        "portal_url": PORTAL,
        "withheld": SHARED,
    },
    Customer: {"id": CUSTOMER_KEY, "name": NAMED, "is_company": SHARED},
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
        "purchase": PURCHASE,
        "supplier": PURCHASE,
        "quantity": SHARED,
        "expected_at": SHARED,
        "purchase_quantity": PURCHASE,
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
        "tracking_url": TRACKING_LINK,
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
        "purchase": PURCHASE,
        "warehouse": INTERNAL,
        "quantity": INTERNAL,
        "expected_at": INTERNAL,
        "supplier": PURCHASE,
        "confirmed": INTERNAL,
    },
    CustomerState: {
        "customer": SHARED,
        "open_orders": SHARED,
        "open_count": SHARED,
        "late_count": SHARED,
        "payment_terms": MONEY,
        "salesperson": MONEY,
        "credit_note": NOTE,
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
        "purchase": PURCHASE,
        "supplier": PURCHASE,
        "purchase_quantity": PURCHASE,
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

_REASONS: Mapping[ReasonCode, Rule] = {
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

_ON_A_LABEL: Mapping[type, frozenset[str]] = {
    OrderState: frozenset(
        {"number", "customer", "status", "shipments", "ordered_at", "promised_at", "portal_url"}
    ),
    Customer: frozenset({"id", "is_company"}),
    Shipment: frozenset(
        {"name", "status", "done_at", "carrier", "tracking", "tracking_url", "backorder_of", "is_return"}
    ),
    Reason: frozenset(
        {
            "code",
            "at",
            "days",
            "against",
            "shipment",
            "shipments",
            "carrier",
            "confirmed",
            "at_least",
            "items",
        }
    ),
}
"""What a guest sees of an order by its number and the postcode: status, dates, tracking."""
_INSIDE: Mapping[type, frozenset[str]] = {
    OrderState: frozenset({"lines", "ship_complete"}),
    Line: frozenset(
        {"sku", "product", "unit", "ordered", "delivered", "reserved", "short", "inbound", "is_service"}
    ),
    Inbound: frozenset({"quantity", "expected_at", "confirmed"}),
    Shipment: frozenset({"lines"}),
    ShipmentLine: frozenset({"sku", "product", "quantity", "reserved", "picked"}),
    Reason: frozenset({"sku", "product", "unit", "quantity", "of_quantity", "inbound", "overdue_days"}),
}
"""What the order's e-mail address opens to a guest as well: its lines."""
_ABOUT_GOODS = frozenset(
    {
        ReasonCode.WAITING_FOR_STOCK,
        ReasonCode.READY_NOT_PICKED,
        ReasonCode.PICKED_WITHOUT_CARRIER,
        ReasonCode.SHIP_COMPLETE,
        ReasonCode.NOT_RESERVED,
        ReasonCode.SPLIT_BY_SHORTAGE,
    }
)
"""They tell how much of what there is: without the lines nothing of it could be checked."""
_NOT_FOR_GUESTS = frozenset({ReasonCode.WAITING_FOR_PAYMENT, ReasonCode.SPLIT_BY_WAREHOUSE})


def _for_guests(kind: type, name: str, rule: Rule) -> Rule:
    if name in _ON_A_LABEL.get(kind, ()):
        return rule.for_guests("label")
    return rule.for_guests("email") if name in _INSIDE.get(kind, ()) else rule


def _reason_for_guests(code: ReasonCode, rule: Rule) -> Rule:
    if not rule.to_customer or code in _NOT_FOR_GUESTS:
        return rule
    return rule.for_guests("email" if code in _ABOUT_GOODS else "label")


FIELDS: Mapping[type, Mapping[str, Rule]] = {
    kind: {name: _for_guests(kind, name, rule) for name, rule in rules.items()}
    for kind, rules in _FIELDS.items()
}
REASONS: Mapping[ReasonCode, Rule] = {code: _reason_for_guests(code, rule) for code, rule in _REASONS.items()}

HELD_NAMES: Mapping[str, Rule] = {
    "kind": PUBLIC,
    "id": CUSTOMER_KEY,
    "name": NAMED,
    "key": NAMED,
    "aliases": NAMED.but(
        why="other spellings, contacts and branches: only to understand a question, in no answer"
    ),
    "is_company": NAMED,
}
"""Of `NamedRecord`: what an asker may say and be understood. Private customers' names go by PERSON."""


def rules() -> Iterator[tuple[str, Rule]]:
    """Yield every field with its rule, as "OrderState.total"."""
    for kind, fields in FIELDS.items():
        for name, rule in fields.items():
            yield f"{kind.__name__}.{name}", rule
    for name, rule in HELD_NAMES.items():
        yield f"NamedRecord.{name}", rule


def model_gets(kind: type, name: str) -> ToModel:
    """Return whether a language model gets a field: what is not in the table never."""
    rule = FIELDS.get(kind, {}).get(name)
    return rule.to_model if rule else ToModel.NEVER
