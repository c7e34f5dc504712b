"""What is switched off for now: the table `switches`. Every process sees a change within some seconds."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Column, String, Table, delete, or_, select

from bot.storage.base import Moment, metadata
from bot.storage.database import Database
from bot.storage.upsert import upsert

switches = Table(
    "switches",
    metadata,
    Column("name", String(96), primary_key=True),
    Column("until", Moment),
    Column("set_at", Moment, nullable=False),
)
"""`until` None: until somebody switches it on again."""
_SEEN_SECONDS = 3.0


@dataclass(slots=True, kw_only=True)
class SqlSwitches:
    """Names are `all`, `model`, `drafts`, `sending`, and `channel:NAME`. A switch that is set pauses."""

    database: Database
    now: Callable[[], datetime]
    seconds: float = _SEEN_SECONDS
    _seen: Mapping[str, datetime | None] = field(default_factory=dict)
    _due: float = 0.0

    async def set(self, name: str, *, until: datetime | None = None) -> None:
        row = {"name": name, "until": until, "set_at": self.now()}
        async with self.database.write() as connection:
            await connection.execute(upsert(connection, switches, [row], update=("until", "set_at")))
        self._due = 0.0

    async def clear(self, name: str) -> bool:
        """Take a pause away; False when there was none."""
        async with self.database.write() as connection:
            gone = await connection.execute(delete(switches).where(switches.c.name == name))
        self._due = 0.0
        return gone.rowcount > 0

    async def active(self) -> Mapping[str, datetime | None]:
        """Return what is paused, and until when, as of a few seconds ago at most."""
        if time.monotonic() >= self._due:
            current = or_(switches.c.until.is_(None), switches.c.until > self.now())
            async with self.database.read() as connection:
                query = select(switches.c.name, switches.c.until).where(current)
                self._seen = {row.name: row.until for row in (await connection.execute(query)).all()}
            self._due = time.monotonic() + self.seconds
        return {name: until for name, until in self._seen.items() if until is None or until > self.now()}

    async def is_paused(self, *names: str) -> bool:
        active = await self.active()
        return "all" in active or any(name in active for name in names)
