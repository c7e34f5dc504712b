"""States as evidence: disclosed to the asker, with their reasons, and every fact of them in plain words.

What is not in the text cannot be said: each claim of an answer is checked against it.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo

from retrieval.audience import Audience
from retrieval.evidence import Choices, CustomerFacts, NotFound, OrderFacts, OrderListFacts, ProductFacts
from retrieval.orders.disclosure import disclose, disclose_customer, disclose_product, disclose_reasons
from retrieval.orders.order_lines import order_lines
from retrieval.orders.product_lines import product_lines
from retrieval.orders.reason_lines import reason_line
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.source import NamedRecord, OrderFilter, OrderPage
from retrieval.orders.state import CustomerState, OrderState, ProductState
from retrieval.orders.why import reasons_for
from retrieval.orders.wording import Spelling, joined
from retrieval.question import Reference


def order_facts(
    state: OrderState, audience: Audience, now: datetime, zone: ZoneInfo, label: str
) -> OrderFacts:
    """Return an order as the asker may see it. Raises: `ValueError` when it is not theirs to see."""
    spell = Spelling(now=now, zone=zone)
    order = disclose(state, audience)
    reasons = disclose_reasons(reasons_for(state, now, zone), audience)
    lines = [*order_lines(order, spell), *(reason_line(reason, spell) for reason in reasons), _as_of(spell)]
    return OrderFacts(
        id=order.number,
        source=order.url or f"{label} {order.number}",
        title=joined((order.number, order.customer.name), " · "),
        text="\n".join(lines),
        order=order,
        reasons=reasons,
        as_of=now,
    )


def list_facts(  # noqa: PLR0917 - the five its siblings take, after what it lists
    page: OrderPage,
    wanted: OrderFilter,
    audience: Audience,
    now: datetime,
    zone: ZoneInfo,
    label: str,
    *,
    about: str | None = None,
) -> OrderListFacts:
    """Return a page of orders; `about` names the purchase or SKU they wait for."""
    rows = tuple(order_facts(order, audience, now, zone, label) for order in page.orders)
    title = f"Orders that wait for {about}" if about else "Orders"
    lines = [title, f"Orders in all: {page.total}", *_shown(wanted, len(rows), page.total), *_rows(rows)]
    return OrderListFacts(
        id=_list_id(wanted, about),
        source=label,
        title=title,
        text="\n".join([*lines, _as_of(Spelling(now=now, zone=zone))]),
        rows=rows,
        total=page.total,
        wanted=wanted,
        as_of=now,
        about=about,
    )


def product_facts(
    state: ProductState, audience: Audience, now: datetime, zone: ZoneInfo, label: str
) -> ProductFacts:
    spell = Spelling(now=now, zone=zone)
    product = disclose_product(state, audience)
    return ProductFacts(
        id=product.sku,
        source=f"{label} {product.sku}",
        title=f"{product.sku} · {product.name}",
        text="\n".join([*product_lines(product, spell), _as_of(spell)]),
        product=product,
        as_of=now,
    )


def customer_facts(
    state: CustomerState, audience: Audience, now: datetime, zone: ZoneInfo, label: str
) -> CustomerFacts:
    """Return a customer's summary. Raises: `ValueError` when the customer is not the asker's to see."""
    shown = disclose_customer(state, audience)
    rows = tuple(order_facts(order, audience, now, zone, label) for order in state.open_orders)
    name = shown.customer.name or f"Customer {shown.customer.id}"
    lines = [
        f"Customer: {name}",
        f"Open orders: {shown.open_count}, late against their promise: {shown.late_count}",
        *_terms(shown),
        *_rows(rows),
        _as_of(Spelling(now=now, zone=zone)),
    ]
    return CustomerFacts(
        id=f"customer-{shown.customer.id}",
        source=f"{label} {name}",
        title=name,
        text="\n".join(lines),
        customer=shown,
        rows=rows,
        as_of=now,
    )


def not_found(reference: Reference, label: str) -> NotFound:
    """Say that nothing was found, in the same words whether the thing exists or not."""
    return NotFound(
        id=f"not-found-{reference.value}",
        source=label,
        title=reference.spelled,
        text=f"Nothing was found for {reference.spelled} ({reference.value}) that the asker may see.",
        reference=reference,
    )


def choices(spelled: str, options: tuple[OrderFacts | NamedRecord, ...], total: int) -> Choices:
    """Offer what a reference or a name may mean."""
    rows = [option.text if isinstance(option, OrderFacts) else option.name for option in options]
    head = f"{spelled} may mean {total} things; {len(options)} shown, {total - len(options)} more"
    return Choices(
        id=f"choices-{spelled}",
        source=next((option.source for option in options if isinstance(option, OrderFacts)), ""),
        title=spelled,
        text="\n".join([head, *rows]),
        spelled=spelled,
        options=options,
        total=total,
    )


def _as_of(spell: Spelling) -> str:
    return f"As of: {spell.moment(spell.now)} {spell.zone.key}"


def _rows(rows: tuple[OrderFacts, ...]) -> Iterator[str]:
    late = sum(any(_is_late(reason) for reason in row.reasons) for row in rows)
    if rows:
        yield f"Late against their promise, of the {len(rows)} shown: {late}"
    for row in rows:
        yield row.text


def _is_late(reason: Reason) -> bool:
    return reason.code is ReasonCode.LATE and reason.against == "promise"


def _shown(wanted: OrderFilter, rows: int, total: int) -> Iterator[str]:
    if rows:
        first, last = wanted.offset + 1, wanted.offset + rows
        yield f"Shown: {rows}, from {first} to {last}; not shown: {total - rows}, after these: {total - last}"
    if wanted.late:
        yield "Only orders that are late against their promise"
    days = [day.isoformat() for day in (wanted.day_from, wanted.day_to) if day]
    if days:
        yield f"Only {wanted.day_of} {' to '.join(days)}"
    names = (wanted.warehouse, wanted.carrier, wanted.sku, wanted.state, wanted.reason)
    if any(names):
        yield f"Only: {joined(names)}"


def _list_id(wanted: OrderFilter, about: str | None) -> str:
    """Return an id that differs between different lists of one answer."""
    parts = ["list", about or ""]
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if value != field.default and field.name != "limit":
            many = sorted(value) if isinstance(value, frozenset) else [value]
            parts += [field.name, *(str(one) for one in many)]
    return "-".join(part for part in parts if part)


def _terms(customer: CustomerState) -> Iterator[str]:
    if customer.payment_terms:
        yield f"Payment terms: {customer.payment_terms}"
    if customer.salesperson:
        yield f"Salesperson: {customer.salesperson}"
    if customer.credit_note:
        yield f"Credit: {customer.credit_note}"
