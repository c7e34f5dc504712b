"""A `bot.ports.TurnBook` in the database: turns as they are asked, answered and sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Row, and_, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import ConversationReference, Outcome, OutcomeKind, Outgoing, Thought, Turn
from bot.errors import Forgotten, UnknownTurn
from bot.figures import REOPENED_WITHIN, SAME_TALK, is_unanswered, resolves, subject_of
from bot.recorded import json_from, value_from
from bot.sealing import KeyRing
from bot.storage.conversations import keep_focus
from bot.storage.database import Database
from bot.storage.keys import DataKeys
from bot.storage.turn_tables import OPEN, exchanges, outbox, turns
from bot.storage.upsert import upsert
from bot.storage.vault import Reader, digest_of, keep_values, values_of
from guardrails.vault import SealedValue

_CONTENT, _MESSAGE = "turns.sealed", "outbox.sealed"


class Audited(Protocol):
    """What writes to the audit in a transaction that is open. Raises: `AuditUnavailable`."""

    async def answered(self, connection: AsyncConnection, turn: Turn, outcome: Outcome) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What is sealed of a turn."""

    turn: Turn
    reference: ConversationReference


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlTurnBook:
    database: Database
    keys: DataKeys
    audit: Audited
    now: Callable[[], datetime]

    @property
    def master(self) -> KeyRing:
        return self.keys.master

    async def accept(self, turn: Turn, reference: ConversationReference) -> bool:
        ring = await self.keys.of(turn.person)
        content = json_from(_Content(turn=turn, reference=reference))
        row = {
            "id": turn.id,
            "conversation": turn.conversation,
            "channel": turn.channel,
            "person": turn.person,
            "sealed": ring.seal(content, _CONTENT),
            "state": "accepted",
            "tries": 0,
            "received_at": turn.received_at,
            "accepted_at": self.now(),
        }
        async with self.database.write() as connection:
            await self.database.take_turns(connection, f"conversation:{turn.conversation}")
            is_new = ~select(turns.c.id).where(turns.c.id == turn.id).exists()
            last = select(func.coalesce(func.max(turns.c.place), 0)).where(
                turns.c.conversation == turn.conversation
            )
            values = [literal(value, turns.c[name].type) for name, value in row.items()]
            placed = select(*values, last.scalar_subquery() + 1).where(is_new)
            added = insert(turns).from_select([*row, "place"], placed).returning(turns.c.place)
            return (await connection.execute(added)).scalar() is not None

    async def begin(self, turn_id: str) -> int:
        counted = update(turns).where(turns.c.id == turn_id).values(tries=turns.c.tries + 1)
        async with self.database.write() as connection:
            tries = (await connection.execute(counted.returning(turns.c.tries))).scalar()
        if tries is None:
            raise UnknownTurn("There is no such turn.")
        return int(tries)

    async def opened(self, turn_id: str) -> tuple[Turn, ConversationReference]:
        async with self.database.read() as connection:
            sealed = (await connection.execute(select(turns.c.sealed).where(turns.c.id == turn_id))).scalar()
        content = await self._content(sealed)
        return content.turn, content.reference

    async def waits_for(self, turn_id: str) -> str | None:
        mine = turns.alias()
        earlier = (
            select(turns.c.id)
            .join(mine, and_(mine.c.id == turn_id, mine.c.conversation == turns.c.conversation))
            .where(turns.c.place < mine.c.place, turns.c.state.in_(OPEN))
            .order_by(turns.c.place.desc())
            .limit(1)
        )
        async with self.database.read() as connection:
            return (await connection.execute(earlier)).scalar()

    async def values(self, conversation: str) -> tuple[SealedValue, ...]:
        async with self.database.read() as connection:
            return await values_of(connection, self.keys, conversation)

    async def record(self, turn: Turn, reference: ConversationReference, thought: Thought) -> None:
        ring, digest = await self.keys.of(turn.person), await digest_of(self.keys)
        now, outcome = self.now(), thought.outcome
        async with self.database.write() as connection:
            open_turn = and_(turns.c.id == turn.id, turns.c.state == "accepted")
            marked = update(turns).where(open_turn).values(**_figures(outcome, now))
            if not (await connection.execute(marked)).rowcount:
                return
            await self.audit.answered(connection, turn, outcome)
            await self._keep_exchange(connection, turn, outcome, now)
            reader = Reader(id=turn.reader, person=turn.person, ring=ring)
            await keep_values(
                connection, turn.conversation, thought.values, reader=reader, digest=digest, now=now
            )
            if outcome.focus is not None:
                await keep_focus(connection, turn.conversation, outcome.focus, self.master, now)
            message = Outgoing(
                turn_id=turn.id,
                kind="reply",
                ordinal=0,
                reader=turn.reader,
                reference=reference,
                outcome=outcome,
            )
            await self._put_out(connection, message, ring, now)

    async def unsent(self, turn_id: str) -> tuple[Outgoing, ...]:
        query = (
            select(outbox, turns.c.sealed.label("content"))
            .join(turns, turns.c.id == outbox.c.turn_id)
            .where(outbox.c.turn_id == turn_id, outbox.c.state.in_(("waiting", "sending")))
            .order_by(outbox.c.ordinal, outbox.c.kind)
        )
        async with self.database.read() as connection:
            rows = (await connection.execute(query)).all()
        return tuple([await self._outgoing(row) for row in rows])

    async def sending(self, message: Outgoing) -> int:
        counted = (
            update(outbox)
            .where(_is(message), outbox.c.state.in_(("waiting", "sending")))
            .values(attempts=outbox.c.attempts + 1, state="sending")
            .returning(outbox.c.attempts)
        )
        async with self.database.write() as connection:
            attempts = (await connection.execute(counted)).scalar()
        if attempts is None:
            raise UnknownTurn("There is no such message to send.")
        return int(attempts)

    async def sent(self, message: Outgoing, message_id: str) -> None:
        marked = update(outbox).where(_is(message))
        async with self.database.write() as connection:
            await connection.execute(marked.values(state="sent", sent_at=self.now(), message_id=message_id))

    async def unsure(self, message: Outgoing, apology: Outgoing | None) -> None:
        ring = await self.keys.of(message.reader.partition("/")[0])
        async with self.database.write() as connection:
            await connection.execute(update(outbox).where(_is(message)).values(state="unsure"))
            if apology is not None:
                await self._put_out(connection, apology, ring, self.now())

    async def finish(self, turn_id: str) -> None:
        marked = update(turns).where(turns.c.id == turn_id).values(state="done", done_at=self.now())
        async with self.database.write() as connection:
            await connection.execute(marked)

    async def poison(self, turn_id: str, fault: str) -> None:
        async with self.database.write() as connection:
            await connection.execute(update(turns).where(turns.c.id == turn_id).values(fault=fault))

    async def unfinished(self) -> tuple[str, ...]:
        query = select(turns.c.id).where(turns.c.state.in_(OPEN)).order_by(turns.c.accepted_at, turns.c.place)
        async with self.database.read() as connection:
            return tuple((await connection.execute(query)).scalars())

    async def _content(self, sealed: str | None) -> _Content:
        if sealed is None:
            raise UnknownTurn("There is no such turn, or its text is no longer kept.")
        try:
            return value_from(await self.keys.open(sealed, _CONTENT), _Content)
        except Forgotten:
            raise UnknownTurn("The person of this turn was forgotten.") from None

    async def _outgoing(self, row: Row[Any]) -> Outgoing:
        content = await self._content(row.content)
        return Outgoing(
            turn_id=row.turn_id,
            kind=row.kind,
            ordinal=row.ordinal,
            reader=content.turn.reader,
            reference=content.reference,
            outcome=value_from(await self.keys.open(row.sealed, _MESSAGE), Outcome),
            attempts=row.attempts,
        )

    async def _keep_exchange(
        self, connection: AsyncConnection, turn: Turn, outcome: Outcome, now: datetime
    ) -> None:
        row = {
            "turn_id": turn.id,
            "conversation": turn.conversation,
            "person": turn.person,
            "at": turn.received_at,
            "asked": outcome.asked,
            "answered": outcome.text,
            "is_unanswered": int(is_unanswered(outcome)),
        }
        await connection.execute(upsert(connection, exchanges, [row], update=()))
        if subject := subject_of(outcome):
            await connection.execute(_reopened(turn, subject, now))

    async def _put_out(
        self, connection: AsyncConnection, message: Outgoing, ring: KeyRing, now: datetime
    ) -> None:
        row = {
            "turn_id": message.turn_id,
            "kind": message.kind,
            "ordinal": message.ordinal,
            "channel": message.reference.channel,
            "state": "waiting",
            "attempts": 0,
            "sealed": ring.seal(json_from(message.outcome), _MESSAGE),
            "made_at": now,
        }
        await connection.execute(upsert(connection, outbox, [row], update=()))


def _figures(outcome: Outcome, now: datetime) -> dict[str, Any]:
    is_handed_over = outcome.kind is OutcomeKind.HAND_OVER
    return {
        "state": "recorded",
        "recorded_at": now,
        "outcome": str(outcome.kind),
        "reason": outcome.reason,
        "model": outcome.model,
        "language": outcome.language,
        "subject": subject_of(outcome) or None,
        "resolved_at": now if resolves(outcome) else None,
        "handed_over_at": now if is_handed_over else None,
        "handed_over_why": outcome.reason if is_handed_over else None,
    }


def _reopened(turn: Turn, subject: str, now: datetime) -> Any:
    """Mark what the same person had resolved of the same order, not in this talk and not long ago."""
    return (
        update(turns)
        .where(
            turns.c.person == turn.person,
            turns.c.person != "",
            turns.c.subject == subject,
            turns.c.id != turn.id,
            turns.c.resolved_at.between(now - REOPENED_WITHIN, now - SAME_TALK),
            turns.c.reopened_at.is_(None),
        )
        .values(reopened_at=now)
    )


def _is(message: Outgoing) -> Any:
    return and_(
        outbox.c.turn_id == message.turn_id,
        outbox.c.kind == message.kind,
        outbox.c.ordinal == message.ordinal,
    )
