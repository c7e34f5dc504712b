"""Why an order is where it is, computed from its state. A model may word a reason, never find one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


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

    `days` counts calendar days in the company's time zone. `against` says what lateness is measured
    against: "promise" (the date promised on the order) or "expected" (Odoo's expected date).
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
    at: datetime | None = None
    orders: tuple[tuple[str, Decimal], ...] = ()
    shipment: str | None = None
    shipments: tuple[str, ...] = ()
    days: int | None = None
    against: str | None = None
