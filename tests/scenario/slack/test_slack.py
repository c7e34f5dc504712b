"""Slack as people use it: asked, answered, corrected, judged; and what goes wrong between Slack and us."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select

from bot.clock import SystemClock
from bot.domain import Outcome, Turn
from bot.identity import ChannelUser
from bot.storage.judgements import feedback
from tests.scenario.asking import indexed
from tests.scenario.slack.workspace import (
    DOCK,
    DOCK_CHANNEL,
    FEMKE,
    GUEST,
    LENA,
    MEHMET,
    OFFICE,
    PARTNER,
    SHARED,
    Workspace,
    workspace,
)
from tests.servers.slack.world import buttons_of, text_of, value_of


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


async def test_a_direct_message_is_answered_in_its_thread_with_its_sources(
    tmp_path: Path, index: Path
) -> None:
    async with workspace(tmp_path, index) as place:
        asked = await place.slack.says(FEMKE, "Where is S00101?")
        (answer,) = await place.slack.answers(f"D{FEMKE}")
        assert answer["thread_ts"] == asked["ts"]
        assert "S00101" in text_of(answer)
        assert "[1]" in text_of(answer)
        assert answer["metadata"]["event_payload"]["turn_id"].endswith(asked["ts"])


async def test_a_follow_up_in_direct_messages_needs_no_thread(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        await place.slack.says(FEMKE, "Where is S00150?")
        await place.slack.answers(f"D{FEMKE}")
        await place.slack.says(FEMKE, "and why?")
        answers = await place.slack.answers(f"D{FEMKE}", number=2)
        assert "S00150" in text_of(answers[1])


async def test_a_mention_is_answered_once_in_its_thread_and_the_thread_stays_engaged(
    tmp_path: Path, index: Path
) -> None:
    async with workspace(tmp_path, index) as place:
        asked = await place.slack.mentions(MEHMET, "Where is S00150?", DOCK_CHANNEL)
        await place.slack.answers(DOCK_CHANNEL, asked["ts"])
        await place.slack.says(MEHMET, "and why?", DOCK_CHANNEL, thread=asked["ts"])
        answers = await place.slack.answers(DOCK_CHANNEL, asked["ts"], number=2)
        assert "S00150" in text_of(answers[1])
        assert len(place.slack.world.ours()) == 2


async def test_talk_among_people_is_not_answered(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        asked = await place.slack.mentions(MEHMET, "Where is S00150?", DOCK_CHANNEL)
        await place.slack.answers(DOCK_CHANNEL, asked["ts"])
        await place.slack.says(LENA, "I saw it this morning", DOCK_CHANNEL, thread=asked["ts"])
        await place.slack.says(MEHMET, f"<@{LENA}> where is S00101?", DOCK_CHANNEL, thread=asked["ts"])
        await place.slack.says(LENA, "Where is S00101?", DOCK_CHANNEL)
        await place.slack.says(LENA, "from a machine: S00101?", DOCK_CHANNEL, bot_id="B1")
        last = await place.slack.mentions(MEHMET, "thanks", DOCK_CHANNEL, thread=asked["ts"])
        await place.slack.answers(DOCK_CHANNEL, asked["ts"], number=2)
        assert len(place.slack.world.ours()) == 2
        assert last["ts"] not in {one.get("thread_ts") for one in place.slack.world.ours()}


async def test_where_not_everybody_may_see_it_the_asker_is_answered_directly_with_a_pointer(
    tmp_path: Path, index: Path
) -> None:
    async with workspace(tmp_path, index) as place:
        place.slack.world.channels[OFFICE] |= {f"U{number}" for number in range(60)}
        asked = await place.slack.mentions(FEMKE, "Where is S00101?", OFFICE)
        (answer,) = await place.slack.answers(f"D{FEMKE}")
        (pointer,) = await place.slack.answers(OFFICE, asked["ts"])
        assert "S00101" in text_of(answer)
        assert "S00101" not in text_of(pointer)
        assert "direct message" in text_of(pointer)


async def test_a_private_answer_is_shared_by_its_asker_and_by_nobody_else(
    tmp_path: Path, index: Path
) -> None:
    async with workspace(tmp_path, index) as place:
        slack = place.slack
        slack.world.channels[OFFICE] |= {f"U{number}" for number in range(60)}
        asked = await slack.mentions(FEMKE, "Where is the order of Greta Sommer?", OFFICE)
        (answer,) = await slack.answers(f"D{FEMKE}")
        await slack.answers(OFFICE, asked["ts"])
        assert "Greta Sommer" in text_of(answer)
        await slack.presses(MEHMET, f"D{FEMKE}", answer, "share")
        assert len(slack.world.ours(OFFICE)) == 1
        slack.world.channels[OFFICE] = {FEMKE, MEHMET, "U0SHIPMATE"}
        await slack.presses(FEMKE, f"D{FEMKE}", answer, "share")
        await slack.presses(FEMKE, f"D{FEMKE}", answer, "share")
        shared = (await slack.answers(OFFICE, asked["ts"], number=2))[1]
        assert "Greta" not in text_of(shared)
        assert len(slack.world.ours(OFFICE)) == 2


async def test_where_guests_read_along_only_what_is_public_is_said(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        asked = await place.slack.mentions(FEMKE, "Where is S00101?", SHARED)
        (answer,) = await place.slack.answers(SHARED, asked["ts"])
        assert "Promised" not in text_of(answer)
        await place.slack.presses(FEMKE, SHARED, answer, "ask_directly")
        (direct,) = await place.slack.answers(f"D{FEMKE}")
        assert "Promised" in text_of(direct)


async def test_guests_and_people_of_other_companies_are_the_public(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        for user in (GUEST, PARTNER):
            await place.slack.says(user, "Where is S00101?")
            (answer,) = await place.slack.answers(f"D{user}")
            assert "Promised" not in text_of(answer)


async def test_a_dock_tablet_asks_by_its_role(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        await place.slack.says(DOCK, "Where is S00101?")
        (answer,) = await place.slack.answers(f"D{DOCK}")
        assert "Promised" in text_of(answer)
        tablet = ChannelUser(channel="slack", id=DOCK, is_shared_device=True)
        known = await place.service.door.known(tablet)
        assert (known.audience.roles, known.may_decide) == (frozenset({"warehouse"}), False)


async def test_an_edited_question_changes_its_answer_in_place(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        asked = await place.slack.says(FEMKE, "Where is S00150?")
        (before,) = await place.slack.answers(f"D{FEMKE}")
        ts = before["ts"]
        await place.slack.edits(f"D{FEMKE}", asked, "Where is S00101?")
        await place.slack.until(lambda: "S00101" in text_of(place.slack.world.ours(f"D{FEMKE}")[0]))
        (after,) = place.slack.world.ours(f"D{FEMKE}")
        assert after["ts"] == ts


async def test_a_deleted_question_takes_its_answer_with_it(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        asked = await place.slack.says(FEMKE, "Where is S00150?")
        await place.slack.answers(f"D{FEMKE}")
        await place.slack.deletes(f"D{FEMKE}", asked)
        await place.slack.until(lambda: not place.slack.world.ours(f"D{FEMKE}"))


async def test_a_link_that_slack_unfurls_is_no_new_question(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        asked = await place.slack.says(FEMKE, "Where is S00150?")
        await place.slack.answers(f"D{FEMKE}")
        unfurled = {**asked, "attachments": [{"title": "a page"}]}
        changed = {
            "type": "message",
            "subtype": "message_changed",
            "channel": f"D{FEMKE}",
            "message": unfurled,
        }
        await place.slack.event({**changed, "previous_message": asked, "channel_type": "im"})
        await place.slack.says(FEMKE, "thanks")
        await place.slack.answers(f"D{FEMKE}", number=2)
        assert len(place.slack.world.ours(f"D{FEMKE}")) == 2


async def test_evidence_opens_for_who_asked_and_for_nobody_else_when_it_is_private(
    tmp_path: Path, index: Path
) -> None:
    async with workspace(tmp_path, index) as place:
        await place.slack.says(FEMKE, "Why is S00131 late?")
        (answer,) = await place.slack.answers(f"D{FEMKE}")
        await place.slack.presses(FEMKE, f"D{FEMKE}", answer, "evidence")
        (view,) = place.slack.world.views
        assert "S00131" in text_of(view)
        assert "SOP" in text_of(view)
        await place.slack.presses(GUEST, f"D{FEMKE}", answer, "evidence")
        assert len(place.slack.world.views) == 1


async def test_a_thumb_is_kept_and_its_reason_without_names(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        await place.slack.says(FEMKE, "Where is S00101?")
        (answer,) = await place.slack.answers(f"D{FEMKE}")
        await place.slack.presses(FEMKE, f"D{FEMKE}", answer, "feedback:bad")
        (view,) = place.slack.world.views
        values = {
            "reasons": {"reasons": {"selected_options": [{"value": "wrong"}]}},
            "words": {"words": {"value": "Greta Sommer told me it left"}},
        }
        await place.slack.submits(FEMKE, view, values)
        kept = await _feedback(place)
        assert [(one.is_good, "wrong" in one.reason) for one in kept] == [(False, True)]
        assert "Greta" not in kept[0].reason


async def _feedback(place: Workspace) -> Sequence[Row[Any]]:
    async with place.service.record.database.read() as connection:
        return (await connection.execute(select(feedback))).all()


async def test_choices_are_buttons_and_pressing_one_asks_it(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        await place.slack.says(FEMKE, "Orders of Kestrel")
        (answer,) = await place.slack.answers(f"D{FEMKE}")
        chosen = next(name for name in buttons_of(answer) if name.startswith("choice:"))
        await place.slack.presses(FEMKE, f"D{FEMKE}", answer, chosen)
        answers = await place.slack.answers(f"D{FEMKE}", number=2)
        assert "Kestrel" in text_of(answers[1])


async def test_the_command_the_shortcut_and_the_home_answer_who_used_them(
    tmp_path: Path, index: Path
) -> None:
    async with workspace(tmp_path, index) as place:
        slack = place.slack
        await slack.runs(MEHMET, "/order S00101", DOCK_CHANNEL)
        assert "S00101" in text_of((await slack.answers(f"D{MEHMET}"))[0])
        other = slack.world.put(
            DOCK_CHANNEL, {"user": LENA, "text": "S00150 is stuck again", "ts": "9.000001"}
        )
        await slack.asks_about(MEHMET, DOCK_CHANNEL, other)
        assert "S00150" in text_of((await slack.answers(f"D{MEHMET}", number=2))[1])
        await slack.opens(MEHMET)
        home = slack.world.homes[MEHMET]
        assert "Programm" in text_of(home)
        await slack.opens(MEHMET, "messages")
        assert len(slack.world.prompts[0]["prompts"]) == 4
        assert not list(slack.world.ours(DOCK_CHANNEL))


async def test_wrong_signatures_old_times_and_replays_are_refused(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        slack = place.slack
        event = {"type": "message", "user": FEMKE, "text": "Where is S00101?", "ts": "5.000001"}
        event |= {"channel": f"D{FEMKE}", "channel_type": "im"}
        slack.world.put(f"D{FEMKE}", event)
        body = json.dumps({"type": "event_callback", "team_id": "T0SHIP", "event_id": "Ev", "event": event})
        wrong = {"X-Slack-Signature": "v0=" + "0" * 64}
        assert await slack.post(body, "application/json", headers=wrong) == 401
        now = SystemClock().now().timestamp()
        assert await slack.post(body, "application/json", at=now - 600) == 401
        assert await slack.post(body, "application/json", at=now) == 200
        assert await slack.post(body, "application/json", at=now) == 401
        await slack.answers(f"D{FEMKE}")
        assert (
            await slack.post(body, "application/json", at=now + 1) == 200
        )  # delivered again, known by its id
        await slack.says(FEMKE, "thanks")
        await slack.answers(f"D{FEMKE}", number=2)
        assert len(slack.world.ours()) == 2


@pytest.mark.parametrize("fault", ["refuse", "drop_before", "drop_after", "fail_after"])
async def test_whatever_becomes_of_a_send_the_answer_is_there_once(
    tmp_path: Path, index: Path, fault: str
) -> None:
    async with workspace(tmp_path, index) as place:
        setattr(place.slack.api.plan, fault, 2)
        await place.slack.says(FEMKE, "Where is S00101?")
        await place.slack.answers(f"D{FEMKE}")
        await place.slack.says(FEMKE, "thanks")
        answers = await place.slack.answers(f"D{FEMKE}", number=2)
        assert len(answers) == 2
        assert len({one["metadata"]["event_payload"]["key"] for one in answers}) == 2


@pytest.mark.parametrize("ends", ["asks_to_reconnect", "drops"])
async def test_socket_mode_loses_and_doubles_nothing_when_a_connection_ends(
    tmp_path: Path, index: Path, ends: str
) -> None:
    async with workspace(tmp_path, index, mode="socket") as place:
        slack = place.slack
        await slack.says(FEMKE, "Where is S00101?")
        await getattr(slack, ends)()
        await slack.says(MEHMET, "Where is S00150?")
        await slack.until(lambda: len(slack.sockets) > 1)
        await slack.answers(f"D{FEMKE}")
        await slack.answers(f"D{MEHMET}")
        await slack.until(lambda: not slack.unacknowledged)
        assert len(slack.world.ours()) == 2


async def test_what_slack_does_not_take_as_blocks_is_sent_as_text(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        place.slack.api.takes_blocks = False
        await place.slack.says(FEMKE, "Where is S00101?")
        (answer,) = await place.slack.answers(f"D{FEMKE}")
        assert "S00101" in answer["text"]


async def test_a_status_is_shown_while_it_takes_long(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        steps = place.service.engine.steps

        async def slow(turn: Turn) -> Outcome:
            await asyncio.sleep(1.0)
            return await steps.answer(turn)

        place.service.engine.steps = replace(steps, answer=slow)
        asked = await place.slack.says(FEMKE, "Where is S00101?")
        await place.slack.answers(f"D{FEMKE}")
        shown = place.slack.world.statuses
        assert [one["thread_ts"] for one in shown][:1] == [asked["ts"]]
        assert value_of(buttons_of(place.slack.world.ours()[0])["evidence"])["turn"].startswith("slack:")


ROUTES = """
[[route]]
topic = "damage"
who = "the shift lead"
to = "slack:C0LEADS"

[[route]]
topic = "quality_hold"
who = "Quality"
to = "role:supervisor"
"""


async def test_a_photo_goes_to_a_person_who_takes_it_and_the_asker_is_told(
    tmp_path: Path, index: Path
) -> None:
    table = tmp_path / "routing.toml"
    table.write_text(ROUTES)
    async with workspace(tmp_path, index, routing={"file": table}) as place:
        slack = place.slack
        slack.world.channels["C0LEADS"] = {LENA, "U0SHIPMATE"}
        await slack.says(MEHMET, "This pallet is damaged", subtype="file_share", files=[{"id": "F1"}])
        (answer,) = await slack.answers(f"D{MEHMET}")
        assert "Passed to the shift lead" in text_of(answer) or "passed it to the shift lead" in text_of(
            answer
        )
        (notice,) = await slack.answers("C0LEADS")
        assert "damaged" in text_of(notice)
        await slack.presses(DOCK, "C0LEADS", notice, "take")
        await slack.presses(LENA, "C0LEADS", notice, "take")
        answers = await slack.answers(f"D{MEHMET}", number=2)
        assert "Lena Obermeier" in text_of(answers[1])
        await slack.presses(LENA, "C0LEADS", notice, "answered")
        assert "answered" in text_of((await slack.answers(f"D{MEHMET}", number=3))[2])


async def test_who_has_a_role_finds_its_questions_at_home_and_takes_them_there(
    tmp_path: Path, index: Path
) -> None:
    table = {"route": [{"topic": "*", "who": "the dock", "to": "role:warehouse"}]}
    async with workspace(tmp_path, index, routing={"table": table}) as place:
        slack = place.slack
        await slack.says(FEMKE, "I want to talk to a person about the <!channel> of S00101")
        (answer,) = await slack.answers(f"D{FEMKE}")
        assert "Passed to the dock" in text_of(answer).replace("*", "")
        for other in (DOCK, GUEST):
            await slack.opens(other)
            assert "take" not in buttons_of(slack.world.homes[other])
        await slack.opens(LENA)
        home = slack.world.homes[LENA]
        assert "Questions that wait for you" in text_of(home)
        assert "S00101" in text_of(home)
        assert "<!channel>" not in text_of(home)
        await slack.presses_at_home(LENA, "take")
        assert "take" not in buttons_of(slack.world.homes[LENA])
        assert "Lena Obermeier has your question now." in text_of(
            (await slack.answers(f"D{FEMKE}", number=2))[1]
        )
        await slack.presses_at_home(LENA, "answered")
        assert "Questions that wait for you" not in text_of(slack.world.homes[LENA])


async def test_a_person_is_asked_once_and_pressing_again_says_who_has_it(tmp_path: Path, index: Path) -> None:
    table = tmp_path / "routing.toml"
    table.write_text(ROUTES)
    async with workspace(tmp_path, index, routing={"file": table}) as place:
        slack = place.slack
        await slack.says(FEMKE, "Where is S00101?")
        (answer,) = await slack.answers(f"D{FEMKE}")
        await slack.presses(FEMKE, f"D{FEMKE}", answer, "ask_person")
        answers = await slack.answers(f"D{FEMKE}", number=2)
        assert "Passed to customer service" in text_of(answers[1]).replace("*", "")
        await slack.presses(FEMKE, f"D{FEMKE}", answer, "ask_person")
        assert "waits at customer service" in slack.world.ephemerals[-1]["text"]
        assert len(slack.world.ours(f"D{FEMKE}")) == 2


async def test_who_presses_stop_gets_nothing_more_for_that_question(tmp_path: Path, index: Path) -> None:
    async with workspace(tmp_path, index) as place:
        steps = place.service.engine.steps
        stopped = asyncio.Event()

        async def slow(turn: Turn) -> Outcome:
            await stopped.wait()
            return await steps.answer(turn)

        place.service.engine.steps = replace(steps, answer=slow)
        asked = await place.slack.says(FEMKE, "Where is S00101?")
        event = {"type": "agent_session_stopped", "channel": f"D{FEMKE}", "thread_ts": asked["ts"]}
        await place.slack.event({**event, "user": MEHMET})
        await place.slack.event({**event, "user": FEMKE})
        stopped.set()
        await place.slack.says(FEMKE, "thanks")
        (answer,) = await place.slack.answers(f"D{FEMKE}")
        assert "welcome" in text_of(answer)
