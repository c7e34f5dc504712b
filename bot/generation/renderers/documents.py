"""What the documents say: the sentences that answer, quoted; and what to say when two of them disagree."""

from bot.domain import Paragraph
from bot.generation.headlines import has, lateness, order_title
from bot.generation.order_words import promise_line
from bot.generation.parts import headline, paragraph
from bot.generation.quoting import Quoter
from bot.generation.stems import stems
from bot.generation.voice import Voice
from retrieval.evidence import AskEvidence, OrderFacts, Passage
from retrieval.orders.reasons import ReasonCode
from retrieval.question import Intent


def policy(v: Voice, found: AskEvidence, quoter: Quoter, *, sure: bool = False) -> tuple[Paragraph, ...]:
    """Quote what answers; two documents that disagree are both quoted, and said to.

    With `sure` only sentences that share words with the question: it was about something else first.
    """
    passages = asked_for(found)
    pairs = _disagreeing(found)
    if pairs:
        return disagreement(v, found, pairs[0], quoter)
    return quoter.quote(v, query_of(v, found), passages, sure=sure)


def contract(v: Voice, found: AskEvidence, order: OrderFacts | None, quoter: Quoter) -> tuple[Paragraph, ...]:
    """Quote the clause, then say how the order it was asked of stands against the promise."""
    clauses = tuple(passage for passage in asked_for(found) if passage.document_kind == "contract")
    said = policy(v, found, quoter)
    if not said:
        return ()
    if clauses or _disagreeing(found):
        return (*said, *_order_line(v, order))
    none = v.say("I found no contract about that in the documents I may use; this is what holds in general.")
    return (*paragraph((none,)), *said, *_order_line(v, order))


def disagreement(
    v: Voice, found: AskEvidence, pair: tuple[Passage, Passage], quoter: Quoter
) -> tuple[Paragraph, ...]:
    query = query_of(v, found)
    quotes = [quoter.quote(v, query, (passage,), most=1, figures=True) for passage in pair]
    ids = tuple(passage.id for passage in pair)
    return (
        *headline(v.say("Two documents in force disagree about this."), *ids),
        *(paragraph_ for quote in quotes for paragraph_ in quote),
        *paragraph((v.say("I cannot say which one holds; please ask the people who own them."),)),
    )


def asked_for(found: AskEvidence) -> tuple[Passage, ...]:
    """Return the passages found for the question itself, best first."""
    return tuple(item for item in found.found if isinstance(item, Passage) and not item.purpose)


def query_of(v: Voice, found: AskEvidence) -> str:
    """Return the words to look for: the question's, and the weekday when it is about one day."""
    ask = found.ask
    if ask.intent is Intent.CONTRACT:
        return _with_consequences(f"{ask.text} {ask.topic}")
    day = ask.on_day or (v.local_day(v.now) if _speaks_of_today(ask.text) else None)
    return f"{ask.text} {ask.topic} {day:%A}" if day else f"{ask.text} {ask.topic}"


def _with_consequences(topic: str) -> str:
    """Whoever asks about being late wants to know what follows from it."""
    return f"{topic} credit owes" if "late" in stems(topic) else topic


def _speaks_of_today(text: str) -> bool:
    words = text.lower().replace("?", " ").split()
    return not {"today", "tonight", "now", "heute", "jetzt", "noch"}.isdisjoint(words)


def _disagreeing(found: AskEvidence) -> list[tuple[Passage, Passage]]:
    known = {item.id: item for item in found.found if isinstance(item, Passage)}
    return [
        (known[pair.first], known[pair.second])
        for pair in found.disagreements
        if pair.first in known and pair.second in known
    ]


def _order_line(v: Voice, order: OrderFacts | None) -> tuple[Paragraph, ...]:
    if order is None:
        return ()
    if not has(order, ReasonCode.LATE):
        return paragraph((promise_line(v, order),), order.id)
    text = v.say("{order} is {late}.", order=order_title(v, order.order), late=lateness(v, order))
    return paragraph((text, promise_line(v, order)), order.id)
