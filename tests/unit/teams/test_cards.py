"""Whatever an answer holds: Teams takes it, shows it as meant, and nothing in it acts."""

import importlib.resources
import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channel_words import ChannelWords
from bot.domain import (
    CardFact,
    Choice,
    Citation,
    HandedOver,
    Milestone,
    OrderCard,
    Outcome,
    Tone,
)
from bot.showing import evidence_of
from bot.teams import cards
from tests.fakes import a_passage, a_turn, an_outcome
from tests.fakes import evidence_of as found

HOSTILE = (
    "<at>Everyone</at> hello",
    "[click me](https://evil.example) ![x](https://evil.example/x.png)",
    "<script>alert(1)</script> <b>bold</b> &lt;i&gt;",
    "# a heading\n- a list\n1. another\n> a quote\n---\n| a | b |",
    "`code` **bold** *italic* _small_ ~~gone~~ \\*",
    "\u202emoc.live\u202c \u200bhidden\u2066",
    "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪 שלום مرحبا",
    "A" * 10_000,
    "\n".join(f"line {number}" for number in range(3_000)),
    "",
    "[1] and [2] and [99]",
    "see https://evil.example/path and www.evil.example, mailto:a@b.example",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=400))


@cache
def schema() -> Mapping[str, Any]:
    file = importlib.resources.files("adaptive_cards") / "schemas" / "schema-1.5.json"
    read: Mapping[str, Any] = json.loads(file.read_text())
    return read


def require_card(card: Mapping[str, Any]) -> None:
    """Raise unless a card is an Adaptive Card 1.5 that Teams takes."""
    plain = {name: value for name, value in card.items() if name != "msteams"}
    jsonschema.validate(plain, schema())
    assert len(json.dumps(card, ensure_ascii=False).encode()) <= 28_000
    for action in card.get("actions", ()):
        assert action["title"]


def outcome_of(text: str, card: OrderCard | None = None, **more: Any) -> Outcome:
    evidence = found(
        a_passage(text or "nothing", id="p-1", source="sops/cut-off.md"), a_passage("x", id="p-2")
    )
    citation = Citation(n=1, evidence="p-1", title=text, source="sops/cut-off.md", label=text)
    return an_outcome(a_turn(), f"{text} [1]", evidence=evidence, citations=(citation,), card=card, **more)


def card_of(text: str, number: int = 3) -> OrderCard:
    return OrderCard(
        number="S00042",
        title=text,
        status=text,
        tone=Tone.WARNING,
        as_of="14:05",
        facts=tuple(CardFact(name=text[:50] or "x", value=text) for _ in range(number)),
        timeline=tuple(Milestone(label=text, when="Fri 28 Nov", state="late") for _ in range(number)),
        url="https://odoo.example/web#id=42",
    )


@settings(max_examples=60, deadline=None)
@given(texts, texts, st.integers(0, 8))
@example("A" * 10_000, "B" * 10_000, 8)
def test_every_card_is_one_that_teams_takes(text: str, other: str, number: int) -> None:
    outcome = outcome_of(text, card_of(other, number))
    require_card(cards.order_card(outcome, turn_id="t-1"))
    require_card(cards.evidence_card(outcome, evidence_of(outcome) * 20, turn_id="t-1"))
    handed = HandedOver(reference="7F3K", topic="damage", who=other[:100], to="role:x")
    for activity in (
        cards.notice_activity(outcome_of(text, card_of(other), handed=handed)),
        cards.welcome_activity(ChannelWords("de"), "staff", frozenset({"warehouse"})),
    ):
        require_card(activity["attachments"][0]["content"])
    found_card = cards.extension_result(outcome)["composeExtension"]["attachments"][0]
    require_card(found_card["content"])


@settings(max_examples=60, deadline=None)
@given(texts, st.booleans(), st.booleans())
def test_every_answer_is_one_that_teams_takes(text: str, is_personal: bool, is_narrowed: bool) -> None:
    choices = tuple(Choice(label=text, say=text) for _ in range(7))
    outcome = outcome_of(text, card_of(text), choices=choices)
    activities = cards.reply_activities(
        outcome, turn_id="t-1", is_personal=is_personal, can_ask_directly=is_narrowed
    )
    for activity in activities:
        assert activity["text"]
        assert len(json.dumps(activity, ensure_ascii=False).encode()) <= 80_000
        for attachment in activity.get("attachments", ()):
            require_card(attachment["content"])
        for entity in activity.get("entities", ()):
            for claim in entity.get("citation", ()):
                assert f"[{claim['position']}]" in activity["text"]
                assert 1 <= len(claim["appearance"]["name"]) <= 80
                assert 1 <= len(claim["appearance"]["abstract"]) <= 160


@settings(max_examples=80, deadline=None)
@given(texts)
def test_no_text_mentions_links_or_formats(text: str) -> None:
    shown = cards.reply_activities(outcome_of(text), turn_id="t-1", is_personal=True)
    said = "".join(str(one["text"]) for one in shown)
    assert "<at" not in said
    assert not re.search(r"<[a-zA-Z/!]", said)
    assert not re.search(r"(?<!\\)\]\(", said)
    assert not re.search(r"(?i)\b(?:https?|mailto):", said)
    assert not re.search(r"(?m)^\s*(?:#|>|[-+]|\d+\.)\s", said)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", said)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab \n", max_size=60_000))
@example("word " * 12_000)
@example("x" * 50_000)
def test_a_long_answer_is_split_and_nothing_of_it_is_lost(text: str) -> None:
    outcome = an_outcome(a_turn(), text)
    activities = cards.reply_activities(outcome, turn_id="t-1", is_personal=True)
    said = " ".join(str(one["text"]) for one in activities)
    assert re.sub(r"\s", "", said).replace("…", "") == re.sub(r"\s", "", text)


def test_fixed_words_carry_no_label_of_a_machine_and_no_thumbs() -> None:
    (sorry,) = cards.reply_activities(an_outcome(a_turn(), "I am paused."), turn_id="t-1", is_personal=True)
    assert "entities" not in sorry
    assert "channelData" not in sorry


def test_only_the_sources_that_the_text_marks_are_cited() -> None:
    outcome = outcome_of("It is 16:00")
    unused = Citation(n=2, evidence="p-2", title="Other", source="x.md")
    (reply,) = cards.reply_activities(
        an_outcome(a_turn(), outcome.text, evidence=outcome.evidence, citations=(*outcome.citations, unused)),
        turn_id="t-1",
        is_personal=True,
    )
    (entity,) = reply["entities"]
    assert [claim["position"] for claim in entity["citation"]] == [1]
