"""Connections to one SQLite file: many readers, one writer at a time, a watcher for foreign changes."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrieval.errors import SourceUnavailable
from retrieval.stores.schema import prepare

BUSY_TIMEOUT_SECONDS = 10.0
CACHE_KIB = 16_384


class Connections:
    """Lends connections; each is used by one thread at a time and kept for the next.

    Writers begin IMMEDIATE: a deferred transaction that reads first and then writes fails at once with
    "database is locked", whatever the time-out says.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._watcher: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self._faults_mapped(), self._lent() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection whose statements all see the same state of the file."""
        with self.reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside one transaction: all of it is kept, or on an exception nothing."""
        with self._faults_mapped(), self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def data_version(self) -> int:
        """Return a number that changes whenever anybody, here or in another process, has committed."""
        with self._faults_mapped(), self._lock:
            if self._watcher is None:
                self._watcher = self._opened()
            return int(self._watcher.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close every connection that is not lent. The object can be used again afterwards."""
        with self._lock:
            connections, self._idle = self._idle, []
            if self._watcher is not None:
                connections.append(self._watcher)
                self._watcher = None
        for connection in connections:
            connection.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._opened()
        try:
            yield connection
        finally:
            with self._lock:
                self._idle.append(connection)

    def _opened(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            hint = "the folder of the index cannot be made: look at its path and permissions"
            raise SourceUnavailable("documents", "unreachable", hint) from error
        connection = sqlite3.connect(
            self.path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _faults_mapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.OperationalError as error:
            raise _fault_from_operational(error) from error
        except sqlite3.DatabaseError as error:
            hint = "the index file is damaged or no database: delete it and index again"
            raise SourceUnavailable("documents", "database", hint) from error


def _fault_from_operational(error: sqlite3.OperationalError) -> SourceUnavailable:
    """Map by SQLite's primary result code: the low byte of the extended one."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return SourceUnavailable("documents", "timeout", "another process is writing the index: try again")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL):
        return SourceUnavailable(
            "documents", "unreachable", "the index cannot be opened: see its path and disk"
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return SourceUnavailable("documents", "rights", "the index cannot be written: see its permissions")
    return SourceUnavailable("documents", "fault", "the index did not accept a statement")
