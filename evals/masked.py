"""Mask what a judge may see, in the application's environment.

`python -m evals.masked run DIR` writes DIR/judge-input.jsonl from DIR/run.jsonl; `python -m evals.masked
labels FROM TO` writes masked copies of label files. The judge gets these texts and no others. It fails
closed: a case that cannot be masked is left out, and the judge is not asked about it.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.app import names_of_people, order_source
from bot.clock import SystemClock
from bot.errors import GuardError, SettingsError
from bot.guard import Guardrails
from bot.people import PeopleRead
from bot.ports import Screened
from bot.settings import Settings, read_settings
from evals.ragas_env.run_files import MASKED, RUN, digest, write_lines
from guardrails.directory import Directory
from guardrails.vault import ConversationVault
from retrieval.errors import SourceUnavailable

_LONGEST_TEXT = 100_000


class Screens(Protocol):
    async def screen(self, text: str, conversation: str, reader: str = "") -> Screened: ...


async def guard_for(settings: Settings) -> Screens:
    """Return the guard that screens questions, without its limit on a question's length.

    Raises: `SourceUnavailable` when the names of people cannot be read: without them nothing is sent.
    """
    zone = ZoneInfo(settings.company.time_zone)
    orders = order_source(settings, zone, SystemClock())
    try:
        people = Directory(await names_of_people(orders))
    finally:
        await orders.close()
    return Guardrails(
        people=PeopleRead(people),
        vault=ConversationVault(),
        zone=zone,
        max_question_characters=_LONGEST_TEXT,
    )


async def masked_run(folder: Path, guard: Screens) -> tuple[int, int]:
    """Return how many cases were masked, and how many could not be."""
    rows = list(_rows(folder / RUN))
    texts = [_texts_of(row) for row in rows]
    masked = [
        {"of": one["of"], **fields} for one in texts if (fields := await _masked(one, guard)) is not None
    ]
    write_lines(folder / MASKED, masked)
    return len(masked), len(rows) - len(masked)


async def masked_labels(source: Path, target: Path, guard: Screens) -> tuple[int, int]:
    """Mask each label file into a file of the same name; return as `masked_run` does."""
    done, lost = 0, 0
    for path in _label_files(source):
        rows = list(_rows(path))
        masked = [
            {**row, **fields, "masked": True}
            for row in rows
            if (fields := await _masked(row, guard)) is not None
        ]
        write_lines(target / path.name, masked)
        done, lost = done + len(masked), lost + len(rows) - len(masked)
    return done, lost


def _texts_of(row: Mapping[str, Any]) -> Mapping[str, Any]:
    case, answer = row["case"], row["answer"]
    return {
        "id": case["id"],
        "of": digest(row),
        "question": case.get("text"),
        "answer": answer.get("text"),
        "reference": case.get("reference"),
        "evidence": [item.get("text") for item in answer.get("evidence") or ()],
    }


async def _masked(row: Mapping[str, Any], guard: Screens) -> Mapping[str, Any] | None:
    """Return the texts of one case masked with one vault, so that a person is the same one throughout."""
    conversation = f"judge-{row['id']}"
    try:
        named = {
            name: await _screened(row.get(name), conversation, guard)
            for name in ("question", "answer", "reference")
        }
        evidence = [await _screened(text, conversation, guard) for text in row.get("evidence") or ()]
    except (GuardError, _CannotBeMasked):
        return None
    return {"id": row["id"], **named, "evidence": evidence}


class _CannotBeMasked(Exception):
    pass


async def _screened(text: str | None, conversation: str, guard: Screens) -> str:
    if not text or not text.strip():
        return ""
    screened = await guard.screen(text, conversation)
    if screened.blocked_by is not None:
        raise _CannotBeMasked
    return screened.text


def _label_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    lines: Iterable[str] = path.read_text(encoding="utf-8").splitlines()
    return (json.loads(line) for line in lines if line.strip())


async def _mask(chosen: argparse.Namespace, settings: Settings) -> tuple[int, int]:
    guard = await guard_for(settings)
    if chosen.command == "run":
        return await masked_run(chosen.folder, guard)
    return await masked_labels(chosen.source, chosen.target, guard)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.masked", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run").add_argument("folder", type=Path, metavar="DIR")
    labels = commands.add_parser("labels")
    labels.add_argument("source", type=Path, metavar="FROM")
    labels.add_argument("target", type=Path, metavar="TO")
    chosen = parser.parse_args()
    try:
        done, lost = asyncio.run(_mask(chosen, read_settings()))
    except (SettingsError, SourceUnavailable) as error:
        sys.stderr.write(f"Nothing was masked, so nothing is sent to a judge: {error}\n")
        return 2
    sys.stdout.write(f"{done} masked" + (f", {lost} could not be and are left out\n" if lost else "\n"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
