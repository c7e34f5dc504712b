"""The audit in the database: appended inside the transaction of what it tells of, verified entry by entry."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.audit import (
    GENESIS,
    NO_HEAD,
    AuditEvent,
    Entry,
    Finding,
    Head,
    Verification,
    chained,
    code_from,
    head_of,
    ids_from,
    turn_from,
)
from bot.domain import Outcome, Turn
from bot.errors import AuditUnavailable
from bot.sealing import KeyRing
from bot.storage.base import Moment, metadata
from bot.storage.database import Database
from retrieval.evidence import OrderFacts

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
audit = Table(
    "audit",
    metadata,
    Column("seq", _NUMBER, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("tag", String(96), nullable=False),
    Column("turn", String(512), nullable=False),
    Column("person", String(64), nullable=False),
    Column("counts", JSON, nullable=False),
    Column("ids", JSON, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("key_id", String(32), nullable=False),
    Column("mac", String(64), nullable=False),
)
Index("ix_audit_at", audit.c.at)
checkpoints = Table(
    "audit_checkpoints",
    metadata,
    Column("seq", _NUMBER, primary_key=True, autoincrement=False),
    Column("mac", String(64), nullable=False),
    Column("key_id", String(32), nullable=False),
    Column("signature", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
)
"""The last entry of each part that was let go, signed: the chain goes on after it."""
_BATCH = 1_000
_ENDLESS = 2**62
_MOST_FINDINGS = 1_000
_HEAD_PAUSE_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLog:
    """`head_file` is the second place: on another disk, or read by another machine, it shows a cut end.

    It is written at most twice a second, after the entry is committed: after a crash it may lag, never lead.
    """

    database: Database
    keys: KeyRing
    head_file: Path
    now: Callable[[], datetime]
    _head: list[Head] = field(default_factory=list, repr=False)
    _writing: "set[asyncio.Task[None]]" = field(default_factory=set, repr=False)

    async def answered(self, connection: AsyncConnection, turn: Turn, outcome: Outcome) -> Head:
        """Write down an answered turn in an open transaction. Raises: `AuditUnavailable`."""
        cited = {citation.evidence for citation in outcome.citations}
        found = outcome.evidence.found
        orders = [item.order.number for item in found if isinstance(item, OrderFacts)]
        counts = {
            "found": len(found),
            "cited": len(cited),
            "unavailable": len(outcome.evidence.unavailable),
            "handed_over": int(outcome.handed is not None),
            code_from(outcome.reason or "answered"): 1,
        }
        event = AuditEvent(
            at=self.now(),
            tag=f"{_word(turn.channel)}:turn:{outcome.kind}",
            turn=turn_from(turn.id),
            person=turn.person,
            counts={name: number for name, number in counts.items() if number},
            ids=ids_from((*orders, *sorted(cited))),
        )
        return await self.append(connection, event)

    async def append(self, connection: AsyncConnection, event: AuditEvent) -> Head:
        """Append in an open transaction, one at a time over all processes. Raises: `AuditUnavailable`."""
        try:
            await self.database.take_turns(connection, "audit")
            last = select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)
            row = (await connection.execute(last)).first() or await self._checkpoint(connection)
            entry = chained(event, after_seq=row.seq, after_mac=row.mac, keys=self.keys)
            await connection.execute(insert(audit).values(**_row(entry)))
        except SQLAlchemyError as error:
            raise AuditUnavailable(f"The audit cannot be written to: {type(error).__name__}") from None
        return head_of(entry.seq, entry.mac, self.keys)

    async def note(self, event: AuditEvent) -> None:
        """Append in a transaction of its own. Raises: `AuditUnavailable`."""
        async with self.database.write() as connection:
            head = await self.append(connection, event)
        self.committed(head)

    def committed(self, head: Head) -> None:
        """Have the head written to the second place, soon."""
        if not self._head or head.seq > self._head[0].seq:
            self._head[:] = [head]
        if not self._writing:
            task = asyncio.create_task(self._write_soon())
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    async def close(self) -> None:
        """Write the head before the process ends."""
        for task in tuple(self._writing):
            task.cancel()
        if self._head:
            write_head(self.head_file, self._head[0])

    async def verify(self) -> tuple[int, tuple[Finding, ...]]:
        """Return how many entries there are, and what is wrong with them, in their order."""
        if self._head:
            write_head(self.head_file, self._head[0])
        head = await asyncio.to_thread(read_head, self.head_file)
        async with self.database.read() as connection:
            start = await self._checkpoint(connection)
        reading = Verification(keys=self.keys, head=head, start=start)
        findings = list(reading.begun())
        async for entry in self.entries(after=start.seq):
            if len(findings) < _MOST_FINDINGS:
                findings += reading.read(entry)
        findings += reading.ended()
        return reading.entries, tuple(dict.fromkeys(findings))

    async def entries(self, *, after: int = 0) -> AsyncIterator[Entry]:
        """Yield the entries in their order, a batch in memory at a time."""
        while True:
            query = select(audit).where(audit.c.seq > after).order_by(audit.c.seq).limit(_BATCH)
            async with self.database.read() as connection:
                rows = (await connection.execute(query)).all()
            for row in rows:
                yield _entry(row)
            if len(rows) < _BATCH:
                return
            after = rows[-1].seq

    async def let_go(self, before: datetime) -> int:
        """Let go of whole months that ended before a moment, sign where the chain goes on; return how many
        entries that were."""
        month = before.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        young = select(func.min(audit.c.seq)).where(audit.c.at >= month).scalar_subquery()
        old = (
            select(audit.c.seq, audit.c.mac)
            .where(audit.c.seq < func.coalesce(young, _ENDLESS))  # a clock that was wrong takes nothing along
            .order_by(audit.c.seq.desc())
            .limit(1)
        )
        async with self.database.write() as connection:
            await self.database.take_turns(connection, "audit")
            last = (await connection.execute(old)).first()
            if last is None:
                return 0
            signed = asdict(head_of(last.seq, last.mac, self.keys, use="checkpoint"))
            await connection.execute(insert(checkpoints).values(**signed, made_at=self.now()))
            gone = await connection.execute(delete(audit).where(audit.c.seq <= last.seq))
        return gone.rowcount

    async def ends(self) -> tuple[int, int]:
        """Return the numbers of the first and the last entry; 0 and 0 for none."""
        async with self.database.read() as connection:
            row = (await connection.execute(select(func.min(audit.c.seq), func.max(audit.c.seq)))).one()
        return int(row[0] or 0), int(row[1] or 0)

    async def _checkpoint(self, connection: AsyncConnection) -> Head:
        query = select(checkpoints).order_by(checkpoints.c.seq.desc()).limit(1)
        row = (await connection.execute(query)).first()
        if row is None:
            return NO_HEAD
        return Head(seq=row.seq, mac=row.mac, key_id=row.key_id, signature=row.signature)

    async def _write_soon(self) -> None:
        written = -1
        while self._head[0].seq > written:
            await asyncio.sleep(_HEAD_PAUSE_SECONDS)
            head = self._head[0]
            write_head(self.head_file, head)  # some hundred bytes, twice a second at the most
            written = head.seq


def write_head(file: Path, head: Head) -> None:
    """Write the head, whole or not at all; one that is behind what is there is not written."""
    known = read_head(file)
    if known and known.seq >= head.seq:
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = file.with_suffix(f".{os.getpid()}.partial")
    partial.write_text(json.dumps(asdict(head)) + "\n", encoding="utf-8")
    partial.chmod(0o600)
    partial.replace(file)


def read_head(file: Path) -> Head | None:
    """Return the head as the second place has it; None when there is none. A broken one counts as forged."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(content["seq"], int):
            raise TypeError
        return Head(**content)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        return Head(seq=0, mac=GENESIS, key_id="", signature="broken")


def _row(entry: Entry) -> dict[str, Any]:
    event = entry.event
    return {
        "seq": entry.seq,
        "at": event.at,
        "tag": event.tag,
        "turn": event.turn,
        "person": event.person,
        "counts": dict(event.counts),
        "ids": list(event.ids),
        "previous": entry.previous,
        "key_id": entry.key_id,
        "mac": entry.mac,
    }


def _entry(row: Row[Any]) -> Entry:
    """Return a row as an entry, also one that somebody changed into what no event is."""
    event = object.__new__(AuditEvent)
    said = {"at": row.at, "tag": row.tag, "turn": row.turn, "person": row.person}
    for name, value in {**said, "counts": row.counts, "ids": tuple(row.ids)}.items():
        object.__setattr__(event, name, value)
    return Entry(seq=row.seq, event=event, previous=row.previous, key_id=row.key_id, mac=row.mac)


def _word(text: str) -> str:
    return "".join(mark if "a" <= mark <= "z" else "_" for mark in text.lower())[:24] or "_"
