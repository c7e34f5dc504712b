"""A `bot.ports.TurnBook` in the database: turns as they are asked, answered and sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Protocol

from cachetools import LRUCache
from sqlalchemy import Row, Select, and_, bindparam, case, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.audit import Head
from bot.domain import ConversationReference, Outcome, OutcomeKind, Outgoing, Thought, Turn
from bot.errors import Forgotten, TakenOver, UnknownTurn
from bot.figures import REOPENED_WITHIN, SAME_TALK, is_unanswered, resolves, subject_of
from bot.outgoing import NOTICE, notice_of, place_of, pointer_to
from bot.ports import Begun, Unsent
from bot.recorded import json_from, value_from
from bot.sealing import KeyRing
from bot.storage.conversations import keep_focus
from bot.storage.database import Database
from bot.storage.hand_overs import mark_undelivered, open_hand_over
from bot.storage.keys import DataKeys
from bot.storage.turn_tables import NOBODY, OPEN, WAITING, exchanges, executors, outbox, turns
from bot.storage.upsert import upsert
from bot.storage.vault import Reader, digest_of, keep_values, values_of
from guardrails.vault import SealedValue

_CONTENT, MESSAGE = "turns.sealed", "outbox.sealed"


class Audited(Protocol):
    """What writes to the audit in a transaction that is open. Raises: `AuditUnavailable`."""

    async def answered(self, connection: AsyncConnection, turn: Turn, outcome: Outcome) -> Head: ...

    def committed(self, head: Head) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What is sealed of a turn."""

    turn: Turn
    reference: ConversationReference


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlTurnBook:
    """`executor` names this process. On SQLite it is the only one: turns of all others are orphans."""

    database: Database
    keys: DataKeys
    audit: Audited
    now: Callable[[], datetime]
    executor: str = "one"
    dead_after_seconds: float = 15.0
    _fresh: LRUCache[tuple[str, str], Outcome] = field(default_factory=lambda: LRUCache(500), repr=False)
    """Answers that this process has just recorded, to be sent: what is sealed need not be read back."""

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
            "executor": self.executor,
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

    async def begin(self, turn_id: str) -> Begun:
        is_open = case((turns.c.state == "accepted", 1), else_=0)
        counted = (
            update(turns)
            .where(turns.c.id == turn_id, turns.c.executor == self.executor)
            .values(tries=turns.c.tries + is_open)
            .returning(turns.c.tries, turns.c.sealed, turns.c.accepted_at, turns.c.state)
        )
        async with self.database.write() as connection:
            row = (await connection.execute(counted)).first()
            if row is None:
                await self._refuse(connection, turn_id)
            earlier = (await connection.execute(_earlier(turn_id, ("accepted",)))).scalar()
        assert row is not None
        content = await self._content(row.sealed)
        return Begun(
            turn=content.turn,
            reference=content.reference,
            accepted_at=row.accepted_at,
            tries=row.tries,
            waits_for=earlier,
            is_recorded=row.state == "recorded",
        )

    async def opened(self, turn_id: str) -> tuple[Turn, ConversationReference]:
        async with self.database.read() as connection:
            sealed = (await connection.execute(select(turns.c.sealed).where(turns.c.id == turn_id))).scalar()
        content = await self._content(sealed)
        return content.turn, content.reference

    async def waits_for(self, turn_id: str, *, recorded: bool) -> str | None:
        async with self.database.read() as connection:
            query = _earlier(turn_id, ("accepted",) if recorded else OPEN)
            return (await connection.execute(query)).scalar()

    async def values(self, conversation: str) -> tuple[SealedValue, ...]:
        async with self.database.read() as connection:
            return await values_of(connection, self.keys, conversation)

    async def record(
        self, turn: Turn, reference: ConversationReference, thought: Thought, *, is_told: bool = False
    ) -> None:
        ring, digest = await self.keys.of(turn.person), await digest_of(self.keys)
        now, outcome = self.now(), thought.outcome
        async with self.database.write() as connection:
            mine = and_(turns.c.id == turn.id, turns.c.executor == self.executor)
            marked = update(turns).where(mine, turns.c.state == "accepted").values(**_figures(outcome, now))
            if not (await connection.execute(marked)).rowcount:
                await self._require_mine(connection, turn.id)
                return
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
            if is_told:
                await self._settle(connection, message, "sent", now)
            elif reference.pointer:
                await self._put_out(connection, pointer_to(message), ring, now)
            if outcome.handed is not None:
                await open_hand_over(connection, turn, outcome.handed, now)
                if (place := place_of(outcome.handed)) is not None:
                    await self._put_out(connection, notice_of(message, place), ring, now)
            head = await self.audit.answered(connection, turn, outcome)
        self.audit.committed(head)
        self._fresh[turn.id, "reply"] = outcome

    async def add_message(self, turn_id: str, kind: str, outcome: Outcome) -> bool:
        turn, reference = await self.opened(turn_id)
        ring, now = await self.keys.of(turn.person), self.now()
        message = Outgoing(
            turn_id=turn_id, kind=kind, ordinal=9, reader=turn.reader, reference=reference, outcome=outcome
        )
        goes_on = update(turns).where(turns.c.id == turn_id, turns.c.state == "done")
        async with self.database.write() as connection:
            if not await self._put_out(connection, message, ring, now):
                return False
            await connection.execute(goes_on.values(state="recorded", executor=self.executor))
            return True

    async def reference_in(self, sealed: str | None) -> ConversationReference | None:
        """Return where a turn's reply goes; None when its text is no longer kept."""
        try:
            return (await self._content(sealed)).reference
        except UnknownTurn:
            return None

    async def unsent(self, turn_id: str) -> Unsent:
        query = (
            select(outbox, turns.c.sealed.label("content"))
            .join(turns, turns.c.id == outbox.c.turn_id)
            .where(outbox.c.turn_id == turn_id, outbox.c.state.in_(WAITING))
            .order_by(outbox.c.ordinal, outbox.c.kind)
        )
        async with self.database.read() as connection:
            rows = (await connection.execute(query)).all()
            earlier = (await connection.execute(_earlier(turn_id, OPEN))).scalar()
        return Unsent(messages=tuple([await self._outgoing(row) for row in rows]), waits_for=earlier)

    async def sending(self, message: Outgoing) -> None:
        mine = select(turns.c.id).where(turns.c.id == message.turn_id, turns.c.executor == self.executor)
        begun = (
            update(outbox)
            .where(_is(message), outbox.c.state.in_(WAITING), mine.exists())
            .values(attempts=outbox.c.attempts + 1, state="sending")
            .returning(outbox.c.attempts)
        )
        async with self.database.write() as connection:
            if (await connection.execute(begun)).first() is None:
                await self._refuse(connection, message.turn_id)

    async def sent(self, message: Outgoing, message_id: str) -> None:
        async with self.database.write() as connection:
            await self._settle(connection, message, "sent", self.now(), message_id)

    async def not_sent(self, message: Outgoing) -> None:
        mine = select(turns.c.id).where(turns.c.id == message.turn_id, turns.c.executor == self.executor)
        waits = update(outbox).where(_is(message), outbox.c.state == "sending", mine.exists())
        async with self.database.write() as connection:
            await connection.execute(waits.values(state="waiting"))

    async def unsure(self, message: Outgoing, apology: Outgoing | None) -> None:
        ring = await self.keys.of(message.person)
        async with self.database.write() as connection:
            if apology is not None:
                await self._put_out(connection, apology, ring, self.now())
            await self._settle(connection, message, "unsure", self.now())
            if message.kind == NOTICE:
                await mark_undelivered(connection, message.turn_id)

    async def undeliverable(self, message: Outgoing) -> None:
        async with self.database.write() as connection:
            await self._settle(connection, message, "undeliverable", self.now())
            if message.kind == NOTICE:
                await mark_undelivered(connection, message.turn_id)
            listed = update(turns).where(turns.c.id == message.turn_id).values(fault="NotSent")
            await connection.execute(listed)

    async def drop(self, turn_id: str, fault: str) -> None:
        mine = and_(turns.c.id == turn_id, turns.c.executor == self.executor, turns.c.state.in_(OPEN))
        unsent = and_(outbox.c.turn_id == turn_id, outbox.c.state.in_(WAITING))
        async with self.database.write() as connection:
            dropped = update(turns).where(mine).values(state="done", fault=fault, done_at=self.now())
            if (await connection.execute(dropped)).rowcount:
                await connection.execute(update(outbox).where(unsent).values(state="undeliverable"))

    async def beat(self) -> None:
        moment = self.now() if self.database.is_sqlite else func.now()
        row = {"id": self.executor, "seen_at": moment}
        async with self.database.write() as connection:
            await connection.execute(upsert(connection, executors, [row], update=("seen_at",)))

    async def release_orphans(self) -> tuple[str, ...]:
        living = select(executors.c.id).where(
            executors.c.seen_at > func.now() - timedelta(seconds=self.dead_after_seconds)
        )
        orphan = turns.c.executor != self.executor
        if not self.database.is_sqlite:
            orphan = and_(orphan, turns.c.executor.not_in(living))
        released = update(turns).where(turns.c.state.in_(OPEN), turns.c.executor != NOBODY, orphan)
        here = (
            select(turns.c.id)
            .where(turns.c.state.in_(OPEN), turns.c.executor.in_((NOBODY, self.executor)))
            .order_by(turns.c.accepted_at, turns.c.place)
        )
        async with self.database.write() as connection:
            await connection.execute(released.values(executor=NOBODY))
            return tuple((await connection.execute(here)).scalars())

    async def claim(self, turn_id: str) -> None:
        claimed = (
            update(turns)
            .where(turns.c.id == turn_id, turns.c.executor.in_((NOBODY, self.executor)))
            .values(executor=self.executor)
            .returning(turns.c.id)
        )
        async with self.database.write() as connection:
            if (await connection.execute(claimed)).first() is None:
                await self._refuse(connection, turn_id)

    async def poison(self, turn_id: str, fault: str) -> None:
        async with self.database.write() as connection:
            await connection.execute(update(turns).where(turns.c.id == turn_id).values(fault=fault))

    async def _require_mine(self, connection: AsyncConnection, turn_id: str) -> None:
        executor = (await connection.execute(select(turns.c.executor).where(turns.c.id == turn_id))).scalar()
        if executor != self.executor:
            raise TakenOver("Another process works on this turn.")

    async def _refuse(self, connection: AsyncConnection, turn_id: str) -> None:
        """Raise why a turn could not be worked on."""
        executor = (await connection.execute(select(turns.c.executor).where(turns.c.id == turn_id))).scalar()
        if executor not in (None, self.executor):
            raise TakenOver("Another process works on this turn.")
        raise UnknownTurn("There is no such turn, or nothing of it is left to send.")

    async def _content(self, sealed: str | None) -> _Content:
        if sealed is None:
            raise UnknownTurn("There is no such turn, or its text is no longer kept.")
        try:
            return value_from(await self.keys.open(sealed, _CONTENT), _Content)
        except Forgotten:
            raise UnknownTurn("The person of this turn was forgotten.") from None

    async def _outgoing(self, row: Row[Any]) -> Outgoing:
        content = await self._content(row.content)
        outcome = self._fresh.pop((row.turn_id, row.kind), None)
        if outcome is None:
            outcome = value_from(await self.keys.open(row.sealed, MESSAGE), Outcome)
        place = place_of(outcome.handed) if row.kind == NOTICE and outcome.handed else None
        return Outgoing(
            turn_id=row.turn_id,
            kind=row.kind,
            ordinal=row.ordinal,
            reader="" if place else content.turn.reader,  # others read a notice: nothing is restored in it
            reference=place or content.reference,
            outcome=outcome,
            is_begun=row.state == "sending",
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
    ) -> bool:
        """Put a message into the outbox; False for one that is there."""
        row = {
            "turn_id": message.turn_id,
            "kind": message.kind,
            "ordinal": message.ordinal,
            "channel": message.reference.channel,
            "state": "waiting",
            "attempts": 0,
            "sealed": ring.seal(json_from(message.outcome), MESSAGE),
            "made_at": now,
        }
        return (await connection.execute(upsert(connection, outbox, [row], update=()))).rowcount > 0

    async def _settle(
        self,
        connection: AsyncConnection,
        message: Outgoing,
        state: str,
        now: datetime,
        message_id: str | None = None,
    ) -> None:
        """Say what became of a message. A turn with nothing left to send is done."""
        settled = {"state": state, "sent_at": now, "message_id": message_id}
        await connection.execute(update(outbox).where(_is(message)).values(**settled))
        waiting = select(outbox.c.turn_id).where(
            outbox.c.turn_id == message.turn_id, outbox.c.state.in_(WAITING)
        )
        done = update(turns).where(turns.c.id == message.turn_id, ~waiting.exists())
        await connection.execute(done.values(state="done", done_at=now))


@cache
def _earlier_in(states: tuple[str, ...]) -> Select[str]:
    mine = turns.alias()
    return (
        select(turns.c.id)
        .join(mine, and_(mine.c.id == bindparam("mine"), mine.c.conversation == turns.c.conversation))
        .where(turns.c.place < mine.c.place, turns.c.state.in_(states))
        .order_by(turns.c.place.desc())
        .limit(1)
    )


def _earlier(turn_id: str, states: tuple[str, ...]) -> Select[str]:
    """Select the last turn before it in its conversation that is in one of the states."""
    return _earlier_in(states).params(mine=turn_id)


def _figures(outcome: Outcome, now: datetime) -> dict[str, Any]:
    handed = outcome.handed
    is_handed_over = handed is not None or outcome.kind is OutcomeKind.HAND_OVER
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
        "handed_over_why": handed.topic if handed else outcome.reason if is_handed_over else None,
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
