"""What is kept is let go of in time, erased on demand, and carried from one database to another."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.domain import Thought
from bot.errors import Forgotten as KeyGone
from bot.errors import KeyMissing, UnknownTurn
from bot.keys import named_keys
from bot.sealing import KeyRing, new_key
from bot.storage.archive import Unrestorable, back_up, restore
from bot.storage.forgetting import Eraser, destroyed_keys
from bot.storage.record import Record, prepare, record_on
from bot.storage.retention import Kept, Retention
from bot.storage.tables import ALL
from bot.storage.turn_tables import turns
from guardrails.vault import ConversationVault
from retrieval.question import Focus
from tests.contract.storage.test_turn_book import REFERENCE, asked
from tests.fakes import NOW, SettableClock, an_outcome
from tests.servers.postgres import Cluster

AUDIT = KeyRing(keys={"a1": b"a" * 32}, current="a1")
GRETA, EMAIL = "Greta Sommer", "greta.sommer@post.example"


@asynccontextmanager
async def opened(url: str, master: KeyRing, folder: Path, clock: SettableClock) -> AsyncIterator[Record]:
    record = record_on(url, master=master, audit_keys=AUDIT, head_file=folder / "head.json", now=clock.now)
    try:
        await prepare_new(record, url)
        yield record
    finally:
        await record.close()


async def prepare_new(record: Record, url: str) -> None:
    if not record.database.is_sqlite:
        from bot.storage.migrate import migrate

        await asyncio.to_thread(migrate, url)
    await prepare(record, url)


@pytest.fixture
async def record(
    record_url: str, master: KeyRing, tmp_path: Path, clock: SettableClock
) -> AsyncIterator[Record]:
    async with opened(record_url, master, tmp_path, clock) as record:
        yield record


async def talk(record: Record, number: int, person: str, conversation: str, said: str = GRETA) -> None:
    """Keep a whole turn in which somebody wrote a name and an address."""
    turn = replace(asked(number, conversation=conversation, text=f"order of {said}?"), person=person)
    vault = ConversationVault()
    vault.put(conversation, await record.turns.values(conversation))
    vault.seal(conversation, "PERSON", said, turn.reader)
    vault.seal(conversation, "EMAIL", EMAIL, turn.reader)
    await record.turns.accept(turn, REFERENCE)
    outcome = an_outcome(turn, "⟦PERSON·A⟧ has S00042.", asked="order of ⟦PERSON·A⟧?", reason="no_evidence")
    thought = Thought(
        outcome=replace(outcome, focus=Focus(orders=("S00042",))), values=vault.entries(conversation)
    )
    await record.turns.record(turn, REFERENCE, thought)
    for message in (await record.turns.unsent(turn.id)).messages:
        await record.turns.sending(message)
        await record.turns.sent(message, "m")


async def counts(record: Record) -> dict[str, int]:
    async with record.database.read() as connection:
        return {
            table.name: int(
                (await connection.execute(text(f"SELECT count(*) FROM {table.name}"))).scalar() or 0
            )
            for table in ALL
        }


def eraser(record: Record) -> Eraser:
    return Eraser(database=record.database, keys=record.keys, audit=record.audit, now=record.turns.now)


async def test_a_forgotten_person_leaves_nothing_that_can_be_read(record: Record) -> None:
    mine = await record.identities.known("slack", "U123")
    await talk(record, 1, mine.person, "c-1")
    await talk(record, 2, "p-8", "c-1")
    erased = await eraser(record).person(mine.person)
    assert (erased.keys, erased.identities, erased.turns, erased.values, erased.exchanges) == (1, 1, 1, 2, 1)
    with pytest.raises(UnknownTurn):
        await record.turns.opened("t-1")
    assert await record.identities.person("slack", "U123") is None
    spelled = [dict(value.spelled) for value in await record.turns.values("c-1")]
    assert all(not any(reader.startswith(mine.person) for reader in one) for one in spelled)
    assert await record.turns.opened("t-2")
    assert (await eraser(record).person(mine.person)).is_nothing
    assert (await record.audit.verify())[1] == ()


async def test_what_a_destroyed_key_sealed_cannot_be_opened_even_if_somebody_kept_it(record: Record) -> None:
    await talk(record, 1, "p-1", "c-1")
    async with record.database.read() as connection:
        sealed = (await connection.execute(select(turns.c.sealed))).scalar_one()
    await eraser(record).person("p-1")
    with pytest.raises(KeyGone):
        await record.keys.open(sealed, "turns.sealed")


async def test_a_backup_is_of_one_moment_though_turns_go_on_arriving(
    record: Record, master: KeyRing, tmp_path: Path, clock: SettableClock
) -> None:
    async def arriving() -> None:
        for number in range(2, 40):
            await talk(record, number, "p-1", f"c-{number}")

    await talk(record, 1, "p-1", "c-1")
    file, url = tmp_path / "backup.tar.gz", f"sqlite:///{tmp_path / 'again.sqlite'}"
    going_on = asyncio.create_task(arriving())
    await back_up(record.database, file, keys=None, passphrase="")
    await going_on
    again = record_on(url, master=master, audit_keys=AUDIT, head_file=tmp_path / "h.json", now=clock.now)
    try:
        await restore(again.database, url, file, passphrase="")
        assert (await again.turns.opened("t-1"))[0].person == "p-1"
    finally:
        await again.close()


async def test_a_placeholder_of_a_forgotten_value_never_stands_for_another(record: Record) -> None:
    await talk(record, 1, "p-1", "c-1")
    await eraser(record).person("p-1")
    vault = ConversationVault()
    vault.put("c-1", await record.turns.values("c-1"))
    assert vault.seal("c-1", "PERSON", "Somebody Else", "p-2").placeholder == "⟦PERSON·B⟧"


async def test_a_value_is_erased_in_every_conversation_however_it_was_spelled(record: Record) -> None:
    await talk(record, 1, "p-1", "c-1")
    await talk(record, 2, "p-2", "c-2", said="GRETA  SOMMER")
    assert (await eraser(record).value("greta sommer")).values == 2
    assert (await eraser(record).value(EMAIL.upper())).values == 2
    assert (await eraser(record).value("nobody")).is_nothing
    for conversation in ("c-1", "c-2"):
        assert all(not value.spelled for value in await record.turns.values(conversation))


async def test_the_files_of_sqlite_hold_nothing_of_who_was_forgotten(
    tmp_path: Path, master: KeyRing, clock: SettableClock
) -> None:
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    async with opened(url, master, tmp_path, clock) as record:
        await talk(record, 1, "p-9", "c-1")
        async with record.database.read() as connection:
            wrapped, sealed = [
                (await connection.execute(text(query))).scalar_one()
                for query in (
                    "SELECT wrapped FROM data_keys WHERE owner = 'p-9'",
                    "SELECT sealed FROM turns",
                )
            ]
        await eraser(record).person("p-9")
        raw = await asyncio.to_thread(_bytes, tmp_path)
    assert wrapped.encode() not in raw
    assert sealed.encode() not in raw
    assert b"order of" not in raw


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("records.sqlite*"))


async def test_each_class_of_data_is_let_go_of_in_its_time(record: Record, clock: SettableClock) -> None:
    await talk(record, 1, "p-1", "c-1")
    await record.feedback.keep(turn_id="t-1", person="p-1", is_good=True, reason="")
    open_turn = asked(9, conversation="c-9")
    await record.turns.accept(open_turn, REFERENCE)
    retention = Retention(
        database=record.database,
        audit=record.audit,
        kept=Kept(text=30, exchanges=60, values=90, feedback=120, figures=150, audit=200),
    )
    let_go = {}
    for days in (29, 31, 61, 91, 121, 151, 260):
        done = await retention.apply(NOW + timedelta(days=days))
        let_go[days] = {name for name, count in done.items() if count}
    assert let_go == {
        29: set(),
        31: {"text", "sent"},
        61: {"exchanges"},
        91: {"values", "conversations"},
        121: {"feedback"},
        151: {"figures"},
        260: {"audit"},
    }
    assert (await record.turns.opened("t-9"))[0] == open_turn
    assert (await record.audit.verify())[1] == ()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.sqlite'}"
    cluster: Cluster = request.getfixturevalue("postgres_server")
    name = f"restored_{secrets.token_hex(6)}"
    cluster.sql(f"CREATE DATABASE {name}")
    return cluster.url(name)


async def test_a_backup_is_restored_into_either_database(
    record: Record, other_url: str, master: KeyRing, tmp_path: Path, clock: SettableClock
) -> None:
    person = (await record.identities.known("teams", "U1")).person
    await talk(record, 1, person, "c-1")
    await record.switches.set("model")
    await record.feedback.keep(turn_id="t-1", person=person, is_good=False, reason="late")
    file = tmp_path / "backup.tar.gz"
    keys = {"master": named_keys(master), "audit": named_keys(AUDIT)}
    rows = await back_up(record.database, file, keys=keys, passphrase="correct horse")
    assert file.stat().st_mode & 0o077 == 0
    before = await counts(record)
    await record.audit.close()
    again = record_on(
        other_url, master=master, audit_keys=AUDIT, head_file=tmp_path / "head.json", now=clock.now
    )
    try:
        restored = await restore(again.database, other_url, file, passphrase="correct horse")
        assert (restored.rows, restored.keys) == (rows, keys)
        assert await counts(again) == before
        assert (await again.turns.opened("t-1"))[0].person == person
        assert await again.turns.values("c-1") == await record.turns.values("c-1")
        assert await again.identities.person("teams", "U1") == person
        assert (await again.audit.verify())[1] == ()
        with pytest.raises(Unrestorable, match="not empty"):
            await restore(again.database, other_url, file, passphrase="")
    finally:
        await again.close()


async def test_who_was_forgotten_after_a_backup_does_not_come_back_with_it(
    record: Record, master: KeyRing, tmp_path: Path, clock: SettableClock
) -> None:
    await talk(record, 1, "p-1", "c-1")
    file, url = tmp_path / "backup.tar.gz", f"sqlite:///{tmp_path / 'again.sqlite'}"
    await back_up(record.database, file, keys=None, passphrase="")
    await eraser(record).person("p-1")
    destroyed = await destroyed_keys(record.database)
    again = record_on(url, master=master, audit_keys=AUDIT, head_file=tmp_path / "h.json", now=clock.now)
    try:
        await restore(again.database, url, file, passphrase="", destroyed=destroyed)
        with pytest.raises(UnknownTurn):
            await again.turns.opened("t-1")
    finally:
        await again.close()


async def test_what_is_no_backup_is_refused(record: Record, record_url: str, tmp_path: Path) -> None:
    file = tmp_path / "nonsense.tar.gz"
    file.write_bytes(b"nonsense")
    with pytest.raises(Unrestorable, match="cannot be read"):
        await restore(record.database, record_url, file, passphrase="")
    good = tmp_path / "good.tar.gz"
    await back_up(record.database, good, keys={"master": ["k1:x"]}, passphrase="right")
    with pytest.raises(KeyMissing):
        await restore(record.database, record_url, good, passphrase="wrong")
    with pytest.raises(FileExistsError):
        await back_up(record.database, good, keys=None, passphrase="")


async def test_a_key_that_sealed_something_and_is_missing_stops_the_start(
    record: Record, record_url: str, master: KeyRing, tmp_path: Path, clock: SettableClock
) -> None:
    await talk(record, 1, "p-1", "c-1")
    stranger = KeyRing(keys={"m9": new_key()}, current="m9")
    with pytest.raises(KeyMissing, match="m1"):
        async with opened(record_url, stranger, tmp_path, clock):
            pass
    both = KeyRing(keys={"m2": new_key(), **master.keys}, current="m2")
    async with opened(record_url, both, tmp_path, clock) as rotated:
        assert (await rotated.turns.opened("t-1"))[0].person == "p-1"
        async with rotated.database.write() as connection:
            assert await rotated.keys.rewrap(connection) == 2
            assert await rotated.keys.rewrap(connection) == 0
        assert await rotated.keys.retire() == ("m1",)
    async with opened(
        record_url, KeyRing(keys={"m2": both.keys["m2"]}, current="m2"), tmp_path, clock
    ) as alone:
        assert (await alone.turns.opened("t-1"))[0].person == "p-1"


async def test_an_approval_is_decided_once_in_time_and_on_its_very_text(
    record: Record, clock: SettableClock
) -> None:
    end = clock.now() + timedelta(days=1)
    first = await record.approvals.open(turn_id="t", text="We ship on Friday.", digest="d1", expires_at=end)
    assert await record.approvals.text(first) == "We ship on Friday."
    assert not await record.approvals.decide(first, "approved", digest="d2", by="p-1")
    assert await record.approvals.decide(first, "approved", digest="d1", by="p-1")
    assert not await record.approvals.decide(first, "rejected", digest="d1", by="p-2")
    late = await record.approvals.open(turn_id="t", text="x", digest="d1", expires_at=end)
    clock.pass_by(days=2)
    assert not await record.approvals.decide(late, "approved", digest="d1", by="p-1")


async def test_identities_are_pseudonyms_that_a_link_ties_to_an_account(record: Record) -> None:
    first = await record.identities.known("slack", "U1")
    assert first == await record.identities.known("slack", "U1")
    assert first.person != (await record.identities.known("teams", "U1")).person
    assert (await record.identities.link("slack", "U1", user_id=7)).user_id == 7
    assert (await record.identities.known("slack", "U1")).user_id == 7
    assert (await record.identities.link("slack", "U1", partner_id=9)).user_id is None
    assert await record.identities.unlink("slack", "U1")
    assert not await record.identities.unlink("slack", "U1")
    assert asdict(first)["person"] == first.person


async def test_one_person_seen_by_many_requests_at_once_has_one_pseudonym(record: Record) -> None:
    seen = await asyncio.gather(*(record.identities.known("slack", "U9") for _ in range(10)))
    assert len({one.person for one in seen}) == 1
