"""The free wordings filled in: every sentence with the order it is true of, as an answer of one sentence."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.domain import Draft, Paragraph, ParagraphKind, Sentence
from bot.generation.formats import number_text
from evals.claims.answers import Answered
from evals.claims.documents import PARAPHRASES
from retrieval.evidence import AskEvidence, Evidence, OrderFacts, Passage
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.standing import gone, goods, is_delivered, is_partly_delivered, is_ready, still_to_leave
from retrieval.orders.state import OrderStatus
from retrieval.question import Ask, Intent

_ENGLISH = ("EEE d MMM", "d MMMM y", "MMMM d", "EEEE, d MMMM", "yyyy-MM-dd")
_GERMAN = ("EEE, d. MMM", "d. MMMM y", "dd.MM.yyyy", "EEEE, 'den' d. MMMM", "d.M.")


def sentences(
    facts: OrderFacts, zone: ZoneInfo, now: datetime, table: dict[str, tuple[str, ...]], place: int
) -> Iterator[str]:
    """Yield what is true of an order; `place` varies the spelling of the dates."""
    truths = dict(_truths(facts, now, zone))
    values = dict(_values(facts, zone))
    for state, wordings in table.items():
        for number, wording in enumerate(wordings) if truths.get(state) else ():
            language = "de" if _is_german(wording) else "en"
            spelled = {
                name: _spelled(value, language, place + number, now, zone)
                for name, value in values.items()
                if value is not None
            }
            try:
                yield wording.format(**spelled)
            except KeyError:
                continue


def _is_german(text: str) -> bool:
    words = set(text.replace(",", " ").replace(".", " ").replace(":", " ").split())
    return bool(
        words
        & {
            "ist",
            "wurde",
            "wurden",
            "der",
            "Der",
            "die",
            "Die",
            "am",
            "hat",
            "ging",
            "Es",
            "Von",
            "von",
            "für",
            "Für",
            "Nachschub",
            "Ein",
            "Noch",
            "Grund",
            "Uns",
            "zu",
            "Bei",
            "trägt",
            "stammt",
            "liegt",
            "kann",
            "sind",
        }
    )


def _spelled(value: object, language: str, place: int, now: datetime, zone: ZoneInfo) -> str:
    if isinstance(value, date):
        away = (value - now.astimezone(zone).date()).days
        relative = {
            0: ("today", "heute"),
            1: ("tomorrow", "morgen"),
            -1: ("yesterday", "gestern"),
            -2: ("two days ago", "vor zwei Tagen"),
        }
        patterns = _GERMAN if language == "de" else _ENGLISH
        if place % 3 == 0 and away in relative:
            return format_date(value, patterns[0], locale="de" if language == "de" else "en_GB")
        return format_date(
            value, patterns[place % len(patterns)], locale="de" if language == "de" else "en_GB"
        )
    return str(value)


def _truths(facts: OrderFacts, now: datetime, zone: ZoneInfo) -> Iterator[tuple[str, bool]]:
    order, codes = facts.order, {reason.code for reason in facts.reasons}
    confirmed = order.status is OrderStatus.CONFIRMED
    late = next(
        (one for one in facts.reasons if one.code is ReasonCode.LATE and one.against == "promise"), None
    )
    is_open = confirmed and not is_delivered(order)
    posted = [one for one in order.invoices if one.posted]
    rest = still_to_leave(order)
    picked = bool(rest) and all(row.picked for one in rest for row in one.lines)
    short = [line for line in goods(order) if line.short]
    yield (
        "left",
        is_delivered(order) and not any(one.is_return for one in order.shipments) and len(gone(order)) == 1,
    )
    yield "not_left", is_open and not gone(order)
    yield "partly", is_partly_delivered(order)
    yield "short", is_open and len(short) == 1 and len(order.lines) == 1
    yield (
        "inbound",
        is_open
        and len(short) == 1
        and len(short[0].inbound) == 1
        and short[0].inbound[0].confirmed
        and _ahead(short[0].inbound[0].expected_at, now),
    )
    yield "late", late is not None and (late.days or 0) > 1
    yield (
        "not_late",
        is_open and not codes & {ReasonCode.LATE, ReasonCode.WILL_BE_LATE} and _ahead(order.promised_at, now),
    )
    yield "unpromised", confirmed and order.promised_at is None
    yield "cancelled", order.status is OrderStatus.CANCELLED
    yield "not_cancelled", confirmed
    yield "quotation", order.status in (OrderStatus.DRAFT, OrderStatus.SENT) and not order.waits_for_payment
    yield "confirmed", confirmed
    yield (
        "ready",
        is_open
        and is_ready(order)
        and not gone(order)
        and not any(row.picked for one in rest for row in one.lines),
    )
    yield "picked", is_open and picked and not gone(order)
    yield (
        "tracked",
        is_delivered(order)
        and len(gone(order)) == 1
        and bool(gone(order)[0].tracking)
        and bool(gone(order)[0].carrier),
    )
    yield "ordered", confirmed and len(order.lines) == 1 and not order.lines[0].is_service
    yield (
        "paid",
        bool(posted) and all(one.payment == "paid" for one in posted) and len(posted) == len(order.invoices),
    )
    yield "unpaid", len(posted) == 1 and posted[0].payment == "not_paid"
    yield "complete", is_open and order.ship_complete


def _ahead(at: datetime | None, now: datetime) -> bool:
    return at is not None and at > now


def _values(facts: OrderFacts, zone: ZoneInfo) -> Iterator[tuple[str, object]]:
    order = facts.order
    line = next((one for one in goods(order) if one.short), goods(order)[0] if goods(order) else None)
    done = gone(order)
    late = next((one for one in facts.reasons if one.code is ReasonCode.LATE), None)
    yield "n", order.number
    yield "promised", order.promised_at and order.promised_at.astimezone(zone).date()
    yield "day_ordered", order.ordered_at.astimezone(zone).date()
    yield "late", late.days if late else None
    if done:
        yield "left", done[-1].done_at.astimezone(zone).date() if done[-1].done_at else None
        yield "carrier", done[-1].carrier
        yield "tracking", done[-1].tracking
    if line:
        yield "p", line.product
        yield "short", number_text(line.short, "en")
        yield "ordered", number_text(line.ordered, "en")
        yield "unit", "units"
        yield "unit_de", "Stück"
        if line.inbound:
            yield "po", line.inbound[0].purchase
            at = line.inbound[0].expected_at
            yield "arrival", at.astimezone(zone).date() if at else None


def free_answers(
    orders: list[tuple[OrderFacts, datetime]], zone: ZoneInfo, table: dict[str, tuple[str, ...]]
) -> list[Answered]:
    found: dict[str, Answered] = {}
    for place, (facts, now) in enumerate(orders):
        for text in sentences(facts, zone, now, table, place):
            found.setdefault(
                text,
                one_sentence(text, Evidence(asks=(AskEvidence(ask=_ASK, found=(facts,)),)), facts.id, now),
            )
    return list(found.values())


_ASK = Ask(intent=Intent.STATUS, text="")


def one_sentence(text: str, evidence: Evidence, id_: str, now: datetime) -> Answered:
    paragraph = Paragraph(sentences=(Sentence(text=text, evidence=(id_,)),), kind=ParagraphKind.TEXT)
    draft = Draft(paragraphs=(paragraph,), language="de" if _is_german(text) else "en", model="free words")
    return Answered(asked="", role="customer-service", draft=draft, evidence=evidence, now=now)


def paraphrases(now: datetime, *, true: bool, held_out: bool) -> list[Answered]:
    found: list[Answered] = []
    for number, one in enumerate(PARAPHRASES):
        if one.held_out is not held_out:
            continue
        passage = rule(f"d{number}", one.text)
        evidence = Evidence(asks=(AskEvidence(ask=_ASK, found=(passage,)),))
        found += [one_sentence(text, evidence, passage.id, now) for text in (one.true if true else one.false)]
    return found


def rule(id_: str, text: str) -> Passage:
    return Passage(
        id=id_,
        source="rules.md",
        title="Rules",
        text=text,
        start=0,
        end=len(text),
        score=1.0,
        document_kind="policy",
        audiences=("public",),
    )


def orders_of(said: list[Answered]) -> list[tuple[OrderFacts, datetime]]:
    """Return each order as it stood at the moments it was asked about, as customer service sees it."""
    found = {
        (item.id, answer.now): (item, answer.now)
        for answer in said
        if answer.role == "customer-service"
        for item in answer.evidence.found
        if isinstance(item, OrderFacts)
    }
    return list(found.values())
