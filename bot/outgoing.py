"""What leaves beside an answer: a pointer to it, a notice to the people it went to. Pure."""

import json
from dataclasses import replace
from datetime import datetime

from bot.channel_words import ChannelWords
from bot.domain import Action, ConversationReference, HandedOver, Outcome, OutcomeKind, Outgoing

NOTICE = "notice"
_ADDRESSES = {"slack": "channel", "teams": "conversation", "odoo": "login"}
"""What the channels people are told in call an address."""


def pointer_to(message: Outgoing) -> Outgoing:
    """Return what says, where it was asked, that the answer went to the asker alone: nothing of it."""
    return replace(message, kind="pointer", ordinal=1, outcome=_bare(message.outcome))


def notice_of(message: Outgoing, place: ConversationReference) -> Outgoing:
    """Return what tells people of a question they have: redacted, with the order it is about."""
    outcome, handed = message.outcome, message.outcome.handed
    asked, card = (handed.asked, handed.card) if handed else ("", None)
    told = replace(_bare(outcome), text=asked or outcome.asked, card=card or outcome.card, handed=handed)
    return replace(message, kind=NOTICE, ordinal=2, reader="", reference=place, outcome=told)


def news_of(turn_id: str, text: str, language: str, now: datetime) -> Outcome:
    """Return one more sentence for who asked: what became of a question that people have."""
    return Outcome(
        kind=OutcomeKind.HAND_OVER,
        turn_id=turn_id,
        text=text,
        language=language,
        as_of=now,
        action=Action.HAND_OVER,
    )


def place_of(handed: HandedOver) -> ConversationReference | None:
    """Return where a routing target is spoken to; None for a role, which looks into the list."""
    channel, _, conversation = handed.to.partition(":")
    name = _ADDRESSES.get(channel)
    if name is None:
        return None
    return ConversationReference(
        channel=channel, conversation=f"{channel}:{conversation}", address=json.dumps({name: conversation})
    )


def narrowed(text: str, reason: str | None, words: ChannelWords) -> str:
    """Return an answer as it is given where its asker alone may be told more: it says so."""
    if reason == "needs_proof":  # a colleague has nothing to prove, and could be told directly
        return words.nothing_here()
    return f"{text}\n_{words.narrowed()}_"


def _bare(outcome: Outcome) -> Outcome:
    return Outcome(
        kind=outcome.kind,
        turn_id=outcome.turn_id,
        text="",
        language=outcome.language,
        as_of=outcome.as_of,
        reason=outcome.reason,
    )
