"""Who the users of the channels are: the table `identities`, a `bot.ports.IdentityBook`."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Integer, String, Table, Text, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.base import Moment, metadata
from bot.storage.database import Database
from bot.storage.keys import DataKeys
from bot.storage.upsert import upsert

identities = Table(
    "identities",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("channel", String(64), nullable=False),
    Column("person", String(64), nullable=False, index=True),
    Column("sealed", Text, nullable=False),
    Column("user_id", Integer),
    Column("partner_id", Integer),
    Column("linked_at", Moment),
    Column("seen_at", Moment, nullable=False),
)
"""`digest` is an HMAC of channel and user; `sealed` the channel's id of the user, under the person's key."""
_PURPOSE, _DIGESTS = "identities.sealed", "~digests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    person: str
    user_id: int | None = None
    partner_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlIdentities:
    database: Database
    keys: DataKeys
    now: Callable[[], datetime]

    async def known(self, channel: str, user: str) -> Entry:
        digest = await self._digest(channel, user)
        return await self._found(digest) or await self._made(digest, channel, user)

    async def link(
        self, channel: str, user: str, *, user_id: int | None = None, partner_id: int | None = None
    ) -> Entry:
        known = await self.known(channel, user)
        linked = {"user_id": user_id, "partner_id": partner_id, "linked_at": self.now()}
        digest = await self._digest(channel, user)
        async with self.database.write() as connection:
            await connection.execute(update(identities).where(identities.c.digest == digest).values(**linked))
        return Entry(person=known.person, user_id=user_id, partner_id=partner_id)

    async def unlink(self, channel: str, user: str) -> bool:
        digest = await self._digest(channel, user)
        gone = update(identities).where(identities.c.digest == digest, identities.c.linked_at.is_not(None))
        async with self.database.write() as connection:
            done = await connection.execute(gone.values(user_id=None, partner_id=None, linked_at=None))
        return done.rowcount > 0

    async def person(self, channel: str, user: str) -> str | None:
        """Return the pseudonym of a channel's user, if they have one."""
        entry = await self._found(await self._digest(channel, user))
        return entry.person if entry else None

    async def _found(self, digest: str) -> Entry | None:
        query = select(identities.c.person, identities.c.user_id, identities.c.partner_id)
        async with self.database.read() as connection:
            row = (await connection.execute(query.where(identities.c.digest == digest))).first()
        return Entry(person=row.person, user_id=row.user_id, partner_id=row.partner_id) if row else None

    async def _made(self, digest: str, channel: str, user: str) -> Entry:
        person = f"p0{secrets.token_hex(8)}"  # with a digit: no name is taken for one
        ring = await self.keys.of(person)
        row = {
            "digest": digest,
            "channel": channel,
            "person": person,
            "sealed": ring.seal(user.encode(), _PURPOSE),
            "seen_at": self.now(),
        }
        async with self.database.write() as connection:
            await connection.execute(upsert(connection, identities, [row], update=()))
        return await self._found(digest) or Entry(person=person)

    async def _digest(self, channel: str, user: str) -> str:
        ring = await self.keys.of(_DIGESTS)
        key = ring.keys[ring.current]
        return hmac.new(key, f"{channel}\x1f{user}".encode(), hashlib.sha256).hexdigest()


async def unlink_person(connection: AsyncConnection, person: str) -> int:
    """Take away what leads from a channel's user to a pseudonym, and return how many such rows there were."""
    return (await connection.execute(delete(identities).where(identities.c.person == person))).rowcount
