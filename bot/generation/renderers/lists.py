"""Several orders: how many, the five that need attention most, how many more and how to narrow it."""

from bot.domain import Paragraph
from bot.generation.headlines import has, order_title, standing
from bot.generation.order_words import firm_arrival
from bot.generation.parts import headline, items, paragraph
from bot.generation.renderers.list_titles import list_title
from bot.generation.voice import Voice
from retrieval.evidence import OrderFacts, OrderListFacts
from retrieval.orders.reasons import ReasonCode
from retrieval.question import Ask

MOST_ROWS = 5


def order_list(v: Voice, facts: OrderListFacts, ask: Ask) -> tuple[Paragraph, ...]:
    shown = facts.rows if ask.detail else facts.rows[:MOST_ROWS]
    as_of = v.as_of(facts.as_of)
    is_sorted = facts.wanted.late and len(shown) > 1
    after = v.say("{as_of}, worst first", as_of=as_of) if is_sorted else as_of
    return (
        *headline(list_title(v, facts, ask), facts.id, after=after),
        *items((row(v, one, named=_is_of_many(shown)) for one in shown), facts.id),
        *_more(v, facts, len(shown)),
    )


def _is_of_many(rows: tuple[OrderFacts, ...]) -> bool:
    return len({one.order.customer.id for one in rows}) > 1 or len(rows) == 1


def row(v: Voice, facts: OrderFacts, *, named: bool = True) -> str:
    """Say "S00031 · Azure Interior: waiting for stock, 4 days after the promise, goods on Fri 28 Nov"."""
    title = order_title(v, facts.order) if named else facts.order.number
    return ", ".join(part for part in (f"{title}: {standing(v, facts)}", _next(v, facts)) if part)


def _next(v: Voice, facts: OrderFacts) -> str:
    """Say what comes next: the goods, or else the promised day."""
    waits = [reason for reason in facts.reasons if reason.code is ReasonCode.WAITING_FOR_STOCK]
    arrivals = [moment for reason in waits if (moment := firm_arrival(v, reason))]
    if arrivals and len(arrivals) == len(waits):
        return v.say("goods on {day}", day=v.day(max(arrivals)))
    if any(has(facts, code) for code in (ReasonCode.LATE, ReasonCode.CANCELLED, ReasonCode.DELIVERED)):
        return ""
    promised = facts.order.promised_at
    return v.say("promised {day}", day=v.day(promised)) if promised else ""


def _more(v: Voice, facts: OrderListFacts, shown: int) -> tuple[Paragraph, ...]:
    more = facts.total - facts.wanted.offset - shown
    if more <= 0:
        return ()
    return paragraph((v.say("… and {n} more.", n=v.number(more)), _narrow(v, facts)), facts.id)


def _narrow(v: Voice, facts: OrderListFacts) -> str:
    """Name a way to fewer rows that is not taken yet."""
    if not v.to_staff:
        return v.say("Say “more” or “show all”.")
    wanted = facts.wanted
    if not wanted.late:
        return v.say("Say “more” or “show all”, or narrow it: “only late ones”.")
    if wanted.reason is None:
        return v.say("Say “more” or “show all”, or narrow it: “only stock”.")
    if wanted.warehouse is None:
        return v.say("Say “more” or “show all”, or name a warehouse or a customer to narrow it.")
    return v.say("Say “more” or “show all”.")
