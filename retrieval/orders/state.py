"""What is known of an order, read at one moment. Values only; nothing here is computed or worded.

Quantities are `Decimal` in the line's unit; moments are aware UTC datetimes; amounts are in `currency`.
`None` means "not set" or "withheld from this asker" (then the field's name is in `OrderState.withheld`).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class OrderStatus(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    CONFIRMED = "sale"
    CANCELLED = "cancel"


class ShipmentStatus(StrEnum):
    """Odoo's `stock.picking.state`. `ASSIGNED` does not mean that everything is reserved."""

    DRAFT = "draft"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    ASSIGNED = "assigned"
    DONE = "done"
    CANCELLED = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """The commercial partner of an order. `is_company` False means a private individual."""

    id: int
    name: str
    is_company: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """A part of a purchase's receipt that will serve one short line."""

    purchase: str
    supplier: str | None
    quantity: Decimal
    expected_at: datetime | None
    purchase_quantity: Decimal | None = None
    """All that the purchase still brings of this product."""
    confirmed: bool = True
    """False for a purchase that is still a request for quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """Stock of the same product and warehouse that another order holds."""

    order: str
    quantity: Decimal
    promised_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockAt:
    """What one warehouse has of a product. `free` is neither reserved nor on hold."""

    warehouse: str
    on_hand: Decimal
    free: Decimal
    on_hold: Decimal = Decimal(0)
    """In a quality or hold location: there, but nobody may pick it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One product on the order.

    `delivered` is what left less what came back. `short` is what open deliveries want and have not reserved;
    the tuples below it say what is known of that shortage and are empty when nothing is short.
    """

    sku: str
    product: str
    unit: str
    warehouse: str
    ordered: Decimal
    delivered: Decimal
    reserved: Decimal
    short: Decimal
    inbound: tuple[Inbound, ...] = ()
    """Purchases that will bring the short quantity, earliest first."""
    held_by: tuple[Reservation, ...] = ()
    elsewhere: tuple[StockAt, ...] = ()
    """Free stock of the product in other warehouses, most first."""
    on_hold: Decimal = Decimal(0)
    """On hold in the line's own warehouse."""
    free: Decimal = Decimal(0)
    """Free in the line's own warehouse and enough to serve this line in its turn, yet not reserved."""
    is_service: bool = False
    """Work, not goods: never reserved, short or shipped."""
    unit_price: Decimal | None = None
    subtotal: Decimal | None = None

    @property
    def open(self) -> Decimal:
        """Ordered and not delivered yet."""
        return max(self.ordered - self.delivered, Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentLine:
    """`quantity` is what shall leave, of a done delivery what left (which may be more than was ordered)."""

    sku: str
    product: str
    quantity: Decimal
    reserved: Decimal
    picked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """One delivery (`stock.picking`) of the order."""

    name: str
    warehouse: str
    status: ShipmentStatus
    lines: tuple[ShipmentLine, ...]
    scheduled_at: datetime | None = None
    deadline_at: datetime | None = None
    done_at: datetime | None = None
    carrier: str | None = None
    tracking: str | None = None
    tracking_url: str | None = None
    backorder_of: str | None = None
    is_return: bool = False
    """Goods coming back from the customer."""

    @property
    def is_open(self) -> bool:
        return self.status not in (ShipmentStatus.DONE, ShipmentStatus.CANCELLED)

    @property
    def is_reserved(self) -> bool:
        """True when every line of an open delivery is fully reserved."""
        return bool(self.lines) and all(line.reserved >= line.quantity for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """`payment`: not_paid, in_payment, paid, partial, reversed (Odoo's `payment_state`)."""

    number: str
    posted: bool
    payment: str
    total: Decimal | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderState:
    number: str
    customer: Customer
    status: OrderStatus
    lines: tuple[Line, ...]
    shipments: tuple[Shipment, ...]
    """Oldest first."""
    ordered_at: datetime
    promised_at: datetime | None
    expected_at: datetime | None
    """Odoo's order date plus lead time: it ignores shortages. None unless the order is confirmed."""
    warehouse: str
    ship_complete: bool
    priority: bool = False
    customer_reference: str | None = None
    salesperson: str | None = None
    salesperson_id: int | None = None
    company_id: int = 1
    invoices: tuple[Invoice, ...] = ()
    invoice_status: str | None = None
    """Odoo's `invoice_status`: no, to invoice, invoiced, upselling."""
    waits_for_payment: bool = False
    """Confirmed only when paid in advance, and not paid yet."""
    credit_warning: bool = False
    """Odoo warns that the customer's credit limit is exceeded. Odoo community holds nothing by itself."""
    total: Decimal | None = None
    currency: str = "EUR"
    url: str | None = None
    """The record in Odoo; for customers `disclose` puts `portal_url` here."""
    portal_url: str | None = None
    withheld: frozenset[str] = frozenset()
    """Names of the fields this asker may not see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    purchase: str
    warehouse: str
    quantity: Decimal
    expected_at: datetime | None
    supplier: str | None = None
    confirmed: bool = True
    """False for a purchase that is still a request for quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductState:
    sku: str
    name: str
    unit: str
    stock: tuple[StockAt, ...]
    receipts: tuple[Receipt, ...]
    """Open receipts, earliest first."""
    substitutes: tuple[tuple[str, str], ...] = ()
    """Stated in the ERP: (sku, name)."""
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerState:
    """A customer's open orders, most urgent first."""

    customer: Customer
    open_orders: tuple[OrderState, ...]
    open_count: int
    late_count: int
    payment_terms: str | None = None
    salesperson: str | None = None
    credit_note: str | None = None
    withheld: frozenset[str] = frozenset()
