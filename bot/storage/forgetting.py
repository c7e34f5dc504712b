"""Erasing a person, or a value wherever it was kept. What was done is told in numbers, never of whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.audit import AuditEvent
from bot.storage.audit import AuditLog
from bot.storage.conversations import conversations
from bot.storage.database import Database
from bot.storage.hand_overs import hand_overs
from bot.storage.identities import unlink_person
from bot.storage.judgements import feedback
from bot.storage.keys import DataKeys
from bot.storage.turn_tables import OPEN, exchanges, outbox, turns
from bot.storage.vault import digest_of, empty_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many of each were erased."""

    keys: int = 0
    identities: int = 0
    turns: int = 0
    values: int = 0
    exchanges: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.keys or self.identities or self.turns or self.values or self.exchanges)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eraser:
    """A person's key is destroyed, which makes all it sealed unreadable, in backups of this record as well.

    The key of a backup taken before comes back with the backup: who was forgotten since is forgotten again.
    """

    database: Database
    keys: DataKeys
    audit: AuditLog
    now: Callable[[], datetime]

    async def person(self, person: str) -> Forgotten:
        """Erase whom a pseudonym stands for; the pseudonym itself leads to nobody any more.

        Keys of the record's own (`~…`), and the one of all who have no name, are nobody's to erase.
        """
        if not person or person.startswith("~"):
            return Forgotten()
        async with self.database.write() as connection:
            erased = Forgotten(
                keys=await self.keys.destroy(connection, person),
                identities=await unlink_person(connection, person),
                turns=await self._blank_turns(connection, person),
                values=await empty_values(connection, person=person),
                exchanges=await self._delete(connection, person),
            )
            head = await self.audit.append(connection, self._event("forget:person:erased", erased))
        self.audit.committed(head)
        await self._scrub()
        return erased

    async def value(self, value: str) -> Forgotten:
        """Erase a value, as an e-mail address or a name, from behind every placeholder it stands behind."""
        digest = (await digest_of(self.keys))(value)
        async with self.database.write() as connection:
            erased = Forgotten(values=await empty_values(connection, digest=digest))
            head = await self.audit.append(connection, self._event("forget:value:erased", erased))
        self.audit.committed(head)
        await self._scrub()
        return erased

    async def _blank_turns(self, connection: AsyncConnection, person: str) -> int:
        """End what is open, and drop what was sealed: numbers for business figures stay."""
        of_person = turns.c.person == person
        talks = select(turns.c.conversation).where(of_person)
        await connection.execute(delete(conversations).where(conversations.c.id.in_(talks)))
        ids = select(turns.c.id).where(of_person)
        await connection.execute(update(outbox).where(outbox.c.turn_id.in_(ids)).values(sealed=None))
        is_open = turns.c.state.in_(OPEN)
        ended = update(turns).where(of_person, is_open)
        await connection.execute(ended.values(state="done", fault="Forgotten", done_at=self.now()))
        blanked = update(turns).where(of_person, turns.c.sealed.is_not(None))
        return (await connection.execute(blanked.values(sealed=None))).rowcount

    async def _delete(self, connection: AsyncConnection, person: str) -> int:
        """Drop redacted texts and judgements: what redaction did not find may still tell who it was."""
        await connection.execute(delete(feedback).where(feedback.c.person == person))
        await connection.execute(delete(hand_overs).where(hand_overs.c.person == person))
        taken = update(hand_overs).where(hand_overs.c.taken_by == person)
        await connection.execute(taken.values(taken_by=None))
        return (await connection.execute(delete(exchanges).where(exchanges.c.person == person))).rowcount

    def _event(self, tag: str, erased: Forgotten) -> AuditEvent:
        counts = {name: getattr(erased, name) for name in erased.__dataclass_fields__}
        return AuditEvent(at=self.now(), tag=tag, counts=counts)

    async def _scrub(self) -> None:
        """Overwrite what was deleted: SQLite leaves it in free pages and in the write-ahead log."""
        if self.database.is_sqlite:
            await self.database.scrub()


async def destroyed_keys(database: Database) -> tuple[str, ...]:
    """Return the ids of the keys that were destroyed: what `restore` must not bring back."""
    async with database.read() as connection:
        query = text("SELECT id FROM data_keys WHERE destroyed_at IS NOT NULL ORDER BY id")
        return tuple((await connection.execute(query)).scalars())
