"""The Teams that tests speak with, seen by botbuilder's own client and by a bot that only listens."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    Attachment,
    ChannelAccount,
    ConversationParameters,
    ErrorResponseException,
)
from botframework.connector.aio import ConnectorClient  # type: ignore[import-untyped]
from botframework.connector.teams import TeamsConnectorClient  # type: ignore[import-untyped]
from msrest.authentication import BasicTokenAuthentication
from msrest.exceptions import HttpOperationError

from tests.servers.teams import TENANT, Conversation, Issuer, Person, TeamsPeer, running_teams
from tests.servers.teams.issuer import APP_ID, APP_PASSWORD, ISSUER
from tests.servers.teams.limits import Limits
from tests.servers.teams.world import text_of

FEMKE = Person(aad="aad-femke", email="femke@halden-supply.example", name="Femke de Vries")
GUEST = Person(aad="aad-guest", email="guest@other.example", tenant="tenant-of-others", role="guest")
CHANNEL = "19:orders@thread.tacv2"
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(slots=True)
class Listener:
    """A bot that keeps what it hears; `failures` are how many deliveries it first turns down."""

    heard: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    failures: int = 0
    answer: dict[str, Any] = field(default_factory=dict)

    async def messages(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.tokens.append(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        return web.json_response(self.answer)


@pytest.fixture
async def peer() -> AsyncIterator[TeamsPeer]:
    async with running_teams() as running:
        running.world.add(Conversation(id=CHANNEL, kind="channel", team="19:team", members=[FEMKE, GUEST]))
        running.world.personal(FEMKE)
        yield running


@pytest.fixture
async def listener(peer: TeamsPeer) -> AsyncIterator[Listener]:
    bot = Listener()
    app = web.Application()
    app.router.add_post("/api/messages", bot.messages)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    peer.bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    yield bot
    await runner.cleanup()


async def _token(peer: TeamsPeer, secret: str = APP_PASSWORD) -> tuple[int, str]:
    form = {"grant_type": "client_credentials", "client_id": APP_ID, "client_secret": secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{peer.url}/{TENANT}/oauth2/v2.0/token", data=form) as response,
    ):
        return response.status, (await response.json()).get("access_token", "")


@contextlib.asynccontextmanager
async def _bot(peer: TeamsPeer) -> AsyncIterator[ConnectorClient]:
    _, token = await _token(peer)
    client = ConnectorClient(BasicTokenAuthentication({"access_token": token}), base_url=peer.url)
    client.config.retry_policy.retries = 0  # what the peer does is seen, not what the client makes of it
    yield client


def _message(text: str) -> Activity:
    return Activity(type=ActivityTypes.message, text=text)


async def test_botbuilder_sends_replies_updates_and_deletes(peer: TeamsPeer) -> None:
    thread = f"{CHANNEL};messageid=7"
    async with _bot(peer) as bot:
        first = await bot.conversations.send_to_conversation(thread, _message("One"))
        reply = await bot.conversations.reply_to_activity(thread, first.id, _message("Two"))
        await bot.conversations.update_activity(thread, first.id, _message("One, again"))
        shown = peer.world.conversations[CHANNEL].messages
        assert [text_of(one) for one in shown] == ["One, again", "Two"]
        assert [one["conversation_id"] for one in shown] == [thread, thread]
        assert shown[1]["replyToId"] == first.id
        await bot.conversations.delete_activity(thread, reply.id)
        assert [text_of(one) for one in shown] == ["One, again"]


async def test_botbuilder_opens_a_chat_and_reads_who_is_in_a_team(peer: TeamsPeer) -> None:
    async with _bot(peer) as bot:
        wanted = ConversationParameters(members=[ChannelAccount(id=FEMKE.id)], is_group=False)
        opened = await bot.conversations.create_conversation(wanted)
        assert opened.id == peer.world.personal(FEMKE).id
        first = await bot.conversations.get_teams_conversation_paged_members("19:team", 1)
        rest = await bot.conversations.get_teams_conversation_paged_members(
            "19:team", 1, first.continuation_token
        )
        assert [one.aad_object_id for one in (*first.members, *rest.members)] == [FEMKE.aad, GUEST.aad]
        assert not rest.continuation_token
        guest = await bot.conversations.get_conversation_member(CHANNEL, GUEST.id)
        assert guest.additional_properties["userRole"] == "guest"
        assert guest.additional_properties["tenantId"] != TENANT


async def test_botbuilder_reads_about_a_team(peer: TeamsPeer) -> None:
    _, token = await _token(peer)
    client = TeamsConnectorClient(BasicTokenAuthentication({"access_token": token}), base_url=peer.url)
    about = await asyncio.to_thread(client.teams.get_team_details, "19:team")
    assert (about.id, about.member_count, about.channel_count) == ("19:team", 2, 1)


async def test_only_who_shows_the_bots_token_is_served(peer: TeamsPeer) -> None:
    assert await _token(peer, "a wrong secret") == (401, "")
    stranger = ConnectorClient(BasicTokenAuthentication({"access_token": "?"}), base_url=peer.url)
    with pytest.raises(ErrorResponseException) as refused:
        await stranger.conversations.send_to_conversation(CHANNEL, _message("Hello"))
    assert refused.value.response.status_code == 401
    with pytest.raises((ErrorResponseException, HttpOperationError)):
        await stranger.conversations.get_conversation_member(CHANNEL, FEMKE.id)
    assert not peer.world.conversations[CHANNEL].messages


async def test_a_conversation_nobody_knows_is_not_found(peer: TeamsPeer) -> None:
    async with _bot(peer) as bot:
        with pytest.raises(ErrorResponseException) as refused:
            await bot.conversations.send_to_conversation("19:nowhere", _message("Hello"))
        assert refused.value.response.status_code == 404


async def _statuses(peer: TeamsPeer, conversation: str, bodies: list[dict[str, Any]]) -> list[int]:
    _, token = await _token(peer)
    found = []
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session:
        for body in bodies:
            url = f"{peer.url}/v3/conversations/{conversation}/activities"
            try:
                async with session.post(url, json=body) as response:
                    found.append(response.status)
            except aiohttp.ClientError:
                found.append(0)
    return found


async def test_too_large_cards_and_messages_are_refused(peer: TeamsPeer) -> None:
    card = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "é" * 14_000}]}
    attached = Attachment(content_type=CARD, content=card).serialize()
    bodies: list[dict[str, Any]] = [
        {"type": "message", "attachments": [attached]},
        {"type": "message", "text": "a" * 80_001},
        {"type": "message", "text": "a" * 70_000},
    ]
    assert await _statuses(peer, CHANNEL, bodies) == [413, 413, 201]


async def test_faults_come_as_planned_and_only_one_of_the_drops_was_stored(peer: TeamsPeer) -> None:
    plan = peer.plan
    texts = [{"type": "message", "text": str(number)} for number in range(6)]
    plan.statuses = [412, 502, 504]
    assert await _statuses(peer, CHANNEL, texts[:3]) == [412, 502, 504]
    plan.drop_before = 1
    assert await _statuses(peer, CHANNEL, [texts[3]]) == [0]
    plan.drop_after = 1
    assert await _statuses(peer, CHANNEL, texts[4:]) == [0, 201]
    assert [text_of(one) for one in peer.world.conversations[CHANNEL].messages] == ["4", "5"]


async def test_each_thread_takes_seven_messages_in_a_second(peer: TeamsPeer) -> None:
    peer.plan.limits = Limits()
    for thread in ("1", "2"):
        texts = [{"type": "message", "text": "?"}] * 8
        found = await _statuses(peer, f"{CHANNEL};messageid={thread}", texts)
        assert found == [201] * 7 + [429]


def test_the_limits_of_all_windows_hold() -> None:
    limits = Limits()
    assert [limits.wait_seconds("a", 100.0) for _ in range(8)] == [0] * 7 + [1]
    assert [limits.wait_seconds("a", 101.1) for _ in range(2)] == [0, 1]
    taken = sum(not limits.wait_seconds("b", 200.0 + number * 0.3) for number in range(100))
    assert taken == 60
    assert limits.wait_seconds("b", 500.0) == 0


async def test_what_people_do_arrives_signed_for_the_bot(peer: TeamsPeer, listener: Listener) -> None:
    said = await peer.mentions(FEMKE, "Where is S00101?", peer.world.conversations[CHANNEL])
    await peer.edits(FEMKE, said, "Where is S00102?")
    await peer.deletes(said)
    await peer.installs(FEMKE)
    kinds = [one["type"] for one in listener.heard]
    assert kinds == ["message", "messageUpdate", "messageDelete", "installationUpdate"]
    assert listener.heard[0]["conversation"]["id"] == f"{CHANNEL};messageid={said['id']}"
    assert listener.heard[0]["entities"][0]["mentioned"] == listener.heard[0]["recipient"]
    key = jwt.PyJWK(peer.issuer.key_set()["keys"][0])
    for token in listener.tokens:
        claims = jwt.decode(token, key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER)
        assert claims["serviceurl"] == peer.url
    assert len(peer.acknowledged) == 4


async def test_buttons_and_thumbs_are_invokes_that_say_what_they_belong_to(
    peer: TeamsPeer, listener: Listener
) -> None:
    action = {"type": "Action.Execute", "title": "Press me", "verb": "press", "data": {"number": 7}}
    content = {"type": "AdaptiveCard", "version": "1.5", "actions": [action]}
    own = peer.world.personal(FEMKE)
    await _statuses(
        peer, own.id, [{"type": "message", "attachments": [{"contentType": CARD, "content": content}]}]
    )
    (message,) = peer.world.ours(own)
    listener.answer = {"statusCode": 200, "type": CARD, "value": content}
    assert await peer.presses_titled(FEMKE, message, "Press me") == listener.answer
    await peer.thumbs(FEMKE, message, "dislike", "Wrong date")
    pressed, rated = listener.heard
    assert (pressed["name"], pressed["value"]["action"]["data"]) == ("adaptiveCard/action", {"number": 7})
    assert json.loads(rated["value"]["actionValue"]["feedback"]) == {"feedbackText": "Wrong date"}
    assert pressed["replyToId"] == rated["replyToId"] == message["id"]


async def test_what_is_not_acknowledged_is_delivered_again_with_the_same_id(
    peer: TeamsPeer, listener: Listener
) -> None:
    peer.retries, peer.retry_seconds, listener.failures = 2, 0.01, 1
    said = await peer.says(FEMKE, "Where is S00101?")
    assert [one["id"] for one in listener.heard] == [said["id"], said["id"]]


def _is_good(issuer: Issuer, token: str) -> bool:
    try:
        claims = jwt.decode(
            token,
            jwt.PyJWK(issuer.key_set()["keys"][0]),
            algorithms=["RS256"],
            audience=APP_ID,
            issuer=ISSUER,
        )
    except jwt.PyJWTError:
        return False
    return bool(claims["serviceurl"] == "https://teams.example")


def test_only_the_good_token_is_good() -> None:
    issuer, url, now = Issuer(), "https://teams.example", int(time.time())
    assert _is_good(issuer, issuer.token(url))
    for bad in (
        issuer.token(url, exp=now - 3600),
        issuer.token(url, nbf=now + 3600),
        issuer.token(url, aud="another-bot"),
        issuer.token(url, iss="https://evil.example"),
        issuer.token("https://evil.example"),
        issuer.forged(url),
        issuer.unsigned(url),
        issuer.signed_with_the_public_key(url),
    ):
        assert not _is_good(issuer, bad)
