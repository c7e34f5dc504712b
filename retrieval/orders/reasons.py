"""Why an order is where it is, computed from its state. A model may word a reason, never find one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from retrieval.orders.state import Inbound


class ReasonCode(StrEnum):
    DRAFT = "draft"
    CANCELLED = "cancelled"
    DELIVERED = "delivered"
    PARTLY_DELIVERED = "partly_delivered"
    RETURNED = "returned"
    WAITING_FOR_PAYMENT = "waiting_for_payment"
    CREDIT_WARNING = "credit_warning"
    WAITING_FOR_STOCK = "waiting_for_stock"
    RESERVED_FOR_OTHERS = "reserved_for_others"
    STOCK_ELSEWHERE = "stock_elsewhere"
    ON_HOLD = "on_hold"
    SHIP_COMPLETE = "ship_complete"
    READY_NOT_PICKED = "ready_not_picked"
    PICKED_WITHOUT_CARRIER = "picked_without_carrier"
    AWAITING_COLLECTION = "awaiting_collection"
    """Picked and booked with a carrier; it has not left."""
    LEFT_WITHOUT_TRACKING = "left_without_tracking"
    NOT_RESERVED = "not_reserved"
    SPLIT_BY_WAREHOUSE = "split_by_warehouse"
    SPLIT_BY_SHORTAGE = "split_by_shortage"
    LATE = "late"
    WILL_BE_LATE = "will_be_late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One computed reason. Only the fields its code speaks of are set.

    `days` counts calendar days in the company's time zone, positive when late. `against` says what lateness
    is measured against: "promise" (the date promised on the order) or "expected" (Odoo's expected date, only
    when nothing was promised).

    CANCELLED, DRAFT, WAITING_FOR_PAYMENT, CREDIT_WARNING   nothing more
    DELIVERED              quantity that left of_quantity ordered; at: the last delivery; days, against: late
                           (negative: early; None: nothing to measure against)
    PARTLY_DELIVERED       quantity of of_quantity; at: the last delivery; shipments: what left
    WAITING_FOR_STOCK      sku; quantity short of of_quantity ordered; inbound: the purchases that bring it;
                           purchase, supplier, purchase_quantity, at, confirmed, overdue_days: the one that
                           comes last (at None: no date known); uncovered: what no purchase brings
    NOT_RESERVED           sku, warehouse; quantity free there, of of_quantity ordered
    ON_HOLD                sku, warehouse; quantity on hold; of_quantity short
    RESERVED_FOR_OTHERS    sku, warehouse; quantity in all; orders: who holds how much
    STOCK_ELSEWHERE        sku; quantity in all; warehouses: where how much is free
    SHIP_COMPLETE          items that could leave today but wait; quantity of of_quantity open
    READY_NOT_PICKED       shipment, warehouse; quantity not picked yet; at: when it is scheduled
    PICKED_WITHOUT_CARRIER shipment, warehouse, quantity
    AWAITING_COLLECTION    shipment, warehouse, carrier, quantity
    LEFT_WITHOUT_TRACKING  shipment, warehouse, carrier; at: when it left
    RETURNED               quantity; at: when it came back; shipment
    SPLIT_BY_WAREHOUSE     warehouses: how much each; shipments
    SPLIT_BY_SHORTAGE      quantity on back orders; shipments, the first one first
    LATE                   days, against; at: the date missed
    WILL_BE_LATE           days after the promise; at: when the last missing goods arrive; purchase,
                           confirmed; at_least: other missing goods have no date, so it may be more days
    UNKNOWN                sku, quantity of of_quantity that no open delivery holds; or nothing at all
    """

    code: ReasonCode
    sku: str | None = None
    product: str | None = None
    unit: str | None = None
    quantity: Decimal | None = None
    of_quantity: Decimal | None = None
    warehouse: str | None = None
    warehouses: tuple[tuple[str, Decimal], ...] = ()
    purchase: str | None = None
    supplier: str | None = None
    purchase_quantity: Decimal | None = None
    confirmed: bool = True
    """False when the purchase is still a request for quotation."""
    overdue_days: int | None = None
    """How many days ago the purchase should have come."""
    inbound: tuple[Inbound, ...] = ()
    """Earliest first."""
    uncovered: Decimal | None = None
    at: datetime | None = None
    orders: tuple[tuple[str, Decimal], ...] = ()
    items: tuple[tuple[str, Decimal], ...] = ()
    """SKUs and quantities."""
    shipment: str | None = None
    shipments: tuple[str, ...] = ()
    carrier: str | None = None
    days: int | None = None
    against: str | None = None
    at_least: bool = False
