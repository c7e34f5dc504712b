"""What happened when, and what is to come: known moments only, in their order."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain import Paragraph
from bot.generation.departures import outgoing
from bot.generation.headlines import order_headline
from bot.generation.order_words import is_withheld
from bot.generation.parts import headline, items
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.state import Inbound, OrderState, OrderStatus

_Event = tuple[datetime, str]


def timeline(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    events = sorted({*_order(v, facts.order), *_shipments(v, facts.order), *_arrivals(v, facts)})
    rows = (f"{v.day(moment)}: {what}" for moment, what in events)
    return (
        *headline(order_headline(v, facts), facts.id, after=v.as_of(facts.as_of)),
        *items(rows, facts.id),
    )


def _order(v: Voice, order: OrderState) -> Iterator[_Event]:
    is_order = order.status in (OrderStatus.CONFIRMED, OrderStatus.CANCELLED)
    yield order.ordered_at, v.say("ordered") if is_order else v.say("quotation made")
    if order.promised_at and not is_withheld(order, "promised_at"):
        yield order.promised_at, v.say("promised day")


def _shipments(v: Voice, order: OrderState) -> Iterator[_Event]:
    for shipment in () if is_withheld(order, "shipments") else order.shipments:
        if shipment.is_return:
            if shipment.done_at:
                yield shipment.done_at, v.say("goods came back")
            continue
        who = shipment.name if v.to_staff else v.say("part of it")
        who = who if v.to_staff or len(outgoing(order)) > 1 else v.say("the order")
        if shipment.done_at and shipment.carrier:
            yield (
                shipment.done_at,
                v.say("{what} left with {carrier}", what=who, carrier=shipment.carrier),
            )
        elif shipment.done_at:
            yield shipment.done_at, v.say("{what} left, carrier not recorded", what=who)
        elif shipment.is_open and shipment.scheduled_at and v.to_staff:
            yield shipment.scheduled_at, v.say("{what} is scheduled", what=who)


def _arrivals(v: Voice, facts: OrderFacts) -> Iterator[_Event]:
    for reason in facts.reasons:
        if reason.code is not ReasonCode.WAITING_FOR_STOCK:
            continue
        product = reason.product or reason.sku or ""
        if v.to_staff and not is_withheld(facts.order, "inbound.purchase"):
            for part in reason.inbound:
                if part.expected_at is not None:
                    yield part.expected_at, _receipt(v, part, part.expected_at, product)
        elif reason.at is not None:
            yield reason.at, _due(v, reason.at, product)


def _receipt(v: Voice, part: Inbound, expected_at: datetime, product: str) -> str:
    if not part.confirmed:
        return v.say("{product} due, if it is ordered: only a quotation so far", product=product)
    if v.is_past(expected_at):
        return v.say(
            "purchase {number} was to bring {product} and is not booked in yet",
            number=part.purchase,
            product=product,
        )
    return v.say("purchase {number} brings {product}", number=part.purchase, product=product)


def _due(v: Voice, at: datetime, product: str) -> str:
    if v.is_past(at):
        return v.say("{product} was due at our warehouse, but is not booked in yet", product=product)
    return v.say("{product} due at our warehouse", product=product)
