"""One data key per person, wrapped by the master key: who is forgotten loses the key, and all it sealed.

The empty owner is the key of what belongs to nobody in particular.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from cachetools import TTLCache
from sqlalchemy import Column, Index, String, Table, Text, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Forgotten
from bot.sealing import KeyRing, key_id_of, new_key
from bot.storage.base import Moment, metadata
from bot.storage.database import Database

data_keys = Table(
    "data_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("wrapped", Text),
    Column("made_at", Moment, nullable=False),
    Column("destroyed_at", Moment),
)
key_checks = Table(
    "key_checks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sealed", Text, nullable=False),
)
"""One row for each master key that sealed anything here: what only that key opens."""
_LIVE = data_keys.c.destroyed_at.is_(None)
Index("uq_data_keys_live_owner", data_keys.c.owner, unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)
_PURPOSE, _CHECK = "data_keys.wrapped", "key_checks.sealed"
_KEPT_SECONDS = 30.0
"""A key that another process destroyed is of no use here after this time."""


def _cache() -> TTLCache[str, KeyRing]:
    return TTLCache(10_000, _KEPT_SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKeys:
    """`master` wraps. A key is committed before anything is sealed with it."""

    database: Database
    master: KeyRing
    now: Callable[[], datetime]
    _by_owner: TTLCache[str, KeyRing] = field(default_factory=_cache, repr=False)
    _by_id: TTLCache[str, KeyRing] = field(default_factory=_cache, repr=False)

    async def require_all(self) -> None:
        """Make sure that everything here can be opened, and take note of the current master key.

        Raises: `KeyMissing` that names the key to configure, `SealBroken` for a wrong key under its id.
        """
        async with self.database.write() as connection:
            rows = (await connection.execute(select(key_checks))).all()
            for row in rows:
                self.master.open(row.sealed, _CHECK)
            if self.master.current not in {row.id for row in rows}:
                sealed = self.master.seal(b"shipmate", _CHECK)
                await connection.execute(insert(key_checks).values(id=self.master.current, sealed=sealed))

    async def retire(self) -> tuple[str, ...]:
        """Forget the master keys that are not current: nothing here needs them. Return their ids."""
        gone = delete(key_checks).where(key_checks.c.id != self.master.current).returning(key_checks.c.id)
        async with self.database.write() as connection:
            return tuple((await connection.execute(gone)).scalars())

    async def of(self, owner: str) -> KeyRing:
        """Return the key that seals for a person, made at the first need. Not for use in a transaction."""
        known = self._by_owner.get(owner)
        if known is None:
            key_id, wrapped = await self._live(owner) or await self._made(owner)
            known = self._kept(key_id, wrapped, owner)
        return known

    async def open(self, sealed: str, purpose: str) -> bytes:
        """Return what some person's key sealed. Raises: `Forgotten` when it was destroyed."""
        key_id = key_id_of(sealed)
        ring = self._by_id.get(key_id)
        if ring is None:
            query = select(data_keys.c.wrapped, data_keys.c.owner).where(data_keys.c.id == key_id)
            async with self.database.read() as connection:
                row = (await connection.execute(query)).first()
            if row is None or row.wrapped is None:
                raise Forgotten("The key of a person was destroyed.")
            ring = self._kept(key_id, row.wrapped, row.owner)
        return ring.open(sealed, purpose)

    async def destroy(self, connection: AsyncConnection, owner: str) -> int:
        """Destroy a person's key, and return how many there were. What it sealed is lost."""
        gone = (
            update(data_keys)
            .where(data_keys.c.owner == owner, _LIVE)
            .values(wrapped=None, destroyed_at=self.now())
            .returning(data_keys.c.id)
        )
        ids = (await connection.execute(gone)).scalars().all()
        self._by_owner.pop(owner, None)
        for key_id in ids:
            self._by_id.pop(key_id, None)
        return len(ids)

    async def rewrap(self, connection: AsyncConnection) -> int:
        """Wrap every key with the current master key, and return how many another one had wrapped."""
        query = select(data_keys.c.id, data_keys.c.wrapped).where(data_keys.c.wrapped.is_not(None))
        rows = (await connection.execute(query)).all()
        old = [row for row in rows if key_id_of(row.wrapped) != self.master.current]
        for row in old:
            wrapped = self.master.seal(self.master.open(row.wrapped, _PURPOSE), _PURPOSE)
            await connection.execute(
                update(data_keys).where(data_keys.c.id == row.id).values(wrapped=wrapped)
            )
        return len(old)

    async def _live(self, owner: str) -> tuple[str, str] | None:
        query = select(data_keys.c.id, data_keys.c.wrapped).where(data_keys.c.owner == owner, _LIVE)
        async with self.database.read() as connection:
            row = (await connection.execute(query)).first()
        return (row.id, row.wrapped) if row else None

    async def _made(self, owner: str) -> tuple[str, str]:
        key_id, wrapped = secrets.token_hex(8), self.master.seal(new_key(), _PURPOSE)
        async with self.database.write() as connection:
            await self.database.take_turns(connection, f"data_keys:{owner}")
            query = select(data_keys.c.id, data_keys.c.wrapped).where(data_keys.c.owner == owner, _LIVE)
            if row := (await connection.execute(query)).first():  # another process was faster
                return row.id, row.wrapped
            await connection.execute(
                insert(data_keys).values(id=key_id, owner=owner, wrapped=wrapped, made_at=self.now())
            )
        return key_id, wrapped

    def _kept(self, key_id: str, wrapped: str, owner: str) -> KeyRing:
        ring = KeyRing(keys={key_id: self.master.open(wrapped, _PURPOSE)}, current=key_id)
        self._by_id[key_id] = self._by_owner[owner] = ring
        return ring
