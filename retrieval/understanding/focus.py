"""What a conversation is about after a turn."""

from collections.abc import Iterable
from dataclasses import replace

from retrieval.audience import Audience
from retrieval.evidence import (
    AskEvidence,
    Choices,
    CustomerFacts,
    Evidence,
    OrderFacts,
    OrderListFacts,
    ProductFacts,
)
from retrieval.orders.data_classes import PERSON, may_see
from retrieval.orders.source import NamedRecord
from retrieval.orders.state import Customer
from retrieval.question import FIXED, Ask, Focus, Intent, Question

_MOST_ORDERS = 4


def carried_for(audience: Audience, focus: Focus) -> Focus:
    """Return what the asker may go on from: nothing but the language after somebody who sees other orders.

    One conversation may have several askers: colleagues in a channel, or one after the other on a page.
    """
    if focus.told_to is None or _sight(focus.told_to) == _sight(audience):
        return focus
    return Focus(language=focus.language)


def _sight(audience: Audience) -> tuple[object, ...]:
    """Return all that decides which orders and names somebody sees."""
    own_only = audience.user_id if audience.own_documents_only else None
    persons = may_see(PERSON, audience)
    proven = (audience.proven_order, audience.proof)
    return (audience.kind, audience.companies, audience.customer_ids, own_only, persons, proven)


def focus_after(question: Question, evidence: Evidence, before: Focus) -> Focus:
    """Return the focus after an answer: what was found for each question, the last one counting most.

    A question of rules leaves order and customer as they were, so that "and when will the rest come?"
    still has its order; a list or a choice is forgotten with the next other question.
    """
    focus = replace(before, language=question.language)
    for answered in evidence.asks or tuple(AskEvidence(ask=ask) for ask in question.asks):
        if answered.ask.intent not in FIXED:
            focus = _after(answered, focus)
    return focus


def _after(answered: AskEvidence, focus: Focus) -> Focus:
    ask = answered.ask
    focus = replace(focus, intent=ask.intent, topic=ask.topic, wanted=None, choices=())
    is_other = ask.intent is Intent.POLICY and not ask.from_focus
    focus = replace(focus, other_questions=focus.other_questions + 1 if is_other else 0)
    focus = _with_mentions(ask, focus)
    orders = tuple(item for item in answered.found if isinstance(item, OrderFacts))
    if orders:
        focus = _with_orders(orders, focus)
    for item in answered.found:
        if isinstance(item, OrderListFacts):
            focus = _with_list(item, ask, focus)
        elif isinstance(item, CustomerFacts):
            numbers = tuple(row.order.number for row in item.rows)
            focus = replace(focus, customer=_record(item.customer.customer), choices=numbers)
        elif isinstance(item, ProductFacts) and ask.intent in {Intent.PRODUCT, Intent.WAITING_FOR}:
            focus = replace(focus, product=_product(item))
        elif isinstance(item, Choices):
            focus = replace(focus, choices=tuple(_choices(item)), wanted=ask.wanted)
    if ask.intent is Intent.LIST and focus.wanted is None:
        focus = replace(focus, wanted=ask.wanted)
    return focus


def _with_mentions(ask: Ask, focus: Focus) -> Focus:
    purchase = next((r.value for r in ask.references if r.kind == "purchase"), focus.purchase)
    focus = replace(focus, purchase=purchase)
    for mention in ask.mentions:
        record = mention.only
        if record and record.kind == "customer":
            same = focus.customer is not None and focus.customer.id == record.id
            focus = replace(focus, customer=record, orders=focus.orders if same or ask.references else ())
        elif record and record.kind == "product":
            focus = replace(focus, product=record)
        elif record and record.kind == "carrier":
            focus = replace(focus, carrier=record)
    return focus


def _with_orders(orders: tuple[OrderFacts, ...], focus: Focus) -> Focus:
    """Return the focus on these orders; their customer too, unless they are of several."""
    numbers = tuple(item.order.number for item in orders)[:_MOST_ORDERS]
    customers = {item.order.customer.id: item.order.customer for item in orders}
    customer = _record(next(iter(customers.values()))) if len(customers) == 1 else None
    return replace(focus, orders=numbers, customer=customer)


def _with_list(item: OrderListFacts, ask: Ask, focus: Focus) -> Focus:
    """Return the focus on a list: "their" means somebody only when all its orders are one customer's."""
    focus = _with_orders(item.rows, focus) if item.rows else focus
    numbers = tuple(row.order.number for row in item.rows)
    wanted = item.wanted if ask.intent is Intent.LIST else None
    return replace(focus, orders=numbers if len(numbers) == 1 else (), wanted=wanted, choices=numbers)


def _record(customer: Customer) -> NamedRecord:
    return NamedRecord(
        kind="customer",
        id=customer.id,
        name=customer.name,
        key=customer.name,
        is_company=customer.is_company,
    )


def _product(item: ProductFacts) -> NamedRecord:
    return NamedRecord(kind="product", id=0, name=item.product.name, key=item.product.sku)


def _choices(item: Choices) -> Iterable[NamedRecord | str]:
    return (option.order.number if isinstance(option, OrderFacts) else option for option in item.options)
