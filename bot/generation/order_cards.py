"""One order at a glance, for channels that show cards: of typed values, in the words the answer uses."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from bot.domain import CardFact, Milestone, OrderCard, Tone
from bot.generation.headlines import has, order_title, standing
from bot.generation.order_words import firm_arrival, is_withheld
from bot.generation.voice import Voice
from retrieval.evidence import Evidence, OrderFacts
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.state import Line, OrderStatus, Shipment, ShipmentStatus

_MOST_FACTS, _MOST_STEPS = 8, 8
_WARN = (ReasonCode.LATE, ReasonCode.UNKNOWN)
_LOOK = (
    ReasonCode.WILL_BE_LATE,
    ReasonCode.WAITING_FOR_PAYMENT,
    ReasonCode.WAITING_FOR_STOCK,
    ReasonCode.RESERVED_FOR_OTHERS,
    ReasonCode.STOCK_ELSEWHERE,
    ReasonCode.ON_HOLD,
    ReasonCode.NOT_RESERVED,
    ReasonCode.LEFT_WITHOUT_TRACKING,
    ReasonCode.PICKED_WITHOUT_CARRIER,
)


def card_of(v: Voice, evidence: Evidence, cited: Collection[str]) -> OrderCard | None:
    """Return the card of the one order an answer rests on; None for answers about none, or about several."""
    orders = {
        item.order.number: item
        for item in evidence.found
        if isinstance(item, OrderFacts) and item.id in cited
    }
    return order_card(v, next(iter(orders.values()))) if len(orders) == 1 else None


def order_card(v: Voice, facts: OrderFacts) -> OrderCard:
    order = facts.order
    status = standing(v, facts)
    return OrderCard(
        number=order.number,
        title=order_title(v, order),
        status=status[:1].upper() + status[1:],
        tone=_tone(facts),
        as_of=v.time(facts.as_of),
        facts=tuple(_facts(v, facts))[:_MOST_FACTS],
        timeline=tuple(_timeline(v, facts))[:_MOST_STEPS],
        url=order.url or "",
    )


def _tone(facts: OrderFacts) -> Tone:
    if any(has(facts, code) for code in _WARN) and not has(facts, ReasonCode.DELIVERED):
        return Tone.WARNING
    if any(has(facts, code) for code in _LOOK):
        return Tone.ATTENTION
    return Tone.GOOD if has(facts, ReasonCode.DELIVERED) else Tone.NEUTRAL


def _facts(v: Voice, facts: OrderFacts) -> Iterator[CardFact]:
    """Name what was promised, what is open, who brings it; and of each what nobody recorded."""
    order = facts.order
    is_over = order.status in (OrderStatus.CANCELLED, OrderStatus.DRAFT)
    if not is_withheld(order, "promised_at") and not is_over:
        day = v.day(order.promised_at) if order.promised_at else v.say("nothing was promised")
        yield CardFact(name=v.say("Promised"), value=day)
    open_lines = [line for line in order.lines if line.open > 0 and not line.is_service]
    if open_lines and not is_over:
        yield CardFact(
            name=v.say("Still to ship"), value=_goods(v, [(line.open, line) for line in open_lines])
        )
    if short := [line for line in open_lines if line.short > 0 and v.to_staff]:
        yield CardFact(name=v.say("Missing"), value=_goods(v, [(line.short, line) for line in short]))
        if arrival := _arrival(v, facts):
            yield CardFact(name=v.say("Missing goods expected"), value=v.day(arrival))
    if v.to_staff and not is_withheld(order, "warehouse"):
        places = list(dict.fromkeys(line.warehouse for line in open_lines)) or [order.warehouse]
        yield CardFact(name=v.say("Warehouse"), value=v.join(place for place in places if place))
    if carriers := list(dict.fromkeys(one.carrier for one in order.shipments if one.carrier)):
        yield CardFact(name=v.say("Carrier"), value=v.join(carriers))
    if tracking := [one.tracking for one in order.shipments if one.tracking]:
        yield CardFact(name=v.say("Tracking"), value=v.join(tracking))
    if order.total is not None and v.to_commercial and not is_withheld(order, "total"):
        yield CardFact(name=v.say("Amount"), value=v.amount(order.total, order.currency))


def _goods(v: Voice, goods: Sequence[tuple[Decimal, Line]]) -> str:
    """Say "10 × FURN-0096", of at most three products; lines of the same product in one."""
    summed: dict[str, Decimal] = {}
    for quantity, line in goods:
        name = line.sku or line.product
        summed[name] = summed.get(name, Decimal(0)) + quantity
    named = [f"{v.number(quantity)} × {name}" for name, quantity in list(summed.items())[:3]]
    more = len(summed) - len(named)
    return v.join([*named, v.count("{n} more", "{n} more", more)]) if more else v.join(named)


def _arrival(v: Voice, facts: OrderFacts) -> datetime | None:
    """Return when the last of the missing goods arrive, where all of it is known."""
    days = [firm_arrival(v, one) for one in facts.reasons if one.code is ReasonCode.WAITING_FOR_STOCK]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _timeline(v: Voice, facts: OrderFacts) -> Iterator[Milestone]:
    """Say what happened and what is to come: the order, then each delivery, oldest first."""
    order = facts.order
    if order.status is OrderStatus.CONFIRMED and not is_withheld(order, "ordered_at"):
        yield Milestone(label=v.say("Ordered"), when=v.day(order.ordered_at), state="done")
    if order.status is OrderStatus.CANCELLED:
        return
    for shipment in order.shipments:
        if shipment.status is not ShipmentStatus.CANCELLED:
            yield _step(v, shipment)


def _step(v: Voice, shipment: Shipment) -> Milestone:
    name = shipment.name if v.to_staff else v.say("Shipment")
    if shipment.status is ShipmentStatus.DONE:
        label = (
            v.say("{name} came back", name=name) if shipment.is_return else v.say("{name} left", name=name)
        )
        when = v.day(shipment.done_at) if shipment.done_at else ""
        return Milestone(label=label, when=when, state="done")
    due = shipment.deadline_at or shipment.scheduled_at
    label = _open_label(v, name, shipment)
    if due is None:
        return Milestone(label=label, when="", state="open")
    when = v.say("due {day}", day=v.day(due)) if v.to_staff else ""
    return Milestone(label=label, when=when, state="late" if v.is_past(due) and v.to_staff else "open")


def _open_label(v: Voice, name: str, shipment: Shipment) -> str:
    if shipment.is_return:
        return v.say("{name} is expected back", name=name)
    if shipment.is_reserved and all(line.picked for line in shipment.lines):
        return v.say("{name}: picked", name=name)
    if shipment.is_reserved:
        return v.say("{name}: reserved", name=name)
    return v.say("{name}: waiting", name=name)
