"""Wiring: where the figures of a serving process come from, and what its readiness rests on."""

import asyncio
import importlib.metadata
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Assistant
from bot.domain import Outcome, Turn
from bot.metrics import Metrics
from bot.models import prices_of
from bot.pages import Part, PartState
from bot.settings import Settings
from bot.telemetry import log_answered, working_on
from bot.timing import TimedGuard, TimedRetriever, TimedWriter

if TYPE_CHECKING:
    from bot.app import App
    from bot.durable.engine import Engine
    from bot.storage.record import Record

Answer = Callable[[Turn], Awaitable[Outcome]]
_LAG_SECONDS = 0.5


def metrics_of(settings: Settings) -> Metrics:
    """Return the figures, with the prices and names of the configured models."""
    prices = prices_of(settings)

    def cost(model: str, prompt_tokens: int, completion_tokens: int) -> float:
        price_in, price_out = prices.get(model, (0.0, 0.0))
        return (prompt_tokens * price_in + completion_tokens * price_out) / 1_000_000

    return Metrics(app_version=importlib.metadata.version("shipmate"), models=tuple(prices), prices=cost)


def with_timed_steps(assistant: Assistant, metrics: Metrics) -> Assistant:
    """Return the assistant whose steps are timed; the story does not know of it."""
    return replace(
        assistant,
        guard=TimedGuard(assistant.guard, metrics.step),
        retriever=TimedRetriever(assistant.retriever, metrics.step),
        writer=TimedWriter(assistant.writer, metrics.step),
    )


def counted(answer: Answer, metrics: Metrics) -> Answer:
    """Return the answer with its outcome counted and logged, and the turn named in all that is logged."""

    async def answered(turn: Turn) -> Outcome:
        started = time.perf_counter()
        with working_on(turn.id, turn.channel):
            outcome = await answer(turn)
            seconds = time.perf_counter() - started
            metrics.answered(turn, outcome, seconds)
            log_answered(
                outcome=str(outcome.kind), reason=outcome.reason, model=outcome.model, seconds=seconds
            )
        return outcome

    return answered


async def watch_loop(metrics: Metrics, engine: "Engine") -> None:
    """Measure how late the event loop is, and how much it works on. Never returns."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _LAG_SECONDS
        await asyncio.sleep(_LAG_SECONDS)
        metrics.loop_lag.observe(max(0.0, loop.time() - due))
        metrics.open_turns.set(len(engine.steps.line))


def parts_of(app: "App", record: "Record", settings: Settings) -> Mapping[str, Part]:
    """Return what readiness looks at; without the record nothing can be answered."""

    async def the_record() -> PartState:
        await record.audit.ends()
        return PartState(state="ok", finding="sqlite" if record.database.is_sqlite else "postgresql")

    async def the_orders() -> PartState:
        faults = await app.orders.check()
        return PartState(state="down" if faults else "ok", finding="not reachable" if faults else "reachable")

    async def the_documents() -> PartState:
        if app.store is None or app.index_version is None:
            return PartState(state="down", finding="no index: run `shipmate index`")
        return PartState(state="ok", finding=f"revision {app.index_version}")

    async def the_model() -> PartState:
        if settings.model.kind == "none":
            return PartState(state="ok", finding="none configured: the composer answers")
        if await record.switches.is_paused("model"):
            return PartState(state="degraded", finding="paused")
        return PartState(state="ok", finding="configured")

    async def the_switches() -> PartState:
        active = await record.switches.active()
        return PartState(state="degraded" if active else "ok", finding=", ".join(sorted(active)))

    return {
        "record": Part(look=the_record, is_needed=True),
        "orders": Part(look=the_orders),
        "documents": Part(look=the_documents),
        "model": Part(look=the_model),
        "switches": Part(look=the_switches),
    }
