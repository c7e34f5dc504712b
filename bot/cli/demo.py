"""`shipmate demo`: a conversation about the sandbox company, in this terminal."""

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from rich.console import Console

from bot.app import running
from bot.cli.ask import Terminal, clock_at
from bot.cli.display import progress_bar, show_evidence, show_outcome
from bot.cli.feedback import keep
from bot.cli.lines import Line
from bot.cli.sandbox import index_sandbox
from bot.domain import Outcome
from bot.errors import ShipmateError
from bot.settings import Settings, sandbox_index, sandbox_settings

WELCOME = """[bold]Shipmate[/] · the sandbox company [bold]Halden Supply[/]: {passages} passages of its \
documents, 151 orders, three warehouses. No language model is used.
Ask as you would ask a colleague, for example:
  [cyan]Where is S00101?[/] · [cyan]late orders[/] · [cyan]cut-off for DHL Express today?[/] · \
[cyan]a pallet arrived damaged, what now?[/]
[dim]/as ROLE speaks as public, staff, warehouse, customer-service, supervisor, sales:NAME or \
customer:NAME ·
/evidence shows what the last answer rests on · /good and /bad REASON judge it ·
/new starts over · /quit leaves[/]"""


def converse(*, role: str, at: str | None) -> int:
    """Talk until the person leaves; without a terminal answer each line of standard input. Returns 0."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    settings = sandbox_settings()
    with progress_bar(console, "Reading the sandbox company's documents") as progress:
        report = index_sandbox(settings, progress)
    console.print(WELCOME.format(passages=report.passages))
    return asyncio.run(_talk(console, settings, role=role, at=at))


async def _talk(console: Console, settings: Settings, *, role: str, at: str | None) -> int:
    clock = clock_at(at, settings)
    async with running(settings, clock=clock, index=sandbox_index()) as app:
        terminal = Terminal(app=app, clock=clock, role=role, conversation=uuid.uuid4().hex)
        talk = Conversation(console=console, terminal=terminal, follows_clock=at is None)
        async for text in _lines(talk):
            if not await talk.hear(text):
                break
    return 0


async def _lines(talk: "Conversation") -> AsyncIterator[str]:
    """Yield what the person writes; the prompt is for people only."""
    while True:
        prompt = f"\n[bold green]{talk.terminal.role}[/] › " if sys.stdin.isatty() else ""
        try:
            text = await asyncio.to_thread(talk.console.input, prompt)
        except EOFError:
            return
        if not sys.stdin.isatty() and text.strip():
            talk.console.print(f"\n[bold green]{talk.terminal.role}[/] › ", end="")
            talk.console.print(text, markup=False)
        yield text.strip()


@dataclass(slots=True)
class Conversation:
    console: Console
    terminal: Terminal
    follows_clock: bool = True
    last: Outcome | None = field(default=None)
    asked: str = ""

    async def hear(self, text: str) -> bool:
        """Answer a question or follow a command; False when the person leaves."""
        command, _, rest = text.partition(" ")
        match command.lower():
            case "":
                return True
            case "/quit" | "/exit" | "quit" | "exit":
                return False
            case "/as":
                await self._speak_as(rest.strip())
            case "/evidence":
                show_evidence(self.console, self.last)
            case "/good" | "/bad":
                await self._judge(command == "/good", rest.strip())
            case "/new":
                self.terminal.conversation = uuid.uuid4().hex
                self.console.print("A new conversation.", style="dim")
            case _ if command.startswith("/"):
                self.console.print(
                    "There are /as ROLE, /evidence, /good, /bad REASON, /new and /quit.", style="dim"
                )
            case _:
                await self._answer(text)
        return True

    async def _answer(self, text: str) -> None:
        if self.follows_clock:
            self.terminal.follow_system()
        try:
            self.asked = self._picked(text)
            self.last = await self.terminal.answer(Line(id=0, text=self.asked))
        except ShipmateError as error:
            self.console.print(str(error), style="yellow", markup=False)
            return
        show_outcome(self.console, self.last)

    async def _judge(self, good: bool, reason: str) -> None:
        """Keep what the person thinks of the last answer."""
        if self.last is None:
            self.console.print("There is no answer yet.", style="dim")
            return
        try:
            file = await keep(
                self.terminal.app,
                good=good,
                reason=reason,
                question=self.asked,
                role=self.terminal.role,
                conversation=self.terminal.conversation or "",
                outcome=self.last,
            )
        except (ShipmateError, OSError):
            self.console.print("That could not be kept.", style="yellow")
            return
        self.console.print(f"Thank you. Kept, without personal data, in {file}.", style="dim", markup=False)

    def _picked(self, text: str) -> str:
        """A number picks one of the choices offered."""
        choices = self.last.choices if self.last else ()
        if text.isdecimal() and 1 <= int(text) <= len(choices):
            return choices[int(text) - 1].say
        return text

    async def _speak_as(self, role: str) -> None:
        try:
            await self.terminal.check_role(role)
        except ShipmateError as error:
            self.console.print(str(error), style="yellow", markup=False)
            return
        self.terminal.role = role
        self.terminal.conversation = uuid.uuid4().hex
        self.console.print(f"You now speak as {role}, in a new conversation.", style="dim", markup=False)
