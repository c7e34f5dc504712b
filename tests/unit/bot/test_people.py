"""The names of people are read in the background, and a source that is down takes none away."""

import asyncio
from collections.abc import Iterable

import pytest

from bot.people import KnownPeople
from retrieval.errors import SourceUnavailable

GRETA, TOM = "Where is Greta Sommer?", "Where is Tom Hargreaves?"


class Source:
    """Tells names, or fails, and can be held up."""

    def __init__(self, *names: str) -> None:
        self.names: Iterable[str] | Exception = names
        self.gate = asyncio.Event()
        self.gate.set()
        self.reads = 0

    async def read(self) -> Iterable[str]:
        self.reads += 1
        await self.gate.wait()
        if isinstance(self.names, Exception):
            raise self.names
        return self.names


async def finds(people: KnownPeople, text: str) -> bool:
    return bool(list((await people.directory()).find(text)))


async def test_names_are_read_once_for_a_while() -> None:
    source = Source("Greta Sommer")
    people = KnownPeople(read=source.read)
    assert await finds(people, GRETA)
    assert await finds(people, GRETA)
    assert source.reads == 1


async def test_the_last_directory_stands_while_the_next_is_read_or_fails() -> None:
    source = Source("Greta Sommer")
    people = KnownPeople(read=source.read, seconds=0, retry_seconds=0)
    assert await finds(people, GRETA)
    source.names = SourceUnavailable("orders", "down", "hint")
    for _ in range(3):
        assert await finds(people, GRETA)
        await asyncio.sleep(0.01)
    source.names = ("Tom Hargreaves",)
    for _ in range(3):
        await people.directory()
        await asyncio.sleep(0.05)
    assert await finds(people, TOM)


async def test_a_question_does_not_wait_for_ever_for_the_first_names() -> None:
    source = Source("Greta Sommer")
    source.gate.clear()
    people = KnownPeople(read=source.read, patience_seconds=0.01)
    assert not await finds(people, GRETA)
    source.gate.set()
    await asyncio.sleep(0.05)
    assert await finds(people, GRETA)
    assert source.reads == 1
    await people.close()


@pytest.mark.parametrize("fault", [SourceUnavailable("orders", "down", "hint"), ValueError("Greta Sommer")])
async def test_a_failure_is_told_without_what_was_read(fault: Exception) -> None:
    told: list[tuple[str, str]] = []
    source = Source()
    source.names = fault
    people = KnownPeople(read=source.read, log_missing=lambda part, reason: told.append((part, reason)))
    assert not await finds(people, GRETA)
    assert not await finds(people, GRETA)
    assert source.reads == 1
    assert [part for part, _ in told] == ["names of people"]
    assert "Greta" not in str(told)


async def test_closing_stops_a_reading() -> None:
    source = Source()
    source.gate.clear()
    people = KnownPeople(read=source.read, patience_seconds=0.01)
    await people.directory()
    await asyncio.wait_for(people.close(), 1)
