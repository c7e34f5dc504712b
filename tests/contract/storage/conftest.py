"""Each test of the record runs on a new SQLite file and on a new database of a real PostgreSQL."""

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sealing import KeyRing, new_key
from bot.storage.database import Database
from bot.storage.keys import DataKeys
from tests.fakes import SettableClock
from tests.servers.postgres import Cluster


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.sqlite'}"
    cluster: Cluster = request.getfixturevalue("postgres_server")
    name = f"record_{secrets.token_hex(6)}"
    cluster.sql(f"CREATE DATABASE {name}")
    return cluster.url(name)


@pytest.fixture
async def database(record_url: str) -> AsyncIterator[Database]:
    database = Database(record_url)
    await database.create_all()
    yield database
    await database.close()


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def master() -> KeyRing:
    return KeyRing(keys={"m1": new_key()}, current="m1")


@pytest.fixture
def keys(database: Database, master: KeyRing, clock: SettableClock) -> DataKeys:
    return DataKeys(database=database, master=master, now=clock.now)
