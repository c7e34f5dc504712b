"""What is on it: the lines, what is missing first."""

from collections.abc import Iterable
from decimal import Decimal

from bot.domain import Paragraph
from bot.generation.headlines import order_headline
from bot.generation.order_words import is_withheld, product_name
from bot.generation.parts import headline, items, paragraph
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.standing import came_back, gone
from retrieval.orders.state import Line, OrderState, Shipment

MOST_LINES = 5
ZERO = Decimal(0)


def contents(v: Voice, facts: OrderFacts, *, detail: bool = False) -> tuple[Paragraph, ...]:
    return (
        *headline(order_headline(v, facts), facts.id, after=v.as_of(facts.as_of)),
        *order_lines(v, facts, most=None if detail else MOST_LINES),
        *_total(v, facts),
    )


def order_lines(v: Voice, facts: OrderFacts, *, most: int | None = None) -> tuple[Paragraph, ...]:
    """Say what is on the order, one line each, what is missing first; all of it without `most`."""
    lines = sorted(facts.order.lines, key=lambda line: (line.short <= 0, line.open <= 0))
    shown = lines[:most]
    return (
        *items((_line(v, facts, line) for line in shown), facts.id),
        *_rest(v, len(lines) - len(shown)),
    )


def _line(v: Voice, facts: OrderFacts, line: Line) -> str:
    left, returned = _left_and_back(facts.order, line)
    unreserved = _not_reserved(facts, line)
    missing = line.short - unreserved
    parts = [
        _gone(v, line, left) if left else "",
        v.say("{number} came back", number=v.number(returned)) if returned else "",
        v.say("{number} reserved", number=v.number(line.reserved)) if line.reserved else "",
        v.say("{number} not reserved yet", number=v.number(unreserved)) if unreserved else "",
        v.say("{number} missing", number=v.number(missing)) if missing > 0 else "",
    ]
    ordered = v.say(
        "{quantity} {product}",
        quantity=v.quantity(line.ordered, line.unit),
        product=product_name(line.product, line.sku),
    )
    state = ", ".join(part for part in parts if part)
    return f"{ordered}: {state}" if state else ordered


def _gone(v: Voice, line: Line, quantity: Decimal) -> str:
    """Goods leave, which is all that is known of them; work is done."""
    number = v.number(quantity)
    return (
        v.say("{number} delivered", number=number)
        if line.is_service
        else v.say("{number} shipped", number=number)
    )


def _left_and_back(order: OrderState, line: Line) -> tuple[Decimal, Decimal]:
    """Return what left and what came back; where lines share a product, what is left of both."""
    if line.is_service or sum(other.sku == line.sku for other in order.lines) > 1:
        return line.delivered, ZERO
    back = _quantity(came_back(order), line.sku)
    return _quantity(gone(order), line.sku) or line.delivered, back


def _quantity(shipments: Iterable[Shipment], sku: str) -> Decimal:
    return sum((row.quantity for one in shipments for row in one.lines if row.sku == sku), ZERO)


def _not_reserved(facts: OrderFacts, line: Line) -> Decimal:
    """Return what of a line's shortage lies free in the warehouse."""
    free = (
        reason.quantity or ZERO
        for reason in facts.reasons
        if reason.code is ReasonCode.NOT_RESERVED
        and reason.sku == line.sku
        and (reason.warehouse or "") == line.warehouse
    )
    return min(sum(free, ZERO), line.short)


def _rest(v: Voice, more: int) -> tuple[Paragraph, ...]:
    return paragraph((v.say("There are more lines; say “details” to see all."),)) if more > 0 else ()


def _total(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    order = facts.order
    if order.total is None or is_withheld(order, "total") or not v.to_commercial:
        return ()
    return paragraph(
        (v.say("Total without tax: {amount}.", amount=v.amount(order.total, order.currency)),), facts.id
    )
