"""Draw the README's picture: a real conversation with the sandbox company, as the terminal shows it.

python -m docs.picture        writes docs/conversation.svg
"""

import asyncio
import io
import re
from pathlib import Path

from rich.console import Console

from bot.app import running
from bot.cli.ask import Terminal, clock_at
from bot.cli.demo import Conversation
from bot.cli.sandbox import index_sandbox
from bot.settings import sandbox_index, sandbox_settings

AT = "2026-11-24T14:05"
LINES = (
    "Where is S00150?",
    "/as warehouse",
    "why was priority order S00101 split?",
    "/as customer:Brennweite Optik GmbH",
    "Where is S00103?",
)
TARGET = Path(__file__).with_name("conversation.svg")
_FONT_FROM_AFAR = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def record() -> str:
    """Return the conversation as SVG; the picture loads nothing from elsewhere."""
    console = Console(record=True, width=112, force_terminal=True, file=io.StringIO(), highlight=False)
    settings = sandbox_settings()
    clock = clock_at(AT, settings)
    async with running(settings, clock=clock, index=sandbox_index()) as app:
        terminal = Terminal(app=app, clock=clock, role="customer-service", conversation="picture")
        talk = Conversation(console=console, terminal=terminal, follows_clock=False)
        for line in LINES:
            console.print(f"\n[bold green]{terminal.role}[/] › {line}")
            await talk.hear(line)
    return _FONT_FROM_AFAR.sub("", console.export_svg(title="shipmate demo"))


def main() -> None:
    index_sandbox(sandbox_settings())
    TARGET.write_text(asyncio.run(record()), encoding="utf-8")


if __name__ == "__main__":
    main()
