"""Which answers a model words, and from what.

A model words what evidence answers: one order or a few (status, why, split, when, contents, tracking,
invoice, timeline), a product, a customer, a policy, a contract. All else are fixed words or fixed rows, and
the composer's stay: greetings and thanks, help, what is off topic, handing over, what commits the company,
proof that is needed, choices, what was not found or may not be seen, a source that is down, two documents
that disagree, lists of orders (whose places "the second one" counts), and a passage that gives orders, which
is shown as a quotation only. A question that itself reads like orders is the composer's too. So a model never
says that there is nothing; where the composer has a sentence that rests on no evidence, all of it is its own.
"""

from collections.abc import Iterable

from bot.domain import Action, Draft, ParagraphKind
from retrieval.classes.kinds import KINDS
from retrieval.classes.rules import ToModel
from retrieval.evidence import (
    AskEvidence,
    Choices,
    CustomerFacts,
    Evidence,
    Item,
    NotFound,
    OrderFacts,
    OrderListFacts,
    Passage,
    ProductFacts,
)
from retrieval.question import FIXED, Intent, Question

_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS})
_COMPOSED = (FIXED - _SMALL_TALK) | {Intent.COMMIT, Intent.LIST, Intent.WAITING_FOR}


def is_wordable(question: Question, evidence: Evidence, composed: Draft) -> bool:
    """Whether a model may word this in place of the composer, whose answer `composed` is."""
    if question.suspicious or composed.reason or composed.choices or composed.action is not Action.NONE:
        return False
    if any(ask.intent in _COMPOSED for ask in question.asks) or not all(map(_is_plain, evidence.asks)):
        return False
    given = {item.id for item in evidence.found if is_for_model(item)}
    body = [part for part in composed.paragraphs if part.kind is not ParagraphKind.NOTE]
    cited = [frozenset(one.evidence) for part in body for one in part.sentences]
    return bool(cited) and all(ids and ids <= given for ids in cited)


def asks_for_model(evidence: Evidence) -> Iterable[AskEvidence]:
    return (ask for ask in evidence.asks if ask.ask.intent not in _SMALL_TALK)


def is_for_model(item: Item) -> bool:
    """Whether a model gets an item: what has no class of data, or gives orders, never."""
    match item:
        case Passage():
            rule = KINDS.get(item.document_kind)
            return rule is not None and rule.to_model is not ToModel.NEVER and not item.suspicious
        case OrderFacts() | ProductFacts() | CustomerFacts():
            return True
        case _:
            return False


def _is_plain(found: AskEvidence) -> bool:
    """Whether nothing about it has to be said in fixed words."""
    fixed = found.unavailable or found.disagreements or found.needs_proof or found.unknown_self
    return not fixed and not any(isinstance(one, NotFound | Choices | OrderListFacts) for one in found.found)
