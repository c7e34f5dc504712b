"""The smallest bot there can be: it says what it heard, and its card changes when a button is pressed."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

Json = dict[str, Any]
_CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(slots=True)
class EchoBot:
    """`heard` is what was posted to it, oldest first; `tokens` what came with it as proof of the sender."""

    url: str = ""
    heard: list[Json] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    async def messages(self, request: web.Request) -> web.Response:
        activity: Json = await request.json()
        self.heard.append(activity)
        self.tokens.append(request.headers.get("Authorization", ""))
        if activity["type"] == "invoke":
            return web.json_response(_answer(activity))
        if activity["type"] == "message":
            await said(activity, {"type": "message", "text": f"You said: {text_of(activity)}"})
            await said(activity, {"type": "message", "attachments": [_attached(card("Not pressed yet"))]})
        return web.Response(status=202)


async def said(to: Mapping[str, Any], activity: Mapping[str, Any]) -> Json:
    """Send into the conversation of what was heard, and return what the connector answers."""
    url = f"{to['serviceUrl'].rstrip('/')}/v3/conversations/{to['conversation']['id']}/activities"
    whole = {"from": to["recipient"], "recipient": to["from"], "conversation": to["conversation"], **activity}
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=timeout) as session, session.post(url, json=whole) as response:
        response.raise_for_status()
        # a stream's later parts and a bare "typing" are taken without a body
        stored: Json = await response.json() if response.status == 201 else {}
    return stored


def text_of(activity: Mapping[str, Any]) -> str:
    return str(activity.get("text", "")).replace("<at>Shipmate</at>", "").strip()


def card(state: str) -> Json:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "TextBlock", "text": state, "wrap": True}],
        "actions": [{"type": "Action.Execute", "title": "Press me", "verb": "press", "data": {"number": 7}}],
    }


def _attached(content: Json) -> Json:
    return {"contentType": _CARD, "content": content}


def _answer(activity: Mapping[str, Any]) -> Json:
    if activity["name"] == "message/submitAction":
        return {}
    number = activity["value"]["action"]["data"]["number"]
    return {"statusCode": 200, "type": _CARD, "value": card(f"Pressed with {number}")}


@contextlib.asynccontextmanager
async def echo_bot() -> AsyncIterator[EchoBot]:
    """Serve it on a free port of 127.0.0.1 until the end of the block."""
    bot = EchoBot()
    app = web.Application()
    app.router.add_post("/api/messages", bot.messages)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    yield bot
    await runner.cleanup()
