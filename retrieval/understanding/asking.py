"""From a piece of a message to the question that retrieval is asked."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from retrieval.question import ABOUT_ONE_ORDER, Ask, Intent, Mention, Reference
from retrieval.understanding import list_rules, order_rules
from retrieval.understanding.filters import asks_for_all, period_of, wanted_of
from retrieval.understanding.followups import ORDER_KINDS, Carried, completed, is_like_before
from retrieval.understanding.pieces import Piece
from retrieval.understanding.shape import Shape
from retrieval.understanding.text import Period, Placeholder
from retrieval.understanding.times import day_of_rules
from retrieval.understanding.topics import topic_of

_MY_CONTRACT = re.compile(
    r"\b(?:my|our|mein\w*|unser\w*) (?:\w+ )?(?:contract|agreement|terms|vertr\w+|konditionen|sla|"
    r"service level)\b"
)
_DETAIL = re.compile(r"\b(?:details?|in full|everything|alle details|ausfuhrlich|in detail|alles)\b")
_ASKS_ORDER = re.compile(
    r"\b(?:where|status|track\w*|wo|invoice\w*|rechnung|stand|my|our|mein\w*|unser\w*|shipped|delivered)\b"
)


def ask_of(piece: Piece, text: str, carried: Carried, today: date) -> Ask:
    """Return the question of a piece, completed from what the conversation speaks of."""
    piece = _with_own_reference(piece)
    shape, intent = piece.shape, _intent(piece, carried)
    ask = Ask(
        intent=intent,
        text=text,
        references=_unique(shape.founds_of(Reference)),
        mentions=tuple(_mentions(shape)),
        last_order=_wants_last(shape, intent),
        mine=_is_mine(shape, intent),
        detail=asks_for_all(shape.words) or bool(_DETAIL.search(shape.words)),
    )
    if intent is Intent.LIST:
        ask = replace(ask, wanted=wanted_of(shape, today))
    if intent in {Intent.POLICY, Intent.CONTRACT}:
        ask = replace(ask, topic=topic_of(shape.words), on_day=_on_day(shape, today))
    return completed(ask, shape, carried)


def asks_of(piece: Piece, text: str, carried: Carried, today: date) -> tuple[Ask, ...]:
    """Return the questions of a piece: one, or one for each thing that is asked of the same order."""
    ask = ask_of(piece, text, carried, today)
    things = order_rules.things_asked(piece.shape.words)
    if ask.intent not in ABOUT_ONE_ORDER or not ask.references or len(things) < 2:
        return (ask,)
    return tuple(replace(ask, intent=intent) for intent in dict.fromkeys((*things, ask.intent)))


def _intent(piece: Piece, carried: Carried) -> Intent:
    shape, before = piece.shape, carried.intent
    if is_like_before(shape) and piece.intent in {None, Intent.STATUS, Intent.CUSTOMER} and shape.count <= 6:
        repeated = before in ABOUT_ONE_ORDER if shape.has("ORDER") else before in _OF_MENTIONS
        if before and repeated and (shape.has("ORDER") or shape.founds_of(Mention)):
            return before
    if piece.intent in {None, Intent.STATUS} and _only_invoices(shape):
        return Intent.INVOICE
    return piece.intent or _usual(piece)


_SHORT = 5
_OF_MENTIONS = frozenset({Intent.CONTRACT, Intent.CUSTOMER, Intent.PRODUCT})


def _only_invoices(shape: Shape) -> bool:
    kinds = {reference.kind for reference in shape.founds_of(Reference)}
    return kinds == {"invoice"}


def _usual(piece: Piece) -> Intent:
    """Return what a question without a known intent is most likely about."""
    shape = piece.shape
    if shape.has("ORDER"):
        return Intent.STATUS
    if not shape.has("CUSTOMER"):
        return Intent.POLICY
    return Intent.CUSTOMER if not piece.is_question and shape.count <= _SHORT else Intent.CONTRACT


def _with_own_reference(piece: Piece) -> Piece:
    """Read "where is PO 4711" as the customer's own number: the company's purchases are not asked so."""
    shape = piece.shape
    only_purchase = shape.has("PURCHASE") and not shape.has("ORDER")
    if not only_purchase or not _ASKS_ORDER.search(shape.words):
        return piece
    founds = tuple(
        replace(found, thing=_own(found.thing)) if isinstance(found.thing, Reference) else found
        for found in shape.founds
    )
    if founds == shape.founds:
        return piece
    words = re.sub(r"\bPURCHASE\b", "ORDER", shape.words)
    intent = order_rules.about_one_order(words) or Intent.STATUS
    return replace(piece, shape=Shape(words=words, founds=founds), intent=intent)


def _own(reference: Reference) -> Reference:
    if reference.kind != "purchase" or not reference.spelled.upper().startswith("PO"):
        return reference
    return replace(reference, kind="reference", value="".join(reference.spelled.upper().split()))


def _unique(references: Iterable[Reference]) -> tuple[Reference, ...]:
    return tuple({(one.kind, one.value): one for one in references}.values())


def _mentions(shape: Shape) -> Iterable[Mention]:
    """Yield who and what is named; a masked person is a mention without records."""
    seen = set()
    for found in shape.founds:
        thing = found.thing
        if isinstance(thing, Placeholder) and thing.is_person:
            thing = Mention(kind="person", spelled=thing.text, records=())
        if isinstance(thing, Mention) and (thing.records or thing.spelled) not in seen:
            seen.add(thing.records or thing.spelled)
            yield thing


def _wants_last(shape: Shape, intent: Intent) -> bool:
    named = any(reference.kind in ORDER_KINDS for reference in shape.founds_of(Reference))
    return intent in ABOUT_ONE_ORDER and not named and bool(order_rules.LAST_ORDER.search(shape.words))


def _is_mine(shape: Shape, intent: Intent) -> bool:
    if intent is Intent.CONTRACT:
        return bool(_MY_CONTRACT.search(shape.words))
    if intent is Intent.LIST:
        return bool(list_rules.MINE.search(shape.words))
    named = shape.has("ORDER", "CUSTOMER", "PERSON")
    return intent in ABOUT_ONE_ORDER and not named and bool(order_rules.MY_ORDER.search(shape.words))


def _on_day(shape: Shape, today: date) -> date | None:
    period = period_of(shape.founds_of(Period))
    return day_of_rules(period, today) if period else None
