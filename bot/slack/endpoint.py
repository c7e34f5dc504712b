"""The address Slack posts to, and the guard against what was posted before."""

import hashlib
from dataclasses import dataclass, field

from cachetools import TTLCache
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PATH = "/slack/events"
_MOST_BYTES = 1_000_000
_WINDOW_SECONDS = 600.0
"""Signatures are good for five minutes around Slack's own time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackEndpoint:
    app: AsyncApp
    _seen: TTLCache[bytes, bool] = field(default_factory=lambda: TTLCache(50_000, _WINDOW_SECONDS))

    def route(self) -> Route:
        return Route(PATH, self.handle, methods=["POST"])

    async def handle(self, request: Request) -> Response:
        """Verify, hand over, and answer when the question is committed.

        A request that was acknowledged before is refused, but for a retry that Slack says is one.
        """
        body = await request.body()
        if len(body) > _MOST_BYTES:
            return PlainTextResponse("", status_code=413)
        seal = hashlib.sha256(request.headers.get("x-slack-signature", "").encode()).digest()
        if self._seen.get(seal):
            is_retry = "x-slack-retry-num" in request.headers
            return PlainTextResponse("", status_code=200 if is_retry else 401)
        answer = await self.app.async_dispatch(to_async_bolt_request(request, body))
        if answer.status < 300:
            self._seen[seal] = True
        return to_starlette_response(answer)
