"""Wiring of the channels: which are on, what they send with, and what listens for them."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.app import odoo_session
from bot.door import Door
from bot.errors import SettingsError
from bot.ports import Channel, Clock
from bot.serving import routes_of
from bot.settings import Settings
from bot.telemetry import log_trouble

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.odoo_activities import OdooActivities
    from bot.slack.channel import SlackChannel
    from bot.slack.desk import Identity
    from bot.teams.channel import TeamsChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """What messages leave by. `listen` opens their ears, once there is a door to hand questions in at."""

    settings: Settings
    slack: "tuple[SlackChannel, Identity] | None" = None
    teams: "TeamsChannel | None" = None
    activities: "OdooActivities | None" = None

    @property
    def all(self) -> Sequence[Channel]:
        slack = self.slack[0] if self.slack else None
        return [one for one in (slack, self.teams, self.activities) if one is not None]

    @contextlib.asynccontextmanager
    async def listening(self, door: Door, clock: Clock) -> AsyncIterator[list[Route]]:
        """Yield the addresses that channels are spoken to at; a connection is kept for those without one."""
        async with AsyncExitStack() as until_the_end:
            routes = []
            if self.slack is not None:
                app = _slack_app(self.settings, self.slack, door, clock)
                if self.settings.slack.mode == "socket":
                    from bot.slack.socket import connected

                    token = self.settings.slack.app_token.get_secret_value()
                    await until_the_end.enter_async_context(connected(app, token))
                else:
                    from bot.slack.endpoint import SlackEndpoint

                    routes.append(SlackEndpoint(app=app).route())
            if self.teams is not None:
                routes.append(_teams_route(self.settings, self.teams, door, clock))
            yield routes


@contextlib.asynccontextmanager
async def channels_of(settings: Settings) -> AsyncIterator[Channels]:
    """Connect to the channels that are on. Raises: `SettingsError` when one does not take us."""
    async with AsyncExitStack() as until_the_end:
        slack = teams = None
        if settings.slack.mode != "off":
            slack = await _slack(settings, until_the_end)
        if settings.teams.mode != "off":
            teams = _teams(settings, until_the_end)
        activities = await until_the_end.enter_async_context(opened_activities(settings))
        yield Channels(settings=settings, slack=slack, teams=teams, activities=activities)


@contextlib.asynccontextmanager
async def opened_activities(settings: Settings) -> "AsyncIterator[OdooActivities | None]":
    """Yield what writes activities for people in Odoo; None when no row wants it, or Odoo does not let us."""
    wanted = any(
        desk.to.startswith("odoo:") for row in routes_of(settings) for desk in (row.desk, row.deputy) if desk
    )
    if not wanted or settings.orders.source != "odoo":
        yield None
        return
    from bot.odoo_activities import OdooActivities, may_write_activities
    from retrieval.odoo.errors import OdooError

    session = odoo_session(settings)
    try:
        try:
            may_write = await may_write_activities(session)
        except OdooError as error:
            log_trouble("odoo activities are not offered", {"fault": type(error).__name__})
            may_write = False
        yield OdooActivities(session=session) if may_write else None
    finally:
        await session.close()


async def _slack(settings: Settings, until_the_end: AsyncExitStack) -> "tuple[SlackChannel, Identity]":
    from bot.slack.channel import SlackChannel
    from bot.slack.desk import Identity
    from bot.slack.web import SlackFault, SlackWeb

    chosen = settings.slack
    web = SlackWeb(
        token=chosen.bot_token.get_secret_value(),
        api_url=chosen.api_url,
        timeout_seconds=chosen.timeout_seconds,
    )
    until_the_end.push_async_callback(web.close)
    try:
        us = await web.call("auth.test")
    except SlackFault as error:
        raise SettingsError(
            f"Slack does not take us ({error.code}): check SHIPMATE_SLACK__BOT_TOKEN and the network."
        ) from None
    identity = Identity(
        team=str(us.get("team_id") or ""),
        bot_user=str(us.get("user_id") or ""),
        bot_id=str(us.get("bot_id") or ""),
    )
    return SlackChannel(web=web), identity


def _slack_app(
    settings: Settings, slack: "tuple[SlackChannel, Identity]", door: Door, clock: Clock
) -> "AsyncApp":
    from bot.slack.app import slack_app
    from bot.slack.desk import SlackDesk
    from bot.slack.people import SlackPeople

    channel, us = slack
    chosen = settings.slack
    desk = SlackDesk(
        us=us,
        door=door,
        people=SlackPeople(web=channel.web, team=us.team, shared_devices=frozenset(chosen.shared_devices)),
        channel=channel,
        clock=clock,
        log_trouble=log_trouble,
    )
    return slack_app(
        desk,
        token=chosen.bot_token.get_secret_value(),
        signing_secret=chosen.signing_secret.get_secret_value(),
    )


def _teams(settings: Settings, until_the_end: AsyncExitStack) -> "TeamsChannel":
    from bot.teams.channel import TeamsChannel
    from bot.teams.connector import AppToken, Connector

    chosen = settings.teams
    is_known = chosen.mode == "on"
    connector = Connector(
        token=AppToken(
            url=chosen.token_url,
            app_id=chosen.app_id if is_known else "",
            secret=chosen.app_password.get_secret_value(),
        ),
        timeout_seconds=chosen.timeout_seconds,
    )
    until_the_end.push_async_callback(connector.close)
    return TeamsChannel(connector=connector)


def _teams_route(settings: Settings, channel: "TeamsChannel", door: Door, clock: Clock) -> Route:
    from bot.teams.app import TeamsEndpoint
    from bot.teams.desk import TeamsDesk
    from bot.teams.people import TeamsPeople
    from bot.teams.tokens import IssuerKeys, TokenCheck

    channel.places = door.places
    chosen = settings.teams
    is_known = chosen.mode == "on"
    check = TokenCheck(
        app_id=chosen.app_id,
        issuer=chosen.issuer,
        keys=IssuerKeys(metadata_url=chosen.openid_metadata_url),
        service_hosts=chosen.service_hosts,
    )
    desk = TeamsDesk(
        door=door,
        people=TeamsPeople(connector=channel.connector, tenant=chosen.tenant if is_known else ""),
        channel=channel,
        clock=clock,
        log_trouble=log_trouble,
    )
    return TeamsEndpoint(desk=desk, check=check if is_known else None, log_trouble=log_trouble).route()
