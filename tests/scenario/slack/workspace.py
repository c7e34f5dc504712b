"""A serving process of the sandbox company, with a Slack beside it and people in it."""

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
from tests.servers.slack import BOT, Person, SlackPeer, running_slack
from tests.servers.slack.peer import APP_TOKEN, SECRET, TOKEN

FEMKE, MEHMET, LENA, GUEST, PARTNER, DOCK = "U0FEMKE", "U0MEHMET", "U0LENA", "U0GUEST", "U0PARTNER", "U0DOCK"
DOCK_CHANNEL, OFFICE, SHARED = "C0DOCK", "C0OFFICE", "C0SHARED"
_AT = "halden-supply.example"


@dataclass(slots=True)
class Workspace:
    slack: SlackPeer
    service: Serving


def people_in(slack: SlackPeer) -> None:
    slack.world.add(
        Person(id=FEMKE, email=f"femke.devries@{_AT}", name="Femke de Vries"),
        Person(id=MEHMET, email=f"mehmet.kaya@{_AT}", name="Mehmet Kaya", locale="de-DE"),
        Person(id=LENA, email=f"lena.obermeier@{_AT}", name="Lena Obermeier"),
        Person(id=GUEST, email="temp@agency.example", name="Temp Worker", is_guest=True),
        Person(id=PARTNER, email=f"femke.devries@{_AT}", name="Carrier Person", team="T0OTHER"),
        Person(id=DOCK, email="dock@tablet.example", name="Dock tablet"),
    )
    slack.world.channels.update(
        {
            DOCK_CHANNEL: {MEHMET, LENA, BOT},
            OFFICE: {FEMKE, MEHMET, BOT},
            SHARED: {FEMKE, GUEST, BOT},
        }
    )


@contextlib.asynccontextmanager
async def workspace(
    folder: Path, index: Path, *, mode: str = "http", **sections: dict[str, Any]
) -> AsyncIterator[Workspace]:
    async with running_slack() as slack:
        people_in(slack)
        async with served_for(slack, folder, index, mode=mode, **sections) as service:
            yield Workspace(slack=slack, service=service)


@contextlib.asynccontextmanager
async def served_for(
    slack: SlackPeer, folder: Path, index: Path, *, mode: str = "http", **sections: dict[str, Any]
) -> AsyncIterator[Serving]:
    chosen: dict[str, Any] = {
        "mode": mode,
        "bot_token": TOKEN,
        "signing_secret": SECRET,
        "app_token": APP_TOKEN,
        "api_url": f"{slack.url}/api/",
        "shared_devices": {DOCK: "warehouse"},
    }
    settings = settings_in(folder, slack=chosen, http={"port": 0}, **sections)
    clock = SetClock(MOMENT)
    async with (
        channels_of(settings) as channels,
        serving(settings, channels=channels.all, clock=clock, index=index) as service,
        channels.listening(service.door, clock) as routes,
        listening(pages(service.readiness, service.metrics, routes), "127.0.0.1", 0) as port,
    ):
        slack.events_url = f"http://127.0.0.1:{port}/slack/events" if mode == "http" else ""
        if mode == "socket":
            await slack.until(lambda: slack.sockets)
        yield service
