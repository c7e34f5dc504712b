"""What people decided: the tables `feedback` (on an answer) and `approvals` (of a draft)."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Boolean, Column, String, Table, Text, insert, select, update

from bot.sealing import KeyRing
from bot.storage.base import Moment, metadata
from bot.storage.database import Database
from bot.storage.upsert import upsert

feedback = Table(
    "feedback",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("turn_id", String(512), nullable=False, index=True),
    Column("person", String(64), nullable=False, index=True),
    Column("is_good", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
"""`reason` is redacted."""

approvals = Table(
    "approvals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("turn_id", String(512), nullable=False, index=True),
    Column("sealed", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("decided_by", String(64)),
    Column("decided_at", Moment),
)
"""State: open, approved, rejected. `digest` is of the exact text and its facts, which a decision names."""
_PURPOSE = "approvals.sealed"
Verdict = Literal["approved", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlFeedback:
    database: Database
    now: Callable[[], datetime]

    async def keep(self, *, turn_id: str, person: str, is_good: bool, reason: str) -> None:
        """Keep what somebody thinks of an answer, in place of what they thought; `reason` is redacted."""
        row = {
            "id": hashlib.sha256(f"{turn_id}\x1f{person}".encode()).hexdigest()[:32],
            "turn_id": turn_id,
            "person": person,
            "is_good": is_good,
            "reason": reason,
            "at": self.now(),
        }
        async with self.database.write() as connection:
            changed = ("is_good", "reason", "at")
            await connection.execute(upsert(connection, feedback, [row], update=changed))


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlApprovals:
    """The row decides: a decision is taken once, before it expires, on the very text that was shown."""

    database: Database
    master: KeyRing
    now: Callable[[], datetime]

    async def open(self, *, turn_id: str, text: str, digest: str, expires_at: datetime) -> str:
        """Put a draft up for a decision, and return its id."""
        row = {
            "id": secrets.token_hex(8),
            "turn_id": turn_id,
            "sealed": self.master.seal(text.encode(), _PURPOSE),
            "digest": digest,
            "state": "open",
            "opened_at": self.now(),
            "expires_at": expires_at,
        }
        async with self.database.write() as connection:
            await connection.execute(insert(approvals).values(**row))
        return str(row["id"])

    async def decide(self, approval: str, verdict: Verdict, *, digest: str, by: str) -> bool:
        """Decide, and return whether this decision counts: the first, in time, on this text."""
        now = self.now()
        decided = (
            update(approvals)
            .where(
                approvals.c.id == approval,
                approvals.c.state == "open",
                approvals.c.digest == digest,
                approvals.c.expires_at > now,
            )
            .values(state=verdict, decided_by=by, decided_at=now)
        )
        async with self.database.write() as connection:
            return (await connection.execute(decided)).rowcount > 0

    async def text(self, approval: str) -> str:
        """Return the text that waits. Raises: `LookupError`."""
        async with self.database.read() as connection:
            query = select(approvals.c.sealed).where(approvals.c.id == approval)
            sealed = (await connection.execute(query)).scalar()
        if sealed is None:
            raise LookupError("There is no such approval.")
        return self.master.open(sealed, _PURPOSE).decode()
