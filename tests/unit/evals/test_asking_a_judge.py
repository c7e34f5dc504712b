"""So many at once, so many in all, patiently but not for ever."""

import asyncio

import pytest

from evals.ragas_env.applies import says_something
from evals.ragas_env.asking import ATTEMPTS, LONGEST_WAIT_SECONDS, Asking
from evals.ragas_env.faults import JudgeFault
from evals.ragas_env.run_files import Texts
from evals.ragas_env.tally import Tally


class Waits:
    """A clock nobody waits for."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


class Server:
    """Raises the faults it was given, one a request, then answers."""

    def __init__(self, *faults: JudgeFault) -> None:
        self.faults, self.asked = list(faults), 0

    async def __call__(self) -> str:
        self.asked += 1
        if self.faults:
            raise self.faults.pop(0)
        return "verdict"


@pytest.fixture(autouse=True)
def faults_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application's environment has no openai; here faults need no translation."""

    def same(error: BaseException) -> JudgeFault:
        return error if isinstance(error, JudgeFault) else JudgeFault("timeout")

    monkeypatch.setattr("evals.ragas_env.asking.fault_from", same)


def asking(waits: Waits, *, max_calls: int = 100, concurrency: int = 4, seconds: float = 5) -> Asking:
    return Asking(timeout_seconds=seconds, concurrency=concurrency, max_calls=max_calls, sleep=waits)


async def test_waits_as_long_as_it_was_asked_to() -> None:
    waits, server = Waits(), Server(JudgeFault("rate_limited", 7.0), JudgeFault("server_error"))
    judge = asking(waits)
    assert await judge.ask(server) == "verdict"
    assert waits.seconds[0] == 7.0
    assert 1.0 <= waits.seconds[1] <= 2.0
    assert judge.made == 3


async def test_gives_up_after_some_attempts_and_at_once_when_the_wait_is_too_long() -> None:
    waits, server = Waits(), Server(*(JudgeFault("server_error") for _ in range(10)))
    with pytest.raises(JudgeFault, match="server_error"):
        await asking(waits).ask(server)
    assert server.asked == ATTEMPTS
    impatient = Server(JudgeFault("rate_limited", LONGEST_WAIT_SECONDS + 1))
    with pytest.raises(JudgeFault, match="rate_limited"):
        await asking(waits).ask(impatient)
    assert impatient.asked == 1


async def test_what_will_not_change_is_not_asked_again() -> None:
    server = Server(JudgeFault("content_filter"))
    with pytest.raises(JudgeFault, match="content_filter"):
        await asking(Waits()).ask(server)
    assert server.asked == 1


async def test_after_a_refused_key_nothing_more_is_sent() -> None:
    judge, server = asking(Waits()), Server(JudgeFault("unauthorised"))
    for _ in range(3):
        with pytest.raises(JudgeFault, match="unauthorised"):
            await judge.ask(server)
    assert server.asked == judge.made == 1


async def test_the_budget_counts_repeated_requests_too() -> None:
    judge, server = asking(Waits(), max_calls=2), Server(*(JudgeFault("server_error") for _ in range(3)))
    with pytest.raises(JudgeFault, match="budget"):
        await judge.ask(server)
    assert server.asked == judge.made == 2


async def test_a_server_that_never_answers_is_a_timeout() -> None:
    async def silent() -> str:
        await asyncio.sleep(3600)
        return ""

    with pytest.raises(JudgeFault, match="timeout"):
        await asking(Waits(), seconds=0.01).ask(silent)


async def test_no_more_are_asked_at_once_than_allowed() -> None:
    running = most = 0

    async def counted() -> str:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return ""

    judge = asking(Waits(), concurrency=3)
    await asyncio.gather(*(judge.ask(counted) for _ in range(20)))
    assert most == 3


def test_a_refusal_is_not_judged_for_what_it_claims_but_for_what_it_misses() -> None:
    texts = Texts(question="q", answer="I cannot say.", reference="15:30", evidence=("e",))
    assert not says_something("faithfulness", texts, replied=False)
    assert says_something("factual_correctness", texts, replied=False)


def test_a_few_failures_leave_a_metric_usable_and_more_do_not() -> None:
    def usable(failures: int) -> bool:
        tally = Tally(scored=19)
        for _ in range(failures):
            tally.count(None, "timeout")
        return tally.is_usable

    assert [usable(0), usable(1), usable(2), Tally().is_usable] == [True, True, False, False]
