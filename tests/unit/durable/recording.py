"""Writes what this version keeps of turns: `python -m tests.unit.durable.recording VERSION`."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import running
from bot.cli.roles import audience_of
from bot.clock import SetClock
from bot.domain import Thought, Turn
from bot.recorded import json_from
from tests.scenario.asking import BY_WORDS, indexed

RECORDED = Path(__file__).resolve().parents[2] / "data" / "recorded"
MOMENT = datetime(2026, 11, 28, 13, 5, tzinfo=UTC)
QUESTIONS = {
    "order": ("customer-service", "Where is S00150?"),
    "list": ("warehouse", "late orders"),
    "document": ("warehouse", "cut-off for DHL Express today?"),
    "product": ("customer-service", "how many GLV-1040 do we have?"),
    "customer": ("customer-service", "what is open for Brennweite?"),
    "person": ("customer-service", "Where is the order of Greta Sommer?"),
    "refusal": ("public", "Where is S00150?"),
    "guest": ("public", "Where is S00150? postcode 22765"),
    "choice": ("customer-service", "orders of Kestrel, Marlow or Halden?"),
    "nothing": ("staff", "how do I grow tomatoes?"),
}


async def thoughts(index: Path) -> dict[str, Thought]:
    """Return what thinking of each question comes to now."""
    async with running(BY_WORDS, clock=SetClock(MOMENT), index=index) as app:
        found = {}
        for name, (role, text) in QUESTIONS.items():
            audience = await audience_of(role, app.orders, app.companies)
            turn = Turn(id=name, conversation=name, audience=audience, text=text, received_at=MOMENT)
            outcome = await app.desk.outcome(replace(turn, person="p-1", channel="test"))
            found[name] = Thought(outcome=outcome, values=app.vault.entries(name))
        return found


def files() -> Iterator[Path]:
    yield from sorted(RECORDED.glob("*/*.json"))


def main(version: str) -> None:
    folder = RECORDED / version
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made:
        found = asyncio.run(thoughts(indexed(Path(made) / "index.sqlite")))
    for name, thought in found.items():
        (folder / f"{name}.json").write_bytes(json_from(thought))


if __name__ == "__main__":
    main(sys.argv[1])
