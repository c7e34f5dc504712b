"""A serving process that a test kills: `python -m tests.channel.process SPEC.json`.

Turns, record and shelf are named by the specification; it ends when all turns of the record are done.
`die_at` is a boundary ("before send") at which it kills itself: not even a `finally` runs.
"""

import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.audit import NO_HEAD, Head
from bot.clock import SystemClock
from bot.domain import ConversationReference, Outcome, Outgoing, Thought, Turn
from bot.durable.engine import Engine
from bot.durable.faults import Apologies
from bot.durable.line import Line
from bot.durable.steps import Bounds, TurnSteps
from bot.ports import Begun
from bot.sealing import KeyRing
from bot.storage.database import Database
from bot.storage.keys import DataKeys
from bot.storage.turn_tables import OPEN, turns
from bot.storage.turns import SqlTurnBook
from guardrails.vault import ConversationVault
from tests.channel.shelf import Shelf
from tests.fakes import FakeWriter, a_turn, an_outcome

MASTER = KeyRing(keys={"m": b"k" * 32}, current="m")


def boundary(name: str, wanted: str) -> None:
    """End the process at once where the test said so."""
    if name == wanted:
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)


class NoAudit:
    async def answered(self, connection: AsyncConnection, turn: Turn, outcome: Outcome) -> Head:
        return NO_HEAD

    def committed(self, head: Head) -> None:
        return


@dataclass(frozen=True, slots=True, kw_only=True)
class MortalBook(SqlTurnBook):
    die_at: str = field(default="")

    async def accept(self, turn: Turn, reference: ConversationReference) -> bool:
        is_new = await SqlTurnBook.accept(self, turn, reference)
        boundary("after accept", self.die_at)
        return is_new

    async def begin(self, turn_id: str) -> Begun:
        begun = await SqlTurnBook.begin(self, turn_id)
        boundary("after begin", self.die_at)
        return begun

    async def record(
        self, turn: Turn, reference: ConversationReference, thought: Thought, *, is_told: bool = False
    ) -> None:
        boundary("before record", self.die_at)
        await SqlTurnBook.record(self, turn, reference, thought, is_told=is_told)
        boundary("after record", self.die_at)

    async def sending(self, message: Outgoing) -> None:
        boundary("before sending", self.die_at)
        await SqlTurnBook.sending(self, message)
        boundary("after sending", self.die_at)

    async def sent(self, message: Outgoing, message_id: str) -> None:
        boundary("before sent", self.die_at)
        await SqlTurnBook.sent(self, message, message_id)
        boundary("after sent", self.die_at)


async def main(spec: dict[str, Any]) -> None:
    database, executor = Database(spec["record"]), f"process-{os.getpid()}"
    await database.create_all()
    book = MortalBook(
        database=database,
        keys=DataKeys(database=database, master=MASTER, now=SystemClock().now),
        audit=NoAudit(),
        now=SystemClock().now,
        executor=executor,
        dead_after_seconds=spec.get("dead_after", 4.0),
        die_at=spec.get("die_at", ""),
    )
    thoughts = Path(spec["thoughts"])

    async def answer(turn: Turn) -> Outcome:
        await asyncio.to_thread(_note, thoughts, turn.id)
        boundary("thinking", spec.get("die_at", ""))
        await asyncio.sleep(spec.get("think_seconds", 0.0))
        return an_outcome(turn, f"answer to {turn.text}", asked=turn.text)

    engine = Engine(
        steps=TurnSteps(
            answer=answer,
            book=book,
            vault=ConversationVault(),
            channels={
                "test": Shelf(
                    file=Path(spec["shelf"]),
                    reads_back=spec.get("reads_back", True),
                    hook=lambda moment, message: boundary(f"{moment} send", spec.get("die_at", "")),
                )
            },
            apologies=Apologies(apologise=FakeWriter().apologise, log_fault=lambda *_, **__: None),
            clock=SystemClock(),
            line=Line(),
            bounds=Bounds(longest_pause=0.2),
        ),
        master=MASTER,
        url=spec["workflows"],
        executor=executor,
        beat_seconds=1.0,
    )
    await engine.start()
    print("started", flush=True)
    for number, conversation in spec["arriving"]:
        turn = replace(
            a_turn(f"question {number}", id=f"t-{number}", conversation=conversation),
            person="p-1",
            channel="test",
            received_at=SystemClock().now(),
        )
        await engine.accept(turn, ConversationReference(channel="test", conversation=conversation))
    print("accepted", flush=True)
    while spec.get("stays") or await _open(database):  # noqa: ASYNC110 - the record is the event
        await asyncio.sleep(0.1)
    await engine.stop()
    await database.close()
    print("done", flush=True)


def _note(file: Path, turn_id: str) -> None:
    with file.open("a") as out:
        out.write(f"{turn_id}\n")


async def _open(database: Database) -> int:
    async with database.read() as connection:
        query = select(func.count()).select_from(turns).where(turns.c.state.in_(OPEN))
        return int((await connection.execute(query)).scalar() or 0)


if __name__ == "__main__":
    asyncio.run(main(json.loads(Path(sys.argv[1]).read_text())))
