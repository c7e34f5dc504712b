"""Who gets what Shipmate may not answer: one table, from topic, customer and warehouse to people. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from bot.domain import HandedOver, Outcome
from bot.opening_hours import Hours
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Some people. `to` is `slack:CHANNEL`, `teams:CONVERSATION` or `role:NAME` (found in the list only)."""

    who: str
    to: str
    hours: Hours = Hours()


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
    """What somebody needs a person for."""

    topic: Topic = Topic.GENERAL
    customer: str = ""
    warehouse: str = ""


def routed(about: About, table: Sequence[Route], now: datetime, zone: tzinfo, reference: str) -> HandedOver:
    """Return who has it: the narrowest row's people; their deputy while they are not there and the deputy is.

    `table` has a row for everything. The first of equally narrow rows counts.
    """
    fitting = [row for row in table if row.fits(about.topic, about.customer, about.warehouse)]
    route = max(fitting, key=lambda row: row.precision)
    desk, is_deputy = route.desk, False
    if not desk.hours.is_open(now, zone) and route.deputy and route.deputy.hours.is_open(now, zone):
        desk, is_deputy = route.deputy, True
    opens_at = desk.hours.opens_at(now, zone)
    begins = opens_at or now + timedelta(days=365)
    return HandedOver(
        reference=reference,
        topic=str(about.topic),
        who=desk.who,
        to=desk.to,
        is_deputy=is_deputy,
        opens_at=None if opens_at == now else begins,
        answer_by=desk.hours.after(begins, route.answer_hours, zone),
    )


def about_of(outcome: Outcome, asked: str, *, files: int = 0, warehouse: str = "") -> About:
    """Return what an answer, or a question without one, needs a person for.

    Its words go before what its orders wait for: "the pallet is damaged" of an order on hold is about damage.
    """
    orders = [item for item in outcome.evidence.found if isinstance(item, OrderFacts)]
    order = orders[0].order if len(orders) == 1 else None
    topic = _topic_in(asked)
    if topic is None and files:
        topic = Topic.FILES
    if topic is None and len(orders) == 1:
        topic = _topic_of(orders[0])
    return About(
        topic=topic or Topic.GENERAL,
        customer=order.customer.name if order else "",
        warehouse=(order.warehouse if order else "") or warehouse,
    )


_WORDS: Mapping[Topic, str] = {
    Topic.DAMAGE: r"damag|broken|beschädig|schaden|schäden|kaputt|zerbrochen",
    Topic.SUPPLIER_DISPUTE: r"supplier|vendor|lieferant|purchase order|bestellung beim|einkauf|\bP\d{4,}",
    Topic.QUALITY_HOLD: r"quality|on hold|quarantin|gesperrt|sperrlager|qualität",
    Topic.CREDIT: r"credit limit|credit hold|overdue invoice|kreditlimit|kreditsperre|zahlungsverzug",
    Topic.ORDER_RELEASE: r"\brelease|\bsplit|freigabe|freigeben|freizugeben|teillieferung|aufteilen",
    Topic.RETURN: r"\breturn|\brma\b|refund|money back|rücksend|retoure|rückgabe|erstatt|geld zurück",
    Topic.CONTRACT: r"contract|penalt|compensation|vertrag|pönale|vertragsstrafe|entschädigung",
}
_PATTERNS = {topic: re.compile(words, re.I) for topic, words in _WORDS.items()}
_REASONS = {
    ReasonCode.ON_HOLD: Topic.QUALITY_HOLD,
    ReasonCode.CREDIT_WARNING: Topic.CREDIT,
    ReasonCode.WAITING_FOR_PAYMENT: Topic.CREDIT,
    ReasonCode.SHIP_COMPLETE: Topic.ORDER_RELEASE,
    ReasonCode.WAITING_FOR_STOCK: Topic.SUPPLIER_DISPUTE,
}


def _topic_in(asked: str) -> Topic | None:
    return next((topic for topic, pattern in _PATTERNS.items() if pattern.search(asked)), None)


def _topic_of(facts: OrderFacts) -> Topic | None:
    """Return what an order waits for somebody to decide, by its most important reason of that kind."""
    return next((_REASONS[reason.code] for reason in facts.reasons if reason.code in _REASONS), None)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
