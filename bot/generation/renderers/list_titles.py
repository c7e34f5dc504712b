"""What a list is of: the first line, from what was asked for and how many there are."""

from bot.catalogue import mark, mark_plural
from bot.generation.voice import Voice
from retrieval.evidence import OrderListFacts
from retrieval.orders.source import OrderFilter
from retrieval.question import Ask, Intent

_STATES = {
    "draft": (mark("No quotation"), *mark_plural("{n} quotation", "{n} quotations")),
    "cancelled": (mark("No cancelled order"), *mark_plural("{n} cancelled order", "{n} cancelled orders")),
    "delivered": (
        mark("No order shipped in full"),
        *mark_plural("{n} order shipped in full", "{n} orders shipped in full"),
    ),
    "ready": (
        mark("No order ready to ship"),
        *mark_plural("{n} order ready to ship", "{n} orders ready to ship"),
    ),
    "waiting": (mark("No waiting order"), *mark_plural("{n} waiting order", "{n} waiting orders")),
    "partly_delivered": (
        mark("No partly shipped order"),
        *mark_plural("{n} partly shipped order", "{n} partly shipped orders"),
    ),
}
_REASONS = {
    "waiting_for_stock": (
        mark("No order waits for stock"),
        *mark_plural("{n} order waits for stock", "{n} orders wait for stock"),
    ),
    "ready_not_picked": (
        mark("No order is ready and not picked"),
        *mark_plural("{n} order is ready and not picked", "{n} orders are ready and not picked"),
    ),
    "picked_without_carrier": (
        mark("No picked order is without a carrier"),
        *mark_plural("{n} picked order without a carrier", "{n} picked orders without a carrier"),
    ),
    "waiting_for_payment": (
        mark("No order waits for payment"),
        *mark_plural("{n} order waits for payment", "{n} orders wait for payment"),
    ),
    "on_hold": (
        mark("No order waits for stock on hold"),
        *mark_plural("{n} order waits for stock on hold", "{n} orders wait for stock on hold"),
    ),
}
_LATE = (
    mark("No order is late against its promise"),
    *mark_plural("{n} order late against its promise", "{n} orders late against their promise"),
)
_OPEN = (mark("No open order"), *mark_plural("{n} open order", "{n} open orders"))
_ALL = (mark("No order"), *mark_plural("{n} order", "{n} orders"))
_WAITING_FOR = (
    mark("No order waits for {what}"),
    *mark_plural("{n} order waits for {what}", "{n} orders wait for {what}"),
)


def list_title(v: Voice, facts: OrderListFacts, ask: Ask) -> str:
    title = _counted(v, facts, ask)
    named = _narrowed(v, facts.wanted, ask)
    if _names_what(v, facts, ask):
        named = [part for part in named if part != facts.about]
    return " · ".join((title, *named))


def _counted(v: Voice, facts: OrderListFacts, ask: Ask) -> str:
    if _names_what(v, facts, ask):
        return _said(v, _WAITING_FOR, facts.total, what=facts.about or "")
    return _said(v, _kind(facts.wanted), facts.total)


def _names_what(v: Voice, facts: OrderListFacts, ask: Ask) -> bool:
    """Whether the title says what the orders wait for."""
    return ask.intent is Intent.WAITING_FOR and bool(facts.about) and v.to_staff


def _said(v: Voice, forms: tuple[str, str, str], n: int, **values: str) -> str:
    none, one, many = forms
    return v.count(one, many, n, **values) if n else v.say(none, **values)


def _kind(wanted: OrderFilter) -> tuple[str, str, str]:
    if wanted.late:
        return _LATE
    if wanted.reason in _REASONS:
        return _REASONS[wanted.reason]
    if wanted.state in _STATES:
        return _STATES[wanted.state]
    return _OPEN if wanted.open_only else _ALL


def _narrowed(v: Voice, wanted: OrderFilter, ask: Ask) -> list[str]:
    """Say what the list is narrowed to, so that a misunderstanding shows."""
    customer = ask.mentioned("customer")
    parts = [
        v.say("waiting for stock") if wanted.late and wanted.reason == "waiting_for_stock" else "",
        customer.only.name if customer and customer.only and v.to_staff else "",
        _whose(v, ask),
        wanted.warehouse if wanted.warehouse and v.to_staff else "",
        wanted.carrier or "",
        wanted.sku or "",
        _days(v, wanted),
    ]
    return [part for part in parts if part]


def _whose(v: Voice, ask: Ask) -> str:
    """Say whose they are: a customer who named another company gets a list of their own all the same."""
    if not v.to_staff:
        return v.say("only yours")
    return v.say("your customers") if ask.mine else ""


def _days(v: Voice, wanted: OrderFilter) -> str:
    span = _span(v, wanted)
    if not span:
        return ""
    match wanted.day_of:
        case "ordered":
            return v.say("ordered {days}", days=span)
        case "delivered":
            return v.say("shipped {days}", days=span)
        case _:
            return v.say("promised {days}", days=span)


def _span(v: Voice, wanted: OrderFilter) -> str:
    start, end = wanted.day_from, wanted.day_to
    if start and end and start != end:
        is_within_a_year = start.year == end.year == v.local_day(v.now).year
        say = v.day if is_within_a_year else v.date
        return f"{say(start)} – {say(end)}"
    if start and end:
        return v.day(start)
    if start:
        return v.say("from {day} on", day=v.day(start))
    return v.say("until {day}", day=v.day(end)) if end else ""
