"""A deployment that fails again and again is left alone for a while, and tried by one turn then."""

from bot.generation.model.breaker import Breaker


def opened() -> Breaker:
    breaker = Breaker(threshold=3, rest_seconds=30)
    for _ in range(3):
        breaker.failed(100.0)
    return breaker


def test_it_stays_closed_below_the_threshold_and_forgets_when_a_call_succeeds() -> None:
    breaker = Breaker(threshold=3, rest_seconds=30)
    for _ in range(5):
        breaker.failed(100.0)
        breaker.failed(100.0)
        breaker.succeeded()
        assert breaker.admits(100.0)


def test_it_admits_nobody_while_it_rests() -> None:
    assert [opened().admits(at) for at in (100.0, 129.9)] == [False, False]


def test_after_the_rest_one_caller_tries_and_the_others_wait_on() -> None:
    breaker = opened()
    assert [breaker.admits(130.0) for _ in range(3)] == [True, False, False]


def test_a_try_that_goes_well_closes_it() -> None:
    breaker = opened()
    breaker.admits(130.0)
    breaker.succeeded()
    assert [breaker.admits(130.0) for _ in range(3)] == [True, True, True]


def test_a_try_that_fails_opens_it_again_at_once() -> None:
    breaker = opened()
    breaker.admits(130.0)
    breaker.failed(131.0)
    assert [breaker.admits(at) for at in (131.0, 160.9, 161.0)] == [False, False, True]


def test_a_try_nobody_hears_of_again_costs_one_rest_and_no_more() -> None:
    breaker = opened()
    breaker.admits(130.0)
    assert [breaker.admits(at) for at in (159.0, 160.0)] == [False, True]


def test_it_rests_as_long_as_the_service_asks_from_the_first_time_on() -> None:
    breaker = Breaker(threshold=3, rest_seconds=30)
    breaker.failed(100.0, wait_seconds=7)
    assert [breaker.admits(at) for at in (106.9, 107.0)] == [False, True]


def test_a_call_that_was_under_way_when_it_opened_does_not_close_it() -> None:
    breaker = Breaker()
    breaker.failed(100.0, wait_seconds=7)
    breaker.succeeded()
    assert breaker.rests(106.0)


def test_a_call_that_was_under_way_does_not_shorten_what_was_asked_for() -> None:
    breaker = Breaker(threshold=1, rest_seconds=5)
    breaker.failed(100.0, wait_seconds=60)
    breaker.failed(101.0)
    assert breaker.rests(159.0)
