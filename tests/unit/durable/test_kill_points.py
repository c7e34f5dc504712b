"""Wherever the process dies, and however often: no turn is lost, and none is answered twice."""

import asyncio
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.durable.journal import Killed, World, asked

TURNS = [asked(1), asked(2), asked(3, "c-2")]
MOST_LIVES = 12


async def _lived(world: World) -> World:
    """Live until a life ends well. A channel delivers again what was not acknowledged."""
    for _ in range(MOST_LIVES):
        try:
            await world.live(TURNS)
        except Killed:
            continue
        return world
    raise AssertionError("The process never ended well.")


def _world(folder: str, deaths: set[int], *, reads_back: bool) -> World:
    world = World(folder=Path(folder), reads_back=reads_back)
    world.deaths.at = frozenset(deaths)
    return asyncio.run(_lived(world))


deaths = st.sets(st.integers(min_value=1, max_value=80), max_size=4)


@settings(max_examples=60, deadline=None)
@given(deaths)
def test_on_a_channel_that_reads_back_every_answer_arrives_exactly_once(deaths: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = _world(folder, deaths, reads_back=True)
        arrived = world.shelf.deliveries()
    assert Counter(one.turn_id for one in arrived) == {"t-1": 1, "t-2": 1, "t-3": 1}
    assert {one.text for one in arrived} == {f"answer to question {number}" for number in (1, 2, 3)}
    assert [one.turn_id for one in arrived if one.conversation == "c-1"] == ["t-1", "t-2"]


@settings(max_examples=60, deadline=None)
@given(deaths)
def test_on_a_channel_that_cannot_be_asked_an_uncertain_answer_becomes_one_apology(deaths: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = _world(folder, deaths, reads_back=False)
        arrived = world.shelf.deliveries()
    answers = Counter(one.turn_id for one in arrived if one.kind == "reply")
    apologies = Counter(one.turn_id for one in arrived if one.kind == "apology")
    assert max(answers.values(), default=0) <= 1
    assert max(apologies.values(), default=0) <= 1
    if len(deaths) <= 1:  # a second death in the middle of an apology leaves nothing certain to say
        assert set(answers) | set(apologies) == {"t-1", "t-2", "t-3"}


@pytest.mark.parametrize("reads_back", [True, False])
def test_without_deaths_each_turn_is_thought_of_once(tmp_path: Path, *, reads_back: bool) -> None:
    world = _world(str(tmp_path), set(), reads_back=reads_back)
    assert world.thought_of == ["t-1", "t-2", "t-3"]
    assert [one.kind for one in world.shelf.deliveries()] == ["reply"] * 3


def test_every_boundary_is_among_those_that_kill(tmp_path: Path) -> None:
    world = _world(str(tmp_path), set(), reads_back=True)
    places = ("accept", "begin", "record", "record is kept", "sending", "send", "sent")
    expected = {f"{moment} {place}" for place in places for moment in ("before", "after")}
    assert expected | {"thinking", "before deliver is kept", "after deliver is kept"} == set(
        world.deaths.names
    )
    assert world.deaths.passed <= 80


def test_a_turn_that_was_recorded_is_not_thought_of_again(tmp_path: Path) -> None:
    world = World(folder=tmp_path)
    asyncio.run(_dies_at("after record", world))
    asyncio.run(_lived(world))
    assert world.thought_of.count("t-1") == 1


async def _dies_at(name: str, world: World) -> None:
    rehearsal = World(folder=world.folder / "rehearsal")
    rehearsal.folder.mkdir()
    await rehearsal.live(TURNS[:1])
    world.deaths.at = frozenset({rehearsal.deaths.names.index(name) + 1})
    with pytest.raises(Killed):
        await world.live(TURNS[:1])
    world.deaths.at = frozenset()
