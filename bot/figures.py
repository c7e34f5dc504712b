"""What business figures count, from the first day. Pure: `bot/storage` keeps the moments these rules name.

A turn is *resolved* when it was answered from evidence and nobody was handed anything. It is *reopened* when
the same person asks about the same order again, later than `SAME_TALK` and within `REOPENED_WITHIN`.
"""

from datetime import timedelta

from bot.domain import Outcome, OutcomeKind

SAME_TALK = timedelta(minutes=30)
"""Questions closer together than this are one talk about the order, no second attempt."""
REOPENED_WITHIN = timedelta(hours=72)


def resolves(outcome: Outcome) -> bool:
    is_answered = outcome.kind is OutcomeKind.REPLY and outcome.reason is None and bool(outcome.citations)
    return is_answered and outcome.handed is None


def is_unanswered(outcome: Outcome) -> bool:
    """Whether the company should look at what was asked: something was, and there was no answer to it."""
    is_handed_over = outcome.kind is OutcomeKind.HAND_OVER or outcome.handed is not None
    return outcome.reason is not None and not is_handed_over


def subject_of(outcome: Outcome) -> str:
    """Return the order a turn was about, "" when it was about none or about several."""
    orders = outcome.focus.orders if outcome.focus else ()
    return orders[0] if len(orders) == 1 else ""
