"""Runs turns so that a crash loses nothing: DBOS keeps what steps returned, the record what was asked.

One engine a process. Turns are started directly, at once. After a crash, of this or of another process, what
is not done is found in the record and goes on where it stopped. ADR 0021.
"""

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cachetools import LRUCache
from dbos import DBOS, DBOSConfig, SetWorkflowID

from bot.domain import ConversationReference, Outcome, Turn
from bot.durable.serializer import SealedJson
from bot.durable.steps import TurnSteps
from bot.durable.workflow import run_turn, until_possible
from bot.errors import RecordUnavailable, TakenOver, UnknownTurn
from bot.restoring import restored
from bot.sealing import KeyRing

APPLICATION, VERSION = "shipmate", "turns-1"
"""Workflows of another version are not resumed: a new one keeps running `turn_v1` beside what replaces it."""
_RUNNING = frozenset({"PENDING", "ENQUEUED", "DELAYED"})
_BEAT_SECONDS = 3.0
_engine: "Engine | None" = None


class Draining(Exception):
    """This process takes no more turns: it is about to end."""


@DBOS.workflow(name="turn_v1")
async def turn_v1(turn_id: str) -> str:
    assert _engine is not None, "a workflow runs in a process with an engine only"
    return await _engine.run(turn_id)


@dataclass(slots=True, kw_only=True)
class Engine:
    """`url` is DBOS's own database, SQLite or PostgreSQL; `executor` names this process."""

    steps: TurnSteps
    master: KeyRing
    url: str
    executor: str
    log_fault: Callable[[str, Mapping[str, str]], None] = lambda event, details: None
    beat_seconds: float = _BEAT_SECONDS
    tries_after_faults: int = 3
    """A turn whose recording or sending fails so often, for no reason that passes, is given up and listed."""
    observe: Callable[[str, float], None] = lambda step, seconds: None
    _is_draining: bool = field(default=False)
    _tending: "asyncio.Task[None] | None" = field(default=None, repr=False)
    _failed: LRUCache[str, int] = field(default_factory=lambda: LRUCache(1_000), repr=False)
    _begun: "set[asyncio.Task[None]]" = field(default_factory=set, repr=False)

    async def start(self) -> None:
        """Launch DBOS on the running loop, and take up what is not done."""
        global _engine  # noqa: PLW0603 - DBOS is one to a process, and knows workflows by their names
        _quiet()
        DBOS(config=self._config())
        _engine = self
        DBOS.launch()
        await self.steps.book.beat()
        self._tending = asyncio.create_task(self._tend())

    async def accept(self, turn: Turn, reference: ConversationReference) -> bool:
        """Commit a turn and start it; a redelivery starts nothing, and returns False.

        When this returned the channel may acknowledge: the turn is not lost. Raises: `Draining`,
        `RecordUnavailable`.
        """
        if self._is_draining:
            raise Draining
        line = self.steps.line
        if turn.id in line:
            return False
        line.joins(turn.id)  # before the record has it, or it would be taken for one nobody works on
        is_new = False
        try:
            is_new = await self.steps.book.accept(turn, reference)
        finally:
            if not is_new:
                line.leaves(turn.id)
        if is_new:
            self._soon(self._begin_or_leave(turn.id))
        return is_new

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it without anybody waiting for it."""
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)

    async def answer_now(self, turn: Turn, reference: ConversationReference) -> Outcome:
        """Answer while a channel waits, record it, and return what its asker may read: nobody sends it.

        Raises: `Draining`, `RecordUnavailable`.
        """
        if self._is_draining:
            raise Draining
        steps = self.steps
        steps.line.joins(turn.id)
        try:
            await steps.book.accept(turn, reference)
            thought = await steps.think(turn.id)
            if thought is None:
                raise UnknownTurn("This was looked up before.")
            await steps.record(turn.id, thought, is_told=True)
            return restored(thought.outcome, steps.vault.handles(turn.conversation, turn.reader))
        finally:
            steps.line.leaves(turn.id)

    async def send_more(self, turn_id: str, kind: str, outcome: Outcome) -> bool:
        """Send one more message for a turn that was answered; False for one of this kind that was sent.

        Raises: `UnknownTurn`, `RecordUnavailable`.
        """
        if not await self.steps.book.add_message(turn_id, kind, outcome):
            return False
        if turn_id not in self.steps.line:
            await self._begin(turn_id, f"{turn_id}~{uuid.uuid4().hex[:8]}")
        return True

    async def run(self, turn_id: str) -> str:
        """Run a turn from where it stopped. Called by DBOS."""
        if turn_id not in self.steps.line:
            self.steps.line.joins(turn_id)
            try:
                await self.steps.book.claim(turn_id)
            except (TakenOver, UnknownTurn):
                self.steps.line.leaves(turn_id)
                return "taken_over"
        try:
            async with self.steps.lane.entered():
                return await run_turn(self.steps, turn_id, self._run_step)
        except Exception as error:  # a fault of ours: it is tried again, and not for ever
            self._failed[turn_id] = self._failed.get(turn_id, 0) + 1
            self.log_fault("turn failed", {"turn": turn_id, "fault": type(error).__name__})
            if self._failed[turn_id] >= self.tries_after_faults:
                fault = type(error).__name__
                await until_possible(lambda: self.steps.book.drop(turn_id, fault))
                return "given_up"
            raise

    @property
    def is_draining(self) -> bool:
        return self._is_draining

    async def drain(self, seconds: float) -> int:
        """Take no more turns, let those that run finish, and return how many could not: others will."""
        self._is_draining = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.steps.line.until_empty()
        return len(self.steps.line)

    async def stop(self) -> None:
        global _engine  # noqa: PLW0603
        if self._tending is not None:
            self._tending.cancel()
            await asyncio.wait({self._tending})
        await asyncio.to_thread(DBOS.destroy)
        # DBOS gave the loop its own threads and ended them; what is closed after it needs some
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())
        _engine = None

    async def forget_finished(self, days: int) -> int:
        """Delete workflows that ended longer ago than this, and return how many: the record has the rest."""
        ended = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        old = await DBOS.list_workflows_async(
            completed_before=ended, limit=10_000, load_input=False, load_output=False
        )
        ids = [one.workflow_id for one in old]
        if ids:
            await DBOS.delete_workflows_async(ids)
        return len(ids)

    async def take_up(self) -> int:
        """Let go on what nobody works on, and return how many turns that are."""
        idle = [one for one in await self.steps.book.release_orphans() if one not in self.steps.line]
        for turn_id in idle:
            await self._take_up(turn_id)
        return len(idle)

    async def _take_up(self, turn_id: str) -> None:
        status = await DBOS.get_workflow_status_async(turn_id)
        if status is None:
            await self._begin(turn_id, turn_id)
        elif status.status in _RUNNING:
            await DBOS.resume_workflow_async(turn_id)
        else:  # it ended without the turn, which was another process's then
            await self._begin(turn_id, f"{turn_id}~{uuid.uuid4().hex[:8]}")

    async def _run_step(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run a step of the workflow that is running: once, and then it is known."""

        async def once() -> None:
            started = time.perf_counter()
            try:
                await work()
            finally:
                self.observe(name, time.perf_counter() - started)

        await DBOS.run_step_async({"name": name}, once)

    async def _begin_or_leave(self, turn_id: str) -> None:
        """Start a turn that is committed. If that fails it is not lost: it is one nobody works on."""
        try:
            async with self.steps.lane.entered():
                await self._begin(turn_id, turn_id)
        except Exception as error:
            self.steps.line.leaves(turn_id)
            self.log_fault("starting a turn failed", {"fault": type(error).__name__})

    async def _begin(self, turn_id: str, workflow_id: str) -> None:
        with SetWorkflowID(workflow_id):
            await DBOS.start_workflow_async(turn_v1, turn_id)

    async def _tend(self) -> None:
        """Say that this process lives, and look after turns of processes that do not."""
        while True:
            try:
                await self.steps.book.beat()
                if not self._is_draining:
                    await self.take_up()
            except RecordUnavailable as error:
                self.log_fault("record unavailable", {"fault": type(error).__name__})
            except Exception as error:  # whatever it was: the next look may succeed
                self.log_fault("taking up turns failed", {"fault": type(error).__name__})
            await asyncio.sleep(self.beat_seconds)

    def _config(self) -> DBOSConfig:
        return {
            "name": APPLICATION,
            "system_database_url": self.url,
            "application_version": VERSION,
            "executor_id": self.executor,
            "serializer": SealedJson(self.master),
            "max_executor_threads": 64,
            "log_level": "ERROR",
            "enable_otlp": False,
        }


def _quiet() -> None:
    """DBOS logs arguments and exceptions, which may hold what a person wrote."""
    for name in ("dbos", "dbos.dbos"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [logging.NullHandler()], False
