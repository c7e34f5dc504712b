"""What the assistant answers, as it stands in Slack."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.domain import Outcome
from bot.showing import evidence_of
from bot.slack.blocks import Message, notice_message, reply_messages
from bot.slack.elements import Block
from bot.slack.views import evidence_view
from tests.slack_limits import faults_in_message, faults_in_view
from tests.unit.generation.situations import SITUATIONS, Situation
from tests.unit.generation.test_answers import answered
from tests.unit.slack.outcomes import TURN

EACH = pytest.mark.parametrize("place", SITUATIONS, ids=lambda place: place.name)
LANGUAGES = pytest.mark.parametrize("language", ["en", "de"])
SHOWN = pytest.mark.parametrize(
    "place",
    [
        place
        for place in SITUATIONS
        if place.name
        in (
            "status: short and late",
            "status: partly delivered",
            "list: late orders",
            "policy: a table and a ban",
            "choices: a reference",
            "not found",
        )
    ],
    ids=lambda place: place.name,
)


def worded(place: Situation, language: str) -> Outcome:
    return answered(place, language)[2]


def replied(outcome: Outcome) -> tuple[Message, ...]:
    return reply_messages(outcome, turn_id=TURN, can_share=True)


def seen(blocks: tuple[Block, ...] | list[Block]) -> Iterator[str]:
    """Yield what somebody sees of blocks, line by line."""
    for block in blocks:
        match block["type"]:
            case "section":
                yield str(block["text"]["text"])
                yield from (f"    {field['text']}" for field in block.get("fields", ()))
            case "context":
                yield from (f"  ({one['text']})" for one in block["elements"])
            case "actions":
                yield "  ".join(f"[{one['text']['text']}]" for one in block["elements"])
            case "context_actions":
                (one,) = block["elements"]
                yield "  ".join(one[side]["text"]["text"] for side in ("positive_button", "negative_button"))
            case kind:
                yield f"--- {kind}"


@EACH
@LANGUAGES
def test_slack_takes_what_is_answered_in_every_situation(place: Situation, language: str) -> None:
    outcome = worded(place, language)
    for message in (*replied(outcome), notice_message(outcome)):
        assert faults_in_message(message.text, message.blocks) == []
    assert faults_in_view(evidence_view(outcome, evidence_of(outcome))) == []


@SHOWN
@LANGUAGES
def test_answers_as_they_stand_in_slack(place: Situation, language: str, snapshot: SnapshotAssertion) -> None:
    outcome = worded(place, language)
    (message,) = replied(outcome)
    view = evidence_view(outcome, evidence_of(outcome))
    assert "\n".join([*seen(message.blocks), "=====", *seen(view["blocks"])]) == snapshot
