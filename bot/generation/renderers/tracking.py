"""Which way did it go: carrier, tracking number and link of what left, and what has not left."""

from bot.domain import Paragraph
from bot.generation.departures import left
from bot.generation.headlines import has, order_title, place_of_rest, standing
from bot.generation.order_words import departure_line, is_withheld
from bot.generation.parts import headline, items, paragraph
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.state import Shipment


def tracking(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    gone = left(facts.order)
    title = order_title(v, facts.order)
    head = headline(f"{title}: {_head(v, facts, gone)}", facts.id, after=v.as_of(facts.as_of))
    if is_withheld(facts.order, "shipments"):
        return head
    return (
        *head,
        *items((departure_line(v, shipment) for shipment in gone), facts.id),
        *_not_left(v, facts, gone),
    )


def _head(v: Voice, facts: OrderFacts, gone: tuple[Shipment, ...]) -> str:
    numbers = [shipment.tracking for shipment in gone if shipment.tracking]
    if len(numbers) == 1:
        return v.say("tracking number {tracking}", tracking=numbers[0])
    if numbers:
        return v.say("several tracking numbers")
    if gone:
        return v.say("shipped, no tracking number")
    return v.say("nothing has left yet, so there is no tracking number")


def _not_left(v: Voice, facts: OrderFacts, gone: tuple[Shipment, ...]) -> tuple[Paragraph, ...]:
    if has(facts, ReasonCode.DELIVERED):
        return ()
    if gone:
        place = place_of_rest(v, facts)
        return paragraph((v.say("The rest has not left: {place}.", place=place),), facts.id)
    return paragraph((v.say("Where it stands: {place}.", place=standing(v, facts)),), facts.id)
