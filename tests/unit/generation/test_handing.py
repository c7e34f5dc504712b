"""What an asker reads of a question that was passed to people."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import HandedOver, OutcomeKind
from bot.generation.composer import GroundedComposer
from bot.ports import HandOverState
from tests.builders import NOW, SERVICE, ZONE, day
from tests.fakes import a_turn, an_outcome

COMPOSER = GroundedComposer(zone=ZONE)
TURN = a_turn("a person, please", audience=SERVICE)
HANDED = HandedOver(
    reference="7F3K",
    topic="credit",
    who="Accounting",
    to="role:accounting",
    answer_by=NOW + timedelta(hours=1),
)
STATE = HandOverState(
    turn_id="turn-1",
    reference="7F3K",
    topic="credit",
    who="Accounting",
    to="role:accounting",
    state="waiting",
    opened_at=NOW - timedelta(minutes=20),
    answer_by=day(1, 10),
    asked="is ⟦PERSON·A⟧ over the limit?",
)


def passed(handed: HandedOver = HANDED, language: str = "en", **fields: object) -> str:
    outcome = an_outcome(TURN, "It waits. [1]", **({"kind": OutcomeKind.REFUSAL} | fields))
    return COMPOSER.hand_over(TURN, replace(outcome, language=language), handed, NOW).text


def state(language: str = "en", **fields: Any) -> str:
    return COMPOSER.hand_over_state(TURN, replace(STATE, **fields), language, NOW).text


def test_who_has_it_and_by_when_they_answer() -> None:
    assert passed() == "**Passed to Accounting**, reference 7F3K.\nThey answer by today, 15:05."


def test_when_they_are_there_again_and_that_a_deputy_has_it() -> None:
    away = replace(HANDED, opens_at=day(1, 8), answer_by=day(1, 10))
    assert "They are there again Fri 27 Nov, 08:00. They answer by Fri 27 Nov, 10:00." in passed(away)
    assert "They stand in while the others are away." in passed(replace(HANDED, is_deputy=True))
    assert "Antwort bis Fr., 27. Nov., 10:00." in passed(away, "de")


def test_an_answer_stays_and_says_who_has_it_behind() -> None:
    told = passed(kind=OutcomeKind.REPLY)
    assert told.startswith("It waits. [1]\n")
    assert "I have passed it to Accounting, reference 7F3K." in told


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "**Your question waits at Accounting** since today, 13:45, reference 7F3K."),
        (
            {"state": "taken", "taken_at": NOW},
            "**Somebody of Accounting has your question** since today, 14:05, reference 7F3K.",
        ),
        ({"state": "undelivered"}, "**I could not tell Accounting of your question yet**, reference 7F3K."),
    ],
)
def test_who_waits_reads_who_has_it_since_when_and_by_when_they_answer(
    fields: dict[str, Any], said: str
) -> None:
    told = state(**fields)
    assert told.startswith(said)
    assert told.endswith("They answer by Fri 27 Nov, 10:00.")
    assert "PERSON" not in told


def test_an_answered_question_may_be_asked_again() -> None:
    assert state(state="answered", closed_at=NOW) == (
        "**Accounting answered your question**: today, 14:05, reference 7F3K. "
        "If it is still open, please ask again."
    )


def test_a_time_that_has_passed_is_not_promised_again() -> None:
    assert "answer by" not in state(answer_by=NOW - timedelta(minutes=1))


def test_it_is_said_in_german_too() -> None:
    assert state("de") == (
        "**Ihre Frage wartet bei Accounting**, seit heute, 13:45 Uhr, Referenz 7F3K.\n"
        "Antwort bis Fr., 27. Nov., 10:00."
    )
