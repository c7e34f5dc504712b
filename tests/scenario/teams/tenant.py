"""A serving process of the sandbox company, with a Teams beside it and people in it."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.channels import channels_of
from bot.clock import SetClock
from bot.listening import listening
from bot.pages import pages
from bot.serving import Serving, serving
from tests.scenario.serving_site import MOMENT, settings_in
from tests.servers.teams import TENANT, Conversation, Person, TeamsPeer, running_teams
from tests.servers.teams.issuer import APP_ID, APP_PASSWORD, ISSUER

_AT = "halden-supply.example"
FEMKE = Person(aad="aad-femke", email=f"femke.devries@{_AT}", name="Femke de Vries")
MEHMET = Person(aad="aad-mehmet", email=f"mehmet.kaya@{_AT}", name="Mehmet Kaya")
CARLA = Person(aad="aad-carla", email=f"carla.nunes@{_AT}", name="Carla Nunes")
GUEST = Person(aad="aad-guest", email=f"femke.devries@{_AT}", name="A guest", tenant="other", role="guest")


@dataclass(slots=True)
class Tenant:
    teams: TeamsPeer
    service: Serving
    chat: Conversation
    channel: Conversation


@contextlib.asynccontextmanager
async def tenant(folder: Path, index: Path, **sections: dict[str, Any]) -> AsyncIterator[Tenant]:
    async with running_teams() as teams:
        chat = teams.world.add(Conversation(id="19:chat", kind="groupChat", members=[FEMKE, MEHMET]))
        channel = Conversation(
            id="19:ch@thread.tacv2", kind="channel", team="19:team", members=[FEMKE, CARLA]
        )
        teams.world.add(channel)
        for person in (FEMKE, MEHMET, CARLA, GUEST):
            teams.world.personal(person)
        chosen: dict[str, Any] = {
            "mode": "on",
            "app_id": APP_ID,
            "app_password": APP_PASSWORD,
            "tenant": TENANT,
            "openid_metadata_url": f"{teams.url}/metadata",
            "issuer": ISSUER,
            "login_url": f"{teams.url}/token",
            "service_hosts": ["127.0.0.1"],
        }
        settings = settings_in(folder, teams=chosen, http={"port": 0}, **sections)
        clock = SetClock(MOMENT)
        async with (
            channels_of(settings) as channels,
            serving(settings, channels=channels.all, clock=clock, index=index) as service,
            channels.listening(service.door, clock) as routes,
            listening(pages(service.readiness, service.metrics, routes), "127.0.0.1", 0) as port,
        ):
            teams.bot_url = f"http://127.0.0.1:{port}/api/messages"
            yield Tenant(teams=teams, service=service, chat=chat, channel=channel)
        assert not teams.faults
