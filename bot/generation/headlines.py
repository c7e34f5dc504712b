"""The first line about an order: where it stands, and how late it is against what."""

from bot.catalogue import mark
from bot.generation.departures import last_left_at
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import OrderState

_STAFF = {
    ReasonCode.DRAFT: mark("quotation, not confirmed yet"),
    ReasonCode.CANCELLED: mark("cancelled"),
    ReasonCode.DELIVERED: mark("shipped in full"),
    ReasonCode.WAITING_FOR_PAYMENT: mark("waiting for payment in advance"),
    ReasonCode.WAITING_FOR_STOCK: mark("waiting for stock"),
    ReasonCode.RESERVED_FOR_OTHERS: mark("waiting for stock that other orders hold"),
    ReasonCode.STOCK_ELSEWHERE: mark("waiting for stock that is in another warehouse"),
    ReasonCode.ON_HOLD: mark("waiting for stock that is on hold"),
    ReasonCode.READY_NOT_PICKED: mark("ready, not picked yet"),
    ReasonCode.PICKED_WITHOUT_CARRIER: mark("picked, no carrier yet"),
    ReasonCode.AWAITING_COLLECTION: mark("picked, waiting for the carrier"),
    ReasonCode.LEFT_WITHOUT_TRACKING: mark("shipped, no tracking number"),
    ReasonCode.NOT_RESERVED: mark("stock not reserved yet"),
    ReasonCode.SHIP_COMPLETE: mark("waiting to ship complete"),
    ReasonCode.UNKNOWN: mark("open, reason unknown"),
}
_CUSTOMER = {
    ReasonCode.DRAFT: mark("a quotation, not ordered yet"),
    ReasonCode.CANCELLED: mark("cancelled"),
    ReasonCode.DELIVERED: mark("shipped in full"),
    ReasonCode.WAITING_FOR_PAYMENT: mark("waiting for your payment in advance"),
    ReasonCode.WAITING_FOR_STOCK: mark("waiting for goods"),
    ReasonCode.RESERVED_FOR_OTHERS: mark("waiting for goods"),
    ReasonCode.STOCK_ELSEWHERE: mark("waiting for goods"),
    ReasonCode.ON_HOLD: mark("waiting for goods"),
    ReasonCode.READY_NOT_PICKED: mark("ready in our warehouse, not picked yet"),
    ReasonCode.PICKED_WITHOUT_CARRIER: mark("picked, no carrier yet"),
    ReasonCode.AWAITING_COLLECTION: mark("picked, waiting for the carrier"),
    ReasonCode.LEFT_WITHOUT_TRACKING: mark("shipped, no tracking number"),
    ReasonCode.NOT_RESERVED: mark("not reserved yet"),
    ReasonCode.SHIP_COMPLETE: mark("waiting until everything can leave together"),
    ReasonCode.UNKNOWN: mark("not complete yet"),
}


def order_title(v: Voice, order: OrderState) -> str:
    """Say "S00131 · Brennweite Optik GmbH" to staff; a customer knows who they are."""
    named = v.to_staff and order.customer.name and "customer" not in order.withheld
    return f"{order.number} · {order.customer.name}" if named else order.number


def order_headline(v: Voice, facts: OrderFacts) -> str:
    return f"{order_title(v, facts.order)}: {standing(v, facts)}"


def standing(v: Voice, facts: OrderFacts) -> str:
    """Say where the order stands, and how late it is: "waiting for stock, 4 days after the promise"."""
    return ", ".join(part for part in (position(v, facts), lateness(v, facts)) if part)


def position(v: Voice, facts: OrderFacts) -> str:
    """Say where the order stands, and of one that has left in part where the rest does."""
    first, place = _first(v, facts), place_of_rest(v, facts)
    if first is ReasonCode.DELIVERED and (gone := last_left_at(facts.order)):
        return v.say("{place} on {day}", place=place, day=v.day(gone))
    if not has(facts, ReasonCode.PARTLY_DELIVERED):
        return place
    if first in (None, ReasonCode.LEFT_WITHOUT_TRACKING):
        return v.say("partly shipped") if v.to_staff else v.say("part of it has left our warehouse")
    if v.to_staff:
        return v.say("partly shipped, the rest {place}", place=place)
    return v.say("part of it has left our warehouse, the rest is {place}", place=place)


def place_of_rest(v: Voice, facts: OrderFacts) -> str:
    first = _first(v, facts)
    return v.say((_STAFF if v.to_staff else _CUSTOMER)[first]) if first else v.say("open")


def _first(v: Voice, facts: OrderFacts) -> ReasonCode | None:
    """Return the most important reason that says where the order stands."""
    words = _STAFF if v.to_staff else _CUSTOMER
    return next((reason.code for reason in facts.reasons if reason.code in words), None)


def lateness(v: Voice, facts: OrderFacts) -> str:
    """Say "4 days after the promise"; nothing when it is not late, or late against nothing."""
    if delivered := reason(facts, ReasonCode.DELIVERED):
        return days_after(v, delivered)
    if late := reason(facts, ReasonCode.LATE):
        return days_after(v, late)
    if late := reason(facts, ReasonCode.WILL_BE_LATE):
        return _days_expected_after(v, late)
    return ""


def reason(facts: OrderFacts, code: ReasonCode) -> Reason | None:
    return next((found for found in facts.reasons if found.code is code), None)


def has(facts: OrderFacts, code: ReasonCode) -> bool:
    return reason(facts, code) is not None


def days_after(v: Voice, late: Reason) -> str:
    if not late.days or late.days < 0:
        return v.say("on the promised day") if late.days == 0 and late.against == "promise" else ""
    if late.against == "expected":
        return v.count("{n} day after the expected date", "{n} days after the expected date", late.days)
    return v.count("{n} day after the promise", "{n} days after the promise", late.days)


def _days_expected_after(v: Voice, late: Reason) -> str:
    if not late.days or late.against == "expected" or not late.confirmed:
        return ""
    if late.at_least:
        return v.count("at least {n} day after the promise", "at least {n} days after the promise", late.days)
    return v.count("expected {n} day after the promise", "expected {n} days after the promise", late.days)
