"""What is on it: the lines, what is missing first."""

from bot.domain import Paragraph
from bot.generation.headlines import order_headline
from bot.generation.order_words import is_withheld, product_name
from bot.generation.parts import headline, items, paragraph
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.state import Line

MOST_LINES = 5


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
        *items((_line(v, line) for line in shown), facts.id),
        *_rest(v, len(lines) - len(shown)),
    )


def _line(v: Voice, line: Line) -> str:
    parts = [
        v.say("{number} delivered", number=v.number(line.delivered)) if line.delivered else "",
        v.say("{number} reserved", number=v.number(line.reserved)) if line.reserved else "",
        v.say("{number} missing", number=v.number(line.short)) if line.short else "",
    ]
    ordered = v.say(
        "{quantity} {product}",
        quantity=v.quantity(line.ordered, line.unit),
        product=product_name(line.product, line.sku),
    )
    state = ", ".join(part for part in parts if part)
    return f"{ordered}: {state}" if state else ordered


def _rest(v: Voice, more: int) -> tuple[Paragraph, ...]:
    return paragraph((v.say("There are more lines; say “details” to see all."),)) if more > 0 else ()


def _total(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    order = facts.order
    if order.total is None or is_withheld(order, "total") or not v.to_commercial:
        return ()
    return paragraph(
        (v.say("Total without tax: {amount}.", amount=v.amount(order.total, order.currency)),), facts.id
    )
