"""Sentences about an order that several answers need."""

from datetime import datetime

from bot.generation.headlines import has
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import OrderState, OrderStatus, Shipment

_SAID_ELSEWHERE = (ReasonCode.CANCELLED, ReasonCode.DRAFT)


def product_name(name: str | None, sku: str | None) -> str:
    """Say "Nitrile gloves L (GLV-1040)"."""
    if name and sku and sku not in name:
        return f"{name} ({sku})"
    return name or sku or ""


def is_withheld(order: OrderState, *fields: str) -> bool:
    """Whether any of these fields is kept from the asker: then nothing is said of it, not "unknown"."""
    return not order.withheld.isdisjoint(fields)


def firm_arrival(v: Voice, reason: Reason) -> datetime | None:
    """Return when all of the missing goods arrive: only of what is ordered, and not of what is overdue."""
    waits = reason.code is ReasonCode.WAITING_FOR_STOCK and reason.confirmed and not reason.uncovered
    return reason.at if waits and reason.at and not v.is_past(reason.at) else None


def promise_line(v: Voice, facts: OrderFacts) -> str:
    """Say what was promised, or that nothing was."""
    order = facts.order
    if is_withheld(order, "promised_at") or any(has(facts, code) for code in _SAID_ELSEWHERE):
        return ""
    if order.promised_at:
        is_over = v.is_past(order.promised_at) or has(facts, ReasonCode.DELIVERED)
        day = v.day(order.promised_at)
        return v.say("Promised was {day}.", day=day) if is_over else v.say("Promised for {day}.", day=day)
    return _nothing_promised(v, order) if not has(facts, ReasonCode.DELIVERED) else ""


def _nothing_promised(v: Voice, order: OrderState) -> str:
    if order.expected_at and v.to_staff and order.status is OrderStatus.CONFIRMED:
        return v.say(
            "No date was promised; {system}'s expected date is {day} and ignores shortages.",
            system=v.system,
            day=v.day(order.expected_at),
        )
    return v.say("No date was promised.")


def departure_line(v: Voice, shipment: Shipment) -> str:
    """Say when, with whom and under which tracking number a delivery left, and what of that is unknown."""
    who = shipment.name if v.to_staff else v.say("The shipment")
    sentence = _left(v, who, shipment)
    if shipment.tracking:
        link = f" ({shipment.tracking_url})" if shipment.tracking_url else ""
        return v.say("{left}, tracking number {tracking}.", left=sentence, tracking=shipment.tracking + link)
    if v.to_staff:
        return v.say("{left}; {system} shows no tracking number.", left=sentence, system=v.system)
    return v.say("{left}; there is no tracking number for it.", left=sentence)


def _left(v: Voice, who: str, shipment: Shipment) -> str:
    day = v.day(shipment.done_at) if shipment.done_at else None
    if day and shipment.carrier:
        return v.say("{who} left on {day} with {carrier}", who=who, day=day, carrier=shipment.carrier)
    if day:
        return v.say("{who} left on {day}, carrier not recorded", who=who, day=day)
    if shipment.carrier:
        return v.say("{who} left with {carrier}, day not recorded", who=who, carrier=shipment.carrier)
    return v.say("{who} has left, day and carrier not recorded", who=who)
