"""Slack for a bot under test: signed events with retries, Socket Mode, and what people do."""

import asyncio
import contextlib
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web
from slack_sdk.signature import SignatureVerifier

from tests.servers.slack.web_api import WebApi
from tests.servers.slack.world import BOT, BOT_ID, TEAM, Json, World, buttons_of, text_of, value_of

SECRET, TOKEN, APP_TOKEN = "signing-secret-of-tests", "xoxb-of-tests", "xapp-of-tests"
_ACK_SECONDS = 3.0


@dataclass(slots=True, kw_only=True)
class Delivery:
    """One event as it was delivered: the status of each try, and how long its acknowledgement took."""

    kind: str
    statuses: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def is_acknowledged(self) -> bool:
        return bool(self.statuses) and 200 <= self.statuses[-1] < 300


@dataclass(slots=True, kw_only=True)
class SlackPeer:
    """`events_url` is where the bot listens; without one it is spoken to over Socket Mode."""

    world: World = field(default_factory=World)
    api: WebApi = field(init=False)
    url: str = ""
    events_url: str = ""
    retry_seconds: float = 0.05
    """Slack waits longer before it tries again; nothing else about its retries is quicker here."""
    deliveries: list[Delivery] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    unacknowledged: dict[str, Json] = field(default_factory=dict)
    responses: list[Json] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _session: aiohttp.ClientSession | None = None
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.api = WebApi(
            world=self.world, token=TOKEN, app_token=APP_TOKEN, open_socket=lambda: f"{self.url}/socket"
        )

    # what people do

    async def says(self, user: str, text: str, channel: str = "", *, thread: str = "", **more: Any) -> Json:
        """Say something: in direct messages without a channel. Returns the message."""
        place = channel or f"D{user}"
        message: Json = {"type": "message", "user": user, "text": text, "ts": self.world.next_ts(), **more}
        if person := self.world.people.get(user):
            message["team"] = person.team
        if thread:
            message["thread_ts"] = thread
        self.world.put(place, message)
        await self.event({**message, "channel": place, "channel_type": _kind(place)})
        return message

    async def mentions(self, user: str, text: str, channel: str, *, thread: str = "") -> Json:
        """Mention the bot in a channel: Slack tells of it twice, as a message and as a mention."""
        message = await self.says(user, f"<@{BOT}> {text}", channel, thread=thread)
        await self.event({**message, "type": "app_mention", "channel": channel})
        return message

    async def edits(self, channel: str, message: Json, text: str) -> None:
        before = dict(message)
        message.update(text=text, edited={"user": message["user"], "ts": self.world.next_ts()})
        await self.event(
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": channel,
                "channel_type": _kind(channel),
                "message": dict(message),
                "previous_message": before,
                "ts": self.world.next_ts(),
            }
        )

    async def deletes(self, channel: str, message: Json) -> None:
        self.world.messages[channel].remove(message)
        await self.event(
            {
                "type": "message",
                "subtype": "message_deleted",
                "channel": channel,
                "channel_type": _kind(channel),
                "deleted_ts": message["ts"],
                "previous_message": message,
                "ts": self.world.next_ts(),
            }
        )

    async def presses(self, user: str, channel: str, message: Json, action: str) -> Delivery:
        """Press a button of a message, by its action id (`feedback:good` for a thumb)."""
        button = buttons_of(message)[action]
        place: Json = {"type": "message", "message_ts": message["ts"], "channel_id": channel}
        if message.get("thread_ts"):
            place["thread_ts"] = message["thread_ts"]
        return await self.interaction(
            {
                "type": "block_actions",
                "user": self._user(user),
                "trigger_id": f"trigger-{next(self._ids)}",
                "container": place,
                "channel": {"id": channel},
                "message": message,
                "response_url": f"{self.url}/response",
                "actions": [
                    {
                        "type": button.get("type", "button"),
                        "action_id": button["action_id"],
                        "block_id": "b",
                        "value": button.get("value", ""),
                        "action_ts": self.world.next_ts(),
                    }
                ],
            }
        )

    async def presses_at_home(self, user: str, action: str) -> Delivery:
        """Press a button of the app's home, by its action id."""
        view = self.world.homes[user]
        button = {"block_id": "b", "action_ts": self.world.next_ts(), **buttons_of(view)[action]}
        return await self.interaction(
            {
                "type": "block_actions",
                "user": self._user(user),
                "trigger_id": f"trigger-{next(self._ids)}",
                "container": {"type": "view", "view_id": "V-home"},
                "view": {**view, "id": "V-home"},
                "actions": [button],
            }
        )

    async def submits(self, user: str, view: Mapping[str, Any], values: Mapping[str, Any]) -> Delivery:
        return await self.interaction(
            {
                "type": "view_submission",
                "user": self._user(user),
                "view": {**view, "id": "V1", "state": {"values": values}},
            }
        )

    async def asks_about(self, user: str, channel: str, message: Json) -> Delivery:
        """Use the message shortcut."""
        return await self.interaction(
            {
                "type": "message_action",
                "callback_id": "ask_about",
                "user": self._user(user),
                "channel": {"id": channel},
                "message": message,
                "message_ts": message["ts"],
                "action_ts": self.world.next_ts(),
                "trigger_id": f"trigger-{next(self._ids)}",
                "response_url": f"{self.url}/response",
            }
        )

    async def runs(self, user: str, command: str, channel: str = "") -> Delivery:
        name, _, text = command.partition(" ")
        body = {
            "command": name,
            "text": text,
            "user_id": user,
            "channel_id": channel or f"D{user}",
            "team_id": TEAM,
            "trigger_id": f"trigger-{next(self._ids)}",
            "response_url": f"{self.url}/response",
        }
        return await self._deliver("slash_commands", body, "application/x-www-form-urlencoded")

    async def opens(self, user: str, tab: str = "home") -> None:
        await self.event({"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": tab})

    # how Slack delivers

    async def event(self, event: Json) -> Delivery:
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A0SHIP",
            "event_id": f"Ev{next(self._ids)}",
            "event_time": int(time.time()),
            "event": event,
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        }
        return await self._deliver("events_api", body, "application/json")

    async def interaction(self, payload: Json) -> Delivery:
        whole = {"team": {"id": TEAM}, "api_app_id": "A0SHIP", **payload}
        return await self._deliver("interactive", whole, "payload")

    async def post(
        self,
        body: str,
        content_type: str,
        *,
        headers: Mapping[str, str] | None = None,
        at: float | None = None,
    ) -> int:
        """Post a signed request as it is, and return the status; `at` sets its time in seconds."""
        timestamp = str(int(time.time() if at is None else at))
        signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
        sent = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": str(signature),
            **(headers or {}),
        }
        assert self._session is not None
        timeout = aiohttp.ClientTimeout(total=_ACK_SECONDS)
        async with self._session.post(self.events_url, data=body, headers=sent, timeout=timeout) as response:
            await response.read()
            return response.status

    async def _deliver(self, kind: str, body: Json, form: str) -> Delivery:
        delivery = Delivery(kind=kind)
        self.deliveries.append(delivery)
        if not self.events_url:
            await self._over_socket(delivery, kind, body)
            return delivery
        text, content_type = _encoded(body, form)
        for number in range(4):
            headers = (
                {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_error"} if number else {}
            )
            begun = time.monotonic()
            try:
                delivery.statuses.append(await self.post(text, content_type, headers=headers))
            except (aiohttp.ClientError, TimeoutError):
                delivery.statuses.append(0)
            delivery.seconds.append(time.monotonic() - begun)
            if delivery.is_acknowledged or kind != "events_api":
                break
            await asyncio.sleep(self.retry_seconds)
        return delivery

    async def _over_socket(self, delivery: Delivery, kind: str, body: Json) -> None:
        envelope: Json = {
            "envelope_id": f"e-{next(self._ids)}",
            "type": kind,
            "payload": body,
            "accepts_response_payload": kind != "events_api",
        }
        self.unacknowledged[str(envelope["envelope_id"])] = envelope
        await self._send(envelope)
        delivery.statuses.append(202)

    async def _send(self, envelope: Json) -> None:
        for socket in reversed(self.sockets):
            if not socket.closed:
                with contextlib.suppress(ConnectionError, RuntimeError):
                    await socket.send_json(envelope)
                return

    async def asks_to_reconnect(self) -> None:
        """Ask the newest connection to be replaced, as Slack does every few hours, and close it."""
        socket = self.sockets[-1]
        await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        await asyncio.sleep(0.05)
        await socket.close()

    async def drops(self) -> None:
        """End the newest connection without a word."""
        socket = self.sockets[-1]
        with contextlib.suppress(Exception):
            assert socket._req is not None
            assert socket._req.transport is not None
            socket._req.transport.abort()

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        for envelope in list(self.unacknowledged.values()):
            await socket.send_json({**envelope, "retry_attempt": 1, "retry_reason": "timeout"})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self.unacknowledged.pop(str(json.loads(message.data).get("envelope_id")), None)
        return socket

    async def response(self, request: web.Request) -> web.Response:
        self.responses.append(await request.json())
        return web.Response(text="ok")

    # what a test waits for

    async def until(self, is_true: Callable[[], Any], seconds: float = 60.0) -> Any:
        """Return what the condition gives once it is true; fail with what there is when it is not in time."""
        end = time.monotonic() + seconds
        while not (found := is_true()):
            if time.monotonic() > end:
                shown = {
                    place: [text_of(one) for one in found] for place, found in self.world.messages.items()
                }
                raise AssertionError(
                    f"Not in {seconds} s. There are: {json.dumps(shown, ensure_ascii=False)}"
                )
            await asyncio.sleep(0.02)
        return found

    async def answers(self, channel: str, thread: str = "", number: int = 1) -> list[Json]:
        """Wait for so many messages of the bot in a channel, or in one thread of it."""

        def there() -> list[Json]:
            found = [one for one in self.world.ours(channel) if not thread or one.get("thread_ts") == thread]
            return found if len(found) >= number else []

        found: list[Json] = await self.until(there)
        return found

    def _user(self, user: str) -> Json:
        person = self.world.people.get(user)
        return {"id": user, "team_id": person.team if person else TEAM, "username": user.lower()}

    async def __aenter__(self) -> "SlackPeer":
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._session is not None
        await self._session.close()


@contextlib.asynccontextmanager
async def running_slack() -> AsyncIterator[SlackPeer]:
    """Serve a Slack on a free port of 127.0.0.1 until the end of the block."""
    peer = SlackPeer()
    app = web.Application(client_max_size=10_000_000)
    app.router.add_route("*", "/api/{method}", peer.api.handle)
    app.router.add_get("/socket", peer.socket)
    app.router.add_post("/response", peer.response)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    peer.url = f"http://127.0.0.1:{port}"
    async with peer:
        yield peer
    for socket in peer.sockets:
        await socket.close()
    await runner.cleanup()


def _kind(channel: str) -> str:
    return "im" if channel.startswith("D") else "channel"


def _encoded(body: Json, form: str) -> tuple[str, str]:
    if form == "application/json":
        return json.dumps(body), form
    fields = {"payload": json.dumps(body)} if form == "payload" else body
    return urlencode(fields), "application/x-www-form-urlencoded"


__all__ = ["BOT", "BOT_ID", "Delivery", "SlackPeer", "buttons_of", "running_slack", "text_of", "value_of"]
