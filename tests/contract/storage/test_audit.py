"""Whatever is done to the audit without its key is found, on both databases."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from bot.audit import AuditEvent, chained
from bot.sealing import KeyRing
from bot.storage.audit import AuditLog, audit, checkpoints, read_head, write_head
from bot.storage.database import Database
from tests.fakes import NOW, SettableClock

KEYS = KeyRing(keys={"a1": b"a" * 32}, current="a1")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def log(database: Database, clock: SettableClock, tmp_path: Path) -> AuditLog:
    return AuditLog(database=database, keys=KEYS, head_file=tmp_path / "head.json", now=clock.now)


def event(number: int = 0) -> AuditEvent:
    return AuditEvent(
        at=NOW, tag="test:turn:reply", turn=f"t-{number}", person="p-1", counts={"found": number}
    )


async def filled(log: AuditLog, entries: int = 10) -> AuditLog:
    for number in range(entries):
        await log.note(event(number))
    await log.close()
    return log


async def changed(log: AuditLog, *statements: Any) -> set[tuple[int, str]]:
    """Return what another process's verification finds after somebody worked on the table."""
    async with log.database.write() as connection:
        for statement in statements:
            await connection.execute(statement)
    verifier = AuditLog(database=log.database, keys=log.keys, head_file=log.head_file, now=log.now)
    _, findings = await verifier.verify()
    return {(finding.seq, finding.what) for finding in findings}


async def test_an_untouched_chain_is_whole(log: AuditLog) -> None:
    await filled(log)
    assert await log.verify() == (10, ())
    assert (await filled(log)) and await log.verify() == (20, ())


@pytest.mark.parametrize(
    "values",
    [
        {"person": "p-2"},
        {"counts": {"found": 99}},
        {"tag": "test:turn:refusal"},
        {"turn": "t-99"},
        {"at": NOW.replace(year=2020)},
        {"ids": ["S00001"]},
        {"mac": "0" * 64},
        {"previous": "0" * 64},
        {"key_id": "a2"},
    ],
)
async def test_a_changed_entry_is_found(log: AuditLog, values: dict[str, Any]) -> None:
    await filled(log)
    found = await changed(log, update(audit).where(audit.c.seq == 5).values(**values))
    assert {seq for seq, _ in found} <= {5, 6}
    assert found


@pytest.mark.parametrize("seq", [1, 5, 9])
async def test_a_removed_entry_is_found(log: AuditLog, seq: int) -> None:
    await filled(log)
    assert (seq, "removed") in await changed(log, delete(audit).where(audit.c.seq == seq))


async def test_a_cut_end_is_found_by_the_second_place(log: AuditLog) -> None:
    await filled(log)
    assert await changed(log, delete(audit).where(audit.c.seq > 7)) == {(8, "cut")}


async def test_an_emptied_audit_is_found(log: AuditLog) -> None:
    await filled(log)
    assert await changed(log, delete(audit)) == {(1, "cut")}


async def test_an_entry_put_in_is_found(log: AuditLog) -> None:
    await filled(log)
    async with log.database.read() as connection:
        row = (await connection.execute(select(audit).where(audit.c.seq == 10))).mappings().one()
    forged = {**row, "seq": 11, "previous": row["mac"], "person": "p-9"}
    assert await changed(log, insert(audit).values(**forged)) == {(11, "changed")}


async def test_a_chain_made_anew_with_another_key_is_found(log: AuditLog) -> None:
    """Whoever rewrites everything, the codes included, has not the key."""
    await filled(log)
    forger = replace(log, keys=KeyRing(keys={"a1": b"x" * 32}, current="a1"), head_file=Path("/dev/null/no"))
    await changed(log, delete(audit))
    for number in range(10):
        async with log.database.write() as connection:
            await forger.append(connection, event(number))
    _, findings = await log.verify()
    assert len(findings) >= 10


async def test_a_forged_or_broken_head_is_found(log: AuditLog) -> None:
    await filled(log)
    head = read_head(log.head_file)
    assert head is not None
    log.head_file.unlink()
    write_head(log.head_file, replace(head, seq=3))
    assert (3, "head_forged") in await changed(log)
    log.head_file.write_text("nonsense")
    assert (0, "head_forged") in await changed(log)


async def test_a_head_that_lags_is_no_finding(log: AuditLog) -> None:
    """After a crash between the commit and the second place."""
    await filled(log)
    async with log.database.write() as connection:
        await log.append(connection, event(11))
    assert await log.verify() == (11, ())


async def test_old_keys_are_read_and_new_ones_sign(log: AuditLog) -> None:
    await filled(log)
    both = KeyRing(keys={"a2": b"b" * 32, "a1": b"a" * 32}, current="a2")
    await filled(replace(log, keys=both))
    assert await replace(log, keys=both).verify() == (20, ())
    only_new = KeyRing(keys={"a2": b"b" * 32}, current="a2")
    _, findings = await replace(log, keys=only_new).verify()
    assert {finding.what for finding in findings} == {"key_missing"}


async def test_whole_months_are_let_go_and_the_chain_goes_on(log: AuditLog, clock: SettableClock) -> None:
    for month in (8, 9, 10, 11):
        for number in range(3):
            await log.note(replace(event(number), at=NOW.replace(month=month)))
    assert await log.let_go(NOW.replace(month=10, day=20)) == 6
    assert await log.let_go(NOW.replace(month=10, day=20)) == 0
    assert await log.verify() == (6, ())
    await filled(log, 2)
    assert await log.verify() == (8, ())
    assert await changed(log, update(checkpoints).values(seq=5)) >= {(5, "checkpoint_forged")}


async def test_all_may_be_let_go(log: AuditLog) -> None:
    await filled(log)
    assert await log.let_go(NOW.replace(year=NOW.year + 1)) == 10
    assert await log.verify() == (0, ())
    await filled(log, 1)
    assert await log.verify() == (1, ())


APPENDS = """
import asyncio, sys
from pathlib import Path
from bot.storage.audit import AuditLog
from bot.storage.database import Database
from tests.contract.storage.test_audit import KEYS, event
from tests.fakes import SettableClock

async def main():
    database = Database(sys.argv[1])
    log = AuditLog(database=database, keys=KEYS, head_file=Path(sys.argv[2]), now=SettableClock().now)
    await asyncio.gather(*(log.note(event(number)) for number in range(40)))
    await log.close()
    await database.close()

asyncio.run(main())
"""


async def test_two_processes_append_to_one_chain(log: AuditLog, record_url: str) -> None:
    arguments = [sys.executable, "-c", APPENDS, record_url, str(log.head_file)]
    processes = [await asyncio.create_subprocess_exec(*arguments, cwd=ROOT) for _ in range(2)]
    assert [await asyncio.wait_for(one.wait(), 120) for one in processes] == [0, 0]
    assert await log.verify() == (80, ())


async def test_the_rows_hold_what_the_chain_covers(log: AuditLog) -> None:
    await log.note(event(1))
    async with log.database.read() as connection:
        row = (await connection.execute(select(audit))).one()
    again = chained(event(1), after_seq=0, after_mac="0" * 64, keys=KEYS)
    assert (row.seq, row.mac) == (again.seq, again.mac)


async def test_what_is_no_entry_at_all_is_found(log: AuditLog, database: Database) -> None:
    await filled(log)
    quoted = text("UPDATE audit SET tag = 'Hello Greta, this is text' WHERE seq = 4")
    assert await changed(log, quoted) == {(4, "changed")}


async def test_a_second_place_that_is_gone_is_a_finding(log: AuditLog) -> None:
    """Or whoever cuts the end would only have to take away what shows it."""
    await filled(log)
    log.head_file.unlink()
    assert await changed(log, delete(audit).where(audit.c.seq > 7)) == {(7, "head_missing")}


async def test_an_entry_of_a_wrong_clock_takes_no_younger_ones_along(log: AuditLog) -> None:
    await filled(log, 5)
    await log.note(replace(event(9), at=NOW.replace(year=2020)))
    assert await log.let_go(NOW) == 0
    assert await log.verify() == (6, ())
