"""`shipmate odoo-group`: the group of least rights, made over RPC by an administrator."""

import asyncio
import getpass
import json
import os
import sys
from dataclasses import asdict

from bot.errors import SettingsError
from bot.settings import Settings, read_settings
from retrieval.odoo.connection import OdooAccount
from retrieval.odoo.errors import OdooError
from retrieval.odoo.group import NAME, Change, NoSuchUser, set_group
from retrieval.odoo.session import Limits, open_session

PASSWORD = "SHIPMATE_ODOO_ADMIN_PASSWORD"  # noqa: S105 - the name of a variable
_LIMITS = Limits(connections=1, call_seconds=60, total_seconds=90)


def bring_about(*, admin: str, user: str, replaces: bool, dry: bool, as_json: bool) -> int:
    """Make or mend the group. Raises: `SettingsError` that says what to do."""
    settings = read_settings()
    if not settings.odoo.url or not settings.odoo.database:
        raise SettingsError("Say where Odoo is: SHIPMATE_ODOO__URL and SHIPMATE_ODOO__DATABASE.")
    if replaces and not user:
        raise SettingsError("--replace-groups needs --user LOGIN.")
    account = OdooAccount(
        url=settings.odoo.url, database=settings.odoo.database, login=admin, secret=_password()
    )
    change = asyncio.run(_bring_about(settings, account, user, replaces=replaces, dry=dry))
    if as_json:
        print(json.dumps({"group": NAME, "dry_run": dry, **asdict(change)}))
        return 0
    would = "Would have" if dry else "Has"
    done = (
        f"{would} made {change.made}, mended {change.mended} and removed {change.removed} rights of “{NAME}”"
    )
    print("Nothing to do." if change.is_nothing else f"{done}{', user put in' if change.user else ''}.")
    return 0


async def _bring_about(
    settings: Settings, account: OdooAccount, user: str, *, replaces: bool, dry: bool
) -> Change:
    session = open_session(account, transport=settings.odoo.protocol, limits=_LIMITS)
    try:
        return await set_group(session, login=user, replaces_groups=replaces, dry=dry)
    except NoSuchUser:
        raise SettingsError("There is no active user of that login in Odoo.") from None
    except OdooError as error:
        raise SettingsError(str(error)) from None
    finally:
        await session.close()


def _password() -> str:
    """Return the administrator's password from the environment, or ask: never from the command line."""
    if given := os.environ.get(PASSWORD):
        return given
    if sys.stdin.isatty():
        return getpass.getpass("Password of the administrator: ")
    return sys.stdin.readline().strip()
