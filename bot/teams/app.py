"""The address Teams posts to: verified, handed over, and acknowledged when the question is committed.

Botbuilder's handler says what an activity is; all else of the SDK is left alone (ADR 0026).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from botbuilder.core import ActivityHandler, BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ConversationReference, ResourceResponse
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import ShipmateError
from bot.teams.desk import TeamsDesk
from bot.teams.tokens import KeysUnavailable, NotAuthentic, TokenCheck, is_allowed

PATH = "/api/messages"
_MOST_BYTES = 1_000_000
_RAW, _ANSWER = "shipmate.activity", "shipmate.answer"
Payload = Mapping[str, Any]
LogTrouble = Callable[[str, Mapping[str, str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsEndpoint:
    """Without a `check` (on the Playground) everybody on this machine is believed, and nobody else."""

    desk: TeamsDesk
    check: TokenCheck | None
    log_trouble: LogTrouble = lambda event, details: None

    def route(self) -> Route:
        return Route(PATH, self.handle, methods=["POST"])

    async def handle(self, request: Request) -> Response:
        body = await request.body()
        if len(body) > _MOST_BYTES:
            return PlainTextResponse("", status_code=413)
        try:
            activity = json.loads(body)
        except ValueError:
            return PlainTextResponse("", status_code=400)
        if not isinstance(activity, dict) or not activity.get("type"):
            return PlainTextResponse("", status_code=400)
        try:
            await self._require(request.headers.get("authorization", ""), activity)
        except NotAuthentic as error:
            self.log_trouble("teams request refused", {"reason": error.code})
            return PlainTextResponse("", status_code=401)
        except KeysUnavailable as error:
            self.log_trouble("teams keys unavailable", {"fault": str(error)})
            return PlainTextResponse("", status_code=503)
        return await self._answered(activity)

    async def _require(self, header: str, activity: Payload) -> None:
        if self.check is not None:
            await self.check.require(header, activity)
        elif not is_allowed(str(activity.get("serviceUrl") or ""), ("127.0.0.1", "localhost", "::1")):
            raise NotAuthentic("service_host")

    async def _answered(self, activity: dict[str, Any]) -> Response:
        adapter = _Adapter()
        context = TurnContext(adapter, Activity().deserialize(activity))
        context.turn_state[_RAW] = activity
        try:
            await adapter.run_pipeline(context, _Handler(self.desk).on_turn)
        except Exception as error:
            self.log_trouble("teams event failed", {"fault": type(error).__name__})
            return PlainTextResponse("", status_code=503 if isinstance(error, ShipmateError) else 500)
        answer = context.turn_state.get(_ANSWER)
        if activity["type"] == "invoke":
            return JSONResponse(
                answer if answer is not None else {}, status_code=200 if answer is not None else 501
            )
        return PlainTextResponse("", status_code=202)


class _Adapter(BotAdapter):
    """An adapter that sends nothing: what is sent goes through the record, and leaves when it is there."""

    async def send_activities(
        self, context: TurnContext, activities: Sequence[Activity]
    ) -> list[ResourceResponse]:
        return [ResourceResponse() for _ in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        raise NotImplementedError

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        raise NotImplementedError


class _Handler(ActivityHandler):
    """What each kind of activity means for us; all others mean nothing."""

    def __init__(self, desk: TeamsDesk) -> None:
        self.desk = desk

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await self.desk.on_message(_raw(turn_context))

    async def on_message_update_activity(self, turn_context: TurnContext) -> None:
        if _event(turn_context) == "editMessage":
            await self.desk.on_edited(_raw(turn_context))

    async def on_message_delete_activity(self, turn_context: TurnContext) -> None:
        await self.desk.on_deleted(_raw(turn_context))

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        await self.desk.on_installed(_raw(turn_context))

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Keep what is answered as it is: the SDK serialises cards twice, and answers 500."""
        raw, desk = _raw(turn_context), self.desk
        answer: Payload | None = None
        match raw.get("name"):
            case "adaptiveCard/action":
                answer = await desk.on_card(raw)
            case "message/submitAction":
                await desk.on_feedback(raw)
                answer = {}
            case "composeExtension/query":
                answer = await desk.on_query(raw)
            case "composeExtension/submitAction":
                answer = await desk.on_about(raw)
        turn_context.turn_state[_ANSWER] = answer
        return InvokeResponse(status=200 if answer is not None else 501)


def _raw(context: TurnContext) -> dict[str, Any]:
    raw: dict[str, Any] = context.turn_state[_RAW]
    return raw


def _event(context: TurnContext) -> str:
    return str((_raw(context).get("channelData") or {}).get("eventType") or "")
