"""Letting go of what was kept long enough, class by class, in small transactions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update

from bot.audit import AuditEvent
from bot.storage.audit import AuditLog
from bot.storage.conversations import conversations
from bot.storage.database import Database
from bot.storage.judgements import feedback
from bot.storage.places import places
from bot.storage.turn_tables import OPEN, exchanges, outbox, turns
from bot.storage.usage import SqlCounters
from bot.storage.vault import vault

_BATCH = 400
_COUNTERS_SECONDS = 2 * 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many days each class of data is kept."""

    text: int = 30
    exchanges: int = 365
    values: int = 30
    feedback: int = 730
    figures: int = 1095
    audit: int = 1095


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    database: Database
    audit: AuditLog
    kept: Kept

    async def apply(self, now: datetime) -> Mapping[str, int]:
        """Let go of what is old, and return how many rows of each class. Open turns stay, however old."""

        def before(days: int) -> datetime:
            return now - timedelta(days=days)

        is_open, kept = turns.c.state.in_(OPEN), self.kept
        old_text = and_(turns.c.accepted_at < before(kept.text), ~is_open, turns.c.sealed.is_not(None))
        old_turn = and_(turns.c.accepted_at < before(kept.figures), ~is_open)
        sent = and_(outbox.c.made_at < before(kept.text), outbox.c.sealed.is_not(None))
        counts = {
            "text": await self._in_batches(turns, old_text, {"sealed": None}),
            "sent": await self._in_batches(outbox, sent, {"sealed": None}),
            "exchanges": await self._in_batches(exchanges, exchanges.c.at < before(kept.exchanges)),
            "values": await self._in_batches(vault, vault.c.used_at < before(kept.values)),
            "conversations": await self._in_batches(
                conversations, conversations.c.updated_at < before(kept.values)
            ),
            "places": await self._in_batches(places, places.c.seen_at < before(kept.exchanges)),
            "feedback": await self._in_batches(feedback, feedback.c.at < before(kept.feedback)),
            "figures": await self._in_batches(turns, old_turn),
            "audit": await self.audit.let_go(before(kept.audit)),
            "counters": await SqlCounters(database=self.database).clear(
                older_than_seconds=_COUNTERS_SECONDS, now_seconds=now.timestamp()
            ),
        }
        await self.audit.note(AuditEvent(at=now, tag="retention:record:applied", counts=counts))
        return counts

    async def _in_batches(
        self, table: Table, old: ColumnElement[bool], values: dict[str, Any] | None = None
    ) -> int:
        """Delete the old rows, or set their values, a batch in each transaction: nobody waits for long."""
        key, total = list(table.primary_key), 0
        while True:
            async with self.database.write() as connection:
                rows = (await connection.execute(select(*key).where(old).limit(_BATCH))).all()
                if not rows:
                    return total
                these = or_(*(and_(*(c == v for c, v in zip(key, row, strict=True))) for row in rows))
                if len(key) == 1:
                    these = key[0].in_([row[0] for row in rows])
                change = update(table).values(**values) if values else delete(table)
                await connection.execute(change.where(these))
            total += len(rows)
