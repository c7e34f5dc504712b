"""What a conversation is about: the table `conversations`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, String, Table, Text, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory import still_meant
from bot.recorded import json_from, value_from
from bot.sealing import KeyRing, key_id_of
from bot.storage.base import Moment, metadata
from bot.storage.database import Database
from bot.storage.upsert import upsert
from retrieval.question import NO_FOCUS, Focus

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(512), primary_key=True),
    Column("focus", Text, nullable=False),
    Column("updated_at", Moment, nullable=False, index=True),
)
"""`focus` is sealed under the master key: numbers and names, no text a person wrote."""

_FOCUS = "conversations.focus"


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlMemory:
    """A `bot.ports.Memory`."""

    database: Database
    master: KeyRing
    now: Callable[[], datetime]

    async def recall(self, conversation: str) -> Focus:
        query = select(conversations).where(conversations.c.id == conversation)
        async with self.database.read() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            return NO_FOCUS
        return still_meant(value_from(self.master.open(row.focus, _FOCUS), Focus), row.updated_at, self.now())

    async def remember(self, conversation: str, focus: Focus) -> None:
        async with self.database.write() as connection:
            await keep_focus(connection, conversation, focus, self.master, self.now())

    async def reseal(self, connection: AsyncConnection) -> int:
        """Seal every focus with the current master key, and return how many another one had sealed."""
        rows = (await connection.execute(select(conversations.c.id, conversations.c.focus))).all()
        old = [row for row in rows if key_id_of(row.focus) != self.master.current]
        for row in old:
            sealed = self.master.seal(self.master.open(row.focus, _FOCUS), _FOCUS)
            await connection.execute(
                update(conversations).where(conversations.c.id == row.id).values(focus=sealed)
            )
        return len(old)

    async def forget(self, conversation: str) -> None:
        async with self.database.write() as connection:
            await connection.execute(delete(conversations).where(conversations.c.id == conversation))


async def keep_focus(
    connection: AsyncConnection, conversation: str, focus: Focus, master: KeyRing, now: datetime
) -> None:
    sealed = master.seal(json_from(focus), _FOCUS)
    row = {"id": conversation, "focus": sealed, "updated_at": now}
    await connection.execute(upsert(connection, conversations, [row], update=("focus", "updated_at")))
