"""What a question wants, decided by rules over its shape. None means that no rule spoke."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from retrieval.question import Intent
from retrieval.understanding import (
    commit_rules,
    document_rules,
    fixed_rules,
    list_rules,
    order_rules,
    product_rules,
)
from retrieval.understanding.shape import Shape

_SHORT = 8
"""Words up to which "it" alone is enough to speak of an order that nobody named."""
_CONDITION = re.compile(r"\b(?:if|wenn|falls|must|have to|muss|mussen)\b")
_OF_ANY_ORDER = frozenset({Intent.STATUS, Intent.WHY, Intent.WHEN})
_NO_WORD = re.compile(r"[\W\d_]+")
_CAUSE = re.compile(r"\b(?:why|warum|wieso|weshalb|how come)\b")
_MARKS_OF_ORDER = frozenset({Intent.WHY, Intent.SPLIT, Intent.TRACKING, Intent.INVOICE, Intent.TIMELINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the conversation already speaks of."""

    order: bool = False
    customer: bool = False
    product: bool = False
    purchase: bool = False
    intent: Intent | None = None
    alone: bool = True
    """Nothing was said before in the same message: "it" cannot mean something of an earlier clause."""


def intent_of(shape: Shape, known: Known) -> Intent | None:
    """Return the intent of a question, None when it is none of the known ones."""
    return next((intent for rule in _RULES if (intent := rule(shape, known))), None)


def _fixed(shape: Shape, known: Known) -> Intent | None:
    words = shape.words
    if not words:
        return None
    if fixed_rules.GREETING.match(words):
        return Intent.GREETING
    if fixed_rules.THANKS.match(words):
        return Intent.THANKS
    if not shape.founds and (fixed_rules.HELP.search(words) or _NO_WORD.fullmatch(words)):
        return Intent.HELP
    if fixed_rules.HAND_OVER.search(words) and not fixed_rules.ASKS_WHOM.search(words):
        return Intent.HAND_OVER
    if fixed_rules.ABUSE.search(words) and not shape.founds:
        return Intent.ABUSE
    if fixed_rules.OFF_TOPIC.search(words) and not shape.has("ORDER", "PRODUCT", "CUSTOMER", "PURCHASE"):
        return Intent.OFF_TOPIC
    return None


def _commit(shape: Shape, known: Known) -> Intent | None:
    """Tell "cancel it" from "how do I cancel?": the one a person decides, the other is a rule."""
    words = shape.words
    if commit_rules.DRAFTS.match(words):
        return Intent.LIST
    asks_rule = commit_rules.RULE_QUESTION.search(words)
    if commit_rules.COMMIT.search(words) and not asks_rule:
        return Intent.COMMIT
    if (
        asks_rule
        and commit_rules.CHANGE.search(words)
        and not _CAUSE.search(words)
        and not document_rules.CONTRACT.search(words)
    ):
        return Intent.POLICY
    return None


def _contract(shape: Shape, known: Known) -> Intent | None:
    words = shape.words
    if document_rules.IF_LATE.search(words) and (known.order or shape.has("ORDER", "CUSTOMER")):
        return Intent.CONTRACT
    if not document_rules.CONTRACT.search(words):
        allowed = shape.has("CUSTOMER") and document_rules.ALLOWED.search(words)
        return Intent.CONTRACT if allowed and not shape.has("ORDER") else None
    if document_rules.OF_CUSTOMER.search(words) or (
        (known.order or known.customer) and shape.count <= _SHORT
    ):
        return Intent.CONTRACT
    return Intent.POLICY


def _waiting_for(shape: Shape, known: Known) -> Intent | None:
    words = shape.words
    if shape.has("ORDER") or not product_rules.WHO_WAITS.search(words):
        return None
    named = shape.has("PURCHASE", "PRODUCT") or known.purchase or known.product
    return Intent.WAITING_FOR if named and product_rules.WAITING_FOR.search(words) else None


def _customer(shape: Shape, known: Known) -> Intent | None:
    words = shape.words
    if shape.has("ORDER", "PRODUCT", "PURCHASE"):
        return None
    if not shape.has("CUSTOMER", "PERSON"):
        return Intent.CUSTOMER if known.customer and document_rules.OPEN_THERE.search(words) else None
    if list_rules.SPEAKS_OF_ORDERS.search(words) or shape.has("DAY"):
        return None
    if shape.count <= 3 or document_rules.CUSTOMER.search(words) or document_rules.OPEN_FOR.search(words):
        return Intent.CUSTOMER
    return None


def _list(shape: Shape, known: Known) -> Intent | None:
    words = shape.words
    if shape.has("ORDER") or list_rules.BLOCKED.search(words):
        return None
    return Intent.LIST if list_rules.LIST.search(words) else None


def _product(shape: Shape, known: Known) -> Intent | None:
    words = shape.words
    of_rules = document_rules.HOW_THINGS_ARE_DONE.search(words) or _CONDITION.search(words)
    if shape.has("ORDER") or of_rules or order_rules.MY_ORDER.search(words):
        return None
    if shape.has("PRODUCT"):
        return Intent.PRODUCT if shape.count <= 3 or product_rules.STOCK.search(words) else None
    in_play = known.product and known.intent in {Intent.PRODUCT, Intent.WAITING_FOR}
    return Intent.PRODUCT if in_play and product_rules.STOCK_AGAIN.search(words) else None


def _purchase(shape: Shape, known: Known) -> Intent | None:
    return Intent.WAITING_FOR if shape.has("PURCHASE") and not shape.has("ORDER") else None


def _rule(shape: Shape, known: Known) -> Intent | None:
    """A question of how things are done is about documents, also when it names an order."""
    if not document_rules.HOW_THINGS_ARE_DONE.search(shape.words):
        return None
    about = order_rules.about_one_order(shape.words)
    return None if shape.has("ORDER") and about in _MARKS_OF_ORDER else Intent.POLICY


def _one_order(shape: Shape, known: Known) -> Intent | None:
    words = shape.words
    if shape.has("PURCHASE") and not shape.has("ORDER"):
        return None
    if order_rules.ELLIPTICAL.match(words) or order_rules.LAST_ORDER_ALONE.match(words):
        return order_rules.about_one_order(words) or Intent.STATUS
    mine = order_rules.MY_ORDER.search(words) or order_rules.LAST_ORDER.search(words)
    pointed = order_rules.speaks_of_order(words) and (known.order or (known.alone and shape.count <= _SHORT))
    if not (shape.has("ORDER") or mine or pointed):
        return None
    intent = order_rules.about_one_order(words)
    if intent and shape.has("CUSTOMER", "PERSON") and not shape.has("ORDER") and not known.order:
        return Intent.LIST
    return intent


def _of_customer(shape: Shape, known: Known) -> Intent | None:
    """What is asked of one order, but of a customer's: "when does Kestrel get theirs?"."""
    if not shape.has("CUSTOMER", "PERSON") or shape.has("ORDER") or _CONDITION.search(shape.words):
        return None
    asked = order_rules.about_one_order(shape.words)
    of_orders = asked in _OF_ANY_ORDER or (asked and list_rules.SPEAKS_OF_ORDERS.search(shape.words))
    return Intent.LIST if of_orders else None


_RULES: tuple[Callable[[Shape, Known], Intent | None], ...] = (
    _fixed,
    _commit,
    _contract,
    _waiting_for,
    _customer,
    _list,
    _product,
    _rule,
    _one_order,
    _purchase,
    _of_customer,
)
