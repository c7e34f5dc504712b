"""What all processes share: switches, counts, and what models cost."""

import asyncio
from datetime import date, timedelta

from bot.limits import Limit, Window
from bot.storage.database import Database
from bot.storage.switches import SqlSwitches
from bot.storage.usage import SqlCounters, SqlUsage
from tests.fakes import NOW, SettableClock

MINUTE = Limit(scope="person", seconds=60, most=10)


def window(key: str = "person:60:p-1", number: int = 1) -> Window:
    return Window(key=key, number=number, limit=MINUTE)


async def test_another_process_sees_a_switch_and_it_ends_by_itself(
    database: Database, clock: SettableClock
) -> None:
    mine = SqlSwitches(database=database, now=clock.now)
    other = SqlSwitches(database=database, now=clock.now, seconds=0.0)
    assert not await other.is_paused("model")
    await mine.set("model", until=NOW + timedelta(hours=2))
    assert await other.is_paused("model")
    assert not await other.is_paused("sending")
    clock.pass_by(hours=3)
    assert not await other.is_paused("model")
    await mine.set("all")
    assert await other.is_paused("channel:slack")
    assert await mine.clear("all")
    assert not await mine.clear("all")
    assert await other.active() == {}


async def test_a_pause_acts_within_ten_seconds_in_a_process_that_looked_just_before(
    database: Database, clock: SettableClock
) -> None:
    other = SqlSwitches(database=database, now=clock.now)
    assert not await other.is_paused("model")
    await SqlSwitches(database=database, now=clock.now).set("model")
    async with asyncio.timeout(10):
        while not await other.is_paused("model"):  # noqa: ASYNC110 - another process's row is the event
            await asyncio.sleep(0.1)


async def test_counts_are_exact_however_many_count_at_once(database: Database) -> None:
    counters = SqlCounters(database=database)
    both = (window(), window("channel:60:slack"))
    seen = await asyncio.gather(*(counters.count(both) for _ in range(25)))
    assert sorted(counts["person:60:p-1"] for counts in seen) == list(range(1, 26))
    assert max(counts["channel:60:slack"] for counts in seen) == 25
    assert await counters.count((window(number=2),)) == {"person:60:p-1": 1}
    assert await counters.count(()) == {}


async def test_windows_that_ended_long_ago_are_cleared(database: Database) -> None:
    counters = SqlCounters(database=database)
    await counters.count((window(number=1), window("person:60:p-2", number=1000)))
    assert await counters.clear(older_than_seconds=60, now_seconds=1000 * 60) == 1
    assert await counters.count((window("person:60:p-2", number=1000),)) == {"person:60:p-2": 2}


async def test_tokens_and_cost_add_up_by_day(database: Database) -> None:
    usage, day = SqlUsage(database=database), date(2026, 11, 28)
    await asyncio.gather(
        *(
            usage.add(day, f"m-{number % 2}", prompt_tokens=100, completion_tokens=10, micros=5)
            for number in range(10)
        )
    )
    spent = await usage.of_day(day)
    assert (spent.tokens, spent.micros) == (1100, 50)
    assert (await usage.of_day(date(2026, 11, 29))).tokens == 0
