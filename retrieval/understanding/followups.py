"""What a message leaves unsaid because the conversation already speaks of it."""

import re
from dataclasses import dataclass, replace

from retrieval.orders.source import NamedRecord, OrderFilter
from retrieval.question import ABOUT_ONE_ORDER, Ask, Focus, Intent, Mention, Reference
from retrieval.understanding.intents import Known
from retrieval.understanding.shape import Shape

ORDER_KINDS = frozenset({"order", "reference", "tracking", "shipment", "invoice", "any"})
"""Kinds of references that lead to an order."""

_MOST_ORDERS = 4
_ALL_OF_THEM = re.compile(r"\b(?:both|all|those|these|beide[nr]?|alle[nr]?|diese)\b")
_LIKE_BEFORE = re.compile(
    r"^(?:(?:ok|okay|so|hm+|please|bitte) )*(?:and|und|what about|how about|was ist mit|"
    r"wie sieht es (?:mit|bei)|same for|also|auch|likewise|dasselbe fur|or)\b"
)
_GOES_ON = re.compile(
    r"^(?:(?:ok|okay|so|hm+) )*(?:and|und|but|aber|what about|how about|was ist mit|or|oder|also|auch|"
    r"what if|was wenn|only|nur)\b"
)
_TOPIC_OF = {
    Intent.WHY: "late delivery",
    Intent.WHEN: "late delivery",
    Intent.STATUS: "late delivery",
    Intent.LIST: "late delivery",
    Intent.TIMELINE: "late delivery",
    Intent.SPLIT: "partial delivery",
    Intent.INVOICE: "payment terms",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the questions so far were about; of this message first, then of the conversation."""

    orders: tuple[Reference, ...] = ()
    customer: Mention | None = None
    product: Mention | None = None
    carrier: Mention | None = None
    purchase: Reference | None = None
    sku: Reference | None = None
    wanted: OrderFilter | None = None
    intent: Intent | None = None
    topic: str = ""
    choices: tuple[NamedRecord | str, ...] = ()

    @property
    def known(self) -> Known:
        return Known(
            order=bool(self.orders),
            customer=self.customer is not None,
            product=self.product is not None or self.sku is not None,
            purchase=self.purchase is not None,
            intent=self.intent,
        )


def carried_from(focus: Focus) -> Carried:
    orders = tuple(Reference(kind="order", value=number, spelled=number) for number in focus.orders)
    purchase = focus.purchase
    return Carried(
        orders=orders,
        customer=_mention_of(focus.customer),
        product=_mention_of(focus.product),
        carrier=_mention_of(focus.carrier),
        purchase=Reference(kind="purchase", value=purchase, spelled=purchase) if purchase else None,
        wanted=focus.wanted,
        intent=focus.intent,
        topic=focus.topic,
        choices=focus.choices,
    )


def _mention_of(record: NamedRecord | None) -> Mention | None:
    return Mention(kind=record.kind, spelled=record.name, records=(record,)) if record else None


def carried_after(ask: Ask, before: Carried) -> Carried:
    """Return what a further question of the same message may leave unsaid."""
    orders = tuple(reference for reference in ask.references if reference.kind in ORDER_KINDS)
    references = {reference.kind: reference for reference in ask.references}
    customer = ask.mentioned("customer")
    return replace(
        before,
        orders=orders or (() if customer else before.orders),
        customer=customer or (None if orders and not ask.from_focus else before.customer),
        product=ask.mentioned("product") or (None if "sku" in references else before.product),
        sku=references.get("sku", before.sku),
        purchase=references.get("purchase", before.purchase),
        carrier=ask.mentioned("carrier") or before.carrier,
        intent=ask.intent,
        topic=ask.topic or before.topic,
    )


def is_like_before(shape: Shape) -> bool:
    """Return whether a question repeats the last one for something else: "and 102?"."""
    return bool(_LIKE_BEFORE.match(shape.words))


def completed(ask: Ask, shape: Shape, carried: Carried) -> Ask:
    """Return the question with what it left unsaid; unchanged when it names what it is about."""
    if ask.intent in ABOUT_ONE_ORDER or ask.intent is Intent.COMMIT:
        return _with_order(ask, shape, carried)
    if ask.intent is Intent.CONTRACT:
        return _with_customer_and_order(ask, shape, carried)
    if ask.intent in {Intent.PRODUCT, Intent.WAITING_FOR}:
        return _with_product(ask, carried)
    if ask.intent in {Intent.CUSTOMER, Intent.LIST}:
        return _with_customer(ask, shape, carried)
    if ask.intent is Intent.POLICY:
        return _with_topic(ask, shape, carried)
    return ask


def _orders_of(ask: Ask) -> tuple[Reference, ...]:
    return tuple(reference for reference in ask.references if reference.kind in ORDER_KINDS)


def _with_order(ask: Ask, shape: Shape, carried: Carried) -> Ask:
    named = _orders_of(ask) or ask.last_order or ask.mentioned("customer") or ask.mentioned("person")
    if named or not carried.orders:
        return ask
    count = _MOST_ORDERS if _ALL_OF_THEM.search(shape.words) else 1
    orders = carried.orders if carried.intent == ask.intent else carried.orders[:count]
    return replace(ask, references=ask.references + orders[:_MOST_ORDERS], from_focus=True, mine=False)


def _with_customer_and_order(ask: Ask, shape: Shape, carried: Carried) -> Ask:
    topic = ask.topic or _TOPIC_OF.get(carried.intent or Intent.POLICY, carried.topic)
    ask = replace(ask, topic=topic)
    if _orders_of(ask) or ask.mentioned("customer") or ask.mentioned("person") or ask.mine:
        return ask
    mentions = ask.mentions + ((carried.customer,) if carried.customer else ())
    references = ask.references + carried.orders[:1]
    carries = bool(carried.customer or carried.orders)
    return replace(ask, references=references, mentions=mentions, from_focus=carries)


def _with_product(ask: Ask, carried: Carried) -> Ask:
    if ask.mentioned("product") or any(reference.kind in {"sku", "purchase"} for reference in ask.references):
        return ask
    if carried.purchase and ask.intent is Intent.WAITING_FOR:
        return replace(ask, references=(*ask.references, carried.purchase), from_focus=True)
    if carried.product:
        return replace(ask, mentions=(*ask.mentions, carried.product), from_focus=True)
    if carried.sku:
        return replace(ask, references=(*ask.references, carried.sku), from_focus=True)
    return ask


_THEIR = re.compile(
    r"\b(?:their|they|them|theirs|this customer|that customer|the customer|deren|denen|dort|der kunde|"
    r"des kunden|dem kunden|diese\w* kunden)\b"
)


def _with_customer(ask: Ask, shape: Shape, carried: Carried) -> Ask:
    if ask.mentioned("customer") or not carried.customer or not _THEIR.search(shape.words):
        return ask
    wanted, record = ask.wanted, carried.customer.only
    if wanted and record:
        wanted = replace(wanted, customer_ids=frozenset({record.id}))
    return replace(ask, mentions=(*ask.mentions, carried.customer), wanted=wanted, from_focus=True)


def _with_topic(ask: Ask, shape: Shape, carried: Carried) -> Ask:
    """Take over the topic for "and on Fridays?", and the carrier unless another one is named."""
    about_rules = carried.intent in {Intent.POLICY, Intent.CONTRACT} and carried.topic
    if not about_rules or not _GOES_ON.match(shape.words) or shape.count > _SHORT_FOLLOW_UP:
        return ask
    mentions = ask.mentions
    if carried.carrier and not ask.mentioned("carrier"):
        mentions = (*mentions, carried.carrier)
    topic = " ".join(dict.fromkeys(filter(None, (carried.topic, ask.topic))))
    return replace(ask, topic=topic, mentions=mentions, from_focus=True)


_SHORT_FOLLOW_UP = 7
