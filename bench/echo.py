"""An empty bot of ten lines, on Slack's own framework: the floor under what ours takes on the same peer.

It keeps nothing, so it asks nobody whether it has answered before: what is delivered twice it answers twice.
"""

import os
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


def echo(settings: Mapping[str, str]) -> AsyncApp:
    """Return a bot that says each question again in its thread; `settings` are named as Shipmate's."""
    client = AsyncWebClient(
        token=settings["SHIPMATE_SLACK__BOT_TOKEN"], base_url=settings["SHIPMATE_SLACK__API_URL"], timeout=10
    )
    app = AsyncApp(client=client, signing_secret=settings["SHIPMATE_SLACK__SIGNING_SECRET"])

    async def say_it_again(event: Mapping[str, Any]) -> None:
        await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text=event["text"])

    app.event("message")(say_it_again)
    app.event("app_mention")(say_it_again)
    return app


if __name__ == "__main__":
    from aiohttp import web

    web.run_app(
        echo(os.environ).web_app("/slack/events"),
        host="127.0.0.1",
        port=int(os.environ["SHIPMATE_HTTP__PORT"]),
        print=None,
        access_log=None,
    )
