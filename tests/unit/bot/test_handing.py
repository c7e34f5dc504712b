"""What is passed on, about what, and what stays an answer."""

from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import Action, ConversationReference, HandedOver, Outcome, OutcomeKind, Turn
from bot.errors import UnknownTurn
from bot.handing import HandOvers
from bot.ports import Given, HandOverState
from bot.routing import ANY, Desk, Route, Topic
from retrieval.audience import Audience
from tests.builders import facts, short_order
from tests.fakes import FakeClock, a_turn, an_outcome, evidence_of

STAFF = Audience(kind="staff", roles=frozenset({"warehouse"}), companies=frozenset({1}))
TABLE = (
    Route(topic=Topic.SUPPLIER_DISPUTE, desk=Desk(who="Purchasing", to="role:purchasing")),
    Route(topic=Topic.FILES, desk=Desk(who="the dock", to="role:warehouse")),
    Route(topic=ANY, desk=Desk(who="somebody", to="role:customer-service")),
)
ANSWERED = an_outcome(a_turn(), evidence=evidence_of(facts(short_order())), asked="Where is S00131?")


@dataclass
class Answers:
    """Knows the answers it is given."""

    given_before: dict[str, Given] = field(default_factory=dict)

    async def given(self, turn_id: str) -> Given:
        if turn_id not in self.given_before:
            raise UnknownTurn("There is no such turn.")
        return self.given_before[turn_id]

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} is not asked for here")


@dataclass
class Book:
    """Holds one question that people have."""

    held: HandOverState | None = None

    async def of_person(self, person: str, reference: str = "") -> HandOverState | None:
        return self.held if person == "p-1" else None

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} is not asked for here")


class Words:
    def hand_over(self, turn: Turn, outcome: Outcome, handed: HandedOver, now: Any) -> Outcome:
        return replace(outcome, handed=handed)

    def hand_over_state(self, turn: Turn, state: HandOverState, language: str, now: Any) -> Outcome:
        return an_outcome(turn, f"{state.state} {language}")


def asking(text: str = "a person, please", **fields: Any) -> Turn:
    return replace(a_turn(text, audience=STAFF), person="p-1", **fields)


async def came_of(
    turn: Turn, outcome: Outcome, *, answers: Answers | None = None, book: Book | None = None
) -> Outcome:
    async def answer(turn: Turn) -> Outcome:
        return outcome

    hand_overs = HandOvers(
        table=TABLE,
        zone=ZoneInfo("Europe/Berlin"),
        clock=FakeClock(),
        answers=answers or Answers(),
        book=book or Book(),
        words=Words(),
        reference_of=lambda turn_id: "7F3K",
    )
    return await hand_overs.behind(answer)(turn)


def who(outcome: Outcome) -> str:
    return outcome.handed.who if outcome.handed else ""


ASKED_FOR = an_outcome(
    a_turn(), kind=OutcomeKind.HAND_OVER, action=Action.HAND_OVER, asked="a person, please"
)


def earlier(person: str = "p-1", pointer: str = "", outcome: Outcome | None = ANSWERED) -> Answers:
    given = Given(
        turn=replace(asking(), person=person),
        reference=ConversationReference(channel="test", conversation="c-1", pointer=pointer),
        outcome=outcome,
    )
    return Answers({"t-0": given})


async def test_an_answer_stays_an_answer() -> None:
    assert await came_of(asking(), ANSWERED) == ANSWERED


async def test_who_asks_for_a_person_and_what_only_people_decide_is_passed_on() -> None:
    assert who(await came_of(asking(), ASKED_FOR)) == "somebody"
    assert (
        who(await came_of(asking(), replace(ASKED_FOR, kind=OutcomeKind.PENDING, action=Action.NONE)))
        == "somebody"
    )


async def test_a_file_goes_to_people_with_an_answer_and_without_words_and_not_with_a_refusal() -> None:
    assert who(await came_of(asking(files=1), an_outcome(a_turn()))) == "the dock"
    empty = an_outcome(a_turn(), kind=OutcomeKind.REFUSAL, reason="empty")
    assert who(await came_of(asking(files=1), empty)) == "the dock"
    refused = an_outcome(a_turn(), kind=OutcomeKind.REFUSAL, reason="too_many")
    assert who(await came_of(asking(files=1), refused)) == ""


async def test_a_button_passes_on_the_question_of_the_answer_it_stands_under() -> None:
    outcome = await came_of(asking(about="t-0"), ASKED_FOR, answers=earlier())
    assert outcome.handed is not None
    assert (outcome.handed.who, outcome.handed.order) == ("Purchasing", "S00131")
    assert outcome.handed.asked == "Where is S00131?"


async def test_a_button_under_what_another_was_told_alone_passes_on_nothing_of_it() -> None:
    for answers in (earlier("p-0", pointer="{}"), earlier(outcome=None), Answers()):
        outcome = await came_of(asking(about="t-0"), ASKED_FOR, answers=answers)
        assert outcome.handed is not None
        assert (outcome.handed.who, outcome.handed.order) == ("somebody", "")
        assert outcome.handed.asked == "a person, please"


async def test_a_question_for_the_state_is_answered_when_there_is_one() -> None:
    held = HandOverState(
        turn_id="t-0",
        reference="7F3K",
        topic="general",
        who="somebody",
        to="role:x",
        state="taken",
        opened_at=FakeClock().now(),
    )
    asked = asking("Wer hat meine Frage?")
    assert (await came_of(asked, ANSWERED, book=Book(held))).text == "taken de"
    assert await came_of(asked, ANSWERED) == ANSWERED
    assert await came_of(replace(asked, person=""), ANSWERED, book=Book(held)) == ANSWERED
    assert await came_of(asking("Where is S00131?"), ANSWERED, book=Book(held)) == ANSWERED
