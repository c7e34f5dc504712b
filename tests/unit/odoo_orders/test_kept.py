"""What rarely changes is read once for a while."""

import asyncio

import pytest

from retrieval.orders.odoo.kept import Kept


class Reader:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_down = False

    async def read(self, key: str) -> str:
        self.asked.append(key)
        await asyncio.sleep(0)
        if self.is_down:
            raise ConnectionError
        return key.upper()


async def test_many_who_ask_at_once_cause_one_reading() -> None:
    reader = Reader()
    kept = Kept(reader.read, seconds=60)
    assert await asyncio.gather(*(kept.get("a") for _ in range(5))) == ["A"] * 5
    assert reader.asked == ["a"]


async def test_each_key_is_read_for_itself() -> None:
    reader = Reader()
    kept = Kept(reader.read, seconds=60)
    assert [await kept.get(key) for key in "aba"] == ["A", "B", "A"]
    assert reader.asked == ["a", "b"]


async def test_a_failure_is_not_kept() -> None:
    reader = Reader()
    kept = Kept(reader.read, seconds=60)
    reader.is_down = True
    with pytest.raises(ConnectionError):
        await kept.get("a")
    reader.is_down = False
    assert await kept.get("a") == "A"


async def test_a_value_is_read_again_when_its_time_is_over() -> None:
    reader = Reader()
    kept = Kept(reader.read, seconds=0)
    await kept.get("a")
    await kept.get("a")
    assert reader.asked == ["a", "a"]
