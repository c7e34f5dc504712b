"""`shipmate ask`: one question, or each line of a file."""

import asyncio
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App, running
from bot.cli.display import styled
from bot.cli.lines import Line, answer_lines, line_from
from bot.cli.output import outcome_json
from bot.cli.roles import audience_of, turn_id
from bot.cli.sandbox import bring_sandbox_up_to_date
from bot.clock import SetClock, SystemClock, moment_from_text
from bot.domain import Outcome, Turn
from bot.settings import Settings, read_settings


def ask_all(
    *,
    text: str | None,
    role: str,
    at: str | None,
    index: Path | None,
    conversation: str | None,
    as_json: bool,
    jsonl: Path | None,
) -> int:
    settings = read_settings()
    line = line_from(text, jsonl).model_copy(update={"role": role, "at": at, "conversation": conversation})
    if index is None:
        bring_sandbox_up_to_date(settings)
    return asyncio.run(_ask(settings, line, index=index, as_json=as_json, jsonl=jsonl))


async def _ask(
    settings: Settings, line: Line, *, index: Path | None, as_json: bool, jsonl: Path | None
) -> int:
    clock = clock_at(line.at, settings)
    async with running(settings, clock=clock, index=index) as app:
        terminal = Terminal(app=app, clock=clock, role=line.role or "public", conversation=line.conversation)
        if jsonl is not None:
            return await answer_lines(jsonl, terminal.answer_json, sys.stdout)
        if as_json:
            print(json.dumps({"id": None, **await terminal.answer_json(line)}, ensure_ascii=False))
        else:
            print(readable(await terminal.answer(line)))
    return 0


def clock_at(at: str | None, settings: Settings) -> SetClock:
    """Return a clock that can be set per question; without `--at` it stands at the start of the command."""
    zone = ZoneInfo(settings.company.time_zone)
    return SetClock(moment_from_text(at, zone) if at else SystemClock().now())


@dataclass(slots=True)
class Terminal:
    """Hands questions of the command line to the desk."""

    app: App
    clock: SetClock
    role: str = "public"
    conversation: str | None = None
    _asked: int = field(default=0)
    _started: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._started = self.clock.moment

    def follow_system(self) -> None:
        """Ask as of this moment from now on."""
        self._started = SystemClock().now()

    async def answer(self, line: Line) -> Outcome:
        """Return the outcome of one line; its own role, clock and conversation go before the command's."""
        self.clock.moment = moment_from_text(line.at, self.app.zone) if line.at else self._started
        self._asked += 1
        conversation = line.conversation or self.conversation or f"line-{line.id}"
        audience = await audience_of(line.role or self.role, self.app.orders, self.app.companies)
        turn = Turn(
            id=turn_id(conversation, self._asked),
            conversation=conversation,
            audience=audience,
            text=line.text,
            received_at=self.clock.now(),
        )
        return await self.app.desk.take(turn)

    async def check_role(self, role: str) -> None:
        """Raises: `UnknownRoleError`."""
        await audience_of(role, self.app.orders, self.app.companies)

    async def answer_json(self, line: Line) -> Mapping[str, Any]:
        started = time.perf_counter()
        outcome = await self.answer(line)
        return outcome_json(
            outcome, index_version=self.app.index_version, elapsed_ms=(time.perf_counter() - started) * 1000
        )


def readable(outcome: Outcome) -> str:
    """Return an outcome as plain text: the answer, what it rests on, and what may be picked."""
    parts = [styled(outcome.text).plain]
    if outcome.citations:
        parts.append(" · ".join(f"[{citation.n}] {citation.label}" for citation in outcome.citations))
    parts += [f"  {number}. {choice.label}" for number, choice in enumerate(outcome.choices, start=1)]
    return "\n".join(parts)
