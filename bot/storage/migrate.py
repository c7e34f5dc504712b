"""Brings a database to the form this version needs: one process at a time, in one transaction."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.errors import RecordUnavailable
from bot.storage.base import metadata

_FOLDER = Path(__file__).with_name("migrations")
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}
_LOCK = int.from_bytes(hashlib.sha256(b"shipmate:migrate").digest()[:8], signed=True)


class NewerRecord(RecordUnavailable):
    """The database was made by a newer version."""


def migrate(url: str) -> tuple[str, str]:
    """Bring the database to this version, and return the revisions before and after ("" for none).

    Raises: `NewerRecord`, `RecordUnavailable`.
    """
    with _opened(url, writes=True) as connection:
        before = _revision(connection)
        config = _config(connection)
        command.upgrade(config, "head")
        return before, _revision(connection)


def is_current(url: str) -> bool:
    """Return whether the database has the form this version needs. Raises: as `migrate`."""
    with _opened(url) as connection:
        return _revision(connection) == head()


def differences(url: str) -> list[object]:
    """Return where the database differs from the tables in the code: nothing after `migrate`."""
    with _opened(url) as connection:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))


def write_revision(url: str, message: str, revision: str) -> None:
    """Write a new revision with what the tables in the code have and the database has not."""
    with _opened(url, writes=True) as connection:
        command.revision(_config(connection), message=message, autogenerate=True, rev_id=revision)


def head() -> str:
    """Return the revision this version needs."""
    return ScriptDirectory(str(_FOLDER)).get_current_head() or ""


def _revision(connection: Connection) -> str:
    found = MigrationContext.configure(connection).get_current_revision() or ""
    known = {script.revision for script in ScriptDirectory(str(_FOLDER)).walk_revisions()}
    if found and found not in known:
        raise NewerRecord(f"The record was made by a newer Shipmate (its revision is {found}): use that one.")
    return found


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _opened(url: str, *, writes: bool = False) -> Iterator[Connection]:
    named = make_url(url)
    named = named.set(drivername=_DRIVERS[named.get_backend_name()])
    if named.get_backend_name() == "sqlite" and named.database:
        Path(named.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    waits = {"timeout": 30} if named.get_backend_name() == "sqlite" else {"connect_timeout": 10}
    engine = create_engine(named, hide_parameters=True, poolclass=NullPool, connect_args=waits)
    if named.get_backend_name() == "sqlite":

        @event.listens_for(engine, "connect")
        def _begin_by_hand(connection: object, _: object) -> None:
            connection.isolation_level = None  # type: ignore[attr-defined]

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    try:
        with engine.begin() as connection:
            if writes and named.get_backend_name() == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise RecordUnavailable(f"The record cannot be used: {type(error).__name__}") from None
    finally:
        engine.dispose()
        if named.get_backend_name() == "sqlite" and named.database and Path(named.database).exists():
            Path(named.database).chmod(0o600)
