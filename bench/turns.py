"""Turns as a serving process takes them: with the record, the audit and the workflow engine around each.

Open loop: questions arrive at their time whether the ones before are answered or not. Latency is from arrival
to the moment the channel has the answer.
"""

import asyncio
import random
import resource
import secrets
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dbos import DBOS, SetWorkflowID

from bench.answers import QUESTIONS
from bench.table import Row, percentile
from bot.app import embedder
from bot.domain import ConversationReference, Outgoing, Turn
from bot.durable.engine import Engine
from bot.lane import waiting_elsewhere
from bot.serving import Serving, serving
from bot.settings import SANDBOX, Settings
from retrieval.audience import Audience
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.servers.postgres import empty_cluster

RATE, TURNS, CONVERSATIONS = 15.0, 450, 20
SATURATING, AT_ONCE = 200, 40
IN_FLIGHT, MODEL_SECONDS = 500, 5.0
STAFF = Audience(
    kind="staff", roles=frozenset({"customer-service", "warehouse", "staff"}), companies=frozenset({1})
)


@dataclass(slots=True)
class Sink:
    """A channel that takes everything at once, and notes when."""

    name: str = "test"
    reads_back: bool = True
    at: dict[str, float] = field(default_factory=dict)
    models: dict[str, str] = field(default_factory=dict)

    async def send(self, message: Outgoing) -> str:
        self.at[message.turn_id] = time.perf_counter()
        self.models[message.turn_id] = message.outcome.model
        return message.key

    async def find(self, message: Outgoing) -> str | None:
        return message.key if message.turn_id in self.at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    service: Serving
    sink: Sink

    async def ask(self, number: int, *, conversations: int = CONVERSATIONS) -> tuple[str, float]:
        conversation = f"c-{number % conversations}"
        turn = Turn(
            id=f"test:{secrets.token_hex(4)}:{number}",
            conversation=conversation,
            audience=STAFF,
            text=QUESTIONS[number % len(QUESTIONS)],
            received_at=self.service.app.clock.now(),
            person=f"p-{number % conversations}",
            channel="test",
        )
        arrived = time.perf_counter()
        await self.service.engine.accept(
            turn, ConversationReference(channel="test", conversation=conversation)
        )
        return turn.id, arrived

    async def until_sent(self, turns: int, seconds: float) -> None:
        async with asyncio.timeout(seconds):
            while len(self.sink.at) < turns:  # noqa: ASYNC110 - a bench
                await asyncio.sleep(0.01)


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "index.sqlite"
        asyncio.run(
            index(
                [SANDBOX / "documents"], store=SqliteDocumentStore(file), embedder=embedder(_settings(folder))
            )
        )
        return [
            asyncio.run(_open_loop(Path(folder), file)),
            _saturated(Path(folder), file),
            *asyncio.run(_in_flight(Path(folder), file)),
        ]


def _settings(folder: str | Path, **sections: Any) -> Settings:
    name = secrets.token_hex(4)
    own: dict[str, Any] = {
        "records": {
            "url": f"sqlite:///{folder}/{name}/records.sqlite",
            "audit_head": f"{folder}/{name}/head.json",
        },
        "keys": {"file": f"{folder}/{name}/keys.json"},
        "limits": {"person_per_minute": 0, "person_per_day": 0, "channel_per_minute": 0},
        "serve": {"answer_seconds": 60},
    }
    return Settings.model_validate(own | sections)


async def _bench(stack: AsyncExitStack, settings: Settings, file: Path) -> Bench:
    sink = Sink()
    service = await stack.enter_async_context(serving(settings, channels=[sink], index=file))
    bench = Bench(service=service, sink=sink)
    for number in range(len(QUESTIONS)):
        await bench.ask(number)
    await bench.until_sent(len(QUESTIONS), 60)
    sink.at.clear()
    return bench


async def _open_loop(folder: Path, file: Path) -> Row:
    """Questions at exponential distances, fifteen a second on average."""
    chance = random.Random(7)
    async with AsyncExitStack() as stack:
        bench = await _bench(stack, _settings(folder), file)
        arrivals: dict[str, float] = {}

        async def one(number: int) -> None:
            turn_id, arrived = await bench.ask(number)
            arrivals[turn_id] = arrived

        started, due, tasks = time.perf_counter(), 0.0, []
        for number in range(TURNS):
            due += chance.expovariate(RATE)
            await asyncio.sleep(max(0.0, started + due - time.perf_counter()))
            tasks.append(asyncio.create_task(one(number)))
        await asyncio.gather(*tasks)
        await bench.until_sent(TURNS, 120)
        seconds = [bench.sink.at[turn] - arrived for turn, arrived in arrivals.items()]
        floor = await _answers_alone(bench)
    p50, p95 = percentile(seconds, 0.5), percentile(seconds, 0.95)
    return Row(
        what=f"{RATE:.0f} turns/s in an open loop, {CONVERSATIONS} conversations, composer, SQLite",
        ours=f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms",
        peer=f"the answer alone, one at a time: p50 {percentile(floor, 0.5) * 1000:.0f} ms",
        asked="p50 ≤ 60 ms, p95 ≤ 150 ms",
        met=p50 <= 0.060 and p95 <= 0.150,
    )


async def _answers_alone(bench: Bench) -> list[float]:
    seconds = []
    for number in range(50):
        turn = Turn(
            id=f"alone:{number}",
            conversation=f"alone-{number}",
            audience=STAFF,
            text=QUESTIONS[number % len(QUESTIONS)],
            received_at=bench.service.app.clock.now(),
        )
        started = time.perf_counter()
        await bench.service.app.assistant.answer(turn)
        seconds.append(time.perf_counter() - started)
    return seconds


def _saturated(folder: Path, file: Path) -> Row:
    """As many turns as go, against empty workflows of three steps in the same process on the same server."""
    with empty_cluster() as cluster:
        for name in ("record", "workflows"):
            cluster.sql(f"CREATE DATABASE {name}")
        settings = _on_postgres(folder, cluster.url("record"), cluster.url("workflows"))
        from bot.storage.migrate import migrate

        migrate(cluster.url("record"))
        ours, empty = asyncio.run(_throughputs(settings, file))
    return Row(
        what=f"turns on PostgreSQL, {AT_ONCE} at once",
        ours=f"{ours:.1f} turns/s",
        peer=f"an empty workflow of three steps: {empty:.1f}/s",
        ratio=ours / empty,
        asked="≥ 0.5×",
        met=ours >= 0.5 * empty,
    )


def _on_postgres(folder: Path, record: str, workflows: str) -> Settings:
    from bot.keys import new_named_key

    return _settings(
        folder,
        records={"url": record, "workflows_url": workflows, "audit_head": f"{folder}/pg-head.json"},
        keys={"master": [new_named_key()], "audit": [new_named_key()]},
    )


@DBOS.workflow(name="bench_empty_v1")
async def _empty(number: int) -> int:
    for step in ("one", "two", "three"):
        await DBOS.run_step_async({"name": step}, _nothing)
    return number


async def _nothing() -> None:
    return


async def _throughputs(settings: Settings, file: Path) -> tuple[float, float]:
    async with AsyncExitStack() as stack:
        bench = await _bench(stack, settings, file)

        async def empty(number: int) -> None:
            with SetWorkflowID(f"empty-{number}"):
                handle = await DBOS.start_workflow_async(_empty, number)
            await handle.get_result()

        async def turn(number: int) -> None:
            turn_id, _ = await bench.ask(number, conversations=AT_ONCE)
            while turn_id not in bench.sink.at:  # noqa: ASYNC110 - a bench
                await asyncio.sleep(0.005)

        return await _rate(turn), await _rate(empty)


async def _rate(one: Callable[[int], Awaitable[None]]) -> float:
    """Return how many a second get done with `AT_ONCE` under way."""
    numbers = iter(range(SATURATING))

    async def work() -> None:
        for number in numbers:
            await one(number)

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return SATURATING / (time.perf_counter() - started)


async def _in_flight(folder: Path, file: Path) -> list[Row]:
    """Turns that all wait for a model at the same time: what they cost the event loop and the memory."""
    async with AsyncExitStack() as stack:
        bench = await _bench(stack, _settings(folder), file)
        engine: Engine = bench.service.engine
        answer = engine.steps.answer

        async def slowly(turn: Turn) -> Any:
            outcome = await answer(turn)
            async with waiting_elsewhere():  # as a deployment does while its model thinks
                await asyncio.sleep(MODEL_SECONDS)
            return outcome

        engine.steps = replace(engine.steps, answer=slowly)
        lags: list[float] = []
        watching = asyncio.create_task(_watch(lags))
        started = time.perf_counter()
        asked = [
            asyncio.create_task(bench.ask(number, conversations=IN_FLIGHT)) for number in range(IN_FLIGHT)
        ]
        await asyncio.gather(*asked)
        await bench.until_sent(IN_FLIGHT, 120)
        seconds = time.perf_counter() - started
        watching.cancel()
    lag = percentile(lags, 0.99)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Row(
            what=f"event loop lag, {IN_FLIGHT} turns in flight, a model of {MODEL_SECONDS:.0f} s",
            ours=f"p99 {lag * 1000:.0f} ms; all answered in {seconds:.0f} s",
            asked="p99 ≤ 100 ms",
            met=lag <= 0.100,
        ),
        Row(
            what="memory of the whole run, at its most",
            ours=f"{memory:.0f} MB",
            asked="≤ 1 GB",
            met=memory <= 1024,
        ),
    ]


async def _watch(lags: list[float]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + 0.01
        await asyncio.sleep(0.01)
        lags.append(max(0.0, loop.time() - due))
