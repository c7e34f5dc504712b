"""The questions that a message falls into, and what each of them wants."""

import re
from dataclasses import dataclass, replace

from retrieval.question import FIXED, Intent, Mention, Reference
from retrieval.understanding import document_rules, product_rules
from retrieval.understanding.intents import Known, intent_of
from retrieval.understanding.message import Message
from retrieval.understanding.patterns import any_of
from retrieval.understanding.shape import Shape, shape_of
from retrieval.understanding.split import cuts

_OPENING = "(?:(?:hi|hello|hey|hallo|moin|ok|and|und|so|please|bitte|also|but|aber|then|any) )*"
_ASKING = any_of(
    r"""
    where|what|when|why|how|which|who|whose|is|are|was|were|can|could|do|does|did|will|would|has|have|should
    may|tell|show|list|give|check|track|status|tracking|news|idea|update|find|look|i need|i want|late|overdue
    open|all|summary|invoice|contents|timeline|wo|wann|warum|wieso|weshalb|wie|welche\w*|wer|ist|sind|kann
    konnen|konnt|gibt|hat|haben|darf|zeig\w*|sag\w*|nenn\w*|worauf|woran|bis wann|stand|ich brauche|alle
    """
)
_ASKS = re.compile(rf"^{_OPENING}{_ASKING}\b")
_REQUESTS = frozenset({Intent.COMMIT, Intent.HAND_OVER})
_ADDS_A_NUMBER = re.compile(
    "(?:(?:the|my|it|order|number|is|its|die|auftragsnummer|bestellnummer|nummer|ist|das) )*ORDER"
)
_SHORT = 8
_FULL_QUESTION = 4
"""Words from which a question without a known intent stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a message that is one question. `intent` is None when no rule spoke."""

    start: int
    end: int
    shape: Shape
    intent: Intent | None
    is_question: bool
    """It has a question mark."""
    asks: bool
    """It asks for something, with or without a question mark."""


def pieces_of(message: Message, known: Known) -> tuple[Piece, ...]:
    """Return the questions of a message in order; what cannot stand alone joins its neighbour."""
    pieces: list[Piece] = []
    for span in cuts(message.folded, message.founds):
        piece = _piece(message, span, known)
        known = _knowing(known, piece)
        if pieces and _belongs(piece, pieces[-1]):
            pieces[-1] = _joined(message, pieces[-1], piece, known)
        else:
            pieces.append(piece)
    return tuple(pieces)


def _piece(message: Message, span: tuple[int, int], known: Known) -> Piece:
    shape = shape_of(message.words, message.founds, *span)
    intent = intent_of(shape, known)
    if any(found.weak for found in shape.founds):
        shape, intent = _with_goods(message, shape, intent, known, span)
    is_question = "?" in message.folded[slice(*span)]
    asks = is_question or bool(_ASKS.match(shape.words)) or intent in _REQUESTS
    return Piece(start=span[0], end=span[1], shape=shape, intent=intent, is_question=is_question, asks=asks)


def _with_goods(
    message: Message, shape: Shape, intent: Intent | None, known: Known, span: tuple[int, int]
) -> tuple[Shape, Intent | None]:
    """Take an everyday word for a product ("pallet") only in a question that is clearly about stock."""
    sure = tuple(found for found in shape.founds if not found.weak)
    taken = shape_of(message.words, [replace(found, weak=False) for found in shape.founds], *span)
    asked = intent_of(taken, known)
    about_stock = asked is Intent.PRODUCT and product_rules.CLEARLY_STOCK.search(shape.words)
    if about_stock or (asked is Intent.WAITING_FOR and intent is not Intent.LIST):
        return taken, asked
    return replace(shape, founds=sure), intent


def _knowing(known: Known, piece: Piece) -> Known:
    return replace(
        known,
        order=known.order or piece.shape.has("ORDER"),
        customer=known.customer or piece.shape.has("CUSTOMER"),
        product=known.product or piece.shape.has("PRODUCT"),
        purchase=known.purchase or piece.shape.has("PURCHASE"),
        intent=piece.intent or known.intent,
        alone=known.alone and piece.intent in FIXED,
    )


def _belongs(later: Piece, earlier: Piece) -> bool:
    """Return whether a part says more of the question before it, or needs it to make sense."""
    if earlier.intent in FIXED and earlier.intent is not Intent.HAND_OVER:
        return False
    if document_rules.ADVICE_ONLY.search(later.shape.words) and later.shape.count <= _SHORT:
        return True
    if _introduces(earlier):
        return later.intent not in FIXED and not (_names(earlier) and _names(later))
    if later.intent is None:
        return _only_number(later) or not (_names(later) or _stands_alone(later))
    both_rules = later.intent is Intent.POLICY and earlier.intent is Intent.POLICY
    return both_rules and not (earlier.is_question and _stands_alone(later))


def _introduces(piece: Piece) -> bool:
    """Return whether a part only tells what the next one asks about: "S00101 is late again, ..."."""
    return not piece.asks or (piece.intent is None and not piece.is_question)


def _stands_alone(piece: Piece) -> bool:
    return piece.is_question and piece.shape.count >= _FULL_QUESTION


def _only_number(piece: Piece) -> bool:
    """Return whether a part adds nothing but a number: "order number is 00144"."""
    return not piece.is_question and bool(_ADDS_A_NUMBER.fullmatch(piece.shape.words))


def _names(piece: Piece) -> bool:
    return bool(piece.shape.founds_of(Reference) or piece.shape.founds_of(Mention))


def _joined(message: Message, earlier: Piece, later: Piece, known: Known) -> Piece:
    """Return both as one question: what the later part asks of what the earlier one tells."""
    shape = Shape(
        words=f"{earlier.shape.words} {later.shape.words}", founds=earlier.shape.founds + later.shape.founds
    )
    first, second = (later, earlier) if _introduces(earlier) else (earlier, later)
    intent = intent_of(shape, known) if _only_number(later) else first.intent or second.intent
    return Piece(
        start=earlier.start,
        end=later.end,
        shape=shape,
        intent=intent,
        is_question=earlier.is_question or later.is_question,
        asks=earlier.asks or later.asks,
    )
