"""Backup and restore: every row as a line of JSON in one compressed file, from either database into either.

What was sealed stays sealed. The keys go into the file only under a passphrase; without them it is of no use.
"""

import asyncio
import base64
import hashlib
import io
import itertools
import json
import os
import secrets
import tarfile
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Date, Table, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from bot.errors import KeyMissing, RecordUnavailable, SealBroken
from bot.sealing import KeyRing
from bot.storage import migrate
from bot.storage.base import Moment
from bot.storage.database import Database
from bot.storage.keys import data_keys
from bot.storage.tables import ALL

FORMAT = 1
_BATCH = 500
_KEYS, _ABOUT = "keys.json", "about.json"
_SCRYPT = {"n": 2**15, "r": 8, "p": 1, "maxmem": 128 * 1024 * 1024, "dklen": 32}
"""Parameters of scrypt (RFC 7914) for about a tenth of a second and 32 MB a guess."""


class Unrestorable(RecordUnavailable):
    """The file or the database is not one that can be restored from or into; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    rows: int
    destroyed: int
    keys: Mapping[str, Sequence[str]] | None
    """The keys of the backup, when it has them."""


async def back_up(
    database: Database, file: Path, *, keys: Mapping[str, Sequence[str]] | None, passphrase: str
) -> int:
    """Write the record to a new file that only its owner reads, and return the number of rows.

    Raises: `FileExistsError`, `OSError`, `RecordUnavailable`.
    """
    if await asyncio.to_thread(file.exists):
        raise FileExistsError(file)
    partial = file.with_name(f"{file.name}.partial")
    rows = 0
    with partial.open("wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as tar:
        os.fchmod(raw.fileno(), 0o600)
        _put(tar, _ABOUT, json.dumps({"format": FORMAT, "revision": migrate.head()}).encode())
        if keys is not None:
            _put(tar, _KEYS, _locked(json.dumps({k: list(v) for k, v in keys.items()}), passphrase))
        async with database.snapshot() as connection:
            for table in ALL:
                rows += await _put_table(tar, connection, table)
    partial.replace(file)
    return rows


async def _put_table(tar: tarfile.TarFile, connection: AsyncConnection, table: Table) -> int:
    """Add the rows of a table, by way of a file of their own: a record may be larger than the memory."""
    count = 0
    with tempfile.TemporaryFile() as lines:
        async for row in _rows(connection, table):
            lines.write(json.dumps(row).encode() + b"\n")
            count += 1
        entry = tarfile.TarInfo(f"{table.name}.jsonl")
        entry.size, entry.mode = lines.tell(), 0o600
        lines.seek(0)
        tar.addfile(entry, lines)
    return count


def keys_in(file: Path, passphrase: str) -> Mapping[str, Sequence[str]]:
    """Return the keys of a backup. Raises: `Unrestorable` for none, `KeyMissing` for a wrong passphrase."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            locked = _read(tar, _KEYS)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Unrestorable(f"The backup cannot be read: {type(error).__name__}") from None
    if not locked:
        raise Unrestorable("There are no keys in this backup: restore it without --with-keys.")
    keys: Mapping[str, Sequence[str]] = json.loads(_unlocked(locked, passphrase))
    return keys


async def restore(
    database: Database, url: str, file: Path, *, passphrase: str, destroyed: Sequence[str] = ()
) -> Restored:
    """Put the rows of a backup into an empty record. `destroyed` keys were erased after it: they stay so.

    Raises: `Unrestorable`, `KeyMissing` for a wrong passphrase.
    """
    try:
        with tarfile.open(file, "r:gz") as tar:
            about = json.loads(_read(tar, _ABOUT) or b"{}")
            if about.get("format") != FORMAT or about.get("revision") != migrate.head():
                raise Unrestorable(
                    "The backup was made by another version: restore it with that one, then migrate."
                )
            locked = _read(tar, _KEYS) if passphrase else b""
            keys = json.loads(_unlocked(locked, passphrase)) if locked else None
            await asyncio.to_thread(migrate.migrate, url)
            rows = await _fill(database, tar, destroyed)
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError) as error:
        raise Unrestorable(f"The backup cannot be read: {type(error).__name__}") from None
    return Restored(rows=rows, destroyed=len(destroyed), keys=keys)


async def _fill(database: Database, tar: tarfile.TarFile, destroyed: Sequence[str]) -> int:
    count = 0
    async with database.write() as connection:
        for table in ALL:
            if (await connection.execute(select(func.count()).select_from(table))).scalar():
                raise Unrestorable("The record is not empty: a backup is restored into a new one only.")
        for table in ALL:
            for rows in _batches(tar, table):
                await connection.execute(insert(table), rows)
                count += len(rows)
        gone = update(data_keys).where(data_keys.c.id.in_(destroyed), data_keys.c.wrapped.is_not(None))
        await connection.execute(gone.values(wrapped=None, destroyed_at=data_keys.c.made_at))
    return count


def _batches(tar: tarfile.TarFile, table: Table) -> Iterator[list[dict[str, Any]]]:
    try:
        lines = tar.extractfile(f"{table.name}.jsonl")
    except KeyError:
        return
    assert lines is not None, "what a backup holds are files"
    rows = (_values(table, json.loads(line)) for line in lines)
    while batch := list(itertools.islice(rows, _BATCH)):
        yield batch


async def _rows(connection: AsyncConnection, table: Table) -> AsyncIterator[dict[str, Any]]:
    result = await connection.stream(select(table).order_by(*table.primary_key))
    async for row in result.mappings():
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _values(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as its table takes it; a column the table has not is an error of its own."""
    return {name: _typed(table.c[name].type, value) for name, value in row.items()}


def _typed(kind: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    entry.mode = 0o600
    tar.addfile(entry, io.BytesIO(content))


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    try:
        file = tar.extractfile(name)
    except KeyError:
        return b""
    return file.read() if file else b""


def _locked(content: str, passphrase: str) -> bytes:
    salt = secrets.token_bytes(16)
    sealed = _ring(passphrase, salt).seal(content.encode(), "backup.keys")
    return json.dumps({"salt": base64.b64encode(salt).decode(), "sealed": sealed}).encode()


def _unlocked(content: bytes, passphrase: str) -> str:
    locked = json.loads(content)
    try:
        ring = _ring(passphrase, base64.b64decode(locked["salt"]))
        return ring.open(locked["sealed"], "backup.keys").decode()
    except SealBroken:
        raise KeyMissing("The passphrase does not open the keys of this backup.") from None


def _ring(passphrase: str, salt: bytes) -> KeyRing:
    key = hashlib.scrypt(passphrase.encode(), salt=salt, **_SCRYPT)
    return KeyRing(keys={"backup": key}, current="backup")
