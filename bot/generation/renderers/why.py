"""Why: the computed reason, the governing rule and the customer's service level, each with its source."""

import re

from bot.domain import Paragraph
from bot.generation.headlines import has
from bot.generation.parts import paragraph
from bot.generation.quoting import Quoter, section
from bot.generation.renderers.status import departures, order_head, outlook, reasons
from bot.generation.stems import stems
from bot.generation.voice import Voice
from retrieval.evidence import AskEvidence, OrderFacts, Passage
from retrieval.orders.reasons import ReasonCode

_TERMS = {
    ReasonCode.WAITING_FOR_STOCK: "stock short allocation promised date earliest",
    ReasonCode.RESERVED_FOR_OTHERS: "stock reserved order promised date first priority",
    ReasonCode.STOCK_ELSEWHERE: "transfer other warehouse stock split",
    ReasonCode.ON_HOLD: "quality hold blocked stock release",
    ReasonCode.SHIP_COMPLETE: "complete deliveries only not split written agreement",
    ReasonCode.SPLIT_BY_WAREHOUSE: "split two warehouses shipments promised date",
    ReasonCode.SPLIT_BY_SHORTAGE: "split two shipments stock missing promised date",
    ReasonCode.WAITING_FOR_PAYMENT: "payment in advance released reservation",
    ReasonCode.CREDIT_WARNING: "credit limit check held release",
    ReasonCode.READY_NOT_PICKED: "picking wave late queue ready not picked",
    ReasonCode.PICKED_WITHOUT_CARRIER: "carrier booking label picked not shipped",
    ReasonCode.LEFT_WITHOUT_TRACKING: "tracking label number scan",
    ReasonCode.LATE: "late promised date",
    ReasonCode.WILL_BE_LATE: "late promised date",
}
_PERCENT = re.compile(r"%|\bper\s?cent\b|\bprozent\b", re.I)
_CREDIT = stems("credit")
_SERVICE_LEVEL = "service level target ships order lines in full on the promised day percent"
_LATE_TERMS = "late delivery credit owes started week day late net value"


def why(v: Voice, facts: OrderFacts, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    return (
        *order_head(v, facts),
        *reasons(v, facts, detail=found.ask.detail),
        *(departures(v, facts) if has(facts, ReasonCode.DELIVERED) else ()),
        *outlook(v, facts),
        *(() if _is_over(facts) else rule(v, facts, found, quoter)),
        *service_level(v, found, quoter),
        *late_terms(v, facts, found, quoter),
    )


def _is_over(facts: OrderFacts) -> bool:
    """Whether nothing waits any more, so that no rule of waiting governs it."""
    return has(facts, ReasonCode.DELIVERED) or has(facts, ReasonCode.CANCELLED)


def rule(
    v: Voice, facts: OrderFacts, found: AskEvidence, quoter: Quoter, *, most: int = 1
) -> tuple[Paragraph, ...]:
    """Quote the rule that governs the reason; to staff, say when there is none."""
    passages = _governing(facts, of_purpose(found, "rule"))
    if passages:
        return quoter.quote(v, rule_terms(facts), passages, most=most, lead=v.say("Rule:"))
    searched = not any(fault.source == "documents" for fault in found.unavailable)
    if not v.to_staff or not searched:
        return ()
    return paragraph((v.say("I found no written rule about this in the documents I may use."),))


def _governing(facts: OrderFacts, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Leave out rules headed as being for another class of orders than this one."""
    foreign = set()
    if not facts.order.priority:
        foreign |= {"priority"}
    if not facts.order.ship_complete:
        foreign |= {"ship-complete"}
    return tuple(passage for passage in passages if foreign.isdisjoint(stems(section(passage))))


def service_level(v: Voice, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    """Quote what the customer's contract promises."""
    passages = [one for one in of_purpose(found, "service_level") if _PERCENT.search(one.text)]
    return quoter.quote(v, _SERVICE_LEVEL, passages, most=1, lead=v.say("Service level:"))


def late_terms(v: Voice, facts: OrderFacts, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    """Quote what the customer's contract says of late delivery, when the order is or will be late."""
    if not has(facts, ReasonCode.LATE) and not has(facts, ReasonCode.WILL_BE_LATE):
        return ()
    passages = [one for one in of_purpose(found, "service_level") if stems(one.text) >= _CREDIT]
    return quoter.quote(
        v, _LATE_TERMS, passages, most=1, figures=True, sure=True, lead=v.say("Contract on late delivery:")
    )


def of_purpose(found: AskEvidence, purpose: str) -> tuple[Passage, ...]:
    return tuple(item for item in found.found if isinstance(item, Passage) and item.purpose == purpose)


def rule_terms(facts: OrderFacts) -> str:
    """Return the words a governing rule would use, for the sentence to quote."""
    terms = [_TERMS[reason.code] for reason in facts.reasons if reason.code in _TERMS]
    kind = "priority customer may split" if facts.order.priority else "all other customers wait complete"
    return " ".join((*terms[:3], kind, facts.order.customer.name))
