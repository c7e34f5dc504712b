"""Understanding a message by rules: which questions it holds, about what, in which language. No model.

Reading order: `message.read` finds what is named, `pieces.pieces_of` cuts questions apart and decides
what each wants, `followups.completed` adds what the conversation already said.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from retrieval.question import ABOUT_ONE_ORDER, FIXED, NO_FOCUS, Ask, Focus, Intent, Question
from retrieval.understanding.asking import asks_of
from retrieval.understanding.continuations import continuation_of
from retrieval.understanding.focus import carried_for, focus_after
from retrieval.understanding.followups import Carried, carried_after, carried_from
from retrieval.understanding.language import language_of
from retrieval.understanding.message import NOBODY, Meant, Message, read
from retrieval.understanding.names import NameIndex
from retrieval.understanding.numbering import USUAL, Numbering
from retrieval.understanding.pieces import pieces_of
from retrieval.understanding.shape import shape_of
from retrieval.understanding.split import MOST

__all__ = ["NameIndex", "Numbering", "carried_for", "focus_after", "understand"]

_TELLS_STATUS = frozenset({Intent.WHY, Intent.WHEN})
"""Answers that begin with the status: asking for it beside them asks for nothing more."""


def understand(
    text: str,
    *,
    names: NameIndex,
    focus: Focus = NO_FOCUS,
    now: datetime,
    zone: ZoneInfo,
    numbering: Numbering = USUAL,
    meant: Meant = NOBODY,
) -> Question:
    """Return what a message asks, at most four questions. Never raises, whatever the text.

    `text` may hold placeholders (`⟦PERSON·B⟧`); they are left as they are, and read as those they are
    `meant` to stand for. `now` is aware; days are those of `zone`, the company's.
    """
    today = now.astimezone(zone).date()
    message = read(text, names, today, numbering, meant)
    language = language_of(message.text, message.plain_words(), before=focus.language)
    asks = _asks(message, carried_from(focus), today)
    return Question(text=text, language=language, asks=asks)


def _asks(message: Message, carried: Carried, today: date) -> tuple[Ask, ...]:
    whole = shape_of(message.words, message.founds, 0, len(message.text))
    continued = continuation_of(whole, message.text, message.folded, carried, today)
    if continued is not None:
        return (continued,)
    asks: list[Ask] = []
    for piece in pieces_of(message, carried.known):
        said = message.text[piece.start : piece.end].strip(" \n,;")
        for ask in asks_of(piece, said, carried, today):
            carried = carried_after(ask, carried) if ask.intent not in FIXED else carried
            asks.append(ask)
    return _worth_answering(asks) or (Ask(intent=Intent.HELP, text=message.text),)


def _worth_answering(asks: list[Ask]) -> tuple[Ask, ...]:
    """Drop greetings and insults beside a question, and what another question answers already."""
    real = [ask for ask in asks if ask.intent not in FIXED or ask.intent is Intent.HAND_OVER]
    kept = real or asks[:1]
    told = {_about(ask) for ask in kept if ask.intent in _TELLS_STATUS}
    unique: dict[object, Ask] = {}
    for ask in kept:
        if ask.intent is Intent.STATUS and ask.references and _about(ask) in told:
            continue
        unique.setdefault(_same(ask), ask)
    return tuple(unique.values())[:MOST]


def _same(ask: Ask) -> object:
    """Return what is equal for two questions that have one answer."""
    if ask.intent is Intent.PRODUCT:
        return (ask.intent, _about(ask), ask.mentions)
    return (ask.intent, _about(ask)) if ask.intent in ABOUT_ONE_ORDER else id(ask)


def _about(ask: Ask) -> frozenset[str]:
    return frozenset(reference.value for reference in ask.references)
