"""Which documents to look for, given a question and the orders it is about.

An order's reasons name the rules that govern them: a "why" looks for the rule and for what the customer's
contract says, so that the answer can cite all three.
"""

from dataclasses import dataclass, field
from datetime import date

from retrieval.audience import Audience
from retrieval.handles import without_placeholders
from retrieval.orders.lookup import OrdersFound
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.state import OrderState
from retrieval.question import ABOUT_ONE_ORDER, Ask, Intent

RULE_KINDS = ("sop", "policy")
CONTRACT_KINDS = ("contract",)

_PRIORITY_MAY_SPLIT = (
    "priority orders may split over two shipments or warehouses when the promise would break"
)
_OTHERS_MAY_SPLIT = "all other orders wait until complete; split when the customer agreed and it is released"

# What a clerk would look up for each reason, in the words procedures use; a reason left out needs no rule.
RULE_TOPICS: dict[ReasonCode, str] = {
    ReasonCode.SHIP_COMPLETE: "ship complete customers split needs written agreement",
    ReasonCode.WAITING_FOR_PAYMENT: "payment in advance order released after payment",
    ReasonCode.CREDIT_WARNING: "credit limit exceeded credit check before release",
    ReasonCode.ON_HOLD: "quality hold release of stock on hold",
    ReasonCode.RESERVED_FOR_OTHERS: "allocation of scarce stock: which order is served first, promised date",
    ReasonCode.STOCK_ELSEWHERE: "stock in another warehouse transfer or split",
    ReasonCode.WAITING_FOR_STOCK: "scarce stock goes to the earliest promised date, first in first out",
    ReasonCode.READY_NOT_PICKED: "picking order of orders when is a ready order picked",
    ReasonCode.PICKED_WITHOUT_CARRIER: "carrier booking before handover at the dock",
    ReasonCode.LATE: "late order inform the customer back order communication",
    ReasonCode.WILL_BE_LATE: "late order inform the customer back order communication",
}
_SPLITS = (ReasonCode.SPLIT_BY_WAREHOUSE, ReasonCode.SPLIT_BY_SHORTAGE)
_LATE = (ReasonCode.LATE, ReasonCode.WILL_BE_LATE)
_SERVICE_LEVEL = "service level delivery promise percentage of orders on the promised day"
_LATE_TERMS = "late delivery credit penalty per started week"
_WHAT_FOLLOWS = "credit penalty"
"""Whoever asks a contract about being late wants to know what follows, not only when it is late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One document search. `purpose` as in `Passage.purpose`; `top` passages at the most."""

    text: str
    purpose: str = ""
    kinds: tuple[str, ...] | None = None
    customer: str | None = None
    on: date | None = None
    top: int = 5
    must_be_customers: bool = field(default=False)
    """Only that customer's own documents will do: a general policy is no contract."""

    @property
    def is_chosen(self) -> bool:
        """Whether it is settled which documents to look into, so that the words need not prove it."""
        return self.must_be_customers or (self.purpose == "rule" and self.kinds is not None)


def documents_wanted(ask: Ask, found: OrdersFound, audience: Audience) -> tuple[Wanted, ...]:
    """Return the searches that answer or explain, the question's own first; empty when none would help."""
    customer = _customer(ask, found, audience)
    if ask.intent is Intent.CONTRACT:
        return (_contract(ask, customer),)
    if ask.intent in (Intent.POLICY, Intent.COMMIT) or found.unavailable:
        purpose = "rule" if ask.intent is Intent.COMMIT else ""
        return (Wanted(text=_said(ask), customer=customer, on=ask.on_day, purpose=purpose),)
    if ask.intent is Intent.CUSTOMER and customer and audience.is_staff:
        return (_service_level(customer, _SERVICE_LEVEL), _service_level(customer, "payment terms"))
    if ask.intent in ABOUT_ONE_ORDER and len(found.orders) == 1 and audience.is_staff:
        return _explanations(ask.intent, found, customer)
    return ()


def _explanations(intent: Intent, found: OrdersFound, customer: str | None) -> tuple[Wanted, ...]:
    codes = [reason.code for reason in found.orders[0].reasons]
    wanted: list[Wanted] = []
    if intent in (Intent.WHY, Intent.SPLIT):
        topic = _rule_topic(intent, found.orders[0].order, codes)
        wanted += [Wanted(text=topic, purpose="rule", kinds=RULE_KINDS, top=3)] if topic else []
        wanted += [_service_level(customer, _SERVICE_LEVEL)] if customer else []
    if intent in (Intent.WHY, Intent.STATUS) and customer and any(code in codes for code in _LATE):
        wanted.append(_service_level(customer, _LATE_TERMS))
    return tuple(wanted)


def _rule_topic(intent: Intent, order: OrderState, codes: list[ReasonCode]) -> str | None:
    """Return what the governing rule is about: of a split, the rule for this class of order."""
    topics = dict(RULE_TOPICS)
    topics |= dict.fromkeys(_SPLITS, _PRIORITY_MAY_SPLIT if order.priority else _OTHERS_MAY_SPLIT)
    if order.ship_complete:
        topics |= dict.fromkeys(_SPLITS, RULE_TOPICS[ReasonCode.SHIP_COMPLETE])
    if intent is Intent.SPLIT:
        return topics[_SPLITS[0]]
    return next((topics[code] for code in codes if code in topics), None)


def _contract(ask: Ask, customer: str | None) -> Wanted:
    text = ask.topic if ask.from_focus and ask.topic else ask.text
    return Wanted(
        text=without_placeholders(f"{text} {_WHAT_FOLLOWS}" if "late" in ask.topic else text),
        kinds=CONTRACT_KINDS,
        customer=customer,
        on=ask.on_day,
        must_be_customers=customer is not None,
    )


def _said(ask: Ask) -> str:
    """Return the asker's own words; of "and on Fridays?" also what the conversation was about before."""
    if not ask.from_focus:
        return without_placeholders(ask.text)
    carrier = ask.mentioned("carrier")
    names = (carrier.only.name,) if carrier and carrier.only else ()
    return without_placeholders(" ".join(dict.fromkeys(filter(None, (ask.text, ask.topic, *names)))))


def _service_level(customer: str, text: str) -> Wanted:
    return Wanted(
        text=text,
        purpose="service_level",
        kinds=CONTRACT_KINDS,
        customer=customer,
        top=2,
        must_be_customers=True,
    )


def _customer(ask: Ask, found: OrdersFound, audience: Audience) -> str | None:
    """Whose terms apply: the customer named, the order's, or the asker's own."""
    mention = ask.mentioned("customer")
    if mention is not None:
        return mention.only.name if mention.only else None
    names = {facts.order.customer.name for facts in found.orders}
    names = names or set(audience.customer_names if audience.kind == "customer" else ())
    return names.pop() if len(names) == 1 else None
