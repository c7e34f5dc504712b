"""Teams as people use it: asked, answered with a card, pressed, corrected; and who is not believed."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain import Outcome, Turn
from bot.storage.judgements import feedback
from tests.scenario.asking import indexed
from tests.scenario.teams.tenant import CARLA, FEMKE, GUEST, MEHMET, tenant
from tests.servers.teams import Issuer
from tests.servers.teams.limits import Limits
from tests.servers.teams.world import button_of, card_of, text_of, texts_in


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


async def test_an_order_is_answered_with_its_sources_and_its_card(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        await place.teams.says(FEMKE, "Where is S00101?")
        (answer,) = await place.teams.answers(FEMKE)
        entity = answer["entities"][0]
        assert entity["additionalType"] == ["AIGeneratedContent"]
        assert [one["position"] for one in entity["citation"]] == [1]
        card = card_of(answer)
        assert card["version"] == "1.5"
        assert "WHN/OUT/00101" in "\n".join(texts_in(card))
        assert [one.get("verb") for one in card["actions"]][:4] == [
            "evidence",
            "refresh",
            "draft",
            "ask_person",
        ]
        assert answer["channelData"]["feedbackLoop"] == {"type": "default"}


async def test_a_card_changes_in_place_when_its_buttons_are_pressed(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        await place.teams.says(FEMKE, "Why is S00131 late?")
        (answer,) = await place.teams.answers(FEMKE)
        opened = await place.teams.presses(FEMKE, answer, "evidence")
        assert opened["type"] == "application/vnd.microsoft.card.adaptive"
        assert "SOP" in "\n".join(texts_in(opened["value"]))
        closed = await place.teams.presses_on(FEMKE, answer, button_of(opened["value"], "answer"))
        assert closed["value"] == card_of(answer)
        fresh = await place.teams.presses(FEMKE, answer, "refresh")
        assert "S00131" in "\n".join(texts_in(fresh["value"]))
        draft = await place.teams.presses(FEMKE, answer, "draft")
        assert "yet" in draft["value"]
        other = await place.teams.presses(GUEST, answer, "evidence")
        assert other["type"].endswith("message")
        entries, findings = await place.service.record.audit.verify()
        assert (entries, findings) == (2, ())  # the refreshed card is an answer like any other


async def test_a_person_is_asked_and_the_state_is_told(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        await place.teams.says(FEMKE, "Why is S00131 late?")
        (answer,) = await place.teams.answers(FEMKE)
        await place.teams.presses(FEMKE, answer, "ask_person")
        answers = await place.teams.answers(FEMKE, 2)
        assert "Passed to the purchasing deputy" in text_of(answers[1]).replace("*", "")
        again = await place.teams.presses(FEMKE, answer, "ask_person")
        assert "waits at the purchasing deputy" in again["value"]
        assert len(await place.teams.answers(FEMKE, 2)) == 2


async def test_what_goes_to_a_teams_chat_is_taken_there(tmp_path: Path, index: Path) -> None:
    table = tmp_path / "routing.toml"
    table.write_text('[[route]]\ntopic = "*"\nwho = "Purchasing"\nto = "teams:19:ch@thread.tacv2"\n')
    async with tenant(tmp_path, index, routing={"file": table}) as place:
        await place.teams.installs(CARLA, place.channel)
        await place.teams.answers(place.channel)
        await place.teams.says(FEMKE, "I want to talk to a person about P00106")
        notice = (await place.teams.answers(place.channel, 2))[1]
        assert "P00106" in text_of(notice)
        taken = await place.teams.presses(CARLA, notice, "take")
        assert "Purchasing has it" in taken["value"]
        answers = await place.teams.answers(FEMKE, 2)
        assert "Carla Nunes" in text_of(answers[1])


async def test_a_channel_is_answered_in_its_thread_and_everybody_there_may_see_it(
    tmp_path: Path, index: Path
) -> None:
    async with tenant(tmp_path, index) as place:
        asked = await place.teams.mentions(FEMKE, "Where is S00101?", place.channel)
        (answer,) = await place.teams.answers(place.channel)
        assert answer["conversation_id"] == asked["conversation"]["id"]
        assert "S00101" in text_of(answer)
        await place.teams.mentions(FEMKE, "and why?", place.channel, thread=asked["id"])
        answers = await place.teams.answers(place.channel, 2)
        assert "S00101" in text_of(answers[1])


async def test_where_a_guest_reads_along_only_what_is_public_is_said(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        place.chat.members.append(GUEST)
        await place.teams.mentions(FEMKE, "Where is S00101?", place.chat)
        (answer,) = await place.teams.answers(place.chat)
        assert "Promised" not in text_of(answer)
        await place.teams.presses(FEMKE, answer, "ask_directly")
        (direct,) = await place.teams.answers(FEMKE)
        assert "Promised" in text_of(direct)
        await place.teams.says(GUEST, "Where is S00101?")
        (told,) = await place.teams.answers(GUEST)
        assert "Promised" not in text_of(told)


async def test_an_edited_question_updates_its_answer_and_a_deleted_one_takes_it_away(
    tmp_path: Path, index: Path
) -> None:
    async with tenant(tmp_path, index) as place:
        asked = await place.teams.says(FEMKE, "Where is S00150?")
        await place.teams.answers(FEMKE)
        assert await place.teams.edits(FEMKE, asked, "Where is S00101?") == 202
        own = place.teams.world.personal(FEMKE)
        await place.teams.until(lambda: "S00101" in text_of(place.teams.world.ours(own)[0]))
        assert len(place.teams.world.ours(own)) == 1
        await place.teams.deletes(asked)
        await place.teams.until(lambda: not place.teams.world.ours(own))


async def test_a_status_is_shown_and_the_answer_takes_its_place(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        steps = place.service.engine.steps

        async def slow(turn: Turn) -> Outcome:
            await asyncio.sleep(1.5)
            return await steps.answer(turn)

        place.service.engine.steps = replace(steps, answer=slow)
        await place.teams.says(FEMKE, "Where is S00101?")
        (answer,) = await place.teams.answers(FEMKE)
        own = place.teams.world.personal(FEMKE)
        status = next(one for one in own.messages if one["type"] == "typing")
        assert status["entities"][0]["streamType"] == "informative"
        final = next(one for one in answer["entities"] if one["type"] == "streaminfo")
        assert (final["streamType"], final["streamId"]) == ("final", status["id"])
        assert "streamSequence" not in final


async def test_thumbs_are_kept(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        await place.teams.says(FEMKE, "Where is S00101?")
        (answer,) = await place.teams.answers(FEMKE)
        value = {"reaction": "dislike", "feedback": json.dumps({"feedbackText": "Greta Sommer has it"})}
        own = place.teams.world.personal(FEMKE)
        told = await place.teams.invokes(
            FEMKE,
            own,
            "message/submitAction",
            {"actionName": "feedback", "actionValue": value},
            replyToId=answer["id"],
        )
        assert told == {}
        async with place.service.record.database.read() as connection:
            (kept,) = (await connection.execute(select(feedback))).all()
        assert not kept.is_good
        assert "Greta" not in kept.reason


async def test_the_compose_box_finds_an_order_and_the_message_action_asks(
    tmp_path: Path, index: Path
) -> None:
    async with tenant(tmp_path, index) as place:
        query = {"commandId": "order", "parameters": [{"name": "order", "value": "S00101"}]}
        found = await place.teams.invokes(FEMKE, place.chat, "composeExtension/query", query)
        (card,) = found["composeExtension"]["attachments"]
        assert "S00101" in card["preview"]["content"]["title"]
        assert card["content"]["type"] == "AdaptiveCard"
        nothing = await place.teams.invokes(GUEST, place.chat, "composeExtension/query", query)
        assert nothing["composeExtension"]["type"] == "message"
        about = {
            "commandId": "ask_about",
            "messagePayload": {"id": "m1", "body": {"content": "<div>S00150 waits again</div>"}},
        }
        told = await place.teams.invokes(FEMKE, place.chat, "composeExtension/submitAction", about)
        assert told["task"]["type"] == "message"
        (answer,) = await place.teams.answers(FEMKE)
        assert "S00150" in text_of(answer)
        assert not place.teams.world.ours(place.chat)


async def test_who_installs_it_is_welcomed(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        assert await place.teams.installs(FEMKE) == 202
        (welcome,) = await place.teams.answers(FEMKE)
        assert "program" in text_of(welcome)


@pytest.mark.parametrize("status", [412, 429, 502, 504])
async def test_what_teams_asks_to_repeat_is_sent_again(tmp_path: Path, index: Path, status: int) -> None:
    async with tenant(tmp_path, index) as place:
        place.teams.plan.statuses = [status, status]
        await place.teams.says(FEMKE, "Where is S00101?")
        (answer,) = await place.teams.answers(FEMKE)
        assert "S00101" in text_of(answer)


async def test_of_an_answer_nobody_knows_of_the_asker_gets_one_apology(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        place.teams.plan.drop_before = 1
        await place.teams.says(FEMKE, "Where is S00101?")
        (apology,) = await place.teams.answers(FEMKE)
        assert "Reference" in text_of(apology)
        place.teams.plan.drop_after = 1
        await place.teams.says(MEHMET, "Where is S00101?")
        answer, sorry = await place.teams.answers(MEHMET, 2)
        assert "S00101" in text_of(answer)
        assert "may not have reached you" in text_of(sorry)


REFUSED: dict[str, Callable[[Issuer, str], str]] = {
    "none": lambda issuer, url: "",
    "nonsense": lambda issuer, url: "not.a.token",
    "expired": lambda issuer, url: issuer.token(url, exp=int(time.time()) - 3600),
    "not yet valid": lambda issuer, url: issuer.token(url, nbf=int(time.time()) + 3600),
    "without an end": lambda issuer, url: issuer.token(url, exp=None),
    "forged": lambda issuer, url: issuer.forged(url),
    "unsigned": lambda issuer, url: issuer.unsigned(url),
    "signed with what is public": lambda issuer, url: issuer.signed_with_the_public_key(url),
    "for another bot": lambda issuer, url: issuer.token(url, aud="22222222-0000"),
    "of another issuer": lambda issuer, url: issuer.token(url, iss="https://evil.example"),
    "for another service": lambda issuer, url: issuer.token("https://evil.example"),
}


async def test_who_is_not_the_bot_framework_is_refused(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        own = place.teams.world.personal(FEMKE)
        for name, token in REFUSED.items():
            activity = place.teams.activity("message", FEMKE, own, text="Where is S00101?")
            assert await place.teams.post(activity, token(place.teams.issuer, place.teams.url)) == 401, name
        elsewhere = place.teams.activity("message", FEMKE, own, text="Where is S00101?")
        elsewhere["serviceUrl"] = "https://evil.example"
        assert await place.teams.post(elsewhere, place.teams.issuer.token("https://evil.example")) == 401
        other = {**place.teams.activity("message", FEMKE, own, text="?"), "channelId": "webchat"}
        assert await place.teams.post(other) == 401
        assert not place.teams.world.ours(own)


async def test_an_activity_that_is_delivered_twice_is_answered_once(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        asked = await place.teams.says(FEMKE, "Where is S00101?")
        assert await place.teams.post(asked) == 202
        await place.teams.says(FEMKE, "thanks")
        assert len(await place.teams.answers(FEMKE, 2)) == 2


async def test_no_answer_is_lost_where_a_thread_takes_no_more_for_now(tmp_path: Path, index: Path) -> None:
    async with tenant(tmp_path, index) as place:
        place.teams.plan.limits = Limits()
        asked = await place.teams.mentions(FEMKE, "Where is S00101?", place.channel)
        for _ in range(9):
            await place.teams.mentions(FEMKE, "Where is S00101?", place.channel, thread=asked["id"])
        answers = await place.teams.answers(place.channel, 10)
        assert len(answers) == 10
        assert all("S00101" in text_of(one) for one in answers)
        assert place.teams.plan.limits.refusals
