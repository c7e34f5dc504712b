"""The channels that are on: are we taken there, and may we do what we need, and no more?"""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from bot.cli.doctor.check import Check
from bot.settings import Settings

_SECONDS = 15.0


async def slack(settings: Settings) -> Check:
    """Ask Slack who we are, and what our token may do."""
    from slack_sdk.errors import SlackApiError

    from bot.slack.scopes import missing, superfluous
    from bot.slack.web import SlackFault, SlackWeb

    chosen, part = settings.slack, "slack"
    web = SlackWeb(
        token=chosen.bot_token.get_secret_value(),
        api_url=chosen.api_url,
        timeout_seconds=min(chosen.timeout_seconds, _SECONDS),
    )
    try:
        async with asyncio.timeout(_SECONDS):
            answer = await web.client.auth_test()
        granted = str(answer.headers.get("x-oauth-scopes") or "").replace(" ", "").split(",")
        if chosen.mode == "socket":
            await _socket_opens(settings)
    except SlackApiError as error:
        code = str(error.response.get("error") or "unreadable")[:40]
        return Check(part=part, ok=False, finding=f"does not take us: {code}", mend=_MEND_SLACK)
    except SlackFault as fault:
        return Check(part=part, ok=False, finding=f"Socket Mode: {fault.code}", mend=_MEND_SOCKET)
    except Exception as error:
        finding = f"cannot be reached ({type(error).__name__})"
        return Check(part=part, ok=False, finding=finding, mend="Check the way to slack.com.")
    finally:
        await web.close()
    if lacking := missing(granted):
        return Check(
            part=part,
            ok=False,
            finding=f"the token lacks {', '.join(lacking)}",
            mend="Update the app from `shipmate slack-manifest`, and install it again.",
        )
    if extra := superfluous(scope for scope in granted if scope):
        is_strict = settings.deployment.kind == "production"
        return Check(
            part=part,
            ok=not is_strict,
            finding=f"the token may do more than it needs: {', '.join(extra)}",
            mend="Take these scopes from the app: nobody can misuse what it does not have.",
        )
    return Check(part=part, ok=True, finding=f"takes us, {chosen.mode}, with the scopes it needs")


async def _socket_opens(settings: Settings) -> None:
    from bot.slack.web import SlackWeb

    web = SlackWeb(
        token=settings.slack.app_token.get_secret_value(),
        api_url=settings.slack.api_url,
        timeout_seconds=_SECONDS,
    )
    try:
        await web.call("apps.connections.open")
    finally:
        await web.close()


async def teams(settings: Settings) -> Check:
    """Ask Microsoft for our token and for the keys it signs with, and compare its clock with ours."""
    import aiohttp

    from bot.errors import NotSent
    from bot.teams.connector import AppToken

    chosen, part = settings.teams, "teams"
    if chosen.mode == "anonymous":
        finding = "anonymous: everybody on this machine is believed"
        return Check(part=part, ok=settings.deployment.kind != "production", finding=finding)
    token = AppToken(
        url=chosen.token_url, app_id=chosen.app_id, secret=chosen.app_password.get_secret_value()
    )
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS)) as session:
            await token.value(session)
            metadata, skew = await _metadata(session, chosen.openid_metadata_url)
    except NotSent as error:
        return Check(part=part, ok=False, finding=str(error), mend=_MEND_TEAMS)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        finding = f"Microsoft's keys cannot be read ({type(error).__name__})"
        return Check(part=part, ok=False, finding=finding, mend="Check the way to login.botframework.com.")
    if not metadata.get("jwks_uri"):
        return Check(part=part, ok=False, finding="Microsoft's metadata name no keys", mend=_MEND_METADATA)
    if abs(skew) > 120:
        finding = f"this clock is {skew:+.0f} s off Microsoft's"
        return Check(part=part, ok=False, finding=finding, mend="Set the clock: tokens are good for minutes.")
    return Check(part=part, ok=True, finding="gives us a token, and its keys can be read")


async def _metadata(session: Any, url: str) -> tuple[Mapping[str, Any], float]:
    """Return the metadata, and how many seconds this clock is ahead of theirs."""
    from email.utils import parsedate_to_datetime

    async with session.get(url) as response:
        response.raise_for_status()
        found = await response.json(content_type=None)
        said = response.headers.get("Date")
    skew = time.time() - parsedate_to_datetime(said).timestamp() if said else 0.0
    return found if isinstance(found, dict) else {}, skew


_MEND_SLACK = "Set SHIPMATE_SLACK__BOT_TOKEN to the xoxb-… token of the installed app."
_MEND_SOCKET = (
    "Set SHIPMATE_SLACK__APP_TOKEN to an xapp-… token with connections:write, and turn Socket Mode on."
)
_MEND_TEAMS = "Check SHIPMATE_TEAMS__APP_ID, __APP_PASSWORD (has the secret expired?) and __TENANT."
_MEND_METADATA = "Leave SHIPMATE_TEAMS__OPENID_METADATA_URL as it is by default."
