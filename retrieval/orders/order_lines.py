"""A disclosed order as lines of facts: every value an answer may speak."""

from collections.abc import Iterator
from decimal import Decimal

from retrieval.orders.reason_lines import inbound_line
from retrieval.orders.standing import goods, is_delivered, is_open
from retrieval.orders.state import (
    Invoice,
    Line,
    OrderState,
    OrderStatus,
    Shipment,
    ShipmentLine,
    ShipmentStatus,
)
from retrieval.orders.wording import Spelling, joined, money, number

ZERO = Decimal(0)

_STATUS = {
    OrderStatus.DRAFT: "draft quotation, not confirmed",
    OrderStatus.SENT: "quotation sent, not confirmed",
    OrderStatus.CONFIRMED: "confirmed order",
    OrderStatus.CANCELLED: "cancelled",
}
_SHIPMENT = {
    ShipmentStatus.DRAFT: "draft",
    ShipmentStatus.WAITING: "waiting for another operation",
    ShipmentStatus.CONFIRMED: "waiting for stock",
    ShipmentStatus.ASSIGNED: "ready",
    ShipmentStatus.DONE: "done, has left",
    ShipmentStatus.CANCELLED: "cancelled",
}


def order_lines(order: OrderState, spell: Spelling) -> Iterator[str]:
    yield from _head(order)
    yield from _dates(order, spell)
    for line in order.lines:
        yield _line(order, line)
        yield from _supply(line, spell)
    yield from _sums(order)
    for shipment in order.shipments:
        yield _shipment(shipment, spell)
    if not order.shipments:
        yield "Deliveries: none"
    yield from _money(order, spell)


def _head(order: OrderState) -> Iterator[str]:
    yield f"Order {order.number}" + (f" of {order.customer.name}" if order.customer.name else "")
    yield f"Status: {_STATUS[order.status]}{', delivered' if is_delivered(order) else ''}"
    if order.customer_reference:
        yield f"Customer's reference: {order.customer_reference}"
    if order.warehouse:
        yield f"Warehouse: {order.warehouse}"
    if order.priority:
        yield "Priority order: yes"
    if order.ship_complete:
        yield "Ships complete: yes, nothing leaves before everything is there"
    if order.salesperson:
        yield f"Salesperson: {order.salesperson}"
    if order.waits_for_payment:
        yield "Waits for payment in advance"
    if order.credit_warning:
        yield "Credit warning: the customer's credit limit is exceeded"


def _dates(order: OrderState, spell: Spelling) -> Iterator[str]:
    yield f"Ordered: {spell.moment(order.ordered_at)}"
    yield f"Promised: {spell.moment(order.promised_at) if order.promised_at else 'no date was promised'}"
    if order.expected_at and is_open(order):
        yield f"Expected by lead time alone, shortages ignored: {spell.moment(order.expected_at)}"


def _line(order: OrderState, line: Line) -> str:
    kind = "Service" if line.is_service else "Line"
    stock = None if line.is_service else f"{number(line.reserved)} reserved, {number(line.short)} short"
    return joined(
        (
            f"{kind} {line.sku} {line.product}: {number(line.ordered)} ordered ({line.unit})",
            f"{number(line.delivered)} delivered",
            None if is_delivered(order) and not line.is_service else f"{number(line.open)} open",
            stock,
            line.warehouse and f"from {line.warehouse}",
            _price("unit price", line.unit_price, order.currency),
            _price("subtotal", line.subtotal, order.currency),
        )
    )


def _price(name: str, amount: Decimal | None, currency: str) -> str | None:
    return None if amount is None else f"{name} {money(amount, currency)}"


def _supply(line: Line, spell: Spelling) -> Iterator[str]:
    for part in line.inbound:
        yield f"Inbound {line.sku}: {inbound_line(part, spell)}"
    for held in line.held_by:
        promise = f", promised {spell.moment(held.promised_at)}" if held.promised_at else ""
        yield f"Order {held.order} holds {number(held.quantity)} {line.sku} in {line.warehouse}{promise}"
    for place in line.elsewhere:
        yield f"{place.warehouse} has {number(place.free)} {line.sku} free of {number(place.on_hand)}"
    if line.on_hold:
        yield f"{line.warehouse} has {number(line.on_hold)} {line.sku} on quality hold"
    if line.free:
        yield f"{line.warehouse} has {number(line.free)} {line.sku} free for this line"


def _sums(order: OrderState) -> Iterator[str]:
    """Of a delivered order only what left: goods that came back are not open again."""
    rows = goods(order)
    names = ("ordered", "delivered") if is_delivered(order) else _AMOUNTS
    sums = [f"{number(sum((getattr(line, name) for line in rows), ZERO))} {name}" for name in names]
    yield f"Units in all: {joined(sums)}; lines: {len(order.lines)}; deliveries: {len(order.shipments)}"


_AMOUNTS = ("ordered", "delivered", "open", "reserved", "short")


def _shipment(shipment: Shipment, spell: Spelling) -> str:
    planned = shipment.scheduled_at if shipment.is_open else None
    return joined(
        (
            f"{'Return' if shipment.is_return else 'Delivery'} {shipment.name}: {_state(shipment)}",
            shipment.warehouse,
            joined(_row(row, is_open=shipment.is_open) for row in shipment.lines),
            f"scheduled {spell.moment(planned)}" if planned else None,
            f"on {spell.moment(shipment.done_at)}" if shipment.done_at else None,
            f"carrier {shipment.carrier}" if shipment.carrier else "no carrier known",
            f"tracking number {shipment.tracking}" if shipment.tracking else "no tracking number",
            shipment.tracking_url,
            f"back order of {shipment.backorder_of}" if shipment.backorder_of else None,
        )
    )


def _row(row: ShipmentLine, *, is_open: bool) -> str:
    reserved = f" ({number(row.reserved)} reserved{', picked' if row.picked else ''})" if is_open else ""
    return f"{number(row.quantity)} {row.sku}{reserved}"


def _state(shipment: Shipment) -> str:
    if shipment.is_return and shipment.status is ShipmentStatus.DONE:
        return "done, came back"
    if shipment.status is ShipmentStatus.ASSIGNED and not shipment.is_reserved:
        return "ready in part, not everything is reserved"
    return _SHIPMENT[shipment.status]


def _money(order: OrderState, spell: Spelling) -> Iterator[str]:
    if order.total is not None:
        yield f"Total: {money(order.total, order.currency)} without tax"
    if order.invoice_status:
        yield f"Invoicing: {order.invoice_status}"
    for invoice in order.invoices:
        yield _invoice(invoice, order.currency, spell)


def _invoice(invoice: Invoice, currency: str, spell: Spelling) -> str:
    return joined(
        (
            f"Invoice {invoice.number}: {'posted' if invoice.posted else 'draft'}",
            invoice.payment.replace("_", " "),
            money(invoice.total, currency) if invoice.total is not None else None,
            f"due {spell.day(invoice.due_at)}" if invoice.due_at else None,
        )
    )
