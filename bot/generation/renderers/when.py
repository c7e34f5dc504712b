"""When does it, or the rest of it, come: only dates that are known."""

from datetime import datetime

from bot.domain import Paragraph
from bot.generation.departures import last_left_at
from bot.generation.headlines import days_after, has, lateness, order_title
from bot.generation.headlines import reason as reason_of
from bot.generation.order_words import firm_arrival
from bot.generation.parts import headline
from bot.generation.renderers.status import departures, outlook, reasons
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import ReasonCode

_MISSING = frozenset({ReasonCode.WAITING_FOR_STOCK, ReasonCode.ON_HOLD})


def when(v: Voice, facts: OrderFacts, *, detail: bool = False) -> tuple[Paragraph, ...]:
    said = ", ".join(part for part in (_known(v, facts), _late(v, facts)) if part)
    return (
        *headline(f"{order_title(v, facts.order)}: {said}", facts.id, after=v.as_of(facts.as_of)),
        *reasons(v, facts, detail=detail),
        *departures(v, facts, detail=detail),
        *outlook(v, facts),
    )


def _late(v: Voice, facts: OrderFacts) -> str:
    """Say how late it is; next to a day of arrival only how late that day will be."""
    if has(facts, ReasonCode.DELIVERED):
        return ""
    if _last_arrival(v, facts) is None:
        return lateness(v, facts)
    coming = reason_of(facts, ReasonCode.WILL_BE_LATE)
    return days_after(v, coming) if coming else ""


def _known(v: Voice, facts: OrderFacts) -> str:
    if has(facts, ReasonCode.CANCELLED):
        return v.say("cancelled, nothing will be shipped")
    if has(facts, ReasonCode.DRAFT):
        return v.say("no date, because it is only a quotation")
    if has(facts, ReasonCode.DELIVERED):
        return _all_left(v, facts)
    if any(reason.code in _MISSING for reason in facts.reasons):
        return _goods_arrive(v, facts)
    if facts.order.promised_at and not v.is_past(facts.order.promised_at):
        return v.say("promised for {day}, no delivery date known", day=v.day(facts.order.promised_at))
    return v.say("no delivery date known")


def _all_left(v: Voice, facts: OrderFacts) -> str:
    gone = last_left_at(facts.order)
    return v.say("everything left on {day}", day=v.day(gone)) if gone else v.say("everything has left")


def _goods_arrive(v: Voice, facts: OrderFacts) -> str:
    """Name the day the last missing goods arrive, if every one of them has such a day ahead."""
    last = _last_arrival(v, facts)
    if last is None:
        return v.say("no date known for the missing goods")
    if v.to_staff:
        return v.say("the missing goods are expected on {day}", day=v.day(last))
    return v.say("the missing goods arrive at our warehouse on {day}", day=v.day(last))


def _last_arrival(v: Voice, facts: OrderFacts) -> datetime | None:
    waits = [reason for reason in facts.reasons if reason.code is ReasonCode.WAITING_FOR_STOCK]
    known = [moment for reason in waits if (moment := firm_arrival(v, reason))]
    return max(known) if known and len(known) == len(waits) else None
