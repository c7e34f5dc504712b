"""From the words of a list question to the filter a source is asked with."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.orders.source import OrderFilter
from retrieval.question import Mention, Reference
from retrieval.understanding.patterns import says
from retrieval.understanding.shape import Shape
from retrieval.understanding.text import Period
from retrieval.understanding.times import past_weekday

ALL_ROWS = 50
"""Rows of a list that is asked for in full."""

_LATE = re.compile(
    r"\b(?:late|overdue|delayed|behind|verspatet\w*|uberfallig\w*|zu spat|im verzug|verzogert\w*|"
    r"im ruckstand)\b(?<!not late)"
)
_WILL_BE = re.compile(
    r"\b(?:will|going to|werden|wird|may|might) (?:be |come )?(?:late|overdue|delayed|verspatet|zu spat)|"
    r"at risk|gefahrdet"
)
_STATES = tuple(
    (state, re.compile(pattern))
    for state, pattern in (
        (
            "draft",
            (
                r"\bdrafts?\b|\bquotations?\b|\bquotes\b|\bangebote?\b|\bentwurfe?\b|\bunconfirmed\b|"
                r"\bnot confirmed\b|\bunbestatigt\w*"
            ),
        ),
        ("cancelled", r"\bcancel+ed\b|\bstorniert\w*"),
        (
            "partly_delivered",
            (
                r"\bpart(?:ly|ially)[ -](?:delivered|shipped)\b|\bback ?orders?\b|"
                r"\bteilgeliefert\w*|\bteilweise geliefert\w*|"
                r"\bruckstand\w*\b(?<!im ruckstand)"
            ),
        ),
        (
            "delivered",
            (
                r"(?<!not )(?<!not been )(?<!not yet )(?<!nicht )\b(?:delivered|ausgeliefert\w*|"
                r"geliefert\w*)\b"
            ),
        ),
        ("ready", r"\bready\b(?!.*\bnot picked)|\bversandbereit\w*|\bversandfertig\w*|\bbereit\b"),
        ("waiting", r"\bwaiting\b(?! for)|\bwartende\w*"),
    )
)
_REASONS = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("ready_not_picked", r"\bnot (?:yet |been )*picked|\bunpicked\b|\bnicht kommissioniert"),
        (
            "picked_without_carrier",
            (
                r"(?:without|no|missing) (?:a )?carrier|carrier (?:is )?missing|"
                r"\bohne (?:carrier|spedit\w+|versanddienst\w*)|(?:carrier|"
                r"spediteur) fehlt"
            ),
        ),
        (
            "left_without_tracking",
            (
                r"(?:without|no|missing) (?:a )?tracking|\bohne (?:tracking|"
                r"sendungsnummer)"
            ),
        ),
        ("on_hold", r"\bon hold\b|\bquality\b|\bgesperrt\w*|\bqualitat\w*|\bquarantine\b"),
        (
            "waiting_for_payment",
            (
                r"\bpayment\b|\bprepa(?:y|id)\w*|\bvorkasse\b|\bzahlung\w*|\bunpaid\b|"
                r"\bunbezahlt\w*"
            ),
        ),
        ("credit_warning", r"\bcredit\b|\bkredit\w*"),
        ("stock_elsewhere", r"\bother warehouse|\banderen? lager"),
        ("reserved_for_others", r"\breserved for\b"),
        ("ship_complete", r"\bship complete\b|\bkomplettlieferung\w*"),
        (
            "waiting_for_stock",
            (
                r"\b(?:short|out of) ?stock\b|\bstock\b|\bshortages?\b|\bbestand\b|\b(?:auf|"
                r"fehlende) ware\b|\bmissing (?:goods|items|stock)\b|\bwarenmangel\b|"
                r"\bfehlmenge\w*"
            ),
        ),
    )
)
_ORDERED = re.compile(
    r"\b(?:ordered|placed|created|new|came in|entered|received|booked|bestellt|aufgegeben|eingegangen|"
    r"neue\w*|erfasst)\b"
)
_LEFT = re.compile(
    r"\b(?:delivered|shipped|left|went out|dispatched|sent|geliefert\w*|ausgeliefert\w*|versendet\w*|"
    r"versandt\w*|verschickt\w*|raus(?:gegangen)?|did \w+ (?:ship|deliver|send|dispatch))\b"
)
_PROMISED = re.compile(r"\b(?:promised|due|zugesagt\w*|fallig\w*)\b")
_TO_LEAVE = re.compile(r"\b(?:geht|gehen|muss|mussen|soll|sollen|wird|werden|will|going)\b")
_EVERY = re.compile(
    r"\b(?:all|every|alle|samtliche)(?: of)?(?: the| my| our)? (?:orders|auftrage|bestellungen)\b"
)
_OPEN = re.compile(r"\b(?:open|offen\w*|late|overdue|pending|outstanding)\b")
_NEWEST = re.compile(r"\b(?:last|latest|recent|newest|neueste\w*|letzte\w*|jungste\w*)\b")
_FULL = says(
    r"""
    (?:show|list|give me|see|zeig\w*|display|send me) (?:(?:me|mir|us|them|it|sie) )*(?:all|alle|alles
    everything)(?! (?:\w+ )?(?:orders|auftrage))
    (?:full|complete|vollstandige|komplette|entire|whole) (?:list|liste)
    ^(?:all|alle|alles|all of (?:them|it)|everything)(?: please| bitte)?$
    """
)
_TOP = re.compile(r"\b(?:top|first|last|latest|ersten|letzten|next|nachsten|oldest) (\d{1,2})\b")


def asks_for_all(words: str) -> bool:
    return bool(_FULL.search(words))


def wanted_of(shape: Shape, today: date, base: OrderFilter | None = None) -> OrderFilter:
    """Return the filter that a shape asks for, on top of an earlier one when it refines a list."""
    wanted = replace(base, offset=0) if base else OrderFilter()
    for step in (_named, _in_state, _for_reason, _sized):
        wanted = step(wanted, shape)
    return _in_days(wanted, shape, today)


def _named(wanted: OrderFilter, shape: Shape) -> OrderFilter:
    for found in shape.founds:
        if isinstance(found.thing, Reference) and found.thing.kind == "sku":
            wanted = replace(wanted, sku=found.thing.value)
        if isinstance(found.thing, Mention):
            wanted = _with_mention(wanted, found.thing)
    return wanted


def _with_mention(wanted: OrderFilter, mention: Mention) -> OrderFilter:
    """Return the filter with a record in it; an ambiguous one is left to be asked back."""
    record = mention.only
    if record is None:
        return wanted
    if record.kind == "customer":
        return replace(wanted, customer_ids=frozenset({record.id}))
    if record.kind == "salesperson":
        return replace(wanted, salesperson_id=record.id)
    if record.kind == "warehouse":
        return replace(wanted, warehouse=record.key)
    if record.kind == "carrier":
        return replace(wanted, carrier=record.key)
    return replace(wanted, sku=record.key)


def _in_state(wanted: OrderFilter, shape: Shape) -> OrderFilter:
    if _LATE.search(shape.words) and not _WILL_BE.search(shape.words):
        wanted = replace(wanted, late=True)
    state = _first(_STATES, shape.words)
    if state is None:
        return replace(wanted, open_only=wanted.open_only and not _EVERY.search(shape.words))
    return replace(wanted, state=state, open_only=state in {"partly_delivered", "ready", "waiting"})


def _for_reason(wanted: OrderFilter, shape: Shape) -> OrderFilter:
    if _WILL_BE.search(shape.words):
        return replace(wanted, reason="will_be_late")
    reason = _first(_REASONS, shape.words)
    return replace(wanted, reason=reason) if reason else wanted


def _sized(wanted: OrderFilter, shape: Shape) -> OrderFilter:
    words = shape.words
    if _NEWEST.search(words) and not shape.has("ORDER"):
        wanted = replace(wanted, newest_first=True, open_only=wanted.open_only and bool(_OPEN.search(words)))
    if top := _TOP.search(words):
        return replace(wanted, limit=min(int(top[1]) or 1, ALL_ROWS))
    return replace(wanted, limit=ALL_ROWS) if asks_for_all(words) else wanted


def _in_days(wanted: OrderFilter, shape: Shape, today: date) -> OrderFilter:
    period = period_of(shape.founds_of(Period))
    if period is None:
        return wanted
    if _LEFT.search(shape.words) and not _TO_LEAVE.search(shape.words):
        period, day_of = past_weekday(period, today), "delivered"
    elif _PROMISED.search(shape.words):
        day_of = "promised"
    elif _ORDERED.search(shape.words):
        period, day_of = past_weekday(period, today), "ordered"
    else:
        past = period.last is not None and period.last < today
        day_of = "promised" if not past or wanted.late or _OPEN.search(shape.words) else "ordered"
    still_open = wanted.open_only and day_of == "promised"
    return replace(wanted, day_from=period.first, day_to=period.last, day_of=day_of, open_only=still_open)


def period_of(periods: Sequence[Period]) -> Period | None:
    """Return the one stretch of days that is spoken of: "from Monday to Friday" is one of two words."""
    if len(periods) < 2:
        return periods[0] if periods else None
    first, last = periods[0], periods[-1]
    if first.first and last.last and first.first <= last.last:
        return Period(first=first.first, last=last.last)
    return first


def _first(rules: Sequence[tuple[str, re.Pattern[str]]], words: str) -> str | None:
    return next((name for name, pattern in rules if pattern.search(words)), None)
