"""Is it invoiced and paid: each invoice with its state, amount and due day, if the asker may see them."""

from bot.domain import Paragraph
from bot.generation.headlines import order_title, standing
from bot.generation.order_words import is_withheld
from bot.generation.parts import headline, items, paragraph
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.state import Invoice, OrderState, OrderStatus


def invoice(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    order = facts.order
    if invoices_are_withheld(v, order):
        refused = v.say("The invoices of {order} are not shown to you.", order=order.number)
        return (*headline(refused, facts.id), *paragraph((v.say("Customer service can see them."),)))
    title = f"{order_title(v, order)}: {_head(v, order)}"
    return (
        *headline(title, facts.id, after=v.as_of(facts.as_of)),
        *items((_invoice(v, order, one) for one in order.invoices), facts.id),
        *_before_any(v, facts),
    )


def invoices_are_withheld(v: Voice, order: OrderState) -> bool:
    return is_withheld(order, "invoices", "invoice_status") or not v.to_commercial


def _head(v: Voice, order: OrderState) -> str:
    posted = [one for one in order.invoices if one.posted]
    if not posted and order.invoices:
        return v.say("the invoice is only a draft")
    if not posted:
        is_over = order.status is OrderStatus.CANCELLED
        return v.say("not invoiced") if is_over else v.say("not invoiced yet")
    if all(one.payment in ("paid", "in_payment") for one in posted):
        return v.say("invoiced and paid")
    if any(one.payment in ("paid", "in_payment", "partial") for one in posted):
        return v.say("invoiced, partly paid")
    return v.say("invoiced, not paid yet")


def _before_any(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    """Say where an order stands that is not invoiced: cancelled, perhaps, or waiting for a payment."""
    if any(one.posted for one in facts.order.invoices):
        return ()
    return paragraph((v.say("Where it stands: {place}.", place=standing(v, facts)),), facts.id)


def _invoice(v: Voice, order: OrderState, one: Invoice) -> str:
    number = one.number or v.say("Draft invoice")
    total = v.amount(one.total, order.currency) if one.total is not None else ""
    due = v.say("due {day}", day=v.day(one.due_at)) if one.due_at and one.payment != "paid" else ""
    state = _payment(v, one.payment) if one.posted else v.say("not posted yet")
    return f"{number}: " + ", ".join(part for part in (total, state, due) if part)


def _payment(v: Voice, payment: str) -> str:
    match payment:
        case "paid":
            return v.say("paid")
        case "in_payment":
            return v.say("payment on its way")
        case "partial":
            return v.say("partly paid")
        case "reversed":
            return v.say("reversed")
        case _:
            return v.say("not paid yet")
