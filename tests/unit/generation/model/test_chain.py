"""Who is asked, for how long, how often, and what is written down of it."""

import asyncio

import pytest

from bot.domain import Usage
from bot.generation.model.chain import Asked, Chain
from bot.generation.model.faults import DEAD, ModelFault
from bot.generation.model.prompt import Prompt
from tests.unit.generation.model.chats import USED, FakeAllowance, FakeChat, Hand, Watching, a_deployment

PROMPT = Prompt(system="rules " * 10, user="question")


def chain(*chats: FakeChat, **parts: object) -> Chain:
    names = ("first", "second")
    deployments = tuple(a_deployment(chat, name) for chat, name in zip(chats, names, strict=False))
    return Chain(deployments=deployments, **parts)  # type: ignore[arg-type]


def plain(text: str) -> str:
    if not text:
        raise ModelFault("empty")
    return text


async def ask(asked: Chain, within: float = 5.0) -> Asked[str]:
    return await asked.ask(PROMPT, plain, within)


async def test_the_first_model_that_answers_is_taken() -> None:
    second = FakeChat(["never"])
    asked = await ask(chain(FakeChat(["yes"]), second))
    assert (asked.value, asked.model, asked.version, asked.usage) == ("yes", "first", "model-2026", USED)
    assert (asked.fallbacks, second.asked) == ((), [])


async def test_the_second_model_is_asked_when_the_first_fails_and_both_are_told() -> None:
    asked = await ask(chain(FakeChat([ModelFault("server_error")]), FakeChat(["yes"])))
    assert (asked.value, asked.model, asked.fallbacks) == ("yes", "second", ("first:server_error",))


async def test_an_answer_nobody_can_use_is_paid_for_all_the_same() -> None:
    asked = await ask(chain(FakeChat([""]), FakeChat(["yes"])))
    assert (asked.value, asked.fallbacks) == ("yes", ("first:empty",))
    assert asked.usage == USED + USED


async def test_when_nobody_answers_there_is_no_value_and_every_reason() -> None:
    asked = await ask(chain(FakeChat([ModelFault("content_filter")]), FakeChat([ModelFault("timeout")])))
    assert (asked.value, asked.model) == (None, "")
    assert asked.fallbacks == ("first:content_filter", "second:timeout")


async def test_a_slow_model_is_given_up_after_its_own_time() -> None:
    slow = a_deployment(FakeChat(["late"], seconds=60), timeout=0.05)
    asked = await ask(Chain(deployments=(slow, a_deployment(FakeChat(["yes"]), "second"))))
    assert (asked.value, asked.fallbacks) == ("yes", ("first:timeout",))
    assert asked.usage.prompt_tokens > USED.prompt_tokens  # the question was sent, and is counted


async def test_a_time_out_of_the_library_counts_the_question_too() -> None:
    asked = await ask(chain(FakeChat([ModelFault("timeout")])))
    assert asked.usage.prompt_tokens > 0


async def test_all_of_them_together_have_no_more_time_than_there_is() -> None:
    slow = FakeChat(["late"], seconds=60)
    asked = await ask(chain(slow, slow), within=0.4)
    assert asked.fallbacks == ("first:timeout", "second:no_time")
    assert len(slow.asked) == 1


async def test_without_time_nobody_is_asked() -> None:
    chat = FakeChat(["yes"])
    assert (await ask(chain(chat), within=-3)).fallbacks == ("first:no_time",)
    assert chat.asked == []


@pytest.mark.parametrize("code", sorted(DEAD - {"timeout"}))
async def test_a_dead_model_is_left_alone_after_three_times(code: str) -> None:
    chat = FakeChat([ModelFault(code)])
    asked = chain(chat)
    reasons = [(await ask(asked)).fallbacks[0] for _ in range(5)]
    assert reasons == [f"first:{code}"] * 3 + ["first:resting"] * 2
    assert len(chat.asked) == 3


@pytest.mark.parametrize("code", ["content_filter", "cut_off", "too_long", "empty"])
async def test_what_is_the_questions_fault_is_not_held_against_the_model(code: str) -> None:
    chat = FakeChat([ModelFault(code)])
    asked = chain(chat)
    assert {(await ask(asked)).fallbacks[0] for _ in range(9)} == {f"first:{code}"}


async def test_a_model_that_asks_us_to_wait_is_left_alone_for_that_long() -> None:
    hand, chat = Hand(), FakeChat([ModelFault("rate_limited", retry_after_seconds=7), "yes"])
    asked = Chain(deployments=(a_deployment(chat, hand=hand),))
    assert (await ask(asked)).fallbacks == ("first:rate_limited",)
    hand.seconds = 6.9
    assert (await ask(asked)).fallbacks == ("first:resting",)
    hand.seconds = 7.0
    assert (await ask(asked)).value == "yes"


async def test_nobody_waits_for_days_because_a_service_says_so() -> None:
    hand, chat = Hand(), FakeChat([ModelFault("rate_limited", retry_after_seconds=86_400 * 30), "yes"])
    asked = Chain(deployments=(a_deployment(chat, hand=hand),))
    await ask(asked)
    hand.seconds = 3600.0
    assert (await ask(asked)).value == "yes"


async def test_of_many_turns_one_tries_a_model_that_rested() -> None:
    hand, chat = Hand(), FakeChat([ModelFault("server_error")] * 3 + ["yes"], seconds=0.01)
    asked = Chain(deployments=(a_deployment(chat, hand=hand),))
    for _ in range(3):
        await ask(asked)
    hand.seconds = 30.0
    answers = await asyncio.gather(*(ask(asked) for _ in range(10)))
    assert sorted(one.value or "" for one in answers) == [""] * 9 + ["yes"]
    assert len(chat.asked) == 4


async def test_no_more_are_asked_at_once_than_the_model_may_be() -> None:
    chat = FakeChat(["yes"], seconds=0.01)
    asked = Chain(deployments=(a_deployment(chat, at_once=3),))
    answers = await asyncio.gather(*(ask(asked) for _ in range(20)))
    assert {one.value for one in answers} == {"yes"}
    assert chat.most_at_once == 3


async def test_who_finds_no_place_in_time_goes_on_and_it_is_not_held_against_the_model() -> None:
    chat = FakeChat(["yes"], seconds=0.3)
    deployment = a_deployment(chat, at_once=1, timeout=0.4)
    answers = await asyncio.gather(*(ask(Chain(deployments=(deployment,))) for _ in range(8)))
    assert answers[0].value == "yes"
    assert answers[-1].fallbacks == ("first:busy",)
    assert not deployment.breaker.rests(0.0) or len(chat.asked) >= 3


async def test_a_turn_that_is_given_up_leaves_its_place_to_the_next() -> None:
    chat = FakeChat(["yes"], seconds=0.05)
    asked = Chain(deployments=(a_deployment(chat, at_once=1),))
    given_up = asyncio.ensure_future(ask(asked))
    await asyncio.sleep(0.01)
    given_up.cancel()
    assert (await ask(asked)).value == "yes"


async def test_above_the_daily_cap_no_model_is_asked() -> None:
    first, second = FakeChat(["yes"]), FakeChat(["yes"])
    asked = await ask(chain(first, second, allowance=FakeAllowance(may=False)))
    assert asked.fallbacks == ("first:daily_cap",)
    assert first.asked == second.asked == []


async def test_when_nobody_can_tell_what_was_spent_no_model_is_asked() -> None:
    chat = FakeChat(["yes"])
    assert (await ask(chain(chat, allowance=FakeAllowance(is_down=True)))).value is None
    assert chat.asked == []


async def test_every_call_is_booked_under_its_model_also_one_that_came_to_nothing() -> None:
    allowance = FakeAllowance()
    refused = ModelFault("content_filter", usage=Usage(prompt_tokens=7))
    await ask(chain(FakeChat([refused]), FakeChat(["yes"]), allowance=allowance))
    assert allowance.booked == [("first", 7, 0), ("second", 100, 10)]


async def test_the_figures_are_told_of_every_call_and_may_fail() -> None:
    watch = Watching(fault=ValueError("no metrics"))
    asked = await ask(chain(FakeChat([ModelFault("server_error")]), FakeChat(["yes"]), watch=watch))
    assert asked.value == "yes"
    told = [(call.model, call.reason, call.prompt_tokens, call.completion_tokens) for call in watch.calls]
    assert told == [("first", "server_error", 0, 0), ("second", None, 100, 10)]
