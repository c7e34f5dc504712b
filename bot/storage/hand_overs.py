"""Questions that people have: the table `hand_overs`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Row, String, Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

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
"""State: waiting, taken, answered. `person` asked, `taken_by` has it: pseudonyms both."""
_OPEN = ("waiting", "taken")


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlHandOvers:
    """A `bot.ports.HandOverBook`."""

    database: Database
    now: Callable[[], datetime]

    async def take(self, turn_id: str, person: str) -> bool:
        taken = (
            update(hand_overs)
            .where(hand_overs.c.turn_id == turn_id, hand_overs.c.state == "waiting")
            .values(state="taken", taken_by=person, taken_at=self.now())
        )
        async with self.database.write() as connection:
            return (await connection.execute(taken)).rowcount > 0

    async def answered(self, turn_id: str, person: str) -> bool:
        now = self.now()
        closed = (
            update(hand_overs)
            .where(hand_overs.c.turn_id == turn_id, hand_overs.c.state.in_(_OPEN))
            .values(state="answered", closed_at=now)
        )
        replied = update(turns).where(turns.c.id == turn_id, turns.c.human_replied_at.is_(None))
        async with self.database.write() as connection:
            if not (await connection.execute(closed)).rowcount:
                return False
            await connection.execute(replied.values(human_replied_at=now))
            first = update(hand_overs).where(hand_overs.c.turn_id == turn_id, hand_overs.c.taken_by.is_(None))
            await connection.execute(first.values(taken_by=person, taken_at=now))
            return True

    async def state_of(self, turn_id: str) -> HandOverState | None:
        async with self.database.read() as connection:
            row = (await connection.execute(_STATES.where(hand_overs.c.turn_id == turn_id))).first()
        return _state(row) if row else None

    async def by_reference(self, reference: str) -> HandOverState | None:
        query = _STATES.where(hand_overs.c.reference == reference.upper()).order_by(
            hand_overs.c.opened_at.desc()
        )
        async with self.database.read() as connection:
            row = (await connection.execute(query)).first()
        return _state(row) if row else None

    async def open_ones(self) -> tuple[HandOverState, ...]:
        query = _STATES.where(hand_overs.c.state.in_(_OPEN)).order_by(hand_overs.c.opened_at)
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
