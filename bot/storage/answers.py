"""What was answered, for whoever comes back to it: to look at its evidence, to share it, to take it away."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, case, or_, select, update

from bot.domain import Outcome
from bot.ports import Given, SentMessage
from bot.recorded import value_from
from bot.storage.database import Database
from bot.storage.hand_overs import mark_withdrawn
from bot.storage.keys import DataKeys
from bot.storage.turn_tables import OPEN, WAITING, outbox, turns
from bot.storage.turns import MESSAGE, SqlTurnBook

TALK_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlAnswers:
    """A `bot.ports.AnswerBook`."""

    database: Database
    keys: DataKeys
    turns: SqlTurnBook

    async def given(self, turn_id: str) -> Given:
        turn, reference = await self.turns.opened(turn_id)
        query = select(outbox.c.sealed, outbox.c.message_id).where(
            outbox.c.turn_id == turn_id, outbox.c.kind == "reply", outbox.c.ordinal == 0
        )
        async with self.database.read() as connection:
            row = (await connection.execute(query)).first()
        if row is None or row.sealed is None:
            return Given(turn=turn, reference=reference)
        outcome = value_from(await self.keys.open(row.sealed, MESSAGE), Outcome)
        return Given(turn=turn, reference=reference, outcome=outcome, message_id=row.message_id or "")

    async def withdraw(self, question: str) -> tuple[SentMessage, ...]:
        is_version = or_(turns.c.id == question, turns.c.id.startswith(f"{question}:", autoescape=True))
        arrived = (
            select(outbox, turns.c.sealed.label("content"))
            .join(turns, turns.c.id == outbox.c.turn_id)
            .where(is_version, outbox.c.state == "sent", outbox.c.message_id.is_not(None))
            .order_by(turns.c.place, outbox.c.ordinal)
        )
        versions = select(turns.c.id).where(is_version)
        unsent = and_(outbox.c.turn_id.in_(versions), outbox.c.state.in_(WAITING))
        async with self.database.write() as connection:
            rows = (await connection.execute(arrived)).all()
            await connection.execute(update(outbox).where(unsent).values(state="withdrawn"))
            gone = outbox.c.turn_id.in_(versions) & (outbox.c.state == "sent")
            await connection.execute(update(outbox).where(gone).values(state="withdrawn"))
            state = case((turns.c.state.in_(OPEN), "withdrawn"), else_=turns.c.state)
            await connection.execute(update(turns).where(is_version).values(state=state))
            await mark_withdrawn(connection, versions, self.turns.now())
        references = [await self.turns.reference_in(row.content) for row in rows]
        return tuple(
            SentMessage(kind=row.kind, reference=reference, message_id=row.message_id)
            for row, reference in zip(rows, references, strict=True)
            if reference is not None
        )

    async def askers(self, conversation: str) -> frozenset[str]:
        since = self.turns.now() - TALK_LASTS
        query = select(turns.c.person).where(
            turns.c.conversation == conversation, turns.c.accepted_at >= since
        )
        async with self.database.read() as connection:
            return frozenset((await connection.execute(query)).scalars())

    async def turn_of(self, conversation: str, message_id: str) -> str | None:
        query = (
            select(turns.c.id, outbox.c.message_id)
            .join(outbox, outbox.c.turn_id == turns.c.id)
            .where(
                turns.c.conversation == conversation,
                outbox.c.message_id.contains(message_id, autoescape=True),
            )
            .order_by(turns.c.place.desc())
        )
        async with self.database.read() as connection:
            rows = (await connection.execute(query)).all()
        return next((row.id for row in rows if message_id in row.message_id.split(" ")), None)
