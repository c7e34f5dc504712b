"""What the record of turns promises, on both databases."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.audit import NO_HEAD, Head
from bot.domain import Citation, ConversationReference, Outcome, OutcomeKind, Thought, Turn
from bot.errors import AuditUnavailable, TakenOver, UnknownTurn
from bot.storage.conversations import SqlMemory
from bot.storage.database import Database
from bot.storage.keys import DataKeys
from bot.storage.turn_tables import exchanges, outbox, turns
from bot.storage.turns import SqlTurnBook
from guardrails.vault import ConversationVault
from retrieval.audience import Audience
from retrieval.question import Focus
from tests.fakes import NOW, SettableClock, a_turn, an_outcome

SECRET = "Please call Greta Sommer, where is S00042?"
REFERENCE = ConversationReference(channel="test", conversation="c-1", address='{"to":"dock"}')
STAFF = Audience(kind="staff", roles=frozenset({"warehouse"}), companies=frozenset({1}))


@dataclass
class Written:
    """An audit that keeps what it was told, or cannot be written to."""

    outcomes: list[str] = field(default_factory=list)
    is_down: bool = False

    async def answered(self, connection: AsyncConnection, turn: Turn, outcome: Outcome) -> Head:
        if self.is_down:
            raise AuditUnavailable("The audit cannot be written to.")
        self.outcomes.append(turn.id)
        return NO_HEAD

    def committed(self, head: Head) -> None:
        return


@pytest.fixture
def audit() -> Written:
    return Written()


@pytest.fixture
def book(database: Database, keys: DataKeys, audit: Written, clock: SettableClock) -> SqlTurnBook:
    return SqlTurnBook(database=database, keys=keys, audit=audit, now=clock.now)


def asked(number: int = 1, *, conversation: str = "c-1", text: str = SECRET) -> Turn:
    turn = a_turn(text, id=f"t-{number}", conversation=conversation, audience=STAFF)
    return replace(turn, person="p-1", channel="test")


def thought_of(turn: Turn, text: str = "It is at the dock.", **fields: Any) -> Thought:
    return Thought(outcome=an_outcome(turn, text, asked="call ⟦PERSON·A⟧", **fields))


async def sent(book: SqlTurnBook, turn_id: str) -> None:
    for message in (await book.unsent(turn_id)).messages:
        await book.sending(message)
        await book.sent(message, "m-1")


async def recorded(book: SqlTurnBook, turn: Turn, **fields: Any) -> None:
    await book.accept(turn, REFERENCE)
    await book.record(turn, REFERENCE, thought_of(turn, "It is at the dock.", **fields))


async def test_a_turn_comes_back_as_it_was_accepted(book: SqlTurnBook) -> None:
    assert await book.accept(asked(), REFERENCE)
    assert await book.opened("t-1") == (asked(), REFERENCE)


async def test_a_turn_that_is_delivered_again_is_not_accepted_again(book: SqlTurnBook) -> None:
    assert await book.accept(asked(), REFERENCE)
    assert not await book.accept(asked(text="changed"), REFERENCE)
    assert (await book.opened("t-1"))[0].text == SECRET


async def test_many_deliveries_at_once_are_one_turn_and_every_turn_has_its_own_place(
    book: SqlTurnBook, database: Database
) -> None:
    deliveries = [book.accept(asked(number % 10), REFERENCE) for number in range(40)]
    assert sum(await asyncio.gather(*deliveries)) == 10
    async with database.read() as connection:
        places = (await connection.execute(select(turns.c.place).order_by(turns.c.place))).scalars().all()
    assert places == list(range(1, 11))


async def test_no_text_is_in_the_rows(book: SqlTurnBook, database: Database) -> None:
    await recorded(book, asked())
    async with database.read() as connection:
        rows = [str((await connection.execute(select(table))).all()) for table in (turns, exchanges, outbox)]
    assert not any("Greta" in row or "dock" in row.replace("at the dock", "") for row in rows)


async def test_unknown_turns_are_told(book: SqlTurnBook) -> None:
    with pytest.raises(UnknownTurn):
        await book.opened("nothing")
    with pytest.raises(UnknownTurn):
        await book.begin("nothing")


async def test_tries_are_counted(book: SqlTurnBook) -> None:
    await book.accept(asked(), REFERENCE)
    first, second = await book.begin("t-1"), await book.begin("t-1")
    assert (first.turn, first.reference, first.accepted_at) == (asked(), REFERENCE, NOW)
    assert [first.tries, second.tries] == [1, 2]


async def test_a_turn_waits_for_the_last_open_one_before_it_in_its_conversation(book: SqlTurnBook) -> None:
    for number in (1, 2, 3):
        await book.accept(asked(number), REFERENCE)
    await book.accept(asked(4, conversation="other"), REFERENCE)
    waits = [(await book.begin(f"t-{number}")).waits_for for number in (1, 2, 3, 4)]
    assert waits == [None, "t-1", "t-2", None]
    await book.record(asked(1), REFERENCE, thought_of(asked(1)))
    assert await book.waits_for("t-2", recorded=True) is None
    assert await book.waits_for("t-2", recorded=False) == "t-1"
    assert (await book.unsent("t-1")).waits_for is None
    await sent(book, "t-1")
    assert await book.waits_for("t-2", recorded=False) is None


async def test_of_a_dead_process_another_one_takes_over_what_is_not_done(
    book: SqlTurnBook, database: Database
) -> None:
    for number in (1, 2, 3):
        await book.accept(asked(number), REFERENCE)
    await book.record(asked(1), REFERENCE, thought_of(asked(1)))
    await sent(book, "t-1")
    other = replace(book, executor="two", dead_after_seconds=0.0)
    assert await other.release_orphans() == ("t-2", "t-3")
    await other.claim("t-2")
    with pytest.raises(TakenOver):
        await book.claim("t-2")
    with pytest.raises(TakenOver):
        await book.begin("t-2")
    with pytest.raises(TakenOver):
        await book.record(asked(2), REFERENCE, thought_of(asked(2)))
    assert (await other.begin("t-2")).tries == 1


async def test_who_lost_a_turn_sends_nothing_of_it(book: SqlTurnBook) -> None:
    await recorded(book, asked())
    [message] = (await book.unsent("t-1")).messages
    other = replace(book, executor="two", dead_after_seconds=0.0)
    await other.release_orphans()
    await other.claim("t-1")
    with pytest.raises(TakenOver):
        await book.sending(message)


async def test_nothing_is_taken_from_a_process_that_lives(book: SqlTurnBook, database: Database) -> None:
    """On SQLite there is one serving process: whatever another one began is an orphan."""
    await book.beat()
    await book.accept(asked(), REFERENCE)
    released = await replace(book, executor="two", dead_after_seconds=600.0).release_orphans()
    assert released == (("t-1",) if database.is_sqlite else ())


async def test_recording_again_changes_nothing(book: SqlTurnBook, audit: Written) -> None:
    await recorded(book, asked())
    await book.record(asked(), REFERENCE, thought_of(asked(), "another answer"))
    [message] = (await book.unsent("t-1")).messages
    assert message.outcome.text == "It is at the dock."
    assert message.reference == REFERENCE
    assert message.reader == asked().reader
    assert audit.outcomes == ["t-1"]


async def test_without_audit_nothing_is_recorded(
    book: SqlTurnBook, audit: Written, database: Database
) -> None:
    audit.is_down = True
    await book.accept(asked(), REFERENCE)
    with pytest.raises(AuditUnavailable):
        await book.record(asked(), REFERENCE, thought_of(asked()))
    assert (await book.unsent("t-1")).messages == ()
    async with database.read() as connection:
        assert not (await connection.execute(select(exchanges))).all()
    audit.is_down = False
    await book.record(asked(), REFERENCE, thought_of(asked()))
    assert len((await book.unsent("t-1")).messages) == 1


async def test_a_message_is_sent_once(book: SqlTurnBook) -> None:
    await recorded(book, asked())
    [message] = (await book.unsent("t-1")).messages
    assert not message.is_begun
    await book.sending(message)
    [again] = (await book.unsent("t-1")).messages
    assert again.is_begun
    await book.sent(message, "m-1")
    assert (await book.unsent("t-1")).messages == ()
    with pytest.raises(UnknownTurn):
        await book.sending(message)


async def test_what_surely_did_not_arrive_needs_no_look(book: SqlTurnBook) -> None:
    await recorded(book, asked())
    [message] = (await book.unsent("t-1")).messages
    await book.sending(message)
    await book.not_sent(message)
    [again] = (await book.unsent("t-1")).messages
    assert not again.is_begun


async def test_who_lost_a_turn_says_nothing_of_its_message(book: SqlTurnBook) -> None:
    """A refusal that comes late must not make the one who took over send again without a look."""
    await recorded(book, asked())
    [message] = (await book.unsent("t-1")).messages
    await book.sending(message)
    other = replace(book, executor="two", dead_after_seconds=0.0)
    await other.release_orphans()
    await other.claim("t-1")
    await book.not_sent(message)
    [again] = (await other.unsent("t-1")).messages
    assert again.is_begun


async def test_words_the_asker_had_already_are_recorded_and_not_sent(book: SqlTurnBook) -> None:
    await book.accept(asked(), REFERENCE)
    await book.record(asked(), REFERENCE, thought_of(asked()), is_told=True)
    assert (await book.unsent("t-1")).messages == ()
    assert await replace(book, executor="two", dead_after_seconds=0.0).release_orphans() == ()


async def test_what_cannot_be_sent_ends_its_turn_and_is_listed(book: SqlTurnBook, database: Database) -> None:
    await recorded(book, asked())
    [message] = (await book.unsent("t-1")).messages
    await book.undeliverable(message)
    async with database.read() as connection:
        row = (await connection.execute(select(turns.c.state, turns.c.fault))).one()
    assert row == ("done", "NotSent")


async def test_what_nobody_can_tell_of_becomes_an_apology(book: SqlTurnBook) -> None:
    await recorded(book, asked())
    [message] = (await book.unsent("t-1")).messages
    sorry = replace(message, kind="apology", outcome=an_outcome(asked(), "Sorry. Reference AB12."))
    await book.unsure(message, sorry)
    await book.unsure(message, sorry)
    [waiting] = (await book.unsent("t-1")).messages
    assert (waiting.kind, waiting.outcome.text) == ("apology", "Sorry. Reference AB12.")


async def test_values_and_focus_of_a_conversation_are_there_for_the_next_turn(
    book: SqlTurnBook, database: Database, keys: DataKeys, clock: SettableClock
) -> None:
    vault, turn = ConversationVault(), asked()
    vault.seal("c-1", "PERSON", "Greta Sommer", turn.reader)
    vault.seal("c-1", "EMAIL", "greta@x.example", turn.reader)
    await book.accept(turn, REFERENCE)
    outcome = an_outcome(turn, focus=Focus(orders=("S00042",)))
    await book.record(turn, REFERENCE, Thought(outcome=outcome, values=vault.entries("c-1")))
    assert set(await book.values("c-1")) == set(vault.entries("c-1"))
    assert await book.values("other") == ()
    memory = SqlMemory(database=database, master=keys.master, now=clock.now)
    assert (await memory.recall("c-1")).orders == ("S00042",)
    assert await memory.recall("other") == Focus()


async def test_a_person_who_asks_again_days_later_reopens_what_was_resolved(
    book: SqlTurnBook, database: Database, clock: SettableClock
) -> None:
    about = {
        "focus": Focus(orders=("S00042",)),
        "citations": (Citation(n=1, evidence="e", title="S00042", source="odoo"),),
    }

    async def reopened() -> list[bool]:
        query = select(turns.c.reopened_at).order_by(turns.c.place)
        async with database.read() as connection:
            return [moment is not None for moment in (await connection.execute(query)).scalars()]

    await recorded(book, asked(1), **about)
    clock.pass_by(minutes=5)
    await recorded(book, asked(2), **about)
    assert await reopened() == [False, False]
    clock.pass_by(hours=20)
    await recorded(book, asked(3), **about)
    assert await reopened() == [True, True, False]
    clock.pass_by(hours=80)
    await recorded(book, asked(4), **about)
    assert await reopened() == [True, True, False, False]


async def test_what_stayed_unanswered_is_kept_as_redacted(book: SqlTurnBook, database: Database) -> None:
    await recorded(book, asked(1), reason="no_evidence")
    await recorded(book, asked(2))
    await recorded(book, asked(3), kind=OutcomeKind.HAND_OVER, reason="hand_over")
    async with database.read() as connection:
        query = select(exchanges.c.turn_id, exchanges.c.asked).where(exchanges.c.is_unanswered == 1)
        assert (await connection.execute(query)).all() == [("t-1", "call ⟦PERSON·A⟧")]
        query = select(turns.c.handed_over_why).order_by(turns.c.place)
        assert (await connection.execute(query)).scalars().all() == [None, None, "hand_over"]
