"""Who gets what Shipmate may not answer: one table, from topic, customer and warehouse to people. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from bot.domain import HandedOver, OrderCard, Outcome
from bot.opening_hours import ALWAYS, Hours
from retrieval.evidence import OrderFacts
from retrieval.orders.reasons import ReasonCode


class Topic(StrEnum):
    SUPPLIER_DISPUTE = "supplier_dispute"
    QUALITY_HOLD = "quality_hold"
    CREDIT = "credit"
    ORDER_RELEASE = "order_release"
    DAMAGE = "damage"
    RETURN = "return"
    CONTRACT = "contract"
    FILES = "files"
    GENERAL = "general"


ANY = "*"
_NEVER = timedelta(days=365)
"""When people are there next whose hours say never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Some people. `to` is `slack:CHANNEL`, `teams:CONVERSATION`, `odoo:LOGIN` or `role:NAME`.

    In Odoo they get an activity on the order. A role is told nothing: it looks into the list of what waits.
    """

    who: str
    to: str
    hours: Hours = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One row. `customer` and `warehouse` are names as in Odoo, "" for all; `topic` may be `*`."""

    topic: str
    desk: Desk
    customer: str = ""
    warehouse: str = ""
    deputy: Desk | None = None
    answer_hours: float = 8.0
    """Within so many of their hours somebody answers."""

    def fits(self, topic: Topic, customer: str, warehouse: str) -> bool:
        return (
            self.topic in (ANY, topic)
            and (not self.customer or _same(self.customer, customer))
            and (not self.warehouse or _same(self.warehouse, warehouse))
        )

    @property
    def precision(self) -> tuple[bool, bool, bool]:
        """How narrow a row is: one for a customer goes before one for a topic."""
        return bool(self.customer), self.topic != ANY, bool(self.warehouse)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What somebody needs a person for. `order` is "" where it is about none, or about several."""

    topic: Topic = Topic.GENERAL
    customer: str = ""
    warehouse: str = ""
    order: str = ""
    asked: str = ""
    """The question, redacted: what people read who get it."""
    card: OrderCard | None = None


Reachable = Callable[[Desk, About], bool]
"""Whether people can be told at all: their channel is served, Odoo lets us write an activity on the order."""


def always_reachable(desk: Desk, about: About) -> bool:
    return True


def routed(
    about: About,
    table: Sequence[Route],
    now: datetime,
    zone: tzinfo,
    *,
    reference: str,
    reachable: Reachable = always_reachable,
) -> HandedOver:
    """Return who has it: the narrowest row's people; their deputy while they are not there and the deputy is.

    A row whose people and deputy cannot be told is passed over. `table` has a row for everything that can.
    The first of equally narrow rows counts.
    """
    route, desk = _chosen(about, table, now, zone, reachable)
    opens_at = desk.hours.opens_at(now, zone) or now + _NEVER
    return HandedOver(
        reference=reference,
        topic=str(about.topic),
        who=desk.who,
        to=desk.to,
        is_deputy=desk is route.deputy,
        opens_at=None if opens_at == now else opens_at,
        answer_by=desk.hours.after(opens_at, route.answer_hours, zone),
        order=about.order,
        asked=about.asked,
        card=about.card,
    )


def _chosen(
    about: About, table: Sequence[Route], now: datetime, zone: tzinfo, reachable: Reachable
) -> tuple[Route, Desk]:
    fitting = [row for row in table if row.fits(about.topic, about.customer, about.warehouse)]
    for route in sorted(fitting, key=lambda row: row.precision, reverse=True):
        desks = [desk for desk in (route.desk, route.deputy) if desk is not None and reachable(desk, about)]
        there = [desk for desk in desks if desk.hours.is_open(now, zone)]
        if desks:
            return route, (there or desks)[0]
    raise LookupError("A routing table has a row for everything.")


def about_of(
    outcome: Outcome, asked: str, *, files: int = 0, warehouse: str = "", is_staff: bool = True
) -> About:
    """Return what an answer, or a question without one, needs a person for.

    Plain words go before what the order waits for: a damaged pallet of an order on hold is about damage.
    What an order waits for is for staff alone: who has a customer's question would tell why it waits.
    """
    orders = [item for item in outcome.evidence.found if isinstance(item, OrderFacts)]
    facts = orders[0] if len(orders) == 1 else None
    topics = (
        _topic_in(asked, _PLAIN),
        Topic.FILES if files else None,
        _topic_of(facts) if facts and is_staff else None,
        _topic_in(asked, _VAGUE),
    )
    return About(
        topic=next((topic for topic in topics if topic), Topic.GENERAL),
        customer=facts.order.customer.name if facts else "",
        warehouse=(facts.order.warehouse if facts else "") or warehouse,
        order=facts.order.number if facts else "",
        asked=asked,
        card=outcome.card,
    )


_PLAIN = {
    Topic.DAMAGE: r"damag|broken|crushed|beschädig|schaden|schäden|kaputt|zerbrochen",
    Topic.CREDIT: r"credit (?:limit|hold|block|check|line|rating)|on credit|overdue invoice|unpaid invoice"
    r"|kreditlimit|kreditsperre|bonität|zahlungsverzug|offene rechnung",
    Topic.QUALITY_HOLD: r"quality|quarantin|\bqa hold|sperrlager|qualität",
    Topic.SUPPLIER_DISPUTE: r"supplier|vendor|lieferant|purchase order|bestellung beim|\beinkauf\b|\bP\d{4,}",
    Topic.ORDER_RELEASE: r"\brelease|\bsplit|freigabe|freizugeben|frei(?:ge)?geben|teillieferung|aufteilen",
    Topic.RETURN: r"\breturn|\brma\b|refund|money back|credit note|rücksend|retoure|rückgabe|erstatt"
    r"|gutschrift|geld zurück",
    Topic.CONTRACT: r"contract|penalt|compensation|vertrag|pönale|entschädigung|service level",
}
"""Words that say what it is about; of two topics in a text the first one here counts."""
_VAGUE = {Topic.QUALITY_HOLD: r"on hold|gesperrt"}
"""Words for more than one kind of hold: what the order itself says counts first."""
_REASONS = {
    ReasonCode.ON_HOLD: Topic.QUALITY_HOLD,
    ReasonCode.CREDIT_WARNING: Topic.CREDIT,
    ReasonCode.WAITING_FOR_PAYMENT: Topic.CREDIT,
    ReasonCode.SHIP_COMPLETE: Topic.ORDER_RELEASE,
    ReasonCode.WAITING_FOR_STOCK: Topic.SUPPLIER_DISPUTE,
}


def _topic_in(asked: str, words: Mapping[Topic, str]) -> Topic | None:
    return next((topic for topic, pattern in words.items() if re.search(pattern, asked, re.I)), None)


def _topic_of(facts: OrderFacts) -> Topic | None:
    """Return what an order waits for somebody to decide, by its most important reason of that kind."""
    return next((_REASONS[reason.code] for reason in facts.reasons if reason.code in _REASONS), None)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
