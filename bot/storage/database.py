"""One database: SQLite in a file, or PostgreSQL. Reading and writing are transactions of their own kind."""

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import RecordUnavailable
from bot.storage.base import metadata

_WAIT_SECONDS = 10.0
"""The longest a statement waits for another writer, and a transaction for a connection."""
_IDLE_SECONDS = 2.0
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


class Database:
    """Opened by the first use; whatever fails in a transaction of it is raised as `RecordUnavailable`.

    `url` is `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`.

    Raises: `ValueError` for a URL of another kind.
    """

    def __init__(self, url: str, *, connections: int = 10) -> None:
        self.url = _with_driver(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = _sqlite(self.url) if self.is_sqlite else _postgres(self.url, connections)
        # in PostgreSQL a statement that reads is a transaction by itself: no BEGIN and COMMIT around it
        self._reading = (
            self._engine if self.is_sqlite else self._engine.execution_options(isolation_level="AUTOCOMMIT")
        )

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection that only reads. What has to see one state in several statements: `snapshot`."""
        with _told_as_unavailable():
            async with self._reading.connect() as connection, connection.begin():
                yield connection

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that only reads, and sees one state however long it takes."""
        with _told_as_unavailable():
            async with self._engine.connect() as connection:
                if not self.is_sqlite:
                    await connection.execution_options(isolation_level="REPEATABLE READ")
                async with connection.begin():
                    yield connection

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that writes, all or nothing. In SQLite it holds the one right to write at once:
        a transaction that reads first and then writes would fail there."""
        with _told_as_unavailable():
            async with self._engine.connect() as connection:
                await connection.execution_options(shipmate_writes=True)
                async with connection.begin():
                    yield connection

    async def take_turns(self, connection: AsyncConnection, what: str) -> None:
        """Let one transaction at a time go on that names the same thing. SQLite has but one that writes."""
        if not self.is_sqlite:
            number = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], signed=True)
            await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})

    async def scrub(self) -> None:
        """Overwrite the remains of deleted rows in a SQLite file: in free pages and in the log beside it."""
        with _told_as_unavailable():
            async with self._engine.connect() as connection:
                raw = (await connection.get_raw_connection()).driver_connection
                assert raw is not None
                for statement in (
                    "PRAGMA wal_checkpoint(TRUNCATE)",
                    "VACUUM",
                    "PRAGMA wal_checkpoint(TRUNCATE)",
                ):
                    async with raw.execute(statement) as cursor:  # one left open would stop the next
                        await cursor.fetchall()

    async def create_all(self) -> None:
        """Make every table that is not there yet (tests; a real record is made by its migrations)."""
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        async with self.write() as connection:
            await connection.run_sync(metadata.create_all)

    async def close(self) -> None:
        await self._engine.dispose()


@contextlib.contextmanager
def _told_as_unavailable() -> Iterator[None]:
    """A database's message may hold what was to be written: only the name of the fault goes on."""
    try:
        yield
    except (SQLAlchemyError, OSError, sqlite3.Error) as error:
        raise RecordUnavailable(f"The record cannot be used: {type(error).__name__}") from None


def _with_driver(written: str) -> URL:
    url = make_url(written)
    driver = _DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise ValueError("The record is kept in SQLite (sqlite:///FILE) or PostgreSQL (postgresql://…).")
    return url.set(drivername=driver)


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("shipmate_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(url: URL, connections: int) -> AsyncEngine:
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        connect_args={
            "connect_timeout": int(_WAIT_SECONDS),
            "options": f"-c statement_timeout={int(_WAIT_SECONDS * 1000)} -c timezone=UTC",
        },
    )
    _ping_when_idle(engine)
    return engine


def _ping_when_idle(engine: AsyncEngine) -> None:
    """Look whether a connection still lives when nobody used it for a while: not each time, it is a trip."""

    @event.listens_for(engine.sync_engine, "checkin")
    def note(connection: Any, entry: ConnectionPoolEntry) -> None:
        entry.info["used_at"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def look(connection: Any, entry: ConnectionPoolEntry, _proxy: Any) -> None:
        if time.monotonic() - entry.info.get("used_at", time.monotonic()) < _IDLE_SECONDS:
            return
        try:
            engine.sync_engine.dialect.do_ping(connection)
        except Exception:
            raise DisconnectionError from None  # the pool takes another one
