"""What of Odoo `doctor` looks at beside its answering: the rights of Shipmate's user, and its clock."""

import asyncio
import urllib.error
import urllib.request
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.app import odoo_session
from bot.cli.doctor.check import Check
from bot.settings import Settings
from retrieval.odoo.errors import OdooError
from retrieval.odoo.rights import rights_of, told

_SECONDS = 120.0
_SLOW_SECONDS, _WRONG_SECONDS = 5.0, 60.0
_MEND = (
    "`shipmate odoo-group --user LOGIN --replace-groups` leaves the user with what Shipmate reads; "
    "see docs/odoo-rights.md."
)


async def rights(settings: Settings) -> Check:
    """List every right beyond reading: a warning while it is developed, a fault in production."""
    session = odoo_session(settings)
    try:
        async with asyncio.timeout(_SECONDS):
            found = await rights_of(session)
    except (OdooError, TimeoutError) as error:
        return Check(part="odoo rights", ok=False, finding=f"cannot be looked at: {type(error).__name__}")
    finally:
        await session.close()
    seen = f"{found.models} models" if found.is_whole else f"{found.models} telling models only"
    if found.is_whole and not found.beyond:
        return Check(part="odoo rights", ok=True, finding=f"reads only ({seen})")
    return Check(
        part="odoo rights",
        ok=settings.deployment.kind != "production",
        warns=True,
        finding=f"beyond reading, in {seen}: {told(found.beyond) or 'none'}",
        mend=_MEND,
    )


async def clock(settings: Settings) -> Check:
    """Compare this machine's clock with the one Odoo's server states: "late" and the audit rest on it."""
    try:
        theirs = await asyncio.to_thread(_stated, settings.odoo.url)
    except (OSError, ValueError) as error:
        return Check(part="clock", ok=False, finding=f"Odoo states no time: {type(error).__name__}")
    apart = abs((datetime.now(UTC) - theirs).total_seconds())
    return Check(
        part="clock",
        ok=apart <= _WRONG_SECONDS,
        warns=apart > _SLOW_SECONDS,
        finding=f"{apart:.0f} s from Odoo's",
        mend="Let both machines follow a time server." if apart > _SLOW_SECONDS else "",
    )


def _stated(url: str) -> datetime:
    request = urllib.request.Request(f"{url.rstrip('/')}/web/login", method="HEAD")  # noqa: S310 - the configured Odoo
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - the configured Odoo
            stated = answer.headers["Date"]
    except urllib.error.HTTPError as error:
        stated = error.headers["Date"]
    if not stated:
        raise ValueError("no date")
    moment = parsedate_to_datetime(stated)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
