"""Evidence as the check of claims takes it: ids, text, values and statements, and nothing of retrieval."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.guard.order_standings import all_or_none, order_standings, purchase_standings
from bot.guard.order_values import count, counted_in, moment, number, order_values, refers
from guardrails.statements import About, Extent, Fact, Name, Source, Standing
from guardrails.values import Day
from retrieval.evidence import (
    Choices,
    CustomerFacts,
    Item,
    OrderFacts,
    OrderListFacts,
    Passage,
    ProductFacts,
)
from retrieval.orders.source import OrderFilter
from retrieval.orders.state import OrderState, ProductState

ZERO = Decimal(0)
LIST = frozenset({Name("list", "list")})


def source_of(item: Item, zone: ZoneInfo) -> Source:
    match item:
        case OrderFacts():
            return _order(item, zone)
        case OrderListFacts():
            return _list(item, zone)
        case CustomerFacts():
            return _customer(item, zone)
        case ProductFacts():
            return _product(item, zone)
        case Passage():
            return _passage(item)
        case Choices():
            rows = [_order(one, zone) for one in item.options if isinstance(one, OrderFacts)]
            return replace(_joined(item.id, rows), text=f"{item.title}\n{item.text}", is_complete=False)
        case _:
            return Source(id=item.id, text=f"{item.title}\n{item.text}")


def _order(facts: OrderFacts, zone: ZoneInfo) -> Source:
    order = facts.order
    products = (f"{line.product} {line.unit} {line.sku}" for line in order.lines)
    people = (order.customer.name, order.warehouse, order.customer_reference, order.salesperson)
    carriers = (one.carrier for one in order.shipments)
    suppliers = (part.supplier for line in order.lines for part in line.inbound)
    places = (place.warehouse for line in order.lines for place in line.elsewhere)
    loose = (*products, *people, *carriers, *suppliers, *places, order.url, facts.source)
    return Source(
        id=facts.id,
        facts=tuple(dict.fromkeys((*order_values(facts, zone), *_links(order)))),
        standings=tuple(dict.fromkeys(order_standings(facts, zone))),
        names=tuple(dict.fromkeys(_names(order))),
        text="\n".join(text for text in loose if text),
        is_complete=True,
    )


def _links(order: OrderState) -> Iterator[Fact]:
    """Which named things are this order's: of a carrier also with which delivery."""
    own = Name("order", order.number)
    value = number(0)
    places = {order.warehouse, *(one.warehouse for one in order.lines)}
    places |= {one.warehouse for one in order.shipments}
    for _, name in _names(order):
        if name.kind != "supplier" and (name.kind != "warehouse" or name.key in places):
            yield Fact(role="link", value=value, about=frozenset({own, name}))
    for line in order.lines:
        for part in line.inbound:
            if part.supplier:
                bought = {Name("purchase", part.purchase)} if part.purchase else set()
                named = {own, Name("product", line.sku), Name("supplier", part.supplier), *bought}
                yield Fact(role="link", value=value, about=frozenset(named))
    for one in order.shipments:
        if one.carrier:
            about = frozenset({own, Name("shipment", one.name), Name("carrier", one.carrier)})
            yield Fact(role="link", value=value, about=about)


def _names(order: OrderState) -> Iterator[tuple[str, Name]]:
    yield order.number, Name("order", order.number)
    if order.customer.name:
        yield order.customer.name, Name("customer", order.customer.name)
    for line in order.lines:
        yield line.sku, Name("product", line.sku)
        yield line.product, Name("product", line.sku)
        if line.warehouse:
            yield line.warehouse, Name("warehouse", line.warehouse)
        for part in line.inbound:
            if part.purchase:
                yield part.purchase, Name("purchase", part.purchase)
            if part.supplier:
                yield part.supplier, Name("supplier", part.supplier)
        for held in line.held_by:
            yield held.order, Name("order", held.order)
        for place in line.elsewhere:
            yield place.warehouse, Name("warehouse", place.warehouse)
    for shipment in order.shipments:
        yield shipment.name, Name("shipment", shipment.name)
        yield shipment.warehouse, Name("warehouse", shipment.warehouse)
        if shipment.carrier:
            yield shipment.carrier, Name("carrier", shipment.carrier)
    for invoice in order.invoices:
        yield invoice.number, Name("invoice", invoice.number)
    yield order.warehouse, Name("warehouse", order.warehouse)


def _joined(id_: str, rows: Iterable[Source]) -> Source:
    known = list(rows)
    return Source(
        id=id_,
        facts=tuple(fact for row in known for fact in row.facts),
        standings=tuple(standing for row in known for standing in row.standings),
        names=tuple(dict.fromkeys(name for row in known for name in row.names)),
        text="\n".join(row.text for row in known),
        is_complete=True,
    )


def _list(facts: OrderListFacts, zone: ZoneInfo) -> Source:
    rows = _joined(facts.id, (_order(row, zone) for row in facts.rows))
    return replace(
        rows,
        facts=(*rows.facts, *_list_values(facts, zone)),
        standings=(*rows.standings, *_list_standings(facts.wanted, facts.total)),
        text="\n".join((rows.text, facts.title, facts.about or "", *_filter_words(facts.wanted))),
    )


def _list_values(facts: OrderListFacts, zone: ZoneInfo) -> Iterator[Fact]:
    yield from moment(facts.as_of, "as_of", zone, LIST)
    yield from count(facts.total, "orders", LIST)
    yield from count(len(facts.rows), "orders", LIST)
    for shown in range(1, len(facts.rows) + 1):
        yield from count(max(facts.total - facts.wanted.offset - shown, 0), "more", LIST)
    late = sum(
        any(reason.code == "late" and reason.against == "promise" for reason in row.reasons)
        for row in facts.rows
    )
    yield from count(late, "late_orders", LIST)
    if facts.wanted.late:
        yield from count(facts.total, "late_orders", LIST)
    for day in (facts.wanted.day_from, facts.wanted.day_to):
        if day:
            role = {"delivered": "left"}.get(facts.wanted.day_of, facts.wanted.day_of)
            yield Fact(role=role, value=Day(frozenset({(day.year, day.month, day.day)})), about=LIST)


_LISTED = {
    "draft": ("quotation",),
    "cancelled": ("cancelled",),
    "delivered": ("left",),
    "ready": ("ready",),
    "waiting": ("waiting",),
    "partly_delivered": ("left",),
    "waiting_for_stock": ("wait_stock", "waiting", "short"),
    "ready_not_picked": ("ready",),
    "picked_without_carrier": ("picked",),
    "waiting_for_payment": ("wait_payment", "waiting"),
    "on_hold": ("wait_stock", "on_hold", "waiting"),
}


def _list_standings(wanted: OrderFilter, total: int) -> Iterator[Standing]:
    """What is true of every order of a list because it was asked for; none of an empty one."""
    extent = all_or_none(total)
    states = [*_LISTED.get(wanted.state or "", ()), *_LISTED.get(wanted.reason or "", ())]
    for state in states:
        part = wanted.state == "partly_delivered" and state == "left" and total
        yield Standing(state=state, extent=Extent.PART if part else extent, about=LIST, loose=True)
    if wanted.reason == "ready_not_picked":
        yield Standing(state="picked", extent=Extent.NONE, about=LIST)
    if wanted.reason == "picked_without_carrier":
        yield Standing(state="carried", extent=Extent.NONE, about=LIST)
    if wanted.late:
        yield Standing(state="late", extent=extent, about=LIST, loose=True)
    if wanted.open_only:
        yield Standing(state="open", extent=extent, about=LIST, loose=True)
    yield Standing(state="wait_stock", extent=extent, about=LIST, loose=True)
    yield Standing(state="waiting", extent=extent, about=LIST, loose=True)
    yield Standing(state="promised", extent=Extent.PART, about=LIST, loose=True)


def _filter_words(wanted: OrderFilter) -> Iterator[str]:
    yield from (word for word in (wanted.warehouse, wanted.carrier, wanted.sku) if word)


def _customer(facts: CustomerFacts, zone: ZoneInfo) -> Source:
    rows = _joined(facts.id, (_order(row, zone) for row in facts.rows))
    customer, extent = facts.customer, all_or_none(facts.customer.open_count)
    terms = (facts.title, customer.payment_terms, customer.salesperson, customer.credit_note)
    return replace(
        rows,
        facts=(
            *rows.facts,
            *moment(facts.as_of, "as_of", zone, LIST),
            *count(customer.open_count, "orders", LIST),
            *count(customer.late_count, "late_orders", LIST, Decimal(customer.open_count)),
            *count(max(customer.open_count - len(facts.rows), 0), "more", LIST),
        ),
        standings=(
            *rows.standings,
            Standing(state="open", extent=extent, about=LIST, loose=True),
            Standing(state="late", extent=all_or_none(customer.late_count), about=LIST, loose=True),
        ),
        names=(*rows.names, (facts.title, Name("customer", facts.title))),
        text="\n".join((rows.text, *(text for text in terms if text))),
    )


def _product(facts: ProductFacts, zone: ZoneInfo) -> Source:
    product, about = facts.product, frozenset({Name("product", facts.product.sku)})
    names = [(product.sku, Name("product", product.sku)), (product.name, Name("product", product.sku))]
    names += [(place.warehouse, Name("warehouse", place.warehouse)) for place in product.stock]
    names += [(one.purchase, Name("purchase", one.purchase)) for one in product.receipts]
    names += [(spelled, Name("product", sku)) for sku, name in product.substitutes for spelled in (sku, name)]
    loose = [product.sku, product.name, product.unit, facts.source]
    loose += [f"{sku} {name}" for sku, name in product.substitutes]
    loose += [one.supplier for one in product.receipts if one.supplier]
    loose += [place.warehouse for place in product.stock]
    return Source(
        id=facts.id,
        facts=tuple(_product_values(product, about, facts.as_of, zone)),
        standings=tuple(_product_standings(product, about, facts.as_of, zone)),
        names=tuple(dict.fromkeys(names)),
        text="\n".join(loose),
        is_complete=True,
    )


def _product_values(product: ProductState, about: About, now: datetime, zone: ZoneInfo) -> Iterator[Fact]:
    unit = counted_in(product.unit)
    yield from moment(now, "as_of", zone, about)
    yield from refers(product.sku, "sku", about)
    for place in product.stock:
        here = about | {Name("warehouse", place.warehouse)}
        reserved = place.on_hand - place.on_hold - place.free
        yield from count(place.on_hand, "on_hand", here, unit=unit)
        yield from count(place.free, "free", here, place.on_hand, unit=unit)
        yield from count(reserved, "reserved", here, place.on_hand, unit=unit)
        yield from count(place.on_hold, "on_hold", here, place.on_hand, unit=unit)
    on_hand = sum((place.on_hand for place in product.stock), ZERO)
    free = sum((place.free for place in product.stock), ZERO)
    hold = sum((place.on_hold for place in product.stock), ZERO)
    if "stock" not in product.withheld:
        sums = (("on_hand", on_hand), ("free", free), ("on_hold", hold), ("reserved", on_hand - hold - free))
        for role, value in sums:
            yield from count(value, role, about, on_hand, unit=unit)
    if product.receipts:
        coming = sum((one.quantity for one in product.receipts), ZERO)
        yield from count(coming, "inbound", about, unit=unit)
    for one in product.receipts:
        here = about | ({Name("warehouse", one.warehouse)} if one.warehouse else frozenset())
        here |= {Name("purchase", one.purchase)} if one.purchase else frozenset()
        yield from refers(one.purchase, "purchase", here)
        yield from count(one.quantity, "inbound", here, unit=unit)
        yield from moment(one.expected_at, "arrival", zone, here)


def _product_standings(
    product: ProductState, about: About, now: datetime, zone: ZoneInfo
) -> Iterator[Standing]:
    free = [place for place in product.stock if place.free > 0]
    if "stock" not in product.withheld:
        for state, holds in (
            ("available", free),
            ("on_hand", any(place.on_hand for place in product.stock)),
            ("on_hold", any(place.on_hold for place in product.stock)),
        ):
            yield Standing(state=state, extent=all_or_none(holds), about=about, loose=True)
        yield Standing(state="short", extent=all_or_none(not free), about=about, loose=True)
        reserved = any(place.on_hand - place.on_hold - place.free > 0 for place in product.stock)
        yield Standing(state="reserved", extent=all_or_none(reserved), about=about, loose=True)
        for place in product.stock:
            here = about | {Name("warehouse", place.warehouse)}
            yield Standing(state="available", extent=all_or_none(place.free > 0), about=here, loose=True)
            yield Standing(state="on_hand", extent=all_or_none(place.on_hand > 0), about=here, loose=True)
            yield Standing(state="on_hold", extent=all_or_none(place.on_hold), about=here, loose=True)
    if "receipts" in product.withheld:
        return
    yield Standing(state="inbound", extent=all_or_none(product.receipts), about=about, loose=True)
    ordered = any(one.confirmed for one in product.receipts)
    yield Standing(state="ordered", extent=all_or_none(ordered), about=about, loose=True)
    today = now.astimezone(zone).date()
    for one in product.receipts:
        here = about | ({Name("purchase", one.purchase)} if one.purchase else frozenset())
        is_past = one.expected_at is not None and one.expected_at.astimezone(zone).date() < today
        yield from purchase_standings(here, confirmed=one.confirmed, is_past=is_past)


def _passage(passage: Passage) -> Source:
    """What may be said of a document besides its text: where in it, which version, since when."""
    dates = " ".join(str(day) for day in (passage.valid_from, passage.valid_until) if day)
    version = f"version {passage.version} v{passage.version}" if passage.version else ""
    about = f"{passage.heading}\n{version} page {passage.page or ''} {dates}"
    return Source(id=passage.id, passage=passage.text, text=f"{passage.title}\n{about}")


__all__ = ["number", "source_of"]
