"""Why was it split; or, when it is one delivery, what splitting it would need."""

from bot.domain import Paragraph
from bot.generation.departures import outgoing
from bot.generation.headlines import has, order_title, reason, standing
from bot.generation.order_words import is_withheld
from bot.generation.parts import headline, paragraph
from bot.generation.quoting import Quoter
from bot.generation.renderers.status import departures, outlook, reasons
from bot.generation.renderers.why import rule, service_level
from bot.generation.voice import Voice
from retrieval.evidence import AskEvidence, OrderFacts
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import Shipment


def split(v: Voice, facts: OrderFacts, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    by_warehouse = reason(facts, ReasonCode.SPLIT_BY_WAREHOUSE)
    by_shortage = reason(facts, ReasonCode.SPLIT_BY_SHORTAGE)
    if by_warehouse is None and by_shortage is None and not _several(facts):
        return _not_split(v, facts, found, quoter)
    return (
        *_head(v, facts, by_warehouse, by_shortage),
        *_warehouses(v, facts, by_warehouse),
        *(_shortage(v, facts, by_shortage) if v.to_staff else ()),
        *_shipments(v, facts),
        *outlook(v, facts),
        *rule(v, facts, found, quoter, most=2),
        *service_level(v, found, quoter),
    )


def _several(facts: OrderFacts) -> bool:
    return len(outgoing(facts.order)) > 1


def _head(
    v: Voice, facts: OrderFacts, by_warehouse: Reason | None, by_shortage: Reason | None
) -> tuple[Paragraph, ...]:
    if by_warehouse and v.to_staff:
        cause = v.say("split because the goods are in several warehouses")
    elif by_warehouse:
        cause = v.say("in parts because the goods are in several of our warehouses")
    elif by_shortage:
        cause = v.say("split because part of the goods was missing")
    else:
        cause = v.say("in several deliveries; the data does not say why")
    return headline(f"{order_title(v, facts.order)}: {cause}", facts.id, after=v.as_of(facts.as_of))


def _warehouses(v: Voice, facts: OrderFacts, split_reason: Reason | None) -> tuple[Paragraph, ...]:
    if split_reason is None or not split_reason.warehouses or not v.to_staff:
        return ()
    places = v.join(
        v.count("{n} comes from {warehouse}", "{n} come from {warehouse}", quantity, warehouse=warehouse)
        for warehouse, quantity in split_reason.warehouses
    )
    return paragraph((f"{places}.",), facts.id)


def _shortage(v: Voice, facts: OrderFacts, split_reason: Reason | None) -> tuple[Paragraph, ...]:
    if split_reason is None:
        return ()
    later = split_reason.quantity
    on_back_order = (
        v.count("{n} unit went on a back order.", "{n} units went on back orders.", later) if later else ""
    )
    return (*paragraph((on_back_order,), facts.id), *reasons(v, facts))


def _shipments(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    """Name the deliveries and where each stands."""
    if is_withheld(facts.order, "shipments"):
        return ()
    if not v.to_staff:
        return (*reasons(v, facts), *departures(v, facts))
    rows = [_shipment(v, one) for one in outgoing(facts.order)]
    return paragraph((v.say("Deliveries: {rows}.", rows=v.join(rows)),), facts.id) if rows else ()


def _shipment(v: Voice, one: Shipment) -> str:
    if one.done_at is not None:
        return v.say(
            "{shipment} from {warehouse} (left on {day})",
            shipment=one.name,
            warehouse=one.warehouse,
            day=v.day(one.done_at),
        )
    return v.say("{shipment} from {warehouse} (open)", shipment=one.name, warehouse=one.warehouse)


def _not_split(v: Voice, facts: OrderFacts, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    title = order_title(v, facts.order)
    head = headline(v.say("{order} is not split", order=title), facts.id, after=v.as_of(facts.as_of))
    if has(facts, ReasonCode.CANCELLED) or has(facts, ReasonCode.DELIVERED):
        where = v.say("Where it stands: {place}.", place=standing(v, facts))
        return (*head, *paragraph((where,), facts.id))
    decides = v.say("Whether it may be split is for a person to decide; nothing has been changed.")
    return (
        *head,
        *paragraph((decides,)),
        *reasons(v, facts),
        *rule(v, facts, found, quoter, most=2),
        *service_level(v, found, quoter),
    )
