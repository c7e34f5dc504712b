"""One database: SQLite in a file, or PostgreSQL. Reading and writing are transactions of their own kind."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage.base import metadata

_WAIT_SECONDS = 10.0
"""The longest a statement waits for another writer, and a transaction for a connection."""
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


class Database:
    """Opened by the first use. `url` is `sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`.

    Raises: `ValueError` for a URL of another kind.
    """

    def __init__(self, url: str, *, connections: int = 10) -> None:
        self.url = _with_driver(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = _sqlite(self.url) if self.is_sqlite else _postgres(self.url, connections)

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that only reads."""
        async with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that writes, all or nothing. In SQLite it holds the one right to write at once:
        a transaction that reads first and then writes would fail there."""
        async with self._engine.connect() as connection:
            await connection.execution_options(shipmate_writes=True)
            async with connection.begin():
                yield connection

    async def create_all(self) -> None:
        """Make every table that is not there yet (tests; a real record is made by its migrations)."""
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        async with self.write() as connection:
            await connection.run_sync(metadata.create_all)

    async def close(self) -> None:
        await self._engine.dispose()


def _with_driver(text: str) -> URL:
    url = make_url(text)
    driver = _DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise ValueError("The record is kept in SQLite (sqlite:///FILE) or PostgreSQL (postgresql://…).")
    return url.set(drivername=driver)


def _sqlite(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("shipmate_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(url: URL, connections: int) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": int(_WAIT_SECONDS),
            "options": f"-c statement_timeout={int(_WAIT_SECONDS * 1000)} -c timezone=UTC",
        },
    )
