"""The whole record, opened: every store of it on one database with one set of keys."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import RecordUnavailable
from bot.sealing import KeyRing
from bot.storage import migrate
from bot.storage.answers import SqlAnswers
from bot.storage.audit import AuditLog
from bot.storage.conversations import SqlMemory
from bot.storage.database import Database
from bot.storage.hand_overs import SqlHandOvers
from bot.storage.identities import SqlIdentities
from bot.storage.judgements import SqlApprovals, SqlFeedback
from bot.storage.keys import DataKeys
from bot.storage.places import SqlPlaces
from bot.storage.switches import SqlSwitches
from bot.storage.turns import SqlTurnBook
from bot.storage.usage import SqlCounters, SqlUsage


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    database: Database
    keys: DataKeys
    audit: AuditLog
    turns: SqlTurnBook
    answers: SqlAnswers
    memory: SqlMemory
    identities: SqlIdentities
    feedback: SqlFeedback
    approvals: SqlApprovals
    usage: SqlUsage
    counters: SqlCounters
    hand_overs: SqlHandOvers
    places: SqlPlaces
    switches: SqlSwitches

    async def close(self) -> None:
        await self.audit.close()
        await self.database.close()


def record_on(
    url: str,
    *,
    master: KeyRing,
    audit_keys: KeyRing,
    head_file: Path,
    now: Callable[[], datetime],
    executor: str = "one",
    connections: int = 10,
    dead_after_seconds: float = 12.0,
) -> Record:
    """Return the record of a database, without touching it yet. Raises: `ValueError` for such a URL."""
    database = Database(url, connections=connections)
    keys = DataKeys(database=database, master=master, now=now)
    audit = AuditLog(database=database, keys=audit_keys, head_file=head_file, now=now)
    turns = SqlTurnBook(
        database=database,
        keys=keys,
        audit=audit,
        now=now,
        executor=executor,
        dead_after_seconds=dead_after_seconds,
    )
    return Record(
        database=database,
        keys=keys,
        audit=audit,
        turns=turns,
        answers=SqlAnswers(database=database, keys=keys, turns=turns),
        memory=SqlMemory(database=database, master=master, now=now),
        identities=SqlIdentities(database=database, keys=keys, now=now),
        feedback=SqlFeedback(database=database, now=now),
        approvals=SqlApprovals(database=database, master=master, now=now),
        usage=SqlUsage(database=database),
        counters=SqlCounters(database=database),
        hand_overs=SqlHandOvers(database=database, audit=audit, now=now),
        places=SqlPlaces(database=database, master=master, now=now),
        switches=SqlSwitches(database=database, now=now),
    )


async def prepare(record: Record, url: str) -> None:
    """Bring a SQLite record to this version; of PostgreSQL make sure that somebody did. Check its keys.

    Raises: `RecordUnavailable` that says what to do, `KeyMissing`.
    """
    if record.database.is_sqlite:
        await asyncio.to_thread(migrate.migrate, url)
    elif not await asyncio.to_thread(migrate.is_current, url):
        raise RecordUnavailable("The record has not the form this version needs: run `shipmate migrate`.")
    await record.keys.require_all()
