"""Reads the routing table of the settings: a TOML file, one `[[route]]` a row."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from bot.opening_hours import NoHours, hours_from
from bot.routing import ANY, Desk, Route, Topic

_KEYS = {"topic", "customer", "warehouse", "who", "to", "hours", "answer_hours", "deputy"}
_PREFIXES = ("slack:", "teams:", "role:")
SOMEBODY = Route(topic=ANY, desk=Desk(who="customer service", to="role:customer-service"))
"""Where nobody wrote a table down: the list of what waits, for customer service."""


def table_from(file: Path | None) -> tuple[Route, ...]:
    """Return the rows; one for everything else is added. Raises: `SettingsError` that names the row."""
    if file is None:
        return (SOMEBODY,)
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"The routing table {file} cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise SettingsError(f"The routing table {file} is no TOML: see docs/routing.md.") from None
    closed = frozenset(day for day in found.get("closed_on", ()) if isinstance(day, date))
    rows = found.get("route", ())
    if not isinstance(rows, Sequence) or not all(isinstance(row, Mapping) for row in rows):
        raise SettingsError(f"The routing table {file} has no [[route]] rows: see docs/routing.md.")
    return (*(_row(row, f"{file}, row {number}", closed) for number, row in enumerate(rows, 1)), SOMEBODY)


def _row(row: Mapping[str, Any], where: str, closed: frozenset[date]) -> Route:
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise SettingsError(f"{where}: there is no {unknown[0]}; a row has {', '.join(sorted(_KEYS))}.")
    topic = str(row.get("topic", ANY))
    if topic != ANY and topic not in set(Topic):
        raise SettingsError(f"{where}: the topic is one of {', '.join(Topic)}, or {ANY}.")
    deputy = row.get("deputy")
    if deputy is not None and not isinstance(deputy, Mapping):
        raise SettingsError(f'{where}: a deputy is written as {{ who = "…", to = "…", hours = "…" }}.')
    answer_hours = row.get("answer_hours", 8.0)
    if not isinstance(answer_hours, int | float) or not 0 < answer_hours <= 400:
        raise SettingsError(f"{where}: answer_hours is a number up to 400.")
    return Route(
        topic=topic,
        customer=str(row.get("customer", "")),
        warehouse=str(row.get("warehouse", "")),
        desk=_desk(row, where, closed),
        deputy=_desk(deputy, f"{where}, deputy", closed) if deputy else None,
        answer_hours=float(answer_hours),
    )


def _desk(row: Mapping[str, Any], where: str, closed: frozenset[date]) -> Desk:
    who, to = str(row.get("who", "")), str(row.get("to", ""))
    if not who or not to.startswith(_PREFIXES) or to in _PREFIXES:
        raise SettingsError(
            f"{where}: `who` is a name people know, `to` is slack:CHANNEL, teams:CONVERSATION or role:NAME."
        )
    try:
        return Desk(who=who, to=to, hours=hours_from(str(row.get("hours", "")), closed))
    except NoHours as error:
        raise SettingsError(f"{where}: {error}.") from None
