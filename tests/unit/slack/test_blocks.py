"""Answers in Slack: within every limit whatever is in them, and with the buttons that belong there."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Action, CardFact, Choice, Citation, Milestone, OrderCard, Outcome, OutcomeKind, Tone
from bot.slack.blocks import Message, notice_message, pointer_message, reply_messages
from bot.slack.mrkdwn import cleaned
from retrieval.evidence import Evidence
from tests.slack_limits import faults_in_message
from tests.unit.slack.outcomes import THOROUGH, TURN, hostile, outcome, read, texts_in

CARD = OrderCard(
    number="S00031",
    title="S00031 · Azure Interior",
    status="waiting for stock",
    tone=Tone.WARNING,
    as_of="14:05",
    facts=(CardFact(name="Promised", value="Mon 24 Nov"),),
    timeline=(
        Milestone(label="Ordered", when="Mon 17 Nov", state="done"),
        Milestone(label="WH/OUT/00051: waits", when="due Mon 24 Nov", state="late"),
        Milestone(label="WH/OUT/00052: waits", when="", state="open"),
    ),
    url="https://odoo.example/odoo/sales/31",
)


def replied(answer: Outcome, **more: Any) -> tuple[Message, ...]:
    known = {"turn_id": TURN, "can_share": False, "can_ask_directly": False}
    return reply_messages(answer, **{**known, **more})


def buttons(message: Message) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for block in message.blocks:
        for element in block.get("elements", ()):
            if "action_id" in element:
                found[element["action_id"]] = element
    return found


def sections(messages: tuple[Message, ...]) -> list[str]:
    return [block["text"]["text"] for one in messages for block in one.blocks if block["type"] == "section"]


def letters(text: str) -> str:
    return re.sub(r"[*_\s]", "", text)


@THOROUGH
@given(hostile(), st.booleans(), st.booleans())
def test_slack_takes_every_answer(answer: Outcome, can_share: bool, can_ask_directly: bool) -> None:
    for message in replied(answer, can_share=can_share, can_ask_directly=can_ask_directly):
        assert faults_in_message(message.text, message.blocks) == []


@THOROUGH
@given(hostile())
def test_slack_takes_every_question_that_is_passed_on(answer: Outcome) -> None:
    message = notice_message(answer)
    assert faults_in_message(message.text, message.blocks) == []


@pytest.mark.parametrize("word", ["long ", "&", "ש", "_x_ "])
def test_slack_takes_the_fullest_order_and_the_longest_question(word: str) -> None:
    full = word * 1_500
    card = replace(
        CARD,
        title=full,
        status=full,
        as_of=full,
        facts=(CardFact(name=full, value=full),) * 12,
        timeline=(Milestone(label=full, when=full, state="late"),) * 14,
        url="https://odoo.example/" + "a" * 900,
    )
    choices = (Choice(label=full, say=full),) * 5
    cited = (Citation(n=1, evidence="e", title=full, source="s", label=full),) * 20
    answer = outcome(full, card=card, choices=choices, citations=cited)
    for message in (notice_message(answer), *replied(answer, can_share=True, can_ask_directly=True)):
        assert faults_in_message(message.text, message.blocks) == []


@THOROUGH
@given(hostile())
def test_nothing_in_an_answer_calls_anybody_or_links_anywhere(answer: Outcome) -> None:
    for message in (*replied(answer, can_share=True), notice_message(answer)):
        for text in (message.text, *texts_in(message.blocks)):
            assert not set("<>") & set(text)
            assert not re.search(r"@(?:here|channel|everyone)\b", text, re.I)


@THOROUGH
@given(hostile())
def test_nothing_of_an_answer_is_lost(answer: Outcome) -> None:
    messages = replied(answer)
    whole, shown = letters(cleaned(answer.text)), letters(read("".join(sections(messages))))
    assert shown == whole or (shown == "…" and not whole)
    assert all(
        letters(read(message.text)).startswith(letters(read(part)))
        for message, part in zip(messages, sections(messages), strict=True)
    )


@THOROUGH
@given(hostile())
def test_what_a_button_carries_is_whole(answer: Outcome) -> None:
    for button in buttons(replied(answer, can_share=True)[-1]).values():
        values = [button[side]["value"] for side in ("positive_button", "negative_button") if side in button]
        for value in values or [button["value"]]:
            assert json.loads(value).get("turn") == TURN or button["action_id"] == "open"


@pytest.mark.parametrize(
    "text",
    [
        "A sentence of an answer [1]. " * 400,
        "x" * 10_000,
        "&" * 10_000,
        "**" + "late " * 2_500 + "**",
        "\n".join(f"- S{number:05} waits" for number in range(3_000)),
        "שלום " * 2_000,
        "👩‍👩‍👧‍👦" * 1_500,
        "<!channel> " * 1_000,
        "\n" * 10_000,
        "",
    ],
    ids=["sentences", "one word", "escapes", "bold", "lines", "hebrew", "emoji", "calls", "blank", "empty"],
)
def test_long_and_strange_answers_are_several_messages_with_sources_and_buttons_under_the_last(
    text: str,
) -> None:
    messages = replied(outcome(text))
    for message in messages:
        assert faults_in_message(message.text, message.blocks) == []
    assert all([block["type"] for block in one.blocks] == ["section"] for one in messages[:-1])
    assert {"evidence", "ask_person", "feedback"} <= buttons(messages[-1]).keys()
    assert letters(read("".join(sections(messages)))) == letters(cleaned(text)) or text.strip() == ""


def test_an_answer_stands_over_its_sources() -> None:
    (message,) = replied(outcome("**S00031: late** [1]"))
    assert message.blocks[0]["text"]["text"] == "*S00031: late* [1]"
    assert message.blocks[1]["elements"][0]["text"] == "[1] Odoo S00031"
    assert message.text == "S00031: late [1]"


def test_sources_without_room_are_counted() -> None:
    many = tuple(
        Citation(n=n, evidence="e", title="t", source="s", label=f"Contract {n}, " + "long " * 30)
        for n in range(1, 31)
    )
    full = replied(outcome("x" * 2_890, citations=many))[-1]
    assert faults_in_message(full.text, full.blocks) == []
    (message,) = replied(outcome(citations=many))
    lines = message.blocks[1]["elements"][0]["text"].split("\n")
    assert lines[0].startswith("[1] Contract 1")
    assert lines[-1] == f"… and {30 - len(lines) + 1} more"


def test_where_its_asker_may_be_told_more_an_answer_says_so() -> None:
    (message,) = replied(outcome("Cut-off is 16:00."), can_ask_directly=True)
    assert message.blocks[0]["text"]["text"] == (
        "Cut-off is 16:00.\n_This holds only what everybody here may see._"
    )
    (asked,) = replied(outcome("Prove it.", reason="needs_proof"), can_ask_directly=True)
    assert "Prove it." not in asked.text


def test_an_answer_has_buttons_that_carry_its_turn() -> None:
    (message,) = replied(outcome(card=CARD), can_share=True, can_ask_directly=True)
    shown = buttons(message)
    assert list(shown) == ["evidence", "share", "ask_directly", "ask_person", "open", "feedback"]
    assert json.loads(shown["evidence"]["value"])["turn"] == TURN
    assert shown["open"]["url"] == CARD.url
    assert json.loads(shown["feedback"]["positive_button"]["value"]) == {"turn": TURN, "feedback": "good"}
    assert json.loads(shown["feedback"]["negative_button"]["value"]) == {"turn": TURN, "feedback": "bad"}


def test_what_is_not_offered_has_no_button() -> None:
    (message,) = replied(outcome())
    assert list(buttons(message)) == ["evidence", "ask_person", "feedback"]


def test_an_answer_from_no_evidence_shows_none_and_is_not_judged() -> None:
    (message,) = replied(outcome("Hello.", evidence=Evidence(), citations=()), can_share=True)
    assert list(buttons(message)) == ["ask_person"]


def test_an_answer_that_rests_on_nothing_can_be_judged_and_has_nothing_to_show_or_share() -> None:
    (message,) = replied(outcome("I find nothing under S00999.", citations=()), can_share=True)
    assert list(buttons(message)) == ["ask_person", "feedback"]


@pytest.mark.parametrize("kind", [OutcomeKind.REFUSAL, OutcomeKind.PENDING, OutcomeKind.HAND_OVER])
def test_what_is_no_answer_has_no_buttons(kind: OutcomeKind) -> None:
    (message,) = replied(outcome("I may not say that.", kind=kind, citations=()), can_share=True)
    assert [block["type"] for block in message.blocks] == ["section"]


def test_what_was_passed_to_a_person_is_not_offered_to_one_again() -> None:
    (message,) = replied(outcome(action=Action.HAND_OVER))
    assert "ask_person" not in buttons(message)


def test_choices_are_buttons_that_say_what_picks_them() -> None:
    choices = tuple(Choice(label=f"S0000{n}", say=f"Where is S0000{n}?") for n in range(7))
    (message,) = replied(outcome(choices=choices))
    shown = buttons(message)
    assert [name for name in shown if name.startswith("choice")] == [f"choice:{n}" for n in range(5)]
    assert json.loads(shown["choice:3"]["value"]) == {"turn": TURN, "say": "Where is S00003?"}


@pytest.mark.parametrize(
    "url",
    ["", "http://odoo.example/", "javascript:alert(1)", "https://a b", "https://a|b", "https://é.example"],
)
def test_an_odd_address_has_no_button(url: str) -> None:
    (message,) = replied(outcome(card=replace(CARD, url=url)))
    assert "open" not in buttons(message)


def test_a_pointer_says_nothing_of_the_answer() -> None:
    message = pointer_message("de")
    assert faults_in_message(message.text, message.blocks) == []
    assert "Direktnachricht" in message.text


def test_a_question_that_is_passed_on_shows_the_order_with_signs_and_words() -> None:
    message = notice_message(outcome("Please release it.", card=CARD))
    texts = list(texts_in(message.blocks))
    assert "⚠ *S00031 · Azure Interior* · waiting for stock (as of 14:05)" in texts
    assert "*Promised*\nMon 24 Nov" in texts
    assert (
        "✓ Ordered · Mon 17 Nov\n⚠ WH/OUT/00051: waits · due Mon 24 Nov · late\n○ WH/OUT/00052: waits"
        in texts
    )
    assert list(buttons(message)) == ["take", "answered"]
