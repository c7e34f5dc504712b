"""`shipmate doctor`: is each configured part well, and if not, what mends it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path

from bot.cli.doctor import channels, odoo, parts, record, routing
from bot.cli.doctor.check import Check
from bot.settings import Settings, read_settings

__all__ = ["Check", "examine"]


def examine(*, index: Path | None, as_json: bool) -> int:
    """Print the state of each part; return 1 when one is not well."""
    settings = read_settings()
    checks = asyncio.run(_all(settings, index or settings.documents.file))
    is_well = all(check.ok for check in checks)
    if as_json:
        print(json.dumps({"ok": is_well, "checks": [asdict(check) for check in checks]}))
    else:
        for check in checks:
            print(f"{check.mark} {check.part}: {check.finding}")
            if check.mend:
                print(f"     → {check.mend}")
    return 0 if is_well else 1


async def _all(settings: Settings, index: Path) -> list[Check]:
    checks: list[Callable[[], Awaitable[Check]]] = [
        parts.python,
        lambda: parts.zone(settings),
        parts.redaction,
        lambda: parts.index(index),
        lambda: parts.index_age(settings, index),
        lambda: parts.embeddings(settings),
        lambda: parts.orders(settings),
        lambda: record.keys(settings),
        lambda: record.record(settings),
        lambda: record.model(settings),
        lambda: routing.table(settings),
        lambda: routing.waiting(settings),
        lambda: parts.evaluation(settings),
    ]
    if settings.orders.source == "odoo":
        checks += [lambda: odoo.rights(settings), lambda: odoo.clock(settings)]
    if settings.slack.mode != "off":
        checks.append(lambda: channels.slack(settings))
    if settings.teams.mode != "off":
        checks.append(lambda: channels.teams(settings))
    return [await check() for check in checks]
