"""Where is it: the headline, why it waits, what has left, what was promised."""

from bot.domain import Paragraph
from bot.generation.departures import left, outgoing
from bot.generation.headlines import has, order_headline
from bot.generation.headlines import reason as reason_of
from bot.generation.order_words import departure_line, is_withheld, promise_line
from bot.generation.parts import headline, paragraph
from bot.generation.reasons_for_customers import customer_reason
from bot.generation.reasons_for_staff import staff_reason
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import Reason, ReasonCode

MOST_REASONS = 3
MOST_SHIPMENTS = 2
_MISSING = frozenset(
    {ReasonCode.WAITING_FOR_STOCK, ReasonCode.RESERVED_FOR_OTHERS, ReasonCode.STOCK_ELSEWHERE}
)


def status(v: Voice, facts: OrderFacts, *, detail: bool = False) -> tuple[Paragraph, ...]:
    return (
        *order_head(v, facts),
        *reasons(v, facts, detail=detail),
        *departures(v, facts, detail=detail),
        *outlook(v, facts),
    )


def order_head(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    return headline(order_headline(v, facts), facts.id, after=v.as_of(facts.as_of))


def reasons(v: Voice, facts: OrderFacts, *, detail: bool = False) -> tuple[Paragraph, ...]:
    """Say why it waits: what concerns one product stands together; the rest on request."""
    groups = [group for group in _by_product(v, facts) if group]
    shown = groups if detail else groups[:MOST_REASONS]
    said = tuple(part for group in shown for part in paragraph(group, facts.id))
    if len(shown) == len(groups):
        return said
    return (*said, *paragraph((v.say("More lines wait too; say “details” to see them."),)))


def _by_product(v: Voice, facts: OrderFacts) -> list[list[str]]:
    groups: dict[str, list[Reason]] = {}
    for reason in facts.reasons:
        groups.setdefault(reason.sku or reason.code, []).append(reason)
    return [list(dict.fromkeys(_sentences(v, facts, group))) for group in groups.values()]


def _sentences(v: Voice, facts: OrderFacts, group: list[Reason]) -> list[str]:
    if v.to_staff:
        return [text for reason in group for text in staff_reason(v, facts.order, reason)]
    return [
        text for reason in group for text in customer_reason(v, reason, is_part=_is_about_part(facts, reason))
    ]


def _is_about_part(facts: OrderFacts, reason: Reason) -> bool:
    """Whether something else is missing, has left, or stands elsewhere than this."""
    if has(facts, ReasonCode.PARTLY_DELIVERED) or any(has(facts, code) for code in _MISSING):
        return True
    alike = sum(other.code is reason.code for other in facts.reasons)
    return alike < sum(shipment.is_open for shipment in outgoing(facts.order))


def departures(v: Voice, facts: OrderFacts, *, detail: bool = False) -> tuple[Paragraph, ...]:
    """Say what has left, the latest first."""
    if is_withheld(facts.order, "shipments"):
        return ()
    gone = tuple(reversed(left(facts.order)))
    shown = gone if detail else gone[:MOST_SHIPMENTS]
    more = v.say("There are earlier deliveries; say “details” to see them.") if len(gone) > len(shown) else ""
    return paragraph((*(departure_line(v, shipment) for shipment in shown), more), facts.id)


def outlook(v: Voice, facts: OrderFacts) -> tuple[Paragraph, ...]:
    """Say what was promised, and to a customer who waits for goods that no day of delivery is known."""
    delivered = reason_of(facts, ReasonCode.DELIVERED)
    on_time = delivered is not None and delivered.days == 0
    sentences = ["" if on_time else promise_line(v, facts)]
    if not v.to_staff and any(has(facts, code) for code in _MISSING):
        sentences.append(v.say("What is missing ships once it is here; I will not guess a delivery day."))
    return paragraph(sentences, facts.id)
