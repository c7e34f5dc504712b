"""A serving process in this one: the sandbox company, a record in a folder, a channel to read back."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import SetClock
from bot.domain import ConversationReference, Turn
from bot.identity import ChannelUser, Known
from bot.ports import Channel
from bot.serving import Serving, serving
from bot.settings import Settings
from tests.channel.shelf import Delivery, Shelf

MOMENT = datetime(2026, 11, 28, 13, 5, tzinfo=UTC)
FEMKE = ChannelUser(
    channel="test", id="U-femke", email="femke.devries@halden-supply.example", email_is_verified=True
)
STRANGER = ChannelUser(channel="test", id="U-stranger")


@dataclass(slots=True)
class Site:
    """Ask as somebody of the channel, and read what arrives."""

    service: Serving
    shelf: Shelf
    _number: int = field(default=0)
    _life: str = field(default_factory=lambda: str(time.monotonic_ns()))

    async def ask(self, text: str, user: ChannelUser = FEMKE, conversation: str = "c-1") -> str:
        """Return the text that arrived for a question, waited for until it is there."""
        turn = await self.turn(text, user, conversation)
        await self.service.engine.accept(
            turn, ConversationReference(channel="test", conversation=conversation)
        )
        return (await self.arrived(turn.id)).text

    async def turn(self, text: str, user: ChannelUser = FEMKE, conversation: str = "c-1") -> Turn:
        known: Known = await self.service.identities.known(user)
        self._number += 1
        return Turn(
            id=f"test:{self._life}:{self._number}",
            conversation=conversation,
            audience=known.audience,
            text=text,
            received_at=self.service.app.clock.now(),
            person=known.person,
            channel="test",
            warehouse=known.warehouse,
        )

    async def arrived(self, turn_id: str, seconds: float = 60) -> Delivery:
        async with asyncio.timeout(seconds):
            while True:
                for one in await asyncio.to_thread(self.shelf.deliveries):
                    if one.turn_id == turn_id:
                        return one
                await asyncio.sleep(0.02)


def settings_in(folder: Path, **sections: Mapping[str, Any]) -> Settings:
    own: dict[str, Any] = {
        "records": {
            "url": f"sqlite:///{folder / 'records.sqlite'}",
            "audit_head": folder / "head.json",
        },
        "keys": {"file": folder / "keys.json"},
        "documents": {"embeddings": "none"},
        "serve": {"drain_seconds": 5, "warm_up": False},
    }
    for name, section in sections.items():
        own[name] = {**own.get(name, {}), **section}
    return Settings.model_validate(own)


@contextlib.asynccontextmanager
async def site(
    settings: Settings, folder: Path, index: Path, *, clock: SetClock | None = None
) -> AsyncIterator[Site]:
    shelf = Shelf(file=folder / "shelf.sqlite")
    channels: tuple[Channel, ...] = (shelf,)
    async with serving(settings, channels=channels, clock=clock or SetClock(MOMENT), index=index) as service:
        yield Site(service=service, shelf=shelf)
