"""A workflow engine in a dictionary, and a process that can be killed at every boundary."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.audit import NO_HEAD, Head
from bot.domain import ConversationReference, Outcome, Outgoing, Thought, Turn
from bot.durable.faults import Apologies
from bot.durable.line import Line
from bot.durable.steps import Bounds, TurnSteps
from bot.durable.workflow import run_turn
from bot.errors import TakenOver, UnknownTurn
from bot.sealing import KeyRing
from bot.storage.database import Database
from bot.storage.keys import DataKeys
from bot.storage.turns import SqlTurnBook
from guardrails.vault import ConversationVault
from tests.channel.shelf import Shelf
from tests.fakes import NOW, FakeWriter, SettableClock, a_turn, an_outcome

MASTER = KeyRing(keys={"m": b"k" * 32}, current="m")
FAST = Bounds(word=20, send=5, wait_to_deliver=5, longest_pause=0.0, tries_to_think=8)
"""More tries than deaths: that a turn which kills its process each time is given up is tested by itself."""


class Killed(BaseException):
    """The process is gone: nothing after this line runs."""


@dataclass(slots=True)
class Deaths:
    """Counts the boundaries that are passed, and kills at those that were chosen."""

    at: frozenset[int] = frozenset()
    passed: int = 0
    names: list[str] = field(default_factory=list)

    def boundary(self, name: str) -> None:
        self.passed += 1
        self.names.append(name)
        if self.passed in self.at:
            raise Killed(name)


class NoAudit:
    async def answered(self, connection: AsyncConnection, turn: Turn, outcome: Outcome) -> Head:
        return NO_HEAD

    def committed(self, head: Head) -> None:
        return


@dataclass(frozen=True, slots=True, kw_only=True)
class MortalBook(SqlTurnBook):
    """The real record; the process may die before and after each commit."""

    deaths: Deaths = field(default_factory=Deaths)

    async def accept(self, turn: Turn, reference: ConversationReference) -> bool:
        self.deaths.boundary("before accept")
        is_new = await SqlTurnBook.accept(self, turn, reference)
        self.deaths.boundary("after accept")
        return is_new

    async def begin(self, turn_id: str) -> Any:
        self.deaths.boundary("before begin")
        begun = await SqlTurnBook.begin(self, turn_id)
        self.deaths.boundary("after begin")
        return begun

    async def record(
        self, turn: Turn, reference: ConversationReference, thought: Thought, *, is_told: bool = False
    ) -> None:
        self.deaths.boundary("before record")
        await SqlTurnBook.record(self, turn, reference, thought, is_told=is_told)
        self.deaths.boundary("after record")

    async def sending(self, message: Outgoing) -> None:
        self.deaths.boundary("before sending")
        await SqlTurnBook.sending(self, message)
        self.deaths.boundary("after sending")

    async def sent(self, message: Outgoing, message_id: str) -> None:
        self.deaths.boundary("before sent")
        await SqlTurnBook.sent(self, message, message_id)
        self.deaths.boundary("after sent")


async def answer(turn: Turn) -> Outcome:
    return an_outcome(turn, f"answer to {turn.text}", asked=turn.text)


@dataclass(slots=True, kw_only=True)
class World:
    """What outlives a process: the record, the journal of steps, the channel."""

    folder: Path
    reads_back: bool = True
    clock: SettableClock = field(default_factory=SettableClock)
    journal: set[tuple[str, str]] = field(default_factory=set)
    deaths: Deaths = field(default_factory=Deaths)
    thought_of: list[str] = field(default_factory=list)
    lives: int = 0

    @property
    def shelf(self) -> Shelf:
        return Shelf(file=self.folder / "shelf.sqlite", reads_back=self.reads_back, hook=self._hook)

    def _hook(self, moment: str, message: Outgoing) -> None:
        self.deaths.boundary(f"{moment} send")

    async def live(self, arriving: Sequence[Turn], bounds: Bounds = FAST) -> None:
        """Live one life: finish what earlier lives began, take what arrives, until done or killed."""
        self.lives += 1
        database = Database(f"sqlite:///{self.folder / 'records.sqlite'}")
        try:
            await database.create_all()
            await self._live(database, arriving, bounds)
        finally:
            await database.close()

    async def _live(self, database: Database, arriving: Sequence[Turn], bounds: Bounds) -> None:
        book = MortalBook(
            database=database,
            keys=DataKeys(database=database, master=MASTER, now=self.clock.now),
            audit=NoAudit(),
            now=self.clock.now,
            executor=f"life-{self.lives}",
            deaths=self.deaths,
        )
        steps = TurnSteps(
            answer=self._answer,
            book=book,
            vault=ConversationVault(),
            channels={"test": self.shelf},
            apologies=Apologies(apologise=FakeWriter().apologise, log_fault=lambda *_, **__: None),
            clock=self.clock,
            line=Line(),
            bounds=bounds,
        )
        for turn_id in await book.release_orphans():
            await self._run(steps, turn_id)
        for turn in arriving:
            if await book.accept(turn, reference_of(turn)):
                await self._run(steps, turn.id)

    async def _answer(self, turn: Turn) -> Outcome:
        self.deaths.boundary("thinking")
        self.thought_of.append(turn.id)
        return await answer(turn)

    async def _run(self, steps: TurnSteps, turn_id: str) -> None:
        async def run_step(name: str, work: Callable[[], Awaitable[None]]) -> None:
            if (turn_id, name) not in self.journal:
                await work()
                self.deaths.boundary(f"before {name} is kept")
                self.journal.add((turn_id, name))
                self.deaths.boundary(f"after {name} is kept")

        try:
            await steps.book.claim(turn_id)
        except (TakenOver, UnknownTurn):
            return
        await run_turn(steps, turn_id, run_step)


def reference_of(turn: Turn) -> ConversationReference:
    return ConversationReference(channel=turn.channel, conversation=turn.conversation)


def asked(number: int, conversation: str = "c-1", at: datetime = NOW) -> Turn:
    turn = a_turn(f"question {number}", id=f"t-{number}", conversation=conversation)
    return replace(turn, person="p-1", channel="test", received_at=at)
