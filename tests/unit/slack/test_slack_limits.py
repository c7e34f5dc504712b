"""The check of what Slack takes says no where Slack does."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.slack_limits import faults_in_message, faults_in_view

Block = Mapping[str, Any]


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def section(text: str = "Here.", **more: Any) -> Block:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(action_id: str = "one", **more: Any) -> Block:
    return {"type": "button", "text": plain("Press"), "action_id": action_id, "value": "{}", **more}


def actions(*buttons: Block) -> Block:
    return {"type": "actions", "elements": list(buttons)}


THUMB = {"text": plain("Good"), "value": "good"}
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "feedback",
    "positive_button": THUMB,
    "negative_button": THUMB,
}
INPUT = {
    "type": "input",
    "label": plain("Words"),
    "element": {"type": "plain_text_input", "action_id": "words"},
}
FINE = (
    section(fields=[mrkdwn("a")] * 10),
    actions(button("one"), button("two", url="https://example.com/a")),
    {"type": "context", "elements": [mrkdwn("[1] Odoo")]},
    {"type": "context_actions", "elements": [FEEDBACK]},
    {"type": "header", "text": plain("Title")},
    {"type": "divider"},
)


def test_blocks_as_slack_documents_them_are_fine() -> None:
    assert faults_in_message("Here.", FINE) == []


@pytest.mark.parametrize(
    "block",
    [
        section("x" * 3_001),
        section(""),
        section(" \n"),
        {"type": "section"},
        section(fields=[]),
        section(fields=[mrkdwn("a")] * 11),
        section(fields=[mrkdwn("x" * 2_001)]),
        section(block_id="x" * 256),
        actions(),
        actions(*(button(f"{number}") for number in range(26))),
        actions(button("one"), button("one")),
        actions(button("x" * 256)),
        actions(button(value="x" * 2_001)),
        actions(button(value="")),
        actions(button(text=plain("x" * 76))),
        actions(button(text=mrkdwn("Press"))),
        actions(button(url="javascript:x")),
        actions(FEEDBACK),
        {"type": "context", "elements": []},
        {"type": "context", "elements": [mrkdwn("a")] * 11},
        {"type": "context_actions", "elements": [button()]},
        {"type": "context_actions", "elements": [{**FEEDBACK, "positive_button": {"text": plain("Good")}}]},
        {"type": "header", "text": plain("x" * 151)},
        {"type": "header", "text": mrkdwn("Title")},
        {"type": "unheard_of"},
        INPUT,
    ],
    ids=lambda block: str(block)[:60],
)
def test_what_slack_refuses_in_a_message_is_a_fault(block: Block) -> None:
    assert faults_in_message("Here.", [block])


@pytest.mark.parametrize("text", ["", " ", "x" * 4_001], ids=["empty", "blank", "long"])
def test_a_message_needs_a_text_for_its_notification(text: str) -> None:
    assert faults_in_message(text, FINE)


def test_a_message_has_at_most_fifty_blocks_each_with_a_name_of_its_own() -> None:
    assert faults_in_message("Here.", [section()] * 50) == []
    assert faults_in_message("Here.", [section()] * 51)
    assert faults_in_message("Here.", [section(block_id="a"), section(block_id="a")])
    assert faults_in_message("Here.", [section("x" * 2_900)] * 5) == ["blocks too long"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": plain("x" * 25)},
        {"title": mrkdwn("Title")},
        {"close": plain("x" * 25)},
        {"blocks": []},
        {"blocks": [section()] * 101},
        {"blocks": [INPUT]},
        {"blocks": [{"type": "context_actions", "elements": [FEEDBACK]}]},
        {"private_metadata": "x" * 3_001},
        {"type": "unheard_of"},
    ],
    ids=lambda change: str(change)[:60],
)
def test_what_slack_refuses_in_a_window_is_a_fault(change: Block) -> None:
    modal = {"type": "modal", "title": plain("Title"), "close": plain("Close"), "blocks": [section()]}
    assert faults_in_view(modal) == []
    assert faults_in_view({**modal, **change})
