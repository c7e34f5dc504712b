"""Words for a question that was passed to people: who has it, since when, and by when they answer."""

from dataclasses import replace
from datetime import datetime

from bot.domain import Action, HandedOver, Outcome, OutcomeKind
from bot.generation.voice import Voice
from bot.ports import HandOverState
from retrieval.evidence import Evidence


def passed_on(v: Voice, handed: HandedOver, *, files: int = 0) -> str:
    """Say that a question is with people now, as a whole answer."""
    lines = [v.say("I cannot look at files or pictures; a person does.")] if files else []
    lines.append(
        v.say("**Passed to {who}**, reference {reference}.", who=handed.who, reference=handed.reference)
    )
    lines.append(_when(v, handed))
    return "\n".join(line for line in lines if line)


def also_passed_on(v: Voice, handed: HandedOver) -> str:
    """Say the same behind an answer."""
    said = v.say(
        "I have passed it to {who}, reference {reference}.", who=handed.who, reference=handed.reference
    )
    return f"{said} {_when(v, handed)}".strip()


def state_words(v: Voice, state: HandOverState) -> str:
    """Say who has a question, since when, and by when they answer: nothing of the question itself."""
    match state.state:
        case "taken":
            lines = [
                v.say(
                    "**Somebody of {who} has your question** since {moment}, reference {reference}.",
                    who=state.who,
                    moment=_moment(v, state.taken_at or state.opened_at),
                    reference=state.reference,
                )
            ]
        case "answered":
            return v.say(
                "**{who} answered your question**: {moment}, reference {reference}. If it is still open, "
                "please ask again.",
                who=state.who,
                moment=_moment(v, state.closed_at or state.opened_at),
                reference=state.reference,
            )
        case "undelivered":
            lines = [
                v.say(
                    "**I could not tell {who} of your question yet**, reference {reference}. It is in the "
                    "list of what waits; if it is urgent, please call them.",
                    who=state.who,
                    reference=state.reference,
                )
            ]
        case _:
            lines = [
                v.say(
                    "**Your question waits at {who}** since {moment}, reference {reference}.",
                    who=state.who,
                    moment=_moment(v, state.opened_at),
                    reference=state.reference,
                )
            ]
    if state.answer_by is not None and state.answer_by > v.now:
        lines.append(v.say("They answer by {moment}.", moment=_moment(v, state.answer_by)))
    return "\n".join(lines)


def _when(v: Voice, handed: HandedOver) -> str:
    parts = []
    if handed.is_deputy:
        parts.append(v.say("They stand in while the others are away."))
    if handed.opens_at is not None:
        parts.append(v.say("They are there again {moment}.", moment=_moment(v, handed.opens_at)))
    if handed.answer_by is not None:
        parts.append(v.say("They answer by {moment}.", moment=_moment(v, handed.answer_by)))
    return " ".join(parts)


def _moment(v: Voice, moment: datetime) -> str:
    """Say "today, 16:00" or "Fri 28 Nov, 10:00"."""
    if v.local_day(moment) == v.local_day(v.now):
        return v.say("today, {time}", time=v.time(moment))
    return f"{v.day(moment)}, {v.time(moment)}"


def with_words(outcome: Outcome, handed: HandedOver, whole: str, behind: str) -> Outcome:
    """Return the outcome with who has it: `whole` where there is no answer, else `behind` the answer."""
    if outcome.action is Action.HAND_OVER or outcome.kind is OutcomeKind.REFUSAL:
        return replace(
            outcome,
            kind=OutcomeKind.HAND_OVER,
            action=Action.HAND_OVER,
            reason="hand_over",
            text=whole,
            citations=(),
            evidence=Evidence(),
            handed=handed,
        )
    return replace(outcome, text=f"{outcome.text}\n{behind}", handed=handed)
