"""Questions that people have: the table `hand_overs`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Column, ForeignKey, Row, Select, String, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.audit import AuditEvent, Head, turn_from
from bot.domain import HandedOver, Turn
from bot.ports import HandOverState
from bot.storage.base import Moment, metadata
from bot.storage.database import Database
from bot.storage.turn_tables import exchanges, turns
from bot.storage.upsert import upsert

hand_overs = Table(
    "hand_overs",
    metadata,
    Column("turn_id", String(512), ForeignKey(turns.c.id, ondelete="CASCADE"), primary_key=True),
    Column("reference", String(8), nullable=False, index=True),
    Column("topic", String(32), nullable=False),
    Column("who", String(200), nullable=False),
    Column("to", String(512), nullable=False),
    Column("person", String(64), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("opened_at", Moment, nullable=False),
    Column("answer_by", Moment),
    Column("taken_at", Moment),
    Column("taken_by", String(64)),
    Column("closed_at", Moment),
)
"""State: waiting, undelivered (nobody could be told, as far as we know), taken, answered, withdrawn.

`person` asked, `taken_by` has it: pseudonyms both. What was asked is in `exchanges`.
"""
_UNTAKEN = ("waiting", "undelivered")
_OPEN = (*_UNTAKEN, "taken")
_OPERATOR = ""
"""Who has no pseudonym: somebody at the command line."""


class Noted(Protocol):
    """What writes to the audit in a transaction that is open. Raises: `AuditUnavailable`."""

    async def append(self, connection: AsyncConnection, event: AuditEvent) -> Head: ...

    def committed(self, head: Head) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlHandOvers:
    """A `bot.ports.HandOverBook`. Each change is in the audit."""

    database: Database
    audit: Noted
    now: Callable[[], datetime]

    async def take(self, turn_id: str, person: str) -> bool:
        now = self.now()
        taken = (
            update(hand_overs)
            .where(hand_overs.c.turn_id == turn_id, hand_overs.c.state.in_(_UNTAKEN))
            .values(state="taken", taken_by=person or None, taken_at=now)
            .returning(hand_overs.c.topic)
        )
        async with self.database.write() as connection:
            topic = (await connection.execute(taken)).scalar()
            if topic is None:
                return False
            head = await self.audit.append(connection, _event(now, topic, "taken", turn_id, person))
        self.audit.committed(head)
        return True

    async def answered(self, turn_id: str, person: str) -> bool:
        now = self.now()
        closed = (
            update(hand_overs)
            .where(hand_overs.c.turn_id == turn_id, hand_overs.c.state.in_(_OPEN))
            .values(state="answered", closed_at=now)
            .returning(hand_overs.c.topic)
        )
        replied = update(turns).where(turns.c.id == turn_id, turns.c.human_replied_at.is_(None))
        first = update(hand_overs).where(hand_overs.c.turn_id == turn_id, hand_overs.c.taken_at.is_(None))
        async with self.database.write() as connection:
            topic = (await connection.execute(closed)).scalar()
            if topic is None:
                return False
            await connection.execute(replied.values(human_replied_at=now))
            await connection.execute(first.values(taken_by=person or None, taken_at=now))
            head = await self.audit.append(connection, _event(now, topic, "answered", turn_id, person))
        self.audit.committed(head)
        return True

    async def state_of(self, turn_id: str) -> HandOverState | None:
        return await self._first(_STATES.where(hand_overs.c.turn_id == turn_id))

    async def by_reference(self, reference: str) -> HandOverState | None:
        return await self._first(_STATES.where(hand_overs.c.reference == reference.strip().upper()))

    async def of_person(self, person: str, reference: str = "") -> HandOverState | None:
        if not person:
            return None
        query = _STATES.where(hand_overs.c.person == person, hand_overs.c.state != "withdrawn")
        if reference:
            query = query.where(hand_overs.c.reference == reference.upper())
        return await self._first(query)

    async def open_ones(self) -> tuple[HandOverState, ...]:
        return await self._all(_STATES.where(hand_overs.c.state.in_(_OPEN)).order_by(hand_overs.c.opened_at))

    async def latest(self, number: int) -> tuple[HandOverState, ...]:
        return await self._all(_STATES.order_by(hand_overs.c.opened_at.desc()).limit(number))

    async def _first(self, query: Select[Any]) -> HandOverState | None:
        newest = query.order_by(hand_overs.c.opened_at.desc(), hand_overs.c.turn_id).limit(1)
        async with self.database.read() as connection:
            row = (await connection.execute(newest)).first()
        return _state(row) if row else None

    async def _all(self, query: Select[Any]) -> tuple[HandOverState, ...]:
        async with self.database.read() as connection:
            return tuple(_state(row) for row in (await connection.execute(query)).all())


_STATES = select(hand_overs, exchanges.c.asked).outerjoin(
    exchanges, exchanges.c.turn_id == hand_overs.c.turn_id
)


async def open_hand_over(connection: AsyncConnection, turn: Turn, handed: HandedOver, now: datetime) -> None:
    """Write down that people have a question; again for the same turn it changes nothing."""
    row = {
        "turn_id": turn.id,
        "reference": handed.reference,
        "topic": handed.topic,
        "who": handed.who,
        "to": handed.to,
        "person": turn.person,
        "state": "waiting",
        "opened_at": now,
        "answer_by": handed.answer_by,
    }
    await connection.execute(upsert(connection, hand_overs, [row], update=()))


async def mark_undelivered(connection: AsyncConnection, turn_id: str) -> None:
    """Write down that the people could not be told, for whoever looks into the list, and for `doctor`."""
    waits = update(hand_overs).where(hand_overs.c.turn_id == turn_id, hand_overs.c.state == "waiting")
    await connection.execute(waits.values(state="undelivered"))


async def mark_withdrawn(connection: AsyncConnection, turn_ids: Select[Any], now: datetime) -> None:
    """Write down that the asker took the questions back, of those that nobody has taken."""
    untaken = update(hand_overs).where(hand_overs.c.turn_id.in_(turn_ids), hand_overs.c.state.in_(_UNTAKEN))
    await connection.execute(untaken.values(state="withdrawn", closed_at=now))


def _event(now: datetime, topic: str, action: str, turn_id: str, person: str) -> AuditEvent:
    return AuditEvent(
        at=now, tag=f"handover:{topic}:{action}", turn=turn_from(turn_id), person=person or _OPERATOR
    )


def _state(row: Row) -> HandOverState:  # type: ignore[type-arg]
    return HandOverState(
        turn_id=row.turn_id,
        reference=row.reference,
        topic=row.topic,
        who=row.who,
        to=row.to,
        state=row.state,
        opened_at=row.opened_at,
        answer_by=row.answer_by,
        taken_at=row.taken_at,
        taken_by=row.taken_by or "",
        closed_at=row.closed_at,
        asked=row.asked or "",
    )
