"""Is a word of state so? Of the thing it is said of, as far as it is said to be, denied or not."""

import re
from collections.abc import Sequence

from guardrails.bearing import Bearing, Scope
from guardrails.clauses import Clause, Mood
from guardrails.quantifiers import extent_in, is_rest, is_second
from guardrails.reading import Placed
from guardrails.statements import Extent, Standing
from guardrails.states import COMMITMENTS, Word
from guardrails.subjects import keys_of
from guardrails.values import Day, Number, Span, Weekday

_WAITS_FOR = (
    (
        "wait_payment",
        re.compile(
            r"\b(?:pay\w*|prepay\w*|money|zahlung\w*|bezahlung|vorkasse|vorauszahlung|geld\w*)\b", re.I
        ),
    ),
    (
        "wait_carrier",
        re.compile(r"\b(?:carrier|collect\w*|pick-?up|driver|abhol\w*|fahrer|versanddienstleister)\b", re.I),
    ),
    (
        "wait_complete",
        re.compile(
            r"\b(?:ships? complete|everything|together|complete|komplett\w*|alles|zusammen|vollständig\w*)\b",
            re.I,
        ),
    ),
    (
        "wait_stock",
        re.compile(
            r"\b(?:stock|goods|suppl\w+|material|items?|units?|pieces|purchase|warehouse|ware\w*"
            r"|artikel|bestand|nachschub|lieferant\w*|bestellung|stück|receipt)\b",
            re.I,
        ),
    ),
)
_THE_SHIPMENT = re.compile(
    r"\b(?:shipment|delivery|parcel|sendung|lieferung|paket|goods|ware|it(?! stands)|they|sie|diese\w*)\b",
    re.I,
)
_TO_THE_CUSTOMER = re.compile(
    r"\b(?:(?:at|to) (?:you|your)|with you|your (?:order|parcel|delivery|shipment)"
    r"|bei ihnen|zu ihnen|ihre (?:bestellung|sendung|lieferung)|ihr (?:paket|auftrag))\b",
    re.I,
)
_SUPPLY = re.compile(
    r"\b(?:warehouse|purchases?|goods|stock|missing|suppl\w+|units?|pieces?|items?|more"
    r"|lager|ware|einkauf|bestellung|nachschub|lieferant\w*|fehl\w+|receipt|dock|date)\b"
    r"|\bP\d{3}|\d",
    re.I,
)
_OF_SHIPMENTS = frozenset(
    {
        "left",
        "picked",
        "ready",
        "reserved",
        "tracked",
        "carried",
        "booked",
        "scheduled",
        "returned",
        "wait_carrier",
    }
)
_SHIPPING = frozenset({"left", "arrived", "delivered"})
_FUTURE_FREE = frozenset(
    {
        "waiting",
        "short",
        "open",
        "promised",
        "tracked",
        "carried",
        "late",
        "inbound",
        "scheduled",
        "prepaid",
        "ship_complete",
        "quotation",
        "available",
        "ordered",
        "unknown",
    }
)


def judge(word: Word, text: str, values: Sequence[Placed], bearing: Bearing) -> str | None:
    """Return why a word of state does not hold, as a code of `guardrails.claims`; None when it does."""
    clause = bearing.clause_at(word.start, values)
    if clause is None or clause.mood is Mood.IF or word.state == "unknown":
        return None
    denied = (word.denied != _is_denied(word, clause, text)) != _is_of_none(word, values)
    if word.state in COMMITMENTS:
        return None if denied and (word.denied or clause.denies_near(word.start)) else "commitment"
    scope = bearing.scope(word.start, word.end, clause)
    will = word.will or clause.mood is Mood.WILL
    if will and word.state in _SHIPPING:
        return _of_the_future(denied, text, clause, values, bearing, scope)
    if will and not denied and word.state not in _FUTURE_FREE:
        return "commitment"
    if clause.mood is Mood.MAY:
        return _possible(word, denied, bearing, scope)
    if word.state == "inbound":
        return _arriving(text, denied, bearing, scope)
    state = _state_of(word, clause)
    if state == "delivered":
        if not denied and not _COUNT_BEFORE.search(text, max(0, word.start - 24), word.start):
            return "wrong_state"
        state = "left"
    return _is_so(state, denied, text, clause, values, bearing, scope)


_COUNT_BEFORE = re.compile(r"\d(?: (?!have|has|was|were|sind|ist|wurden?)[a-zäöü]+)?\s$", re.I)
"""The ERP's own column: "12 ordered, 5 delivered". That goods reached a customer no evidence says."""
_DEFINITE = re.compile(r"\b(?:the|die|der|den|das|dem|des)\s$", re.I)
_NOUNS = frozenset({"carried", "tracked"})


def _is_denied(word: Word, clause: Clause, text: str) -> bool:
    """ "No date for the missing goods" does not deny that they are missing; "carrier not recorded" does."""
    if _DEFINITE.search(text, 0, word.start) and text[word.end : word.end + 1] == " ":
        return False
    return clause.is_denied if word.state in _NOUNS else clause.denies(word.start)


def _is_of_none(word: Word, values: Sequence[Placed]) -> bool:
    """ "0 free" says that none is."""
    before = [one for one in values if 0 <= word.start - one.end <= 12]
    last = max(before, key=lambda one: one.end, default=None)
    return last is not None and isinstance(last.value, Number) and last.value.readings == {0}


def _state_of(word: Word, clause: Clause) -> str:
    if word.state != "waiting":
        return word.state
    return next((state for state, words in _WAITS_FOR if words.search(clause.text)), "waiting")


def _is_so(  # noqa: PLR0917 - one word of state and where it stands
    state: str,
    denied: bool,
    text: str,
    clause: Clause,
    values: Sequence[Placed],
    bearing: Bearing,
    scope: Scope,
) -> str | None:
    counted = any(isinstance(one.value, Number) and clause.start <= one.start < clause.end for one in values)
    own = clause.text if state == "left" else text
    part = extent_in(own) is Extent.PART
    narrowed = counted or part or "product" in scope
    named = any(one.name.kind == "order" for one in bearing.mentions)
    unnamed = state in _OF_SHIPMENTS and not named and bool(_THE_SHIPMENT.search(text))
    of_part = part or unnamed
    extent = extent_in(clause.text)
    if state == "left" and (is_rest(clause.text) or _is_next(clause.text, bearing, scope)):
        part, of_part, extent = False, False, Extent.ALL
    groups = [scope]
    if len(scope.get("order", ())) > 1 and bearing.only_order is None:
        groups = [{**scope, "order": frozenset({key})} for key in scope["order"]]
    groups = [{**one, **own} for one in groups for own in _each_product(bearing, scope)]
    for one in groups:
        known = bearing.standings_for(state, one, of_any_part=of_part)
        if not known:
            return "wrong_state"
        if state == "left" and extent is Extent.PART and not denied and _one_of_several(values, bearing, one):
            continue
        if not any(_holds(standing, denied, extent, narrowed=narrowed) for standing in known):
            return "wrong_polarity" if denied else "wrong_state"
    return None


def _each_product(bearing: Bearing, scope: Scope) -> list[Scope]:
    """Return the products a place is about one by one: of "both the tape and the gloves" each is meant."""
    wanted = scope.get("product", frozenset())
    places: dict[int, set[str]] = {}
    for one in bearing.mentions:
        if one.name.kind == "product" and one.name.key in wanted:
            places.setdefault(one.start, set()).add(one.name.key)
    return [{"product": frozenset(keys)} for keys in places.values()] or [{}]


def _is_next(words: str, bearing: Bearing, scope: Scope) -> bool:
    """Whether a clause speaks of a second delivery when no more than one has left."""
    known = bearing.standings_for("left", scope, of_any_part=True)
    gone = [one for one in known if one.extent is Extent.ALL and keys_of(one.about, "shipment")]
    return len(gone) < 2 and is_second(words)


def _one_of_several(values: Sequence[Placed], bearing: Bearing, scope: Scope) -> bool:
    """Whether several deliveries have left and a day is named: part of it left on that day."""
    left = [
        one
        for one in bearing.standings_for("left", scope, of_any_part=True)
        if one.extent is Extent.ALL and any(name.kind == "shipment" for name in one.about)
    ]
    return len(left) > 1 and any(isinstance(one.value, Day) for one in values)


def _holds(standing: Standing, denied: bool, extent: Extent | None, *, narrowed: bool) -> bool:
    known = standing.extent
    if denied:
        if extent is not None:
            return known < Extent.ALL
        return known is Extent.NONE or (known is Extent.PART and (narrowed or standing.loose))
    if extent is Extent.ALL:
        return known is Extent.ALL
    if extent is Extent.PART and standing.state == "left":
        return known is Extent.PART
    if extent is Extent.PART or standing.loose:
        return known >= Extent.PART
    return known is Extent.ALL or (known is Extent.PART and narrowed)


def _of_the_future(  # noqa: PLR0917 - one word of state and where it stands
    denied: bool, text: str, clause: Clause, values: Sequence[Placed], bearing: Bearing, scope: Scope
) -> str | None:
    """That something will leave or arrive binds the company, unless it names no day and a condition."""
    dated = any(
        isinstance(one.value, Day | Span | Weekday) and clause.start <= one.start < clause.end
        for one in values
    )
    conditional = any(one.mood is Mood.IF for one in bearing.read_clauses(values))
    if denied:
        stopped = ("cancelled", "quotation", "ship_complete", "wait_payment", "waiting")
        known = [one for state in stopped for one in bearing.standings_for(state, scope, of_any_part=False)]
        return None if any(one.extent is Extent.ALL for one in known) and not dated else "commitment"
    if conditional and not dated and extent_in(clause.text) is not Extent.ALL:
        return None
    return "commitment"


def _possible(word: Word, denied: bool, bearing: Bearing, scope: Scope) -> str | None:
    """What can, may or should be: only what cannot be is known to be wrong."""
    if word.state == "picked":
        known = bearing.standings_for("may_be_picked", scope, of_any_part=True)
        if known and not denied:
            return "wrong_polarity"
    if word.state in ("left", "late", "cancelled") and denied and word.state == "left":
        known = bearing.standings_for("left", scope, of_any_part=False)
        return None if not known or any(one.extent < Extent.ALL for one in known) else "wrong_state"
    if word.state == "late":
        known = bearing.standings_for("late_to_come", scope, of_any_part=True)
        return None if any((one.extent is Extent.ALL) != denied for one in known) else "wrong_state"
    return None


def _arriving(text: str, denied: bool, bearing: Bearing, scope: Scope) -> str | None:
    """Goods arrive at our warehouse; when they reach the customer nobody knows."""
    known = bearing.standings_for("inbound", scope, of_any_part=True)
    if denied:
        return None if any(one.extent < Extent.ALL for one in known) or not known else "wrong_polarity"
    if _TO_THE_CUSTOMER.search(text) or not (
        _SUPPLY.search(text) or "product" in scope or "purchase" in scope
    ):
        return "commitment"
    return None if any(one.extent > Extent.NONE for one in known) else "wrong_state"
