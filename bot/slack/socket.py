"""Socket Mode: Slack's events over a connection of ours, where no address can be reached from outside."""

import contextlib
from collections.abc import AsyncIterator

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp


@contextlib.asynccontextmanager
async def connected(app: AsyncApp, app_token: str) -> AsyncIterator[AsyncSocketModeHandler]:
    """Keep a connection until the end of the block: a new one before Slack closes the old.

    What is not acknowledged over one connection is delivered over the next, and known by its turn id.
    """
    handler = AsyncSocketModeHandler(app, app_token, web_client=app.client)
    await handler.connect_async()
    try:
        yield handler
    finally:
        await handler.close_async()
