"""Slack's windows and the app's home: within every limit, and what they say."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channel_words import ChannelWords
from bot.domain import Outcome
from bot.ports import HandOverState
from bot.showing import Shown, evidence_of
from bot.slack.views import evidence_view, feedback_view, home_view, suggested_prompts
from tests.slack_limits import faults_in_view
from tests.unit.slack.outcomes import AT, SHORT, SHOWN, THOROUGH, TURN, hostile, outcome, texts_in

LANGUAGES = pytest.mark.parametrize("language", ["en", "de"])
PEOPLE = pytest.mark.parametrize(
    ("kind", "roles"),
    [
        ("staff", frozenset({"warehouse"})),
        ("staff", frozenset({"customer-service", "warehouse"})),
        ("staff", frozenset()),
        ("public", frozenset()),
    ],
)


WAITING = st.builds(
    HandOverState,
    turn_id=st.just(TURN),
    reference=SHORT,
    topic=SHORT | st.just("credit"),
    who=SHORT,
    to=SHORT,
    state=st.sampled_from(["waiting", "undelivered", "taken", "answered", "withdrawn"]),
    opened_at=st.just(AT),
    asked=SHORT,
)


def shown(n: int | None = 1, **more: Any) -> Shown:
    return Shown(**{"n": n, "title": "Carrier policy", "where": "DHL · 2", "text": "Book by 15:30.", **more})


@THOROUGH
@given(hostile(), st.lists(SHOWN, max_size=60))
def test_slack_takes_every_evidence(answer: Outcome, pieces: list[Shown]) -> None:
    assert faults_in_view(evidence_view(answer, pieces)) == []


@THOROUGH
@given(st.lists(SHOWN, max_size=4))
def test_evidence_calls_nobody_and_links_only_where_it_is_from(pieces: list[Shown]) -> None:
    addresses = {piece.url.replace("&", "&amp;") for piece in pieces}
    for text in texts_in(evidence_view(outcome(), pieces)):
        linked = re.findall(r"<([^|<>]*)\|[^<>]*>", text)
        assert set(linked) <= addresses
        assert all(address.startswith("https://") for address in linked)
        assert not set("<>") & set(re.sub(r"<[^|<>]*\|[^<>]*>", "", text))
        assert not re.search(r"@(?:here|channel|everyone)\b", text, re.I)


def test_evidence_is_shown_by_number_and_what_was_not_used_says_so() -> None:
    view = evidence_view(
        outcome(), [shown(1), shown(None, title="DPD"), shown(2, url="https://d.example/a?b&c")]
    )
    texts = list(texts_in(view))
    assert texts[2:4] == ["*[1] Carrier policy*\nDHL · 2", "Book by 15:30."]
    assert "*DPD* · read, not used\nDHL · 2" in texts
    assert "*[2] Carrier policy*\n<https://d.example/a?b&amp;c|DHL · 2>" in texts


def test_evidence_without_room_is_counted() -> None:
    view = evidence_view(outcome(), [shown(n) for n in range(1, 81)])
    assert len(view["blocks"]) == 100
    assert list(texts_in(view["blocks"][-1])) == ["… and 47 more"]


def test_the_count_has_room_in_a_full_window() -> None:
    view = evidence_view(outcome(), [shown(n, text=" ") for n in range(1, 61)])
    assert faults_in_view(view) == []
    assert list(texts_in(view["blocks"][-1])) == ["… and 11 more"]


def test_an_endless_address_is_not_linked() -> None:
    view = evidence_view(outcome(), [shown(url="https://docs.example/" + "a" * 3_000)])
    assert faults_in_view(view) == []
    assert "*[1] Carrier policy*\nDHL · 2" in texts_in(view)


def test_an_answer_from_nothing_says_so() -> None:
    view = evidence_view(outcome(), [])
    assert list(texts_in(view["blocks"])) == ["Nothing was read for this answer."]


def test_what_an_answer_rests_on_is_what_is_shown() -> None:
    answer = outcome()
    assert "*[1] Odoo S00031*" in " ".join(texts_in(evidence_view(answer, evidence_of(answer))))


@LANGUAGES
def test_a_thumb_down_asks_for_reasons_and_words_and_knows_the_turn(language: str) -> None:
    view = feedback_view(TURN, language)
    assert faults_in_view(view) == []
    assert json.loads(view["private_metadata"]) == {"turn": TURN}
    assert [block["element"]["type"] for block in view["blocks"]] == ["checkboxes", "plain_text_input"]


@LANGUAGES
@PEOPLE
def test_the_home_says_what_it_is_can_do_and_keeps(language: str, kind: str, roles: frozenset[str]) -> None:
    words = ChannelWords(language)
    view = home_view(words, kind, roles)
    texts = list(texts_in(view))
    assert faults_in_view(view) == []
    assert words.hello() in texts[0]
    assert any(words.abilities(kind, roles)[0] in text for text in texts)
    assert words.what_is_kept() in texts
    prompts = next(block["elements"] for block in view["blocks"] if block["type"] == "actions")
    assert [json.loads(one["value"])["say"] for one in prompts] == list(words.prompts(kind, roles))
    assert [one["action_id"] for one in prompts] == [f"prompt:{n}" for n in range(len(prompts))]


@THOROUGH
@given(st.lists(WAITING, max_size=14), st.sampled_from(["en", "de"]))
def test_slack_takes_every_home(waiting: list[HandOverState], language: str) -> None:
    view = home_view(ChannelWords(language), "staff", frozenset({"warehouse"}), waiting)
    assert faults_in_view(view) == []
    for text in texts_in(view):
        assert not set("<>") & set(text)
        assert not re.search(r"@(?:here|channel|everyone)\b", text, re.I)


def test_the_home_shows_ten_questions_that_wait_and_counts_the_others() -> None:
    one = HandOverState(
        turn_id=TURN,
        reference="7F3K",
        topic="credit",
        who="the desk",
        to="role:sales",
        state="waiting",
        opened_at=AT,
        asked="May they pay later?",
    )
    view = home_view(ChannelWords(), "staff", frozenset(), [one] * 11 + [replace(one, state="taken")])
    texts = list(texts_in(view))
    assert texts[1:5] == [
        "Questions that wait for you",
        "*credit* · It waits at the desk. Reference 7F3K.\nMay they pay later?",
        "I take it",
        "Answered",
    ]
    assert "… and 2 more" in texts
    taken = home_view(ChannelWords(), "staff", frozenset(), [replace(one, state="taken")])
    assert "I take it" not in texts_in(taken)


@LANGUAGES
@PEOPLE
def test_there_are_up_to_four_prompts_to_begin_with(language: str, kind: str, roles: frozenset[str]) -> None:
    prompts = suggested_prompts(ChannelWords(language), kind, roles)
    assert 1 <= len(prompts) <= 4
    assert all(prompt["title"] and prompt["message"] for prompt in prompts)
