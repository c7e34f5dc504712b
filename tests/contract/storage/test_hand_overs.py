"""What the record of questions that people have promises, on both databases."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain import HandedOver, OutcomeKind, Turn
from bot.sealing import KeyRing
from bot.storage.archive import back_up, restore
from bot.storage.forgetting import Eraser
from bot.storage.hand_overs import SqlHandOvers
from bot.storage.record import Record, record_on
from bot.storage.retention import Kept, Retention
from bot.storage.turn_tables import turns
from tests.contract.storage.test_keeping import AUDIT, opened
from tests.contract.storage.test_turn_book import REFERENCE, asked, thought_of
from tests.fakes import NOW, SettableClock

HANDED = HandedOver(
    reference="7F3K",
    topic="credit",
    who="Accounting",
    to="slack:C0ACC",
    answer_by=NOW + timedelta(hours=4),
    asked="is ⟦PERSON·A⟧ over the limit?",
)


@pytest.fixture
async def record(
    record_url: str, master: KeyRing, tmp_path: Path, clock: SettableClock
) -> AsyncIterator[Record]:
    async with opened(record_url, master, tmp_path, clock) as record:
        yield record


async def passed_on(
    record: Record, number: int = 1, *, kind: OutcomeKind = OutcomeKind.HAND_OVER, person: str = "p-1"
) -> Turn:
    turn = replace(asked(number), person=person)
    await record.turns.accept(turn, REFERENCE)
    reference = f"{HANDED.reference[:3]}{number + 1}"
    handed = replace(HANDED, reference=reference)
    await record.turns.record(turn, REFERENCE, thought_of(turn, kind=kind, reason="hand_over", handed=handed))
    return turn


async def state(book: SqlHandOvers, turn: Turn) -> str:
    found = await book.state_of(turn.id)
    assert found is not None
    return found.state


async def tags(record: Record) -> list[str]:
    return [entry.event.tag async for entry in record.audit.entries()]


async def test_a_question_waits_is_taken_once_and_answered_once(record: Record, clock: SettableClock) -> None:
    book, turn = record.hand_overs, await passed_on(record)
    found = await book.state_of(turn.id)
    assert found is not None
    assert (found.state, found.who, found.topic, found.asked) == (
        "waiting",
        "Accounting",
        "credit",
        "call ⟦PERSON·A⟧",
    )
    clock.pass_by(minutes=5)
    assert await book.take(turn.id, "p-2")
    assert not await book.take(turn.id, "p-3")
    clock.pass_by(minutes=5)
    assert await book.answered(turn.id, "p-3")
    assert not await book.answered(turn.id, "p-3")
    assert not await book.take(turn.id, "p-3")
    done = await book.state_of(turn.id)
    assert done is not None
    assert (done.state, done.taken_by) == ("answered", "p-2")
    assert (done.taken_at, done.closed_at) == (NOW + timedelta(minutes=5), NOW + timedelta(minutes=10))
    assert (await tags(record))[-2:] == ["handover:credit:taken", "handover:credit:answered"]
    assert (await record.audit.verify())[1] == ()


async def test_who_answers_at_once_had_it(record: Record) -> None:
    turn = await passed_on(record)
    assert await record.hand_overs.answered(turn.id, "p-9")
    found = await record.hand_overs.state_of(turn.id)
    assert found is not None
    assert found.taken_by == "p-9"


async def test_the_same_turn_recorded_again_opens_nothing_new(record: Record) -> None:
    turn = await passed_on(record)
    assert await record.hand_overs.take(turn.id, "p-2")
    again = thought_of(turn, kind=OutcomeKind.HAND_OVER, handed=replace(HANDED, who="others"))
    await record.turns.record(turn, REFERENCE, again)
    found = await record.hand_overs.state_of(turn.id)
    assert found is not None
    assert (found.who, found.state) == ("Accounting", "taken")


async def test_a_turn_nobody_was_handed_has_no_state(record: Record) -> None:
    assert await record.hand_overs.state_of("t-9") is None
    assert not await record.hand_overs.take("t-9", "p-1")
    assert not await record.hand_overs.answered("t-9", "p-1")
    assert await record.hand_overs.by_reference("ZZZZ") is None


async def test_what_is_open_comes_oldest_first_and_of_a_person_the_newest(
    record: Record, clock: SettableClock
) -> None:
    book = record.hand_overs
    first = await passed_on(record, 1)
    clock.pass_by(minutes=1)
    second = await passed_on(record, 2)
    clock.pass_by(minutes=1)
    await passed_on(record, 3, person="p-2")
    assert [one.turn_id for one in await book.open_ones()] == ["t-1", "t-2", "t-3"]
    newest = await book.of_person("p-1")
    assert newest is not None
    assert newest.turn_id == second.id
    named = await book.of_person("p-1", "7f32")
    assert named is not None
    assert named.turn_id == first.id
    assert await book.of_person("p-2", "7F32") is None
    assert await book.of_person("") is None
    await book.answered(first.id, "p-2")
    assert [one.turn_id for one in await book.open_ones()] == ["t-2", "t-3"]
    assert [one.turn_id for one in await book.latest(2)] == ["t-3", "t-2"]


async def test_a_notice_that_could_not_be_sent_is_seen_in_the_list_and_can_still_be_taken(
    record: Record,
) -> None:
    turn = await passed_on(record)
    notice = next(one for one in (await record.turns.unsent(turn.id)).messages if one.kind == "notice")
    assert notice.outcome.text == "is ⟦PERSON·A⟧ over the limit?"
    assert notice.reference.address == '{"channel": "C0ACC"}'
    await record.turns.undeliverable(notice)
    assert await state(record.hand_overs, turn) == "undelivered"
    assert len(await record.hand_overs.open_ones()) == 1
    assert await record.hand_overs.take(turn.id, "p-2")


async def test_a_notice_nobody_can_tell_arrived_counts_as_not_told(record: Record) -> None:
    turn = await passed_on(record)
    notice = next(one for one in (await record.turns.unsent(turn.id)).messages if one.kind == "notice")
    await record.turns.unsure(notice, None)
    assert await state(record.hand_overs, turn) == "undelivered"


async def test_a_question_that_is_taken_back_waits_no_longer(record: Record) -> None:
    first, second = await passed_on(record, 1), await passed_on(record, 2)
    await record.hand_overs.take(second.id, "p-2")
    for turn in (first, second):
        await record.answers.withdraw(turn.id)
    assert await state(record.hand_overs, first) == "withdrawn"
    assert await state(record.hand_overs, second) == "taken"
    assert not await record.hand_overs.take(first.id, "p-2")


async def test_figures_say_that_it_was_handed_over_why_and_when_a_person_replied(
    record: Record, clock: SettableClock
) -> None:
    turn = await passed_on(record, kind=OutcomeKind.REPLY)
    clock.pass_by(minutes=30)
    await record.hand_overs.answered(turn.id, "p-2")
    columns = (turns.c.handed_over_at, turns.c.handed_over_why, turns.c.resolved_at, turns.c.human_replied_at)
    async with record.database.read() as connection:
        row = (await connection.execute(select(*columns))).one()
    assert tuple(row) == (NOW, "credit", None, NOW + timedelta(minutes=30))


async def test_who_is_forgotten_leaves_no_hand_over_and_no_name_on_others(record: Record) -> None:
    mine, other = await passed_on(record, 1), await passed_on(record, 2, person="p-2")
    await record.hand_overs.take(other.id, "p-1")
    eraser = Eraser(database=record.database, keys=record.keys, audit=record.audit, now=record.hand_overs.now)
    await eraser.person("p-1")
    assert await record.hand_overs.state_of(mine.id) is None
    found = await record.hand_overs.state_of(other.id)
    assert found is not None
    assert (found.state, found.taken_by) == ("taken", "")


async def test_the_question_goes_with_its_text_and_the_rest_with_the_figures(record: Record) -> None:
    turn = await passed_on(record)
    for message in (await record.turns.unsent(turn.id)).messages:
        await record.turns.sent(message, "m")
    retention = Retention(database=record.database, audit=record.audit, kept=Kept())
    await retention.apply(NOW + timedelta(days=366))
    found = await record.hand_overs.state_of(turn.id)
    assert found is not None
    assert found.asked == ""
    await retention.apply(NOW + timedelta(days=1096))
    assert await record.hand_overs.state_of(turn.id) is None


async def test_a_backup_brings_it_back(
    record: Record, master: KeyRing, tmp_path: Path, clock: SettableClock
) -> None:
    turn = await passed_on(record)
    await record.hand_overs.take(turn.id, "p-2")
    before = await record.hand_overs.state_of(turn.id)
    await back_up(record.database, tmp_path / "backup.tar.gz", keys=None, passphrase="")
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    other = record_on(url, master=master, audit_keys=AUDIT, head_file=tmp_path / "other.json", now=clock.now)
    try:
        await restore(other.database, url, tmp_path / "backup.tar.gz", passphrase="")
        assert await other.hand_overs.state_of(turn.id) == before
    finally:
        await other.close()
