"""Which renderer speaks to one question of a message, given what was found for it."""

from collections.abc import Callable

from bot.domain import Action, Paragraph
from bot.generation.headlines import has
from bot.generation.parts import Answer, NoAnswer, paragraph
from bot.generation.quoting import Quoter
from bot.generation.renderers import refusals
from bot.generation.renderers.contents import contents, order_lines
from bot.generation.renderers.customer import customer
from bot.generation.renderers.documents import contract, policy
from bot.generation.renderers.fixed import commit, fixed
from bot.generation.renderers.invoice import invoice, invoices_are_withheld
from bot.generation.renderers.lists import order_list
from bot.generation.renderers.product import product
from bot.generation.renderers.split import split
from bot.generation.renderers.status import status
from bot.generation.renderers.timeline import timeline
from bot.generation.renderers.tracking import tracking
from bot.generation.renderers.when import when
from bot.generation.renderers.why import late_terms, why
from bot.generation.voice import Voice
from retrieval.evidence import (
    AskEvidence,
    Choices,
    CustomerFacts,
    Item,
    NotFound,
    OrderFacts,
    OrderListFacts,
    ProductFacts,
)
from retrieval.orders.reasons import ReasonCode
from retrieval.question import ABOUT_ONE_ORDER, FIXED, Intent

MOST_ORDERS = 3
_Words = Callable[[Voice, OrderFacts, AskEvidence, Quoter], tuple[Paragraph, ...]]
_FROM_DOCUMENTS = frozenset({Intent.POLICY, Intent.CONTRACT})


def answer_to(v: Voice, found: AskEvidence, quoter: Quoter) -> Answer:
    """Return the answer to one question: never empty, whatever was found or could not be asked."""
    intent = found.ask.intent
    if intent in FIXED:
        return fixed(v, intent)
    if found.needs_proof and intent is not Intent.COMMIT:
        return _with_documents(v, refusals.needs_proof(v), found, quoter)
    if intent is Intent.COMMIT:
        return commit(v, found, quoter)
    if found.unknown_self:
        return refusals.unknown_self(v)
    for item in found.found:
        if isinstance(item, Choices):
            return refusals.choices(v, item)
    return _answered(v, found, quoter)


def _answered(v: Voice, found: AskEvidence, quoter: Quoter) -> Answer:
    said = _said(v, found, quoter)
    missing = [item for item in found.found if isinstance(item, NotFound)]
    if missing:
        absent = refusals.not_found(v, missing)
        return Answer(paragraphs=(*said, *absent.paragraphs), reason=None if said else absent.reason)
    if found.unavailable:
        return _unavailable(v, said, found)
    if not said:
        return _nothing(v, found)
    return Answer(paragraphs=said, reason=_refused(v, found))


def _nothing(v: Voice, found: AskEvidence) -> Answer:
    """Say that nothing was found; of a contract whose it would be."""
    orders = [item.order for item in found.found if isinstance(item, OrderFacts)]
    mention = found.ask.mentioned("customer")
    customer = mention.only.name if mention and mention.only else orders[0].customer.name if orders else ""
    intent = found.ask.intent
    if intent is Intent.CONTRACT and customer and v.to_staff:
        return refusals.no_contract(v, customer, tuple(item.id for item in found.found))
    return refusals.nothing_found(v) if intent in _FROM_DOCUMENTS else refusals.which_one(v, intent)


def _refused(v: Voice, found: AskEvidence) -> NoAnswer | None:
    """An invoice asked for by somebody it is not shown to is a refusal, whatever else is said."""
    if found.ask.intent is not Intent.INVOICE:
        return None
    orders = [item.order for item in found.found if isinstance(item, OrderFacts)]
    return NoAnswer.NOT_ALLOWED if any(invoices_are_withheld(v, order) for order in orders) else None


def _said(v: Voice, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    """Say everything that was found, live facts before documents."""
    orders = [item for item in found.found if isinstance(item, OrderFacts)]
    if found.ask.intent in _FROM_DOCUMENTS:
        return _from_documents(v, found, orders[0] if orders else None, quoter)
    words = _ABOUT_ORDERS.get(found.ask.intent, _status)
    about = (part for order in orders[:MOST_ORDERS] for part in words(v, order, found, quoter))
    others = (part for item in found.found for part in _other(v, item, found, quoter))
    if found.ask.intent not in ABOUT_ONE_ORDER:
        return (*about, *others)
    return (*about, *others, *policy(v, found, quoter, sure=True))


def _from_documents(
    v: Voice, found: AskEvidence, order: OrderFacts | None, quoter: Quoter
) -> tuple[Paragraph, ...]:
    if found.ask.intent is Intent.CONTRACT:
        return contract(v, found, order, quoter)
    return policy(v, found, quoter)


def _other(v: Voice, item: Item, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    match item:
        case OrderListFacts():
            return order_list(v, item, found.ask)
        case ProductFacts():
            return product(v, item)
        case CustomerFacts():
            return customer(v, item, found, quoter)
        case _:
            return ()


def _unavailable(v: Voice, said: tuple[Paragraph, ...], found: AskEvidence) -> Answer:
    """Say first what cannot be seen, then what can: one dead source never hides the other."""
    no_orders = any(fault.source == "orders" for fault in found.unavailable)
    down = refusals.unavailable(v, found.unavailable, found.ask.intent)
    if not no_orders and said:
        return Answer(paragraphs=(*said, *down), reason=NoAnswer.UNAVAILABLE)
    lead = paragraph((v.say("From the documents:"),)) if said else ()
    return Answer(paragraphs=(*down, *lead, *said, *refusals.try_again(v)), reason=NoAnswer.UNAVAILABLE)


def _with_documents(v: Voice, answer: Answer, found: AskEvidence, quoter: Quoter) -> Answer:
    return Answer(
        paragraphs=(*answer.paragraphs, *policy(v, found, quoter)),
        reason=answer.reason,
        action=Action.ASK_BACK,
    )


def _status(v: Voice, facts: OrderFacts, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    """Say where it stands; asked for details, also everything that is on it."""
    said = status(v, facts, detail=found.ask.detail)
    said = (*said, *order_lines(v, facts)) if found.ask.detail else said
    return (*said, *late_terms(v, facts, found, quoter)) if has(facts, ReasonCode.LATE) else said


_ABOUT_ORDERS: dict[Intent, _Words] = {
    Intent.WHY: why,
    Intent.SPLIT: split,
    Intent.WHEN: lambda v, facts, found, quoter: when(v, facts, detail=found.ask.detail),
    Intent.CONTENTS: lambda v, facts, found, quoter: contents(v, facts, detail=found.ask.detail),
    Intent.TRACKING: lambda v, facts, found, quoter: tracking(v, facts),
    Intent.INVOICE: lambda v, facts, found, quoter: invoice(v, facts),
    Intent.TIMELINE: lambda v, facts, found, quoter: timeline(v, facts),
}
