"""The values of an order as statements: what each is of, and which line, delivery or purchase it is about."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from guardrails.measures import PIECE, unit_of
from guardrails.reading import values_in
from guardrails.statements import About, Fact, Name
from guardrails.values import Day, Number, Time, Value
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.standing import goods, is_delivered
from retrieval.orders.state import Invoice, Line, OrderState, Shipment

ZERO = Decimal(0)


def order_values(facts: OrderFacts, zone: ZoneInfo) -> Iterator[Fact]:
    order, about = facts.order, frozenset({Name("order", facts.order.number)})
    yield from refers(order.number, "order", about)
    yield from moment(facts.as_of, "as_of", zone, about)
    yield from moment(order.ordered_at, "ordered", zone, about)
    yield from moment(order.promised_at, "promised", zone, about)
    yield from moment(order.expected_at, "expected", zone, about)
    yield from refers(order.customer_reference, "reference", about)
    yield from _sums(order, about)
    yield from money(order.total, order.currency, "total", about)
    for line in order.lines:
        yield from _line(order, line, about)
        yield from _supply(line, about, zone)
    for shipment in order.shipments:
        yield from _shipment(shipment, about, zone, _units(order))
    for invoice in order.invoices:
        yield from _invoice(invoice, order.currency, about, zone)
    for reason in facts.reasons:
        yield from _reason(reason, about, zone, _common_unit(order))


def moment(at: datetime | None, role: str, zone: ZoneInfo, about: About) -> Iterator[Fact]:
    if at is None:
        return
    local = at.astimezone(zone)
    day: Value = Day(frozenset({(local.year, local.month, local.day)}))
    yield Fact(role=role, value=day, about=about)
    yield Fact(role=role, value=Time(local.hour * 60 + local.minute), about=about)


def number(value: Decimal | int, unit: str = "") -> Number:
    return Number(frozenset({Decimal(value)}), unit)


def count(
    value: Decimal | int | None, role: str, about: About, *wholes: Decimal | None, unit: str = ""
) -> Iterator[Fact]:
    if value is not None:
        whole = tuple(number(one, unit) for one in wholes if one is not None)
        yield Fact(role=role, value=number(value, unit), about=about, whole=whole)


def money(value: Decimal | None, currency: str, role: str, about: About) -> Iterator[Fact]:
    if value is not None:
        yield Fact(role=role, value=number(round(value, 2), currency), about=about)


def refers(text: str | None, role: str, about: About) -> Iterator[Fact]:
    for value in values_in(text or ""):
        yield Fact(role=role, value=value, about=about)


def _units(order: OrderState) -> dict[str, str]:
    return {line.sku: counted_in(line.unit) for line in order.lines}


def counted_in(unit: str) -> str:
    """Return the unit a line is counted in; what is no box or pallet is a piece, and so is "36 rolls"."""
    return PIECE if unit[:1].isdigit() else unit_of(unit) or PIECE


def _common_unit(order: OrderState) -> str:
    """Return what all goods of an order are counted in; pieces when it differs."""
    units = {counted_in(line.unit) for line in goods(order)}
    return next(iter(units)) if len(units) == 1 else PIECE


def _sums(order: OrderState, about: About) -> Iterator[Fact]:
    rows = goods(order)
    ordered, unit = sum((line.ordered for line in rows), ZERO), _common_unit(order)
    for role in ("ordered", "delivered", "reserved", "short", "open"):
        if not (role == "open" and is_delivered(order)):
            yield from count(
                sum((getattr(line, role) for line in rows), ZERO), role, about, ordered, unit=unit
            )
    yield from count(len(order.lines), "lines", about)
    yield from count(len(order.shipments), "deliveries", about)
    outgoing = [one for one in order.shipments if not one.is_return]
    yield from count(len(outgoing), "deliveries", about)
    yield from count(sum(one.is_open for one in outgoing), "deliveries", about, Decimal(len(outgoing)))


def _line(order: OrderState, line: Line, order_about: About) -> Iterator[Fact]:
    about = order_about | {Name("product", line.sku)}
    if line.warehouse:
        about |= {Name("warehouse", line.warehouse)}
    unit = counted_in(line.unit)
    open_ = ZERO if is_delivered(order) else line.open
    left = sum(
        (
            row.quantity
            for one in order.shipments
            if one.done_at and not one.is_return
            for row in one.lines
            if row.sku == line.sku
        ),
        ZERO,
    )
    back = sum(
        (
            row.quantity
            for one in order.shipments
            if one.done_at and one.is_return
            for row in one.lines
            if row.sku == line.sku
        ),
        ZERO,
    )
    yield from count(line.ordered, "ordered", about, unit=unit)
    yield from count(line.delivered, "delivered", about, line.ordered, unit=unit)
    yield from count(left, "delivered", about, line.ordered, unit=unit)
    if back:
        yield from count(back, "returned", about, left, line.ordered, unit=unit)
    yield from count(line.reserved, "reserved", about, line.ordered, open_, unit=unit)
    yield from count(line.short, "short", about, line.ordered, open_, unit=unit)
    yield from count(max(open_ - line.reserved, ZERO), "unreserved", about, line.ordered, open_, unit=unit)
    yield from count(
        max(open_ - line.reserved - line.short, ZERO), "unreserved", about, line.ordered, unit=unit
    )
    yield from count(open_, "open", about, line.ordered, unit=unit)
    yield from money(line.unit_price, order.currency, "unit_price", about)
    yield from money(line.subtotal, order.currency, "subtotal", about)


def _supply(line: Line, order: About, zone: ZoneInfo) -> Iterator[Fact]:
    product, unit = order | {Name("product", line.sku)}, counted_in(line.unit)
    for part in line.inbound:
        about = product | ({Name("purchase", part.purchase)} if part.purchase else frozenset())
        yield from refers(part.purchase, "purchase", about)
        yield from count(part.quantity, "inbound", about, part.purchase_quantity, line.short, unit=unit)
        yield from count(part.purchase_quantity, "inbound", about, unit=unit)
        yield from moment(part.expected_at, "arrival", zone, about)
    for held in line.held_by:
        about = product | {Name("order", held.order), Name("warehouse", line.warehouse)}
        yield from refers(held.order, "order", about)
        yield from count(held.quantity, "held", about, unit=unit)
        yield from moment(held.promised_at, "promised", zone, about - order)
    if line.held_by:
        yield from count(sum((one.quantity for one in line.held_by), ZERO), "held", product, unit=unit)
    for place in line.elsewhere:
        about = product | {Name("warehouse", place.warehouse)}
        yield from count(place.free, "free", about, place.on_hand, unit=unit)
        yield from count(place.on_hand, "on_hand", about, unit=unit)
    if line.elsewhere:
        yield from count(sum((one.free for one in line.elsewhere), ZERO), "free", product, unit=unit)
    here = product | ({Name("warehouse", line.warehouse)} if line.warehouse else frozenset())
    if line.on_hold:
        yield from count(line.on_hold, "on_hold", here, unit=unit)
    if line.free:
        yield from count(line.free, "free", here, unit=unit)


def _shipment(shipment: Shipment, order: About, zone: ZoneInfo, units: dict[str, str]) -> Iterator[Fact]:
    products = {Name("product", row.sku) for row in shipment.lines}
    about = order | {Name("shipment", shipment.name)} | products
    if shipment.warehouse:
        about |= {Name("warehouse", shipment.warehouse)}
    if shipment.carrier:
        about |= {Name("carrier", shipment.carrier)}
    left = "returned" if shipment.is_return else "left"
    yield from refers(shipment.name, "shipment", about)
    yield from refers(shipment.backorder_of, "shipment", about)
    yield from refers(shipment.tracking, "tracking", about)
    yield from refers(shipment.tracking_url, "tracking", about)
    yield from moment(shipment.done_at, left, zone, about)
    if shipment.is_open:
        yield from moment(shipment.scheduled_at, "scheduled", zone, about)
    for row in shipment.lines:
        one = about - products | {Name("product", row.sku)}
        role = "in_delivery" if shipment.is_open else "returned" if shipment.is_return else "delivered"
        yield from count(row.quantity, role, one, unit=units.get(row.sku, ""))
        if shipment.is_open:
            yield from count(row.reserved, "reserved", one, row.quantity, unit=units.get(row.sku, ""))
    total = sum((row.quantity for row in shipment.lines), ZERO)
    yield from count(total, "in_delivery" if shipment.is_open else "delivered", about - products)


def _invoice(invoice: Invoice, currency: str, order: About, zone: ZoneInfo) -> Iterator[Fact]:
    about = order | {Name("invoice", invoice.number or "draft")}
    yield from refers(invoice.number, "invoice", about)
    yield from money(invoice.total, currency, "invoice_total", about)
    yield from moment(invoice.due_at, "due", zone, about)


_QUANTITY = {
    ReasonCode.DELIVERED: "delivered",
    ReasonCode.PARTLY_DELIVERED: "delivered",
    ReasonCode.WAITING_FOR_STOCK: "short",
    ReasonCode.NOT_RESERVED: "unreserved",
    ReasonCode.ON_HOLD: "on_hold",
    ReasonCode.RESERVED_FOR_OTHERS: "held",
    ReasonCode.STOCK_ELSEWHERE: "free",
    ReasonCode.SHIP_COMPLETE: "reserved",
    ReasonCode.READY_NOT_PICKED: "in_delivery",
    ReasonCode.PICKED_WITHOUT_CARRIER: "in_delivery",
    ReasonCode.AWAITING_COLLECTION: "in_delivery",
    ReasonCode.RETURNED: "returned",
    ReasonCode.SPLIT_BY_WAREHOUSE: "ordered",
    ReasonCode.SPLIT_BY_SHORTAGE: "back_order",
    ReasonCode.UNKNOWN: "open",
}
_MOMENT = {
    ReasonCode.DELIVERED: "left",
    ReasonCode.PARTLY_DELIVERED: "left",
    ReasonCode.WAITING_FOR_STOCK: "arrival",
    ReasonCode.READY_NOT_PICKED: "scheduled",
    ReasonCode.LEFT_WITHOUT_TRACKING: "left",
    ReasonCode.RETURNED: "returned",
    ReasonCode.WILL_BE_LATE: "arrival",
}


def _reason(reason: Reason, order: About, zone: ZoneInfo, common: str) -> Iterator[Fact]:
    about, unit = order, counted_in(reason.unit) if reason.unit else common
    for kind, key in (
        ("product", reason.sku),
        ("shipment", reason.shipment),
        ("warehouse", reason.warehouse),
    ):
        about |= {Name(kind, key)} if key else frozenset()
    purchase = about | ({Name("purchase", reason.purchase)} if reason.purchase else frozenset())
    if role := _QUANTITY.get(reason.code):
        yield from count(reason.quantity, role, about, reason.of_quantity, unit=unit)
    if reason.code is ReasonCode.NOT_RESERVED:
        yield from count(reason.quantity, "free", about, reason.of_quantity, unit=unit)
    if role := _MOMENT.get(reason.code):
        yield from moment(reason.at, role, zone, purchase if role == "arrival" else about)
    if reason.code is ReasonCode.LATE:
        yield from moment(reason.at, "promised" if reason.against == "promise" else "expected", zone, about)
    yield from _lateness(reason, order)
    yield from refers(reason.purchase, "purchase", purchase)
    yield from count(reason.purchase_quantity, "inbound", purchase, unit=unit)
    yield from count(reason.uncovered, "uncovered", about, reason.of_quantity, reason.quantity, unit=unit)
    if reason.overdue_days:
        yield from count(reason.overdue_days, "late_days", purchase, unit="day")
    for part in reason.inbound:
        one = about | ({Name("purchase", part.purchase)} if part.purchase else frozenset())
        yield from refers(part.purchase, "purchase", one)
        yield from count(part.quantity, "inbound", one, part.purchase_quantity, reason.quantity, unit=unit)
        yield from moment(part.expected_at, "arrival", zone, one)
    for holder, quantity in reason.orders:
        one = about | {Name("order", holder)}
        yield from refers(holder, "order", one)
        yield from count(quantity, "held", one, unit=unit)
    for place, quantity in reason.warehouses:
        one = about | {Name("warehouse", place)}
        role = "free" if reason.code is ReasonCode.STOCK_ELSEWHERE else "from_warehouse"
        yield from count(quantity, role, one, unit=unit)
    for sku, quantity in reason.items:
        yield from count(quantity, "reserved", order | {Name("product", sku)})
    for name in reason.shipments:
        yield from refers(name, "shipment", order | {Name("shipment", name)})


def _lateness(reason: Reason, order: About) -> Iterator[Fact]:
    if reason.days is None:
        return
    role = "early_days" if reason.days < 0 else "late_days"
    yield from count(abs(reason.days), role, order, unit="day")
