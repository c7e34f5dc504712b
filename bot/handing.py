"""What Shipmate may not answer goes to people, by the routing table. Decided here, written by the record."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol

from bot.domain import Action, HandedOver, Outcome, OutcomeKind, Turn
from bot.errors import UnknownTurn
from bot.ports import AnswerBook, Clock, HandOverBook, HandOverState
from bot.routing import About, Reachable, Route, about_of, always_reachable, routed
from bot.state_question import state_question

Answer = Callable[[Turn], Awaitable[Outcome]]
_NOT_ASKED = frozenset({"empty"})
"""Reasons of a refusal that stand for nothing when a file came along: the file is the question."""


class HandOverWords(Protocol):
    def hand_over(self, turn: Turn, outcome: Outcome, handed: HandedOver, now: datetime) -> Outcome:
        """Return the outcome with the words that say who has it."""
        ...

    def hand_over_state(self, turn: Turn, state: HandOverState, language: str, now: datetime) -> Outcome:
        """Return the words that say what became of a question, as an outcome of its own."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOvers:
    table: Sequence[Route]
    zone: tzinfo
    clock: Clock
    answers: AnswerBook
    book: HandOverBook
    words: HandOverWords
    reference_of: Callable[[str], str]
    reachable: Reachable = always_reachable

    def behind(self, answer: Answer) -> Answer:
        """Return the answer that passes on what a person has to do."""

        async def answered(turn: Turn) -> Outcome:
            if (told := await self._state_asked_for(turn)) is not None:
                return told
            outcome = await answer(turn)
            return await self._passed_on(turn, outcome) if needs_person(turn, outcome) else outcome

        return answered

    async def _passed_on(self, turn: Turn, outcome: Outcome) -> Outcome:
        now = self.clock.now()
        about = await self._about(turn, outcome)
        handed = routed(
            about, self.table, now, self.zone, reference=self.reference_of(turn.id), reachable=self.reachable
        )
        return self.words.hand_over(turn, outcome, handed, now)

    async def _state_asked_for(self, turn: Turn) -> Outcome | None:
        """Return who has a question of theirs, for somebody who asks just that."""
        asked = state_question(turn.text)
        if asked is None or not turn.person:
            return None
        state = await self.book.of_person(turn.person, asked.reference)
        if state is None:
            return None
        return self.words.hand_over_state(turn, state, asked.language, self.clock.now())

    async def _about(self, turn: Turn, outcome: Outcome) -> About:
        """Return what it is about; of a button under an answer what that answer was about."""
        is_staff = turn.audience.kind == "staff"
        own = about_of(outcome, outcome.asked, files=turn.files, warehouse=turn.warehouse, is_staff=is_staff)
        if not turn.about:
            return own
        try:
            given = await self.answers.given(turn.about)
        except UnknownTurn:
            return own
        if given.outcome is None:
            return own
        if given.turn.person != turn.person and given.reference.pointer:  # it was for the other one alone
            return own
        return about_of(given.outcome, given.outcome.asked, warehouse=turn.warehouse, is_staff=is_staff)


def needs_person(turn: Turn, outcome: Outcome) -> bool:
    """Return whether somebody has to look: asked for, to be decided by a person, or a file came along."""
    if outcome.action is Action.HAND_OVER or outcome.kind is OutcomeKind.PENDING:
        return True
    return bool(turn.files) and (outcome.kind is OutcomeKind.REPLY or outcome.reason in _NOT_ASKED)
