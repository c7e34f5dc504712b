"""However turns come, wait, fail and are cancelled: never too many reckon, and all get their place."""

import asyncio
import random
from contextlib import AsyncExitStack

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lane import Lane, waiting_elsewhere


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 20), st.integers(0, 10_000))
def test_there_are_never_too_many_and_nobody_is_left_out(places: int, turns: int, seed: int) -> None:
    asyncio.run(_all_get_through(places, turns, seed))


async def _all_get_through(places: int, turns: int, seed: int) -> None:
    chance, lane = random.Random(seed), Lane(places=places)
    now, most, done = 0, 0, 0

    async def reckon() -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        try:
            await asyncio.sleep(0)
        finally:
            now -= 1

    async def one(number: int) -> None:
        nonlocal done
        async with lane.entered():
            await reckon()
            async with waiting_elsewhere():
                await asyncio.sleep(chance.random() / 500)
                if number % 5 == 4:
                    raise ValueError(number)
            await reckon()
        done += 1

    tasks = [asyncio.create_task(one(number)) for number in range(turns)]
    await asyncio.sleep(0.001)
    for number, task in enumerate(tasks):
        if number % 7 == 6:
            task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert most <= places
    assert done == sum(result is None for result in results)
    async with asyncio.timeout(5):  # every place is free again
        async with AsyncExitStack() as stack:
            for _ in range(places):
                await stack.enter_async_context(lane.entered())


async def test_who_comes_back_goes_before_who_is_new() -> None:
    lane, order = Lane(places=1), []

    async def first() -> None:
        async with lane.entered():
            async with waiting_elsewhere():
                await asyncio.sleep(0.01)
            order.append("back")

    async def other(name: str, seconds: float) -> None:
        async with lane.entered():
            await asyncio.sleep(seconds)
            order.append(name)

    tasks = [asyncio.create_task(first())]
    await asyncio.sleep(0)
    tasks += [asyncio.create_task(other("running", 0.03)), asyncio.create_task(other("new", 0.0))]
    await asyncio.gather(*tasks)
    assert order == ["running", "back", "new"]
