"""The app asks Slack for what the code calls, and for nothing else."""

import json
import re

import pytest

from bot.slack.manifest import manifest
from bot.slack.scopes import METHOD_SCOPES, REQUIRED, missing, superfluous
from tests.unit.project.root import ROOT

FREE = {"auth.test", "views.open", "views.publish", "apps.connections.open"}
"""Methods that need no scope."""


def test_every_method_the_code_calls_has_its_scope() -> None:
    code = "\n".join(
        file.read_text() for file in (ROOT / "bot/slack").glob("*.py") if file.name != "scopes.py"
    )
    called = set(re.findall(r'"((?:assistant|chat|conversations|users|views|auth)\.[A-Za-z.]+)"', code))
    assert called - FREE == set(METHOD_SCOPES)


@pytest.mark.parametrize("socket", [False, True])
def test_the_manifest_asks_for_exactly_what_is_needed(socket: bool) -> None:
    made = manifest(url="https://shipmate.example.com", socket=socket)
    assert set(made["oauth_config"]["scopes"]["bot"]) == REQUIRED
    assert made["settings"]["socket_mode_enabled"] is socket
    assert ("request_url" in made["settings"]["event_subscriptions"]) is not socket
    assert len(made["features"]["agent_view"]["agent_description"]) <= 300
    assert len(made["features"]["agent_view"]["suggested_prompts"]) <= 4
    assert 174 <= len(made["display_information"]["long_description"]) <= 4000
    assert len(made["display_information"]["description"]) <= 140


@pytest.mark.parametrize("name", ["manifest", "manifest-socket"])
def test_the_shipped_manifests_are_what_the_command_prints(name: str) -> None:
    shipped = json.loads((ROOT / f"deploy/slack/{name}.json").read_text())
    assert shipped == manifest(url="https://shipmate.example.com", socket=name.endswith("socket"))


def test_scopes_that_are_missing_or_too_many_are_named() -> None:
    assert missing(REQUIRED) == ()
    assert missing(REQUIRED - {"chat:write"}) == ("chat:write",)
    assert superfluous(REQUIRED | {"files:write", "admin"}) == ("admin", "files:write")
