"""Many messages to one running assistant on the sandbox, and all that a program gets back for each."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import running
from bot.cli.ask import Terminal, clock_at
from bot.cli.lines import Line
from bot.settings import SANDBOX, Settings
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore

AT = "2026-11-23T14:05"
COMPANY: Mapping[str, Any] = json.loads((SANDBOX / "company.json").read_text(encoding="utf-8"))
ORDERS: Mapping[str, Any] = json.loads((SANDBOX / "orders.json").read_text(encoding="utf-8"))
BY_WORDS = Settings.model_validate({"documents": {"embeddings": "none"}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message; those with the same `conversation` are one, in this order."""

    role: str
    text: str
    conversation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    said: Said
    json: Mapping[str, Any]

    @property
    def text(self) -> str:
        return str(self.json["text"])

    @property
    def headline(self) -> str:
        return self.text.partition("\n")[0]

    @property
    def all_of_it(self) -> str:
        """Everything that was given out, evidence and choices included, as one text."""
        fields = {name: value for name, value in self.json.items() if name != "turn_id"}
        return json.dumps(fields, ensure_ascii=False)


def indexed(file: Path) -> Path:
    """Index the sandbox's documents without vectors, and return the index file."""
    asyncio.run(index([SANDBOX / "documents"], store=SqliteDocumentStore(file), embedder=None))
    return file


def answers_to(messages: Iterable[Said], index_file: Path, settings: Settings = BY_WORDS) -> list[Answer]:
    """Return what one assistant answers to all of them, in their order."""
    return asyncio.run(_answers(messages, index_file, settings))


async def _answers(messages: Iterable[Said], index_file: Path, settings: Settings) -> list[Answer]:
    clock = clock_at(AT, settings)
    async with running(settings, clock=clock, index=index_file) as app:
        terminal = Terminal(app=app, clock=clock)
        return [
            Answer(said=said, json=await terminal.answer_json(_line(number, said)))
            for number, said in enumerate(messages)
        ]


def _line(number: int, said: Said) -> Line:
    conversation = said.conversation or f"message {number}"
    return Line.model_validate(
        {"id": number, "text": said.text, "as": said.role, "conversation": conversation}
    )
