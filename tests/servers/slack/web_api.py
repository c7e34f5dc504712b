"""Slack's Web API over the world, with Slack's own errors."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.servers.slack.limits import faults_in
from tests.servers.slack.world import BOT, BOT_ID, TEAM, Json, World

_SHOWING = ("chat.postMessage", "chat.update")


@dataclass(slots=True, kw_only=True)
class Plan:
    """What goes wrong. Each is how many of the next messages: before or after Slack has stored them."""

    refuse: int = 0
    drop_before: int = 0
    drop_after: int = 0
    fail_after: int = 0
    slow: int = 0
    slow_seconds: float = 0.0
    failing_share: float = 0.0
    """The share of messages that fail in one of these ways, by chance."""
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    every_seconds: float = 0.0
    """At most one message in so many seconds and channel; 0 does not count them."""


@dataclass(slots=True, kw_only=True)
class WebApi:
    world: World
    token: str
    app_token: str
    plan: Plan = field(default_factory=Plan)
    scopes: str = ""
    calls: list[tuple[str, Json]] = field(default_factory=list)
    takes_blocks: bool = True
    open_socket: Callable[[], str] = lambda: ""
    _last: dict[str, float] = field(default_factory=dict)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method, arguments = request.match_info["method"], await _arguments(request)
        self.calls.append((method, arguments))
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != (self.app_token if method == "apps.connections.open" else self.token):
            return self._answer({"ok": False, "error": "invalid_auth" if token else "not_authed"})
        if method in _SHOWING:
            return await self._show(request, method, arguments)
        return self._answer(await self._called(method, arguments))

    async def _show(self, request: web.Request, method: str, arguments: Json) -> web.StreamResponse:
        plan, channel = self.plan, str(arguments.get("channel"))
        if plan.chance.random() < plan.failing_share:
            fault = plan.chance.choice(("refuse", "drop_before", "drop_after", "fail_after"))
            setattr(plan, fault, getattr(plan, fault) + 1)
        if plan.slow > 0:
            plan.slow -= 1
            await asyncio.sleep(plan.slow_seconds)
        if plan.refuse > 0 or self._is_too_soon(channel):
            plan.refuse = max(0, plan.refuse - 1)
            headers = {"Retry-After": "1"}
            return self._answer({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if plan.drop_before > 0:
            plan.drop_before -= 1
            return self._drop(request)
        answer = await self._called(method, arguments)
        if plan.drop_after > 0:
            plan.drop_after -= 1
            return self._drop(request)
        if plan.fail_after > 0:
            plan.fail_after -= 1
            return web.Response(status=500, text="")
        return self._answer(answer)

    def _is_too_soon(self, channel: str) -> bool:
        now = time.monotonic()
        if self.plan.every_seconds and now - self._last.get(channel, 0.0) < self.plan.every_seconds:
            return True
        self._last[channel] = now
        return False

    def _drop(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    def _answer(
        self, answer: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
    ) -> web.Response:
        return web.json_response(
            answer, status=status, headers={"x-oauth-scopes": self.scopes, **(headers or {})}
        )

    async def _called(self, method: str, arguments: Json) -> Json:
        handler: Callable[[Json], Awaitable[Json]] | None = getattr(
            self, "on_" + method.replace(".", "_"), None
        )
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        channel = arguments.get("channel") or arguments.get("channel_id")
        if channel and not self.world.exists(_channel(str(channel))):
            return {"ok": False, "error": "channel_not_found"}
        return {"ok": True, **await handler(arguments)}

    async def on_auth_test(self, arguments: Json) -> Json:
        return {"team_id": TEAM, "team": "Halden", "user_id": BOT, "bot_id": BOT_ID, "user": "shipmate"}

    async def on_apps_connections_open(self, arguments: Json) -> Json:
        return {"url": self.open_socket()}

    async def on_chat_postMessage(self, arguments: Json) -> Json:  # noqa: N802 - named as Slack's methods
        channel = _channel(str(arguments["channel"]))
        if faults := self._faults(arguments):
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": faults}}
        message = self.world.put(channel, {**_shown(arguments), "ts": self.world.next_ts(), "user": BOT})
        if arguments.get("thread_ts"):
            message["thread_ts"] = arguments["thread_ts"]
        return {"channel": channel, "ts": message["ts"], "message": message}

    async def on_chat_update(self, arguments: Json) -> Json:
        channel, ts = str(arguments["channel"]), str(arguments["ts"])
        message = self.world.find(channel, ts)
        if message is None or message.get("user") != BOT:
            return {"ok": False, "error": "message_not_found"}
        if faults := faults_in(arguments):
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": faults}}
        message.update(_shown(arguments), edited={"user": BOT, "ts": self.world.next_ts()})
        return {"channel": channel, "ts": ts}

    async def on_chat_delete(self, arguments: Json) -> Json:
        channel, ts = str(arguments["channel"]), str(arguments["ts"])
        message = self.world.find(channel, ts)
        if message is None:
            return {"ok": False, "error": "message_not_found"}
        self.world.messages[channel].remove(message)
        return {"channel": channel, "ts": ts}

    async def on_chat_postEphemeral(self, arguments: Json) -> Json:  # noqa: N802
        self.world.ephemerals.append(arguments)
        return {"message_ts": self.world.next_ts()}

    async def on_conversations_open(self, arguments: Json) -> Json:
        user = str(arguments["users"])
        if user not in self.world.people:
            return {"ok": False, "error": "user_not_found"}
        return {"channel": {"id": f"D{user}"}}

    async def on_conversations_info(self, arguments: Json) -> Json:
        channel = str(arguments["channel"])
        outside = channel in self.world.shared_outside
        return {"channel": {"id": channel, "is_ext_shared": outside, "is_im": channel.startswith("D")}}

    async def on_conversations_members(self, arguments: Json) -> Json:
        return self._page(arguments, "members", self.world.members(str(arguments["channel"])))

    async def on_conversations_replies(self, arguments: Json) -> Json:
        found = self.world.thread(str(arguments["channel"]), str(arguments["ts"]))
        if not found:
            return {"ok": False, "error": "thread_not_found"}
        return self._page(arguments, "messages", [_read(one, arguments) for one in found])

    async def on_conversations_history(self, arguments: Json) -> Json:
        found = list(self.world.messages.get(str(arguments["channel"]), []))
        return self._page(arguments, "messages", [_read(one, arguments) for one in reversed(found)])

    async def on_users_info(self, arguments: Json) -> Json:
        person = self.world.people.get(str(arguments["user"]))
        if str(arguments["user"]) == BOT:
            return {"user": {"id": BOT, "is_bot": True, "team_id": TEAM}}
        return {"user": person.profile} if person else {"ok": False, "error": "user_not_found"}

    async def on_views_open(self, arguments: Json) -> Json:
        if not arguments.get("trigger_id"):
            return {"ok": False, "error": "invalid_trigger_id"}
        if faults := faults_in(arguments["view"], most=100):
            return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": faults}}
        self.world.views.append(arguments["view"])
        return {"view": {"id": f"V{len(self.world.views)}", **arguments["view"]}}

    async def on_views_publish(self, arguments: Json) -> Json:
        if faults := faults_in(arguments["view"], most=100):
            return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": faults}}
        self.world.homes[str(arguments["user_id"])] = arguments["view"]
        return {"view": arguments["view"]}

    async def on_assistant_threads_setStatus(self, arguments: Json) -> Json:  # noqa: N802
        self.world.statuses.append(arguments)
        return {}

    async def on_assistant_threads_setSuggestedPrompts(self, arguments: Json) -> Json:  # noqa: N802
        self.world.prompts.append(arguments)
        return {}

    def _faults(self, arguments: Json) -> list[str]:
        if not self.takes_blocks and "blocks" in arguments:
            return ["these are none to my taste"]
        return faults_in(arguments)

    def _page(self, arguments: Json, key: str, items: list[Any]) -> Json:
        start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
        end = start + limit
        cursor = str(end) if end < len(items) else ""
        return {key: items[start:end], "response_metadata": {"next_cursor": cursor}}


def _channel(channel: str) -> str:
    """A message to a person's id goes to their direct messages."""
    return f"D{channel}" if channel.startswith("U") else channel


def _shown(arguments: Json) -> Json:
    return {name: arguments[name] for name in ("text", "blocks", "metadata") if name in arguments}


def _read(message: Json, arguments: Json) -> Json:
    if str(arguments.get("include_all_metadata", "")).lower() in ("1", "true"):
        return message
    return {name: value for name, value in message.items() if name != "metadata"}


async def _arguments(request: web.Request) -> Json:
    """Read JSON or a form, as the SDK sends the one or the other."""
    if request.content_type == "application/json":
        found = await request.json()
        return dict(found) if isinstance(found, dict) else {}
    form = {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
    for name in ("blocks", "metadata", "view", "prompts"):
        if name in form:
            form[name] = json.loads(form[name])
    return dict(form)
