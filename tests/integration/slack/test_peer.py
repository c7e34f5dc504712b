"""Our own Slack, asked by Slack's own SDK: what it plays is what the SDK takes for Slack."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack import BOT, Person, SlackPeer, running_slack
from tests.servers.slack.peer import APP_TOKEN, SECRET, TOKEN


@pytest.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    async with running_slack() as running:
        running.world.add(Person(id="U1", email="u1@halden.example"), Person(id="U2"))
        running.world.channels["C1"] = {"U1", "U2", BOT}
        yield running


@pytest.fixture
def client(peer: SlackPeer) -> AsyncWebClient:
    return AsyncWebClient(token=TOKEN, base_url=f"{peer.url}/api/")


def echo(client: AsyncWebClient) -> AsyncApp:
    app = AsyncApp(signing_secret=SECRET, token=TOKEN, client=client)

    @app.event("message")
    async def answer(event: dict[str, Any], say: Any) -> None:
        await say(text=f"heard: {event['text']}", thread_ts=event["ts"])

    return app


@contextlib.asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


async def test_bolt_takes_signed_events_and_its_answer_is_in_the_thread(
    peer: SlackPeer, client: AsyncWebClient
) -> None:
    async with listening(echo(client).web_app("/slack/events")) as peer.events_url:
        asked = await peer.says("U1", "hello")
        (answer,) = await peer.answers("DU1", asked["ts"])
    assert answer["text"] == "heard: hello"
    assert peer.deliveries[0].statuses == [200]


async def test_bolt_refuses_what_is_signed_too_long_ago(peer: SlackPeer, client: AsyncWebClient) -> None:
    async with listening(echo(client).web_app("/slack/events")) as peer.events_url:
        assert await peer.post("{}", "application/json", at=1_000_000_000) == 401


async def test_what_is_not_acknowledged_is_delivered_four_times_in_all(peer: SlackPeer) -> None:
    tries: list[str] = []

    async def refuse(request: web.Request) -> web.Response:
        tries.append(request.headers.get("X-Slack-Retry-Num", ""))
        return web.Response(status=500)

    app = web.Application()
    app.router.add_post("/slack/events", refuse)
    async with listening(app) as peer.events_url:
        await peer.says("U1", "hello")
    assert tries == ["", "1", "2", "3"]


async def test_bolt_over_socket_mode_gets_on_its_next_connection_what_it_missed(
    peer: SlackPeer, client: AsyncWebClient
) -> None:
    handler = AsyncSocketModeHandler(echo(client), APP_TOKEN, web_client=client)
    await peer.says("U1", "before anybody listens")
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await peer.answers("DU1", number=1)
        await peer.drops()
        await peer.says("U1", "while nobody listens")
        answers = await peer.answers("DU1", number=2)
        assert [one["text"] for one in answers] == [
            "heard: before anybody listens",
            "heard: while nobody listens",
        ]
        assert await peer.until(lambda: not peer.unacknowledged)
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def test_the_sdk_posts_reads_changes_and_deletes_a_message(
    peer: SlackPeer, client: AsyncWebClient
) -> None:
    metadata = {"event_type": "answer", "event_payload": {"turn_id": "t-1"}}
    root = (await client.chat_postMessage(channel="C1", text="root", metadata=metadata))["ts"]
    for number in range(3):
        await client.chat_postMessage(channel="C1", text=str(number), thread_ts=root)
    first = await client.conversations_replies(channel="C1", ts=root, limit=2, include_all_metadata=True)
    assert first["messages"][0]["metadata"] == metadata
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_replies(channel="C1", ts=root, limit=2, cursor=cursor)
    assert [one["text"] for one in rest["messages"]] == ["1", "2"]
    await client.chat_update(channel="C1", ts=root, text="changed")
    history = await client.conversations_history(channel="C1")
    assert history["messages"][-1]["text"] == "changed"
    assert "metadata" not in history["messages"][-1]
    await client.chat_delete(channel="C1", ts=root)
    assert peer.world.find("C1", root) is None


@pytest.mark.parametrize(
    ("channel", "blocks", "error"),
    [
        ("C0NOWHERE", [], "channel_not_found"),
        ("C1", [{"type": "divider"}] * 51, "invalid_blocks"),
        ("C1", [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_001}}], "invalid_blocks"),
    ],
)
async def test_what_slack_refuses_is_refused_with_its_error(
    client: AsyncWebClient, channel: str, blocks: list[dict[str, Any]], error: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=channel, text="x", blocks=blocks)
    assert refused.value.response["error"] == error


async def test_a_second_message_within_the_second_is_put_off(peer: SlackPeer, client: AsyncWebClient) -> None:
    peer.api.plan.every_seconds = 30.0
    await client.chat_postMessage(channel="C1", text="one")
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C1", text="two")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel="DU1", text="elsewhere")
    assert [one["text"] for one in peer.world.ours("C1")] == ["one"]
