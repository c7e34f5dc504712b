"""Our channel on a Slack that others made, and on our own: both take it, and both are read back alike."""

import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain import Choice, ConversationReference, Outcome, Outgoing
from bot.slack.channel import SlackChannel
from bot.slack.people import SlackPeople
from bot.slack.web import Refused, SlackFault, SlackWeb
from tests.fakes import a_passage, a_turn, an_outcome, evidence_of
from tests.servers.emulate import Emulate
from tests.servers.slack import BOT, Person, running_slack
from tests.servers.slack.peer import TOKEN


@contextlib.asynccontextmanager
async def ours() -> AsyncIterator[tuple[SlackWeb, str]]:
    async with running_slack() as peer:
        peer.world.add(Person(id="U1", email="femke.devries@halden-supply.example"))
        peer.world.channels["C1"] = {"U1", BOT}
        web = SlackWeb(token=TOKEN, api_url=f"{peer.url}/api/")
        yield web, "C1"
        await web.close()


@contextlib.asynccontextmanager
async def theirs(server: Emulate) -> AsyncIterator[tuple[SlackWeb, str]]:
    web = SlackWeb(token=server.token, api_url=server.api_url)
    channels = {one["name"]: one["id"] async for one in web.pages("conversations.list", "channels")}
    yield web, str(channels["orders"])
    await web.close()


@pytest.fixture(params=["ours", "theirs"])
async def slack(request: pytest.FixtureRequest, emulate: Emulate) -> AsyncIterator[tuple[SlackWeb, str]]:
    async with ours() if request.param == "ours" else theirs(emulate) as found:
        yield found


def answer_in(channel: str, text: str, thread: str = "", **more: Any) -> Outgoing:
    turn = a_turn()
    outcome: Outcome = an_outcome(
        turn, text, evidence=evidence_of(a_passage("x")), choices=(Choice(label="a", say="a"),)
    )
    address = json.dumps({"channel": channel, "thread_ts": thread})
    reference = ConversationReference(channel="slack", conversation="c", address=address)
    plain: dict[str, Any] = {"kind": "reply", "ordinal": 0, "reader": "", "reference": reference}
    return Outgoing(turn_id=turn.id, outcome=outcome, **(plain | more))


async def test_an_answer_is_sent_found_again_changed_and_taken_away(slack: tuple[SlackWeb, str]) -> None:
    web, place = slack
    channel = SlackChannel(web=web)
    root = str((await web.post("chat.postMessage", channel=place, text="Where is S00042?"))["ts"])
    message = answer_in(place, "It is on its way.", root)
    assert await channel.find(message) is None
    sent = await channel.send(message)
    assert await channel.find(message) == sent
    edited = replace(message, turn_id="turn-2", reference=replace(message.reference, replaces=(sent,)))
    assert await channel.send(edited) == sent
    assert await channel.find(message) is None
    assert await channel.find(edited) == sent
    await channel.delete(place, sent.split(" ")[1])
    assert await channel.find(edited) is None


async def test_of_a_long_answer_only_what_is_missing_is_sent_again(slack: tuple[SlackWeb, str]) -> None:
    web, place = slack
    channel = SlackChannel(web=web)
    root = str((await web.post("chat.postMessage", channel=place, text="everything, please"))["ts"])
    message = answer_in(place, "\n\n".join(f"line {number} " + "x" * 100 for number in range(60)), root)
    sent = (await channel.send(message)).split(" ")
    assert len(sent) > 2
    await channel.delete(place, sent[-1])
    assert await channel.find(message) is None
    again = (await channel.send(replace(message, is_begun=True))).split(" ")
    assert again[:-1] == sent[:-1]
    assert again[-1] != sent[-1]


async def test_faults_are_told_apart(slack: tuple[SlackWeb, str]) -> None:
    web, _ = slack
    with pytest.raises(Refused) as refused:
        await web.post("chat.postMessage", channel="C0NOWHERE", text="hello")
    assert refused.value.code == "channel_not_found"
    with pytest.raises(SlackFault) as unknown:
        await web.call("users.info", user="U0NOBODY")
    assert unknown.value.code == "user_not_found"


async def test_a_token_of_nobody_is_not_taken() -> None:
    async with ours() as (web, _):
        stranger = SlackWeb(token="xoxb-of-nobody", api_url=web.api_url)
        with pytest.raises(SlackFault) as rejected:
            await stranger.call("auth.test")
        assert rejected.value.code == "invalid_auth"
        await stranger.close()


async def test_members_are_people_with_their_addresses(slack: tuple[SlackWeb, str]) -> None:
    web, place = slack
    team = str((await web.call("auth.test"))["team_id"])
    people = SlackPeople(web=web, team=team)
    found = await people.readers(place)
    assert found is not None
    assert "femke.devries@halden-supply.example" in {one.email for one in found}
