"""Where channels can be spoken to without having been spoken to just now: the table `places`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, String, Table, Text, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.sealing import KeyRing, key_id_of
from bot.storage.base import Moment, metadata
from bot.storage.database import Database
from bot.storage.upsert import upsert

places = Table(
    "places",
    metadata,
    Column("channel", String(64), primary_key=True),
    Column("conversation", String(512), primary_key=True),
    Column("address", Text, nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
)
"""`address` is the channel's JSON, sealed under the master key: ids and a service's URL."""
_ADDRESS = "places.address"


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlPlaces:
    """A `bot.ports.Places`."""

    database: Database
    master: KeyRing
    now: Callable[[], datetime]

    async def keep(self, channel: str, conversation: str, address: str) -> None:
        row = {
            "channel": channel,
            "conversation": conversation,
            "address": self.master.seal(address.encode(), _ADDRESS),
            "seen_at": self.now(),
        }
        async with self.database.write() as connection:
            await connection.execute(upsert(connection, places, [row], update=("address", "seen_at")))

    async def address(self, channel: str, conversation: str) -> str | None:
        query = select(places.c.address).where(
            places.c.channel == channel, places.c.conversation == conversation
        )
        async with self.database.read() as connection:
            sealed = (await connection.execute(query)).scalar()
        return self.master.open(sealed, _ADDRESS).decode() if sealed else None

    async def reseal(self, connection: AsyncConnection) -> int:
        """Seal every address with the current master key, and return how many another one had sealed."""
        rows = (await connection.execute(select(places))).all()
        old = [row for row in rows if key_id_of(row.address) != self.master.current]
        for row in old:
            opened = self.master.open(row.address, _ADDRESS)
            values = {**row._mapping, "address": self.master.seal(opened, _ADDRESS)}
            await connection.execute(upsert(connection, places, [values], update=("address",)))
        return len(old)
