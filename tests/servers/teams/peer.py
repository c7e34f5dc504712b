"""Teams for a bot under test: the connector's API over HTTP, signed activities, and what people do."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web

from tests.servers.teams.issuer import APP_ID, APP_PASSWORD, Issuer
from tests.servers.teams.limits import Limits
from tests.servers.teams.world import (
    BOT,
    TENANT,
    Conversation,
    Json,
    Person,
    World,
    button_of,
    card_of,
    text_of,
)

_OUR_TOKEN = "token-of-the-bot"
_CARD_BYTES, _MESSAGE_BYTES = 28_000, 80_000


@dataclass(slots=True, kw_only=True)
class Plan:
    """What goes wrong with the next messages: so many of each."""

    failing_share: float = 0.0
    """The share of messages that fail in one of these ways, by chance."""
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    statuses: list[int] = field(default_factory=list)
    drop_before: int = 0
    drop_after: int = 0
    slow_seconds: list[float] = field(default_factory=list)
    limits: Limits | None = None
    """Given, more than Teams takes in a thread is answered with 429."""


@dataclass(slots=True, kw_only=True)
class TeamsPeer:
    world: World = field(default_factory=World)
    issuer: Issuer = field(default_factory=Issuer)
    plan: Plan = field(default_factory=Plan)
    url: str = ""
    bot_url: str = ""
    acknowledged: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tokens_given: int = 0
    retries: int = 0
    retry_seconds: float = 1.0
    """How often, and after how long, a delivery is tried again that was not acknowledged."""
    _session: aiohttp.ClientSession | None = None

    # the connector

    def believes(self, request: web.Request) -> bool:
        return request.headers.get("Authorization") == f"Bearer {_OUR_TOKEN}"

    async def metadata(self, request: web.Request) -> web.Response:
        return web.json_response({"issuer": "…", "jwks_uri": f"{self.url}/keys"})

    async def keys(self, request: web.Request) -> web.Response:
        return web.json_response(self.issuer.key_set())

    async def login(self, request: web.Request) -> web.Response:
        form = await request.post()
        if (form.get("client_id"), form.get("client_secret")) != (APP_ID, APP_PASSWORD):
            return web.json_response({"error": "invalid_client"}, status=401)
        self.tokens_given += 1
        return web.json_response({"access_token": _OUR_TOKEN, "expires_in": 3600, "token_type": "Bearer"})

    async def send(self, request: web.Request) -> web.StreamResponse:
        return await self._shown(request, self._stored)

    async def update(self, request: web.Request) -> web.StreamResponse:
        return await self._shown(request, self._replaced)

    async def delete(self, request: web.Request) -> web.StreamResponse:
        conversation = self._conversation(request)
        found = [one for one in conversation.messages if one["id"] == request.match_info["activity"]]
        for one in found:
            conversation.messages.remove(one)
        return web.Response(status=200 if found else 404)

    async def create(self, request: web.Request) -> web.StreamResponse:
        wanted = await request.json()
        user = wanted["members"][0]["id"]
        for conversation in self.world.conversations.values():
            for person in conversation.members:
                if person.id == user:
                    return web.json_response({"id": self.world.personal(person).id}, status=201)
        return web.json_response({"error": {"code": "BadArgument"}}, status=400)

    async def members(self, request: web.Request) -> web.Response:
        found = self.world.roster(request.match_info["conversation"])
        start = int(request.query.get("continuationToken") or 0)
        size = int(request.query.get("pageSize") or 200)
        page: Json = {"members": [one.profile for one in found[start : start + size]]}
        if start + size < len(found):
            page["continuationToken"] = str(start + size)
        return web.json_response(page)

    async def member(self, request: web.Request) -> web.Response:
        wanted = request.match_info["user"]
        for one in self.world.roster(request.match_info["conversation"]):
            if wanted in (one.id, one.aad):
                return web.json_response(one.profile)
        return web.json_response({"error": {"code": "NotFound"}}, status=404)

    async def team(self, request: web.Request) -> web.Response:
        team = request.match_info["team"]
        channels = [one for one in self.world.conversations.values() if one.team == team]
        if not channels:
            return web.json_response({"error": {"code": "NotFound"}}, status=404)
        found = {"id": team, "name": team, "channelCount": len(channels)}
        return web.json_response({**found, "memberCount": len(self.world.roster(team))})

    async def _shown(
        self, request: web.Request, store: Callable[[web.Request, Json], web.Response]
    ) -> web.StreamResponse:
        body = await request.read()
        activity: Json = json.loads(body)
        plan = self.plan
        if activity["type"] == "message" and plan.chance.random() < plan.failing_share:
            fault = plan.chance.choice(("status", "drop_before", "drop_after"))
            if fault == "status":
                plan.statuses.append(plan.chance.choice((412, 429, 502, 504)))
            else:
                setattr(plan, fault, getattr(plan, fault) + 1)
        if activity["type"] == "message" and plan.slow_seconds:
            await asyncio.sleep(plan.slow_seconds.pop(0))
        if plan.limits and (wait := plan.limits.wait_seconds(request.match_info["conversation"])):
            return web.Response(status=429, headers={"Retry-After": str(wait)})
        if activity["type"] == "message" and self.plan.statuses:
            return web.Response(status=self.plan.statuses.pop(0), headers={"Retry-After": "0"})
        if activity["type"] == "message" and self.plan.drop_before:
            self.plan.drop_before -= 1
            return _dropped(request)
        if len(body) > _MESSAGE_BYTES or any(
            len(json.dumps(one, ensure_ascii=False).encode()) > _CARD_BYTES
            for one in activity.get("attachments") or ()
        ):
            return web.Response(status=413)
        self.faults += faults_in(activity)
        answer = store(request, activity)
        if activity["type"] == "message" and self.plan.drop_after:
            self.plan.drop_after -= 1
            return _dropped(request)
        return answer

    def _stored(self, request: web.Request, activity: Json) -> web.Response:
        kept = {
            **activity,
            "id": self.world.next_id(),
            "from": BOT,
            "conversation_id": request.match_info["conversation"],
        }
        if "activity" in request.match_info:
            kept["replyToId"] = request.match_info["activity"]
        self._conversation(request).messages.append(kept)
        return web.json_response({"id": kept["id"]}, status=201)

    def _replaced(self, request: web.Request, activity: Json) -> web.Response:
        for one in self._conversation(request).messages:
            if one["id"] == request.match_info["activity"]:
                kept = {"id": one["id"], "from": one["from"], "conversation_id": one["conversation_id"]}
                one.clear()
                one.update({**activity, **kept, "edited": True})
                return web.json_response({"id": one["id"]})
        return web.Response(status=404)

    def _conversation(self, request: web.Request) -> Conversation:
        return self.world.conversations[request.match_info["conversation"].partition(";messageid=")[0]]

    # what people do

    async def says(
        self,
        person: Person,
        text: str,
        conversation: Conversation | None = None,
        *,
        thread: str = "",
        **more: Any,
    ) -> Json:
        """Say something: to the bot alone without a conversation. Returns the activity."""
        place = conversation or self.world.personal(person)
        activity = self.activity("message", person, place, thread=thread, text=text, **more)
        place.messages.append(activity)
        assert await self.post(activity) in range(200, 300)
        return activity

    async def mentions(
        self, person: Person, text: str, conversation: Conversation, *, thread: str = ""
    ) -> Json:
        mention = {"type": "mention", "mentioned": BOT, "text": "<at>Shipmate</at>"}
        return await self.says(
            person, f"<at>Shipmate</at> {text}", conversation, thread=thread, entities=[mention]
        )

    async def edits(self, person: Person, activity: Json, text: str) -> int:
        changed = {
            **activity,
            "type": "messageUpdate",
            "text": text,
            "timestamp": datetime.now(UTC).isoformat(),
            "channelData": {**activity["channelData"], "eventType": "editMessage"},
        }
        return await self.post(changed)

    async def deletes(self, activity: Json) -> int:
        data = {**activity["channelData"], "eventType": "softDeleteMessage"}
        return await self.post({**activity, "type": "messageDelete", "text": "", "channelData": data})

    async def presses(self, person: Person, message: Json, verb: str) -> Json:
        """Press a button of a message's card, and return what the bot answers."""
        return await self.presses_on(person, message, button_of(card_of(message), verb))

    async def presses_on(self, person: Person, message: Json, action: Mapping[str, Any]) -> Json:
        conversation = self.world.conversations[message["conversation_id"].partition(";messageid=")[0]]
        value = {"action": {"type": action["type"], "verb": action["verb"], "data": action["data"]}}
        return await self.invokes(person, conversation, "adaptiveCard/action", value, replyToId=message["id"])

    async def presses_titled(self, person: Person, message: Json, title: str) -> Json:
        """Press the button that reads so, and return what the bot answers."""
        actions = card_of(message).get("actions") or ()
        return await self.presses_on(person, message, next(one for one in actions if one["title"] == title))

    async def thumbs(self, person: Person, message: Json, reaction: str, reason: str = "") -> Json:
        """Give a "like" or "dislike" below a message, as Teams' own form does."""
        place = self.world.conversations[message["conversation_id"].partition(";messageid=")[0]]
        given = {"reaction": reaction, "feedback": json.dumps({"feedbackText": reason})}
        value = {"actionName": "feedback", "actionValue": given}
        return await self.invokes(person, place, "message/submitAction", value, replyToId=message["id"])

    async def invokes(
        self, person: Person, conversation: Conversation, name: str, value: Mapping[str, Any], **more: Any
    ) -> Json:
        activity = self.activity("invoke", person, conversation, name=name, value=value, **more)
        status, body = await self._posted(activity, self.issuer.token(self.url))
        assert status == 200, (status, body)
        found: Json = json.loads(body)
        return found

    async def installs(self, person: Person, conversation: Conversation | None = None) -> int:
        place = conversation or self.world.personal(person)
        return await self.post(self.activity("installationUpdate", person, place, action="add"))

    def activity(
        self, kind: str, person: Person, conversation: Conversation, *, thread: str = "", **more: Any
    ) -> Json:
        number = self.world.next_id()
        place = conversation.id
        if conversation.kind == "channel":
            place = f"{place};messageid={thread or number}"
        data: Json = {"tenant": {"id": TENANT}}
        if conversation.team:
            data["team"] = {"id": conversation.team}
        return {
            "type": kind,
            "id": number,
            "timestamp": datetime.now(UTC).isoformat(),
            "serviceUrl": self.url,
            "channelId": "msteams",
            "from": {"id": person.id, "name": person.name, "aadObjectId": person.aad},
            "recipient": BOT,
            "conversation": {
                "id": place,
                "conversationType": conversation.kind,
                "tenantId": TENANT,
                "isGroup": conversation.kind != "personal",
            },
            "channelData": data,
            "locale": "en-US",
            **more,
        }

    async def post(self, activity: Json, token: str | None = None) -> int:
        """Post an activity with a good token, or another one ("" for none), and return the status."""
        status, _ = await self._posted(activity, self.issuer.token(self.url) if token is None else token)
        return status

    async def _posted(self, activity: Json, token: str) -> tuple[int, str]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        for left in range(self.retries, -1, -1):
            begun = time.monotonic()
            try:
                status, body = await self._tried(activity, headers)
            except (aiohttp.ClientError, TimeoutError):
                status, body = 0, ""
            if 200 <= status < 500 or not left:
                break
            await asyncio.sleep(self.retry_seconds)
        self.acknowledged.append(time.monotonic() - begun)
        return status, body

    async def _tried(self, activity: Json, headers: Mapping[str, str]) -> tuple[int, str]:
        assert self._session is not None
        async with self._session.post(self.bot_url, json=activity, headers=headers) as response:
            return response.status, await response.text()

    # what a test waits for

    async def until(self, is_true: Callable[[], Any], seconds: float = 60.0) -> Any:
        end = time.monotonic() + seconds
        while not (found := is_true()):
            if time.monotonic() > end:
                there = {
                    one.id: [text_of(message) for message in one.messages]
                    for one in self.world.conversations.values()
                }
                raise AssertionError(
                    f"Not in {seconds} s. There are: {json.dumps(there, ensure_ascii=False)}"
                )
            await asyncio.sleep(0.02)
        return found

    async def answers(self, place: Conversation | Person, number: int = 1) -> list[Json]:
        """Wait for so many messages of the bot in a conversation, or with one person alone."""
        conversation = self.world.personal(place) if isinstance(place, Person) else place
        found: list[Json] = await self.until(
            lambda: self.world.ours(conversation) if len(self.world.ours(conversation)) >= number else None
        )
        return found

    async def __aenter__(self) -> "TeamsPeer":
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._session is not None
        await self._session.close()


def faults_in(activity: Json) -> list[str]:
    """Return what Teams would not take or show as meant."""
    found = []
    for entity in activity.get("entities") or ():
        for claim in entity.get("citation") or ():
            look = claim["appearance"]
            if f"[{claim['position']}]" not in str(activity.get("text")):
                found.append("a citation that the text does not mark")
            if len(look["name"]) > 80 or not 1 <= len(look["abstract"]) <= 160:
                found.append("a citation's name or abstract")
        if len(entity.get("citation") or ()) > 20:
            found.append("more than 20 citations")
        if entity.get("streamType") == "final" and activity["type"] != "message":
            found.append("a final stream that is no message")
    return found


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
