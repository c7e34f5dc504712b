"""`shipmate doctor` says what is wrong with a channel, and how to mend it."""

from typing import Any

import pytest

from bot.cli.doctor import channels
from bot.settings import Settings
from bot.slack.scopes import REQUIRED
from tests.servers.slack import SlackPeer, running_slack
from tests.servers.slack.peer import APP_TOKEN, SECRET, TOKEN
from tests.servers.teams import TENANT, running_teams
from tests.servers.teams.issuer import APP_ID, APP_PASSWORD, ISSUER


def in_slack(peer: SlackPeer, **changes: Any) -> Settings:
    chosen = {
        "mode": "socket",
        "bot_token": TOKEN,
        "signing_secret": SECRET,
        "app_token": APP_TOKEN,
        "api_url": f"{peer.url}/api/",
    }
    kind = changes.pop("kind", "production")
    return Settings.model_validate({"slack": {**chosen, **changes}, "deployment": {"kind": kind}})


async def test_slack_is_well_with_the_scopes_it_needs_and_no_others() -> None:
    async with running_slack() as peer:
        peer.api.scopes = ",".join(sorted(REQUIRED))
        assert (await channels.slack(in_slack(peer))).ok
        peer.api.scopes = ",".join(sorted(REQUIRED - {"im:write"}))
        lacking = await channels.slack(in_slack(peer))
        assert not lacking.ok
        assert "im:write" in lacking.finding
        peer.api.scopes = ",".join(sorted(REQUIRED | {"files:write"}))
        extra = await channels.slack(in_slack(peer))
        assert not extra.ok
        assert "files:write" in extra.finding
        assert (await channels.slack(in_slack(peer, kind="development"))).ok


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"bot_token": "xoxb-wrong"}, "invalid_auth"),
        ({"app_token": "xapp-wrong"}, "Socket Mode: invalid_auth"),
        ({"api_url": "http://127.0.0.1:9/api/"}, "cannot be reached"),
    ],
)
async def test_what_slack_does_not_take_is_said(changes: dict[str, str], finding: str) -> None:
    async with running_slack() as peer:
        peer.api.scopes = ",".join(sorted(REQUIRED))
        check = await channels.slack(in_slack(peer, **changes))
    assert not check.ok
    assert finding in check.finding
    assert check.mend


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({}, "gives us a token"),
        ({"app_password": "expired"}, "No token to send with"),
        ({"openid_metadata_url": "http://127.0.0.1:9/metadata"}, "keys cannot be read"),
    ],
)
async def test_teams_is_asked_for_a_token_and_its_keys(changes: dict[str, str], finding: str) -> None:
    async with running_teams() as peer:
        chosen = {
            "mode": "on",
            "app_id": APP_ID,
            "app_password": APP_PASSWORD,
            "tenant": TENANT,
            "issuer": ISSUER,
            "openid_metadata_url": f"{peer.url}/metadata",
            "login_url": f"{peer.url}/token",
        }
        check = await channels.teams(Settings.model_validate({"teams": {**chosen, **changes}}))
    assert check.ok is (not changes)
    assert finding in check.finding
