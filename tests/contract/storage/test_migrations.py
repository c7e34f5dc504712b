"""A record is brought to the form the code needs, on both databases."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage import migrate
from bot.storage.database import Database

ROOT = Path(__file__).resolve().parents[3]


async def test_migrations_make_what_the_code_describes(record_url: str) -> None:
    assert migrate.migrate(record_url) == ("", migrate.head())
    assert migrate.differences(record_url) == []
    assert migrate.migrate(record_url) == (migrate.head(), migrate.head())
    assert migrate.is_current(record_url)


async def test_a_record_that_nobody_migrated_is_not_current(record_url: str) -> None:
    assert not migrate.is_current(record_url)


async def test_a_newer_record_is_refused(record_url: str) -> None:
    migrate.migrate(record_url)
    database = Database(record_url)
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    for use in (migrate.migrate, migrate.is_current):
        with pytest.raises(migrate.NewerRecord, match="newer Shipmate"):
            use(record_url)


async def test_processes_that_migrate_at_once_do_it_once(record_url: str) -> None:
    code = "import sys; from bot.storage.migrate import migrate; print(migrate(sys.argv[1])[0] or 'made')"
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, record_url, cwd=ROOT, stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]
    said = [(await one.communicate())[0].decode().strip() for one in processes]
    assert sorted(said) == sorted([migrate.head(), migrate.head(), "made"])
