"""A channel that keeps what was sent in a SQLite file: several processes send, and a test reads it back."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.domain import Outgoing
from bot.errors import NotSent

Hook = Callable[[str, Outgoing], None]
"""Called with "before" and "after" a message arrives: it may raise, or end the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    turn_id: str
    kind: str
    conversation: str
    text: str


@dataclass(slots=True, kw_only=True)
class Shelf:
    """With `reads_back` False it is a channel that can be asked nothing, though the test can read it."""

    file: Path
    reads_back: bool = True
    name: str = "test"
    hook: Hook = lambda moment, message: None
    refusals: int = 0
    """This many messages are surely not taken first."""

    async def send(self, message: Outgoing) -> str:
        if self.refusals > 0:
            self.refusals -= 1
            raise NotSent("The shelf is full.", retry_after_seconds=0.0)
        self.hook("before", message)
        await asyncio.to_thread(self._put, message)
        self.hook("after", message)
        return message.key

    async def find(self, message: Outgoing) -> str | None:
        assert self.reads_back
        return message.key if any(key == message.key for key in self._keys()) else None

    def deliveries(self) -> list[Delivery]:
        """Return everything that arrived, in its order."""
        with self._open() as shelf:
            rows = shelf.execute("SELECT turn_id, kind, conversation, text FROM shelf ORDER BY rowid")
            return [
                Delivery(turn_id=row[0], kind=row[1], conversation=row[2], text=row[3])
                for row in rows.fetchall()
            ]

    def _keys(self) -> list[str]:
        with self._open() as shelf:
            return [row[0] for row in shelf.execute("SELECT key FROM shelf").fetchall()]

    def _put(self, message: Outgoing) -> None:
        row = (
            message.key,
            message.turn_id,
            message.kind,
            message.reference.conversation,
            message.outcome.text,
        )
        with self._open() as shelf:
            shelf.execute("INSERT INTO shelf VALUES (?, ?, ?, ?, ?)", row)

    def _open(self) -> sqlite3.Connection:
        shelf = sqlite3.connect(self.file, timeout=30)
        shelf.execute("CREATE TABLE IF NOT EXISTS shelf (key, turn_id, kind, conversation, text)")
        return shelf
