"""What an administrator uploads to turn a channel on: Slack's app manifest, the app package for Teams."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.settings import Settings, read_settings


def slack_manifest(*, url: str, socket: bool) -> int:
    """Print the manifest. Raises: `SettingsError` for an address Slack cannot post to."""
    from bot.slack.manifest import manifest

    if not socket and (urlsplit(url).scheme != "https" or not urlsplit(url).hostname):
        raise SettingsError("Slack posts to an https address: name yours with --url, or take --socket.")
    print(json.dumps(manifest(url=url, socket=socket), indent=2))
    return 0


def teams_package(*, url: str, out: Path) -> int:
    """Write the package. Raises: `SettingsError` without an app id, or for no https address."""
    from bot.teams.package import manifest, package

    settings: Settings = read_settings()
    host = urlsplit(url).hostname
    if urlsplit(url).scheme != "https" or not host:
        raise SettingsError("Teams posts to an https address: name yours with --url.")
    if not settings.teams.app_id:
        raise SettingsError("SHIPMATE_TEAMS__APP_ID is not set: it is the id of the bot's app in Entra.")
    filled = manifest(
        app_id=settings.teams.app_id,
        host=host,
        company=settings.company.name,
        website=settings.company.portal_url,
    )
    out.write_bytes(package(filled))
    print(f"{out} is written: upload it in the Teams admin centre, under Manage apps.")
    return 0
