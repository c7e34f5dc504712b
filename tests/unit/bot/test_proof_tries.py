"""Wrong proofs slow their sender down, are told of, and lock nobody else out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.proof import Guest, ProofLimits, TriesInMemory

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
LIMITS = ProofLimits()


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


class Alerts(list[tuple[str, int]]):
    def __call__(self, order: str, visitors: int) -> None:
        self.append((order, visitors))


async def wrong(tries: TriesInMemory, guest: Guest, count: int, order: str = "42") -> int:
    """Try at one moment; return the last wait."""
    return [await tries.begin(guest, order, NOW) for _ in range(count)][-1]


async def test_the_first_wrong_tries_cost_no_wait_and_the_next_ones_more_and_more() -> None:
    tries, guest, now, waits = TriesInMemory(LIMITS, Alerts()), Guest(conversation="c"), NOW, []
    for _ in range(12):
        if wait := await tries.begin(guest, "42", now):
            waits.append(wait)
            now += timedelta(seconds=wait)
            assert await tries.begin(guest, "42", now) == 0
    assert waits[:3] == [5, 10, 20]
    assert max(waits) == LIMITS.longest_wait_seconds


async def test_trying_while_waiting_makes_the_wait_no_longer() -> None:
    tries, guest = TriesInMemory(LIMITS, Alerts()), Guest(conversation="c")
    assert await wrong(tries, guest, 50) == 5
    assert await tries.begin(guest, "42", later(5)) == 0


@pytest.mark.parametrize(
    "second",
    [Guest(conversation="new", visitor="v"), Guest(conversation="c", visitor="new")],
)
async def test_a_new_conversation_or_a_new_name_alone_brings_no_new_tries(second: Guest) -> None:
    tries = TriesInMemory(LIMITS, Alerts())
    await wrong(tries, Guest(conversation="c", visitor="v"), 3)
    assert await tries.begin(second, "42", NOW) == 5


async def test_an_address_has_tries_of_its_own() -> None:
    tries = TriesInMemory(LIMITS, Alerts())
    for n in range(LIMITS.free_per_address):
        assert await tries.begin(Guest(conversation=f"c{n}", address="a"), "42", NOW) == 0
    assert await tries.begin(Guest(conversation="fresh", address="a"), "42", NOW) == 5
    assert await tries.begin(Guest(conversation="fresh", address="b"), "42", NOW) == 0


@given(st.integers(1, 60))
async def test_a_fresh_visitor_never_waits_while_an_order_is_attacked(attackers: int) -> None:
    tries = TriesInMemory(LIMITS, Alerts())
    for n in range(attackers):
        await wrong(tries, Guest(conversation=f"c{n}", visitor=f"v{n}", address=f"a{n}"), 5)
    owner = Guest(conversation="owner", visitor="owner", address="home")
    assert await tries.begin(owner, "42", NOW) == 0


async def test_a_right_proof_gives_back_its_own_try_only() -> None:
    tries, guest = TriesInMemory(LIMITS, Alerts()), Guest(conversation="c")
    await wrong(tries, guest, 2)
    await tries.begin(guest, "own", NOW)
    await tries.was_right(guest, "own")
    assert await tries.begin(guest, "42", NOW) == 0
    assert await tries.begin(guest, "42", NOW) > 0


async def test_many_visitors_of_one_order_are_told_of_once() -> None:
    alerts = Alerts()
    tries = TriesInMemory(LIMITS, alerts)
    for n in range(20):
        await tries.begin(Guest(conversation=f"c{n}", visitor=f"v{n}"), "42", NOW)
    assert alerts == [("42", LIMITS.alert_visitors)]


async def test_one_visitor_who_tries_often_is_no_alert() -> None:
    alerts = Alerts()
    tries = TriesInMemory(LIMITS, alerts)
    for n in range(20):
        await tries.begin(Guest(conversation=f"c{n}", visitor="v"), "42", later(400 * n))
    assert alerts == []


async def test_wrong_tries_are_forgotten_after_their_time() -> None:
    tries, guest = TriesInMemory(LIMITS, Alerts()), Guest(conversation="c")
    await wrong(tries, guest, 3)
    assert await tries.begin(guest, "42", later(LIMITS.forget_after_seconds)) == 0
    assert await tries.begin(guest, "42", later(LIMITS.forget_after_seconds)) == 0
