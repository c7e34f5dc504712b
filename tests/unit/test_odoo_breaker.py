"""A server that fails again and again is left alone for a while, and never for good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.odoo.breaker import Breaker
from retrieval.odoo.errors import OdooError, OdooTimeout, OdooUnreachable, OdooVersionMismatch


def tripped(fault: OdooError, *, at: float = 0.0) -> Breaker:
    breaker = Breaker(threshold=2, rest_seconds=5)
    breaker.failed(fault, at)
    breaker.failed(fault, at)
    return breaker


def test_a_single_failure_stops_nobody() -> None:
    breaker = Breaker(threshold=2, rest_seconds=5)
    breaker.failed(OdooTimeout(), 0.0)
    breaker.admit(0.0)


def test_while_resting_callers_get_the_last_fault_itself() -> None:
    breaker = tripped(OdooVersionMismatch(18, 19))
    with pytest.raises(OdooVersionMismatch, match="version 18"):
        breaker.admit(4.9)


def test_after_the_rest_one_caller_tries_and_the_others_wait() -> None:
    breaker = tripped(OdooUnreachable())
    breaker.admit(5.0)
    with pytest.raises(OdooUnreachable):
        breaker.admit(5.1)


def test_a_success_lets_everyone_in_again() -> None:
    breaker = tripped(OdooUnreachable())
    breaker.admit(5.0)
    breaker.succeeded()
    breaker.admit(5.1)
    breaker.admit(5.2)


@given(st.lists(st.floats(0.01, 3), max_size=60))
def test_a_dead_server_is_asked_at_most_once_in_each_rest(pauses: list[float]) -> None:
    breaker, now, asked = tripped(OdooTimeout()), 0.0, list[float]()
    for pause in pauses:
        now += pause
        try:
            breaker.admit(now)
        except OdooTimeout:
            continue
        asked.append(now)
        breaker.failed(OdooTimeout(), now)
    assert all(later - earlier > 4.999 for earlier, later in zip([0.0, *asked], asked, strict=False))
