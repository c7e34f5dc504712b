"""Bolt's app: checks signatures and times, and calls the desk for what arrived.

The answer to Slack is the acknowledgement, so it is given when the door has committed the question, and not
before.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.errors import ShipmateError
from bot.slack.desk import Identity, SlackDesk

Payload = Mapping[str, Any]


def slack_app(desk: SlackDesk, *, token: str, signing_secret: str) -> AsyncApp:
    """Return the Bolt app. An acknowledgement is given when the listener is done."""
    app = AsyncApp(
        logger=_silent(),
        process_before_response=True,
        signing_secret=signing_secret or "socket-mode-needs-none",
        authorize=_authorized_as(desk.us, token),
        client=desk.web.client,
    )

    @app.error
    async def failed(error: Exception) -> BoltResponse:
        desk.log_trouble("slack event failed", {"fault": type(error).__name__})
        return BoltResponse(status=503 if isinstance(error, ShipmateError) else 500, body="")

    @app.event("message")
    async def message(event: Payload) -> None:
        await desk.on_message(event)

    @app.event("app_mention")
    async def mention(event: Payload) -> None:
        await desk.on_message({**event, "type": "app_mention"})

    @app.event("app_home_opened")
    async def home(event: Payload) -> None:
        await desk.on_home(event)

    @app.event("agent_session_stopped")
    async def stopped(event: Payload) -> None:
        await desk.on_stopped(event)

    @app.command("/order")
    async def command(ack: Callable[[], Awaitable[Any]], body: Payload) -> None:
        await desk.on_command(body)
        await ack()

    @app.shortcut("ask_about")
    async def shortcut(ack: Callable[[], Awaitable[Any]], body: Payload) -> None:
        await desk.on_shortcut(body)
        await ack()

    @app.view("feedback_reason")
    async def reason(ack: Callable[[], Awaitable[Any]], body: Payload, view: Payload) -> None:
        await desk.on_reason(body, view)
        await ack()

    for pattern, on_action in (
        (r"choice:\d+", desk.on_choice),
        (r"prompt:\d+", desk.on_prompt),
        (r"ask_person", desk.on_ask_person),
        (r"evidence", desk.on_evidence),
        (r"share", desk.on_share),
        (r"ask_directly", desk.on_direct),
        (r"feedback", desk.on_feedback),
        (r"take", desk.on_take),
        (r"answered", desk.on_answered),
    ):
        app.action(re.compile(f"^{pattern}$"))(_acting(on_action))

    @app.action(re.compile(r".*"))
    async def link(ack: Callable[[], Awaitable[Any]]) -> None:
        await ack()  # Slack tells of pressed links, too

    return app


def _acting(on_action: Callable[[Payload, Payload], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def act(ack: Callable[[], Awaitable[Any]], body: Payload, action: Payload) -> None:
        await on_action(body, action)
        await ack()

    return act


def _authorized_as(us: Identity, token: str) -> Callable[..., Awaitable[AuthorizeResult]]:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=us.team,
            bot_user_id=us.bot_user,
            bot_id=us.bot_id or None,
            bot_token=token,
        )

    return authorize


def _silent() -> logging.Logger:
    """Bolt logs whole payloads, which hold what people wrote."""
    logger = logging.getLogger("shipmate.slack.bolt")
    logger.handlers, logger.propagate = [logging.NullHandler()], False
    return logger
