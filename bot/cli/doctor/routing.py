"""Who gets what Shipmate may not answer, as `doctor` sees it: can they be told, and what waits too long."""

import asyncio

from bot.cli.doctor.check import Check
from bot.cli.doctor.record import file_of
from bot.errors import SettingsError, ShipmateError
from bot.routing import Desk, Route
from bot.settings import Settings

_SECONDS = 20.0


async def table(settings: Settings) -> Check:
    """Read the table; warn of people whom nothing tells, and of roles, which have to look."""
    from bot.serving import routes_of

    try:
        routes = await asyncio.to_thread(routes_of, settings)
    except SettingsError as error:
        return Check(part="routing", ok=False, finding=str(error), mend="See docs/routing.md.")
    desks = [desk for route in routes for desk in _desks(route)]
    lost = sorted({desk.to.partition(":")[0] for desk in desks} - {"role", *await _told(settings, desks)})
    if lost:
        return Check(
            part="routing",
            ok=True,
            warns=True,
            finding=f"{len(routes)} rows; nobody is told by {', '.join(lost)}: deputies or wider rows get it",
            mend=_mend(lost),
        )
    roles = sorted({desk.to for desk in desks if desk.to.startswith("role:")})
    told = f"; these have a list, and are sent nothing: {', '.join(roles)}" if roles else ""
    return Check(part="routing", ok=True, finding=f"{len(routes)} rows{told}")


async def waiting(settings: Settings) -> Check:
    """Warn of questions that nobody could be told of, and of those that should have been answered by now."""
    from bot.clock import SystemClock
    from bot.serving import record_of
    from bot.storage import migrate

    url = settings.records.url.get_secret_value()
    if settings.records.is_sqlite and not await asyncio.to_thread(file_of(url).exists):
        return Check(part="hand-overs", ok=True, finding="none yet")
    now = SystemClock().now()
    try:
        if not await asyncio.to_thread(migrate.is_current, url):
            return Check(part="hand-overs", ok=True, finding="not looked at: the record is behind")
        record = record_of(settings, SystemClock())
        try:
            found = await record.hand_overs.open_ones()
        finally:
            await record.close()
    except ShipmateError as error:
        return Check(part="hand-overs", ok=False, finding=type(error).__name__)
    late = sum(one.answer_by is not None and one.answer_by < now for one in found)
    untold = sum(one.state == "undelivered" for one in found)
    return Check(
        part="hand-overs",
        ok=True,
        warns=bool(late or untold),
        finding=f"{len(found)} open, {late} late, {untold} that nobody could be told of",
        mend="`shipmate handovers list` shows them." if late or untold else "",
    )


def _desks(route: Route) -> tuple[Desk, ...]:
    return (route.desk, route.deputy) if route.deputy else (route.desk,)


async def _told(settings: Settings, desks: list[Desk]) -> set[str]:
    """Return by what people can be told, of what is configured."""
    told = set()
    if settings.slack.mode != "off":
        told.add("slack")
    if settings.teams.mode != "off":
        told.add("teams")
    if any(desk.to.startswith("odoo:") for desk in desks) and await _may_write_activities(settings):
        told.add("odoo")
    return told


async def _may_write_activities(settings: Settings) -> bool:
    from bot.channels import opened_activities

    async with asyncio.timeout(_SECONDS), opened_activities(settings) as activities:
        return activities is not None


def _mend(lost: list[str]) -> str:
    ways = {
        "slack": "Switch Slack on (SHIPMATE_SLACK__MODE)",
        "teams": "Switch Teams on (SHIPMATE_TEAMS__MODE)",
        "odoo": "Let Shipmate's user create mail.activity (docs/odoo-rights.md)",
    }
    return "; or ".join(ways[one] for one in lost) + "; or name other people in the table."
