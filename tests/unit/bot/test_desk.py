"""A turn always comes to something, in order, and only its own asker gets values back."""

import asyncio
import logging
import re
from dataclasses import dataclass, field

import pytest
import structlog

from bot.domain import Outcome, Turn
from bot.durable.desk import Answer, Desk
from bot.durable.faults import Apologies
from bot.errors import GuardError
from bot.memory import InProcessMemory
from bot.telemetry import log_fault
from guardrails.vault import ConversationVault
from retrieval.question import NO_FOCUS, Focus
from tests.fakes import FakeWriter, a_turn, an_outcome

SECRET = "my secret question about anna@firma.de"


def desk(
    answer: Answer,
    *,
    vault: ConversationVault | None = None,
    seconds: float = 20,
    memory: InProcessMemory | None = None,
) -> Desk:
    return Desk(
        answer=answer,
        memory=memory or InProcessMemory(),
        vault=vault or ConversationVault(),
        apologies=Apologies(apologise=FakeWriter().apologise, log_fault=log_fault),
        deadline_seconds=seconds,
    )


async def test_a_fault_becomes_fixed_words_with_a_reference_that_the_log_knows() -> None:
    async def fails(turn: Turn) -> Outcome:
        raise GuardError("a guardrail is out of order")

    with structlog.testing.capture_logs() as logs:
        outcome = await desk(fails).take(a_turn())
    reference = re.search(r"Reference ([2-9A-Z]{4})\.", outcome.text)
    assert reference
    assert outcome.reason == "fault"
    assert [(log["turn"], log["reference"], log["fault"]) for log in logs] == [
        ("turn-1", reference[1], "GuardError")
    ]


async def test_a_slow_answer_becomes_fixed_words_at_the_deadline() -> None:
    async def slow(turn: Turn) -> Outcome:
        await asyncio.sleep(60)
        raise AssertionError("it was not stopped")

    outcome = await desk(slow, seconds=0.01).take(a_turn())
    assert outcome.reason == "timeout"
    assert "Reference" in outcome.text


async def test_the_wait_for_an_earlier_turn_counts_towards_the_deadline() -> None:
    async def slow(turn: Turn) -> Outcome:
        await asyncio.sleep(60)
        raise AssertionError("it was not stopped")

    one = desk(slow, seconds=0.05)
    outcomes = await asyncio.wait_for(asyncio.gather(*(one.take(a_turn(id=f"t{n}")) for n in range(50))), 2)
    assert {outcome.reason for outcome in outcomes} == {"timeout"}


async def test_a_turn_after_a_fault_is_answered() -> None:
    async def fails_first(turn: Turn) -> Outcome:
        if turn.id == "bad":
            raise ValueError
        return an_outcome(turn)

    one = desk(fails_first)
    assert (await one.take(a_turn(id="bad"))).reason == "fault"
    assert (await one.take(a_turn(id="good"))).text == "done"


@dataclass
class Watched:
    """An answer that can be held up, and knows who was in it at a time."""

    started: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, turn: Turn) -> Outcome:
        self.started.append(turn.id)
        await self.gate.wait()
        await asyncio.sleep(0)
        self.finished.append(turn.id)
        return an_outcome(turn)


async def test_turns_of_a_conversation_run_in_order_while_others_run_beside_them() -> None:
    watched = Watched()
    one = desk(watched.answer)
    turns = [a_turn(id=f"{talk}{n}", conversation=talk) for n in range(4) for talk in "ab"]
    running = [asyncio.create_task(one.take(turn)) for turn in turns]
    await asyncio.sleep(0.01)
    assert watched.started == ["a0", "b0"]
    watched.gate.set()
    await asyncio.gather(*running)
    for talk in "ab":
        assert [id for id in watched.started if id[0] == talk] == [f"{talk}{n}" for n in range(4)]


async def test_a_turn_sees_what_the_one_before_it_left_in_memory() -> None:
    memory = InProcessMemory()
    seen: list[Focus] = []

    async def answer(turn: Turn) -> Outcome:
        seen.append(await memory.recall(turn.conversation))
        await asyncio.sleep(0)
        return an_outcome(turn, focus=Focus(topic=turn.id))

    one = desk(answer, memory=memory)
    await asyncio.gather(*(one.take(a_turn(id=f"t{n}")) for n in range(3)))
    assert seen == [NO_FOCUS, Focus(topic="t0"), Focus(topic="t1")]
    assert await memory.recall("another") == NO_FOCUS


async def test_an_outcome_without_focus_leaves_memory_as_it_was() -> None:
    memory = InProcessMemory()
    await memory.remember("c-1", Focus(topic="before"))

    async def answer(turn: Turn) -> Outcome:
        return an_outcome(turn, focus=None)

    await desk(answer, memory=memory).take(a_turn())
    assert await memory.recall("c-1") == Focus(topic="before")
    await memory.forget("c-1")
    assert await memory.recall("c-1") == NO_FOCUS


async def test_locks_of_finished_conversations_are_let_go() -> None:
    async def answer(turn: Turn) -> Outcome:
        return an_outcome(turn)

    one = desk(answer)
    for n in range(20):
        await one.take(a_turn(conversation=f"c-{n}"))
    assert len(one._in_order) == 0


async def test_values_come_back_in_the_askers_own_conversation_only() -> None:
    vault = ConversationVault()
    mine = vault.seal("c-1", "EMAIL", "anna@firma.de", a_turn().reader).placeholder
    vault.seal("c-2", "EMAIL", "bert@firma.de", a_turn().reader)

    async def answer(turn: Turn) -> Outcome:
        return an_outcome(turn, f"I write to {mine}.")

    one = desk(answer, vault=vault)
    assert (await one.take(a_turn(conversation="c-1"))).text == "I write to anna@firma.de."
    assert "anna" not in (await one.take(a_turn(conversation="c-2"))).text
    assert (await one.take(a_turn(conversation="c-3"))).text == "I write to the e-mail address."


@pytest.mark.parametrize(
    "fault", [ValueError(SECRET), RuntimeError(SECRET), KeyError(SECRET), TimeoutError(SECRET)]
)
async def test_no_word_of_a_person_reaches_a_log(fault: Exception, caplog: pytest.LogCaptureFixture) -> None:
    async def fails(turn: Turn) -> Outcome:
        raise fault

    with structlog.testing.capture_logs() as logs, caplog.at_level(logging.DEBUG):
        outcome = await desk(fails).take(a_turn(SECRET))
    assert logs
    for written in (str(logs), caplog.text, outcome.text):
        assert "secret" not in written
        assert "anna" not in written
