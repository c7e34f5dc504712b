"""Where an order stands, as statements the check of claims understands: every state, for every part of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from guardrails.statements import About, Extent, Name, Standing
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.standing import came_back, gone, goods, is_delivered, is_open, still_to_leave
from retrieval.orders.state import Invoice, Line, OrderState, OrderStatus, Shipment, ShipmentStatus

_WAITS = frozenset(
    {
        ReasonCode.WAITING_FOR_STOCK,
        ReasonCode.RESERVED_FOR_OTHERS,
        ReasonCode.STOCK_ELSEWHERE,
        ReasonCode.ON_HOLD,
    }
)
_PICKED = frozenset({ReasonCode.PICKED_WITHOUT_CARRIER, ReasonCode.AWAITING_COLLECTION})
_PAID = frozenset({"paid", "in_payment"})


def order_standings(facts: OrderFacts, zone: ZoneInfo) -> Iterator[Standing]:
    order, about = facts.order, frozenset({Name("order", facts.order.number)})
    codes = frozenset(reason.code for reason in facts.reasons)
    yield from _of_kind(order, about)
    yield from _of_goods(order, codes, about)
    yield from _of_waiting(order, codes, about)
    yield from _of_time(facts, about)
    yield from _of_rules(order, codes, about)
    if not order.withheld & {"invoices", "invoice_status"}:
        yield from _of_payment(order, about)
    for shipment in order.shipments:
        yield from _of_shipment(shipment, about)
    for line in order.lines:
        yield from _of_line(order, line, codes, about)
        yield from _of_supply(line, about, facts.as_of, zone)
    for reason in facts.reasons:
        yield from _of_reason(reason, about, facts.as_of)


def all_or_none(holds: object) -> Extent:
    return Extent.ALL if holds else Extent.NONE


def of_all(flags: Iterable[bool]) -> Extent:
    """Return how many of these hold; none of nothing."""
    known = list(flags)
    return Extent.ALL if known and all(known) else Extent.PART if any(known) else Extent.NONE


def _of_kind(order: OrderState, about: About) -> Iterator[Standing]:
    is_quotation = order.status in (OrderStatus.DRAFT, OrderStatus.SENT)
    cancelled = order.status is OrderStatus.CANCELLED
    yield Standing(state="cancelled", extent=all_or_none(cancelled), about=about)
    yield Standing(state="quotation", extent=all_or_none(is_quotation), about=about)
    confirmed = all_or_none(order.status is OrderStatus.CONFIRMED)
    yield Standing(state="confirmed", extent=confirmed, about=about)
    yield Standing(state="ordered", extent=all_or_none(not is_quotation), about=about)
    yield Standing(state="open", extent=all_or_none(is_open(order) or is_quotation), about=about, loose=True)


def _of_goods(order: OrderState, codes: frozenset[ReasonCode], about: About) -> Iterator[Standing]:
    rest = still_to_leave(order)
    left = _left(order, codes)
    rows = [row for shipment in rest for row in shipment.lines]
    picked = of_all(row.picked for row in rows)
    if left is Extent.ALL or (codes & _PICKED and ReasonCode.READY_NOT_PICKED not in codes and not rows):
        picked = Extent.ALL
    ready = of_all(shipment.is_reserved for shipment in rest)
    if codes & {ReasonCode.READY_NOT_PICKED, *_PICKED} and ready is Extent.NONE:
        ready = Extent.PART
    reserved = of_all(row.reserved >= row.quantity for row in rows)
    if reserved is Extent.NONE and any(row.reserved for row in rows):
        reserved = Extent.PART
    if codes & _PICKED and picked is Extent.NONE:
        picked = Extent.PART
    yield Standing(state="left", extent=left, about=about)
    yield Standing(state="reserved", extent=reserved, about=about)
    yield Standing(state="picked", extent=picked, about=about)
    yield Standing(state="ready", extent=ready, about=about)
    if left is Extent.NONE:
        yield Standing(state="arrived", extent=Extent.NONE, about=about)
    back = came_back(order) or ReasonCode.RETURNED in codes
    yield Standing(state="returned", extent=all_or_none(back), about=about, loose=True)
    outgoing = [
        one for one in order.shipments if one.status is not ShipmentStatus.CANCELLED and not one.is_return
    ]
    is_split = len(outgoing) > 1 or codes & {ReasonCode.SPLIT_BY_SHORTAGE, ReasonCode.SPLIT_BY_WAREHOUSE}
    yield Standing(state="split", extent=all_or_none(is_split), about=about, loose=True)
    tracked = of_all(bool(one.tracking) for one in gone(order))
    yield Standing(state="tracked", extent=tracked, about=about, loose=True)
    carried = of_all(bool(one.carrier) for one in outgoing)
    yield Standing(state="carried", extent=carried, about=about, loose=True)
    booked = ReasonCode.AWAITING_COLLECTION in codes or any(one.carrier for one in rest)
    yield Standing(state="booked", extent=all_or_none(booked), about=about, loose=True)
    scheduled = any(one.scheduled_at for one in rest)
    yield Standing(state="scheduled", extent=all_or_none(scheduled), about=about, loose=True)


def _left(order: OrderState, codes: frozenset[ReasonCode]) -> Extent:
    if ReasonCode.DELIVERED in codes or is_delivered(order):
        return Extent.ALL
    if ReasonCode.PARTLY_DELIVERED in codes or gone(order):
        return Extent.PART
    return Extent.NONE


def _of_waiting(order: OrderState, codes: frozenset[ReasonCode], about: About) -> Iterator[Standing]:
    short = any(line.short for line in goods(order))
    stock = bool(codes & _WAITS) or (short and is_open(order))
    payment = order.waits_for_payment or ReasonCode.WAITING_FOR_PAYMENT in codes
    complete = ReasonCode.SHIP_COMPLETE in codes
    carrier = bool(codes & _PICKED)
    unreserved = ReasonCode.NOT_RESERVED in codes
    waits = {
        "wait_stock": stock,
        "wait_payment": payment,
        "wait_complete": complete,
        "wait_carrier": carrier,
        "waiting": stock or payment or complete or carrier or unreserved,
        "short": short or stock,
        "on_hold": ReasonCode.ON_HOLD in codes or any(line.on_hold for line in goods(order)),
        "held_by_others": ReasonCode.RESERVED_FOR_OTHERS in codes
        or any(line.held_by for line in order.lines),
    }
    if not waits["short"] and ReasonCode.SPLIT_BY_SHORTAGE in codes:
        yield Standing(state="short", extent=Extent.PART, about=about, loose=True)
    for state, holds in waits.items():
        yield Standing(state=state, extent=all_or_none(holds), about=about, loose=True)
    available = Extent.PART if short or stock else Extent.ALL
    yield Standing(state="available", extent=available, about=about, loose=True)
    if waits["on_hold"]:
        yield Standing(state="may_be_picked", extent=Extent.NONE, about=about)


def _of_time(facts: OrderFacts, about: About) -> Iterator[Standing]:
    late = [one for one in facts.reasons if one.code is ReasonCode.LATE]
    to_come = [one for one in facts.reasons if one.code is ReasonCode.WILL_BE_LATE]
    done = [one for one in facts.reasons if one.code is ReasonCode.DELIVERED and one.days is not None]
    is_late = bool(late) or any((one.days or 0) > 0 for one in done)
    yield Standing(state="late", extent=all_or_none(is_late), about=about, loose=True)
    yield Standing(state="late_to_come", extent=all_or_none(to_come or is_late), about=about, loose=True)
    on_time = any((one.days or 0) <= 0 for one in done)
    if on_time or is_late or to_come:
        yield Standing(state="on_time", extent=all_or_none(on_time), about=about)
    early = any((one.days or 0) < 0 for one in done)
    yield Standing(state="early", extent=all_or_none(early), about=about)
    if "promised_at" not in facts.order.withheld:
        promised = all_or_none(facts.order.promised_at)
        yield Standing(state="promised", extent=promised, about=about)


def _of_rules(order: OrderState, codes: frozenset[ReasonCode], about: About) -> Iterator[Standing]:
    complete = order.ship_complete or ReasonCode.SHIP_COMPLETE in codes
    credit = order.credit_warning or ReasonCode.CREDIT_WARNING in codes
    prepaid = order.waits_for_payment or ReasonCode.WAITING_FOR_PAYMENT in codes
    yield Standing(state="ship_complete", extent=all_or_none(complete), about=about, loose=True)
    yield Standing(state="credit_limit", extent=all_or_none(credit), about=about, loose=True)
    yield Standing(state="prepaid", extent=all_or_none(prepaid), about=about, loose=True)
    if "priority" not in order.withheld:
        yield Standing(state="priority", extent=all_or_none(order.priority), about=about, loose=True)


def _of_payment(order: OrderState, about: About) -> Iterator[Standing]:
    posted = [one for one in order.invoices if one.posted]
    paid = of_all(one.payment in _PAID for one in posted)
    if paid is Extent.NONE and any(one.payment == "partial" for one in posted):
        paid = Extent.PART
    yield Standing(state="paid", extent=paid, about=about)
    yield Standing(state="invoiced", extent=all_or_none(posted), about=about, loose=True)
    draft = bool(order.invoices) and not posted
    yield Standing(state="draft_invoice", extent=all_or_none(draft), about=about, loose=True)
    reversed_ = any(one.payment == "reversed" for one in posted)
    yield Standing(state="reversed", extent=all_or_none(reversed_), about=about, loose=True)
    for invoice in order.invoices:
        yield from _of_invoice(invoice, about)


def _of_invoice(invoice: Invoice, order: About) -> Iterator[Standing]:
    about = order | {Name("invoice", invoice.number or "draft")}
    paid = Extent.PART if invoice.payment == "partial" else all_or_none(invoice.payment in _PAID)
    yield Standing(state="paid", extent=paid if invoice.posted else Extent.NONE, about=about)
    yield Standing(state="in_payment", extent=all_or_none(invoice.payment == "in_payment"), about=about)
    yield Standing(state="invoiced", extent=all_or_none(invoice.posted), about=about)
    yield Standing(state="draft_invoice", extent=all_or_none(not invoice.posted), about=about)
    for state in ("reversed", "cancelled"):
        yield Standing(state=state, extent=all_or_none(invoice.payment == "reversed"), about=about)


def _of_shipment(shipment: Shipment, order: About) -> Iterator[Standing]:
    about = order | {Name("shipment", shipment.name)} | {Name("product", row.sku) for row in shipment.lines}
    done = shipment.status is ShipmentStatus.DONE
    picked = of_all(row.picked for row in shipment.lines)
    reserved = of_all(row.reserved >= row.quantity for row in shipment.lines)
    if reserved is Extent.NONE and any(row.reserved for row in shipment.lines):
        reserved = Extent.PART
    states = {
        "left": all_or_none(done and not shipment.is_return),
        "returned": all_or_none(done and shipment.is_return),
        "cancelled": all_or_none(shipment.status is ShipmentStatus.CANCELLED),
        "tracked": all_or_none(shipment.tracking),
        "carried": all_or_none(shipment.carrier),
        "picked": picked,
        "reserved": reserved if shipment.is_open else Extent.NONE,
        "ready": reserved if shipment.is_open else Extent.NONE,
        "open": all_or_none(shipment.is_open),
        "waiting": all_or_none(shipment.is_open),
        "wait_stock": all_or_none(shipment.is_open and reserved is not Extent.ALL),
        "wait_carrier": all_or_none(shipment.is_open and picked is Extent.ALL),
        "booked": all_or_none(shipment.is_open and shipment.carrier),
        "scheduled": all_or_none(shipment.is_open and shipment.scheduled_at),
        "short": all_or_none(shipment.is_open and reserved is not Extent.ALL),
    }
    for state, extent in states.items():
        if not (done and state == "picked"):
            yield Standing(state=state, extent=extent, about=about)


def _of_line(order: OrderState, line: Line, codes: frozenset[ReasonCode], about: About) -> Iterator[Standing]:
    about |= {Name("product", line.sku)}
    if line.is_service:
        return
    left = all_or_none(not line.open) if line.delivered else Extent.NONE
    if line.delivered and line.open:
        left = Extent.PART
    if is_delivered(order):
        left = Extent.ALL
    wanted = line.reserved + line.short
    reserved = Extent.PART if line.reserved and line.short else all_or_none(line.reserved and wanted)
    rows = [row for one in still_to_leave(order) for row in one.lines if row.sku == line.sku]
    waits = bool(line.short)
    loose = {
        "short": waits,
        "wait_stock": waits,
        "waiting": waits or bool(codes - {ReasonCode.DELIVERED} and line.open),
        "on_hold": line.on_hold,
        "held_by_others": line.held_by,
        "open": line.open,
    }
    yield Standing(state="left", extent=left, about=about)
    yield Standing(state="reserved", extent=reserved, about=about)
    yield Standing(state="picked", extent=of_all(row.picked for row in rows), about=about)
    yield Standing(state="ready", extent=reserved, about=about)
    for state, holds in loose.items():
        yield Standing(state=state, extent=all_or_none(holds), about=about, loose=True)
    anywhere = line.free or line.elsewhere
    available = Extent.ALL if not waits else Extent.PART if anywhere or line.reserved else Extent.NONE
    yield Standing(state="available", extent=available, about=about, loose=True)
    if line.on_hold:
        yield Standing(state="may_be_picked", extent=Extent.NONE, about=about)


def _of_supply(line: Line, order: About, now: datetime, zone: ZoneInfo) -> Iterator[Standing]:
    product = order | {Name("product", line.sku)}
    today = now.astimezone(zone).date()
    for held in line.held_by:
        about = product | {Name("order", held.order)}
        yield Standing(state="reserved", extent=Extent.ALL, about=about, loose=True)
        yield Standing(state="held_by_others", extent=Extent.ALL, about=about, loose=True)
    for part in line.inbound:
        about = product | {Name("purchase", part.purchase)} if part.purchase else product
        is_past = part.expected_at is not None and part.expected_at.astimezone(zone).date() < today
        yield from purchase_standings(about, confirmed=part.confirmed, is_past=is_past)
    brought = sum((part.quantity for part in line.inbound if part.confirmed), start=line.short * 0)
    if line.short:
        inbound = Extent.NONE if not line.inbound else Extent.PART if brought < line.short else Extent.ALL
        yield Standing(state="inbound", extent=inbound, about=product, loose=True)


def purchase_standings(about: About, *, confirmed: bool, is_past: bool) -> Iterator[Standing]:
    states = {
        "inbound": True,
        "arrived": False,
        "booked_in": False,
        "ordered": confirmed,
        "confirmed": confirmed,
        "quotation": not confirmed,
        "late": is_past,
        "open": True,
    }
    for state, holds in states.items():
        yield Standing(state=state, extent=all_or_none(holds), about=about, loose=True)


def _of_reason(reason: Reason, order: About, now: datetime) -> Iterator[Standing]:
    """What is said of supply in a reason, also when the lines it came from are withheld."""
    if reason.code is not ReasonCode.WAITING_FOR_STOCK:
        return
    product = order | ({Name("product", reason.sku)} if reason.sku else frozenset())
    about = product | ({Name("purchase", reason.purchase)} if reason.purchase else frozenset())
    if reason.at or reason.inbound or reason.purchase:
        yield from purchase_standings(about, confirmed=reason.confirmed, is_past=bool(reason.overdue_days))
    nothing = not reason.inbound and not reason.at
    extent = Extent.NONE if nothing else Extent.PART if reason.uncovered else Extent.ALL
    yield Standing(state="inbound", extent=extent, about=product, loose=True)
