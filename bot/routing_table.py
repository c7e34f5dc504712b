"""Reads the routing table: of a TOML file, or as JSON in the settings; one `[[route]]` a row."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from bot.opening_hours import Hours, NoHours, hours_from
from bot.routing import ANY, Desk, Route, Topic

_TOP = {"closed_on", "roles", "route"}
_DESK = {"who", "to", "hours"}
_ROW = {"topic", "customer", "warehouse", "answer_hours", "deputy"} | _DESK
_PREFIXES = ("slack:", "teams:", "odoo:", "role:")
_MOST_BYTES, _MOST_ROWS, _MOST_CHARACTERS = 200_000, 500, 200
SOMEBODY = Route(topic=ANY, desk=Desk(who="customer service", to="role:customer-service"))
"""Where nobody wrote a table down: the list of what waits, for customer service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Common:
    """What holds for every row: `roles` says where a role is told."""

    closed_on: frozenset[date]
    roles: Mapping[str, str]


def table_from(file: Path | None, given: Mapping[str, Any] | None = None) -> tuple[Route, ...]:
    """Return the rows of a file, or of what was given; one for everything else is added.

    Raises: `SettingsError` that names the row, and says how it is mended.
    """
    if file is not None and given:
        raise SettingsError("Set SHIPMATE_ROUTING__FILE or SHIPMATE_ROUTING__TABLE, not both.")
    if file is not None:
        return _rows(_content(file), f"The routing table {file}")
    return _rows(given or {}, "SHIPMATE_ROUTING__TABLE")


def _content(file: Path) -> Mapping[str, Any]:
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"The routing table {file} cannot be read ({error.strerror}).") from None
    if len(content) > _MOST_BYTES:
        raise SettingsError(f"The routing table {file} is larger than {_MOST_BYTES} bytes.")
    try:
        return tomllib.loads(content.decode())
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The routing table {file} is no TOML: {error}. See docs/routing.md.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"The routing table {file} is no UTF-8 text.") from None


def _rows(found: Mapping[str, Any], where: str) -> tuple[Route, ...]:
    _known(found, _TOP, where, "it has")
    rows, roles = found.get("route", []), found.get("roles", {})
    if not isinstance(rows, Sequence) or not all(isinstance(row, Mapping) for row in rows):
        raise SettingsError(f"{where} has no [[route]] rows: see docs/routing.md.")
    if len(rows) > _MOST_ROWS:
        raise SettingsError(f"{where} has more than {_MOST_ROWS} rows.")
    if not isinstance(roles, Mapping) or not all(_is_place(place) for place in roles.values()):
        raise SettingsError(
            f'{where}: [roles] says where a role is told, as `purchasing = "slack:C024BE91L"`.'
        )
    common = _Common(closed_on=_closed_on(found.get("closed_on", []), where), roles=roles)
    return (*(_row(row, f"{where}, row {number}", common) for number, row in enumerate(rows, 1)), SOMEBODY)


def _closed_on(days: Any, where: str) -> frozenset[date]:
    wrong = SettingsError(f"{where}: closed_on is a list of days, as [2026-12-25, 2027-01-01].")
    if not isinstance(days, Sequence) or isinstance(days, str):
        raise wrong
    try:
        read = [date.fromisoformat(day) if isinstance(day, str) else day for day in days]
    except ValueError:
        raise wrong from None
    if not all(isinstance(day, date) and not isinstance(day, datetime) for day in read):
        raise wrong
    return frozenset(read)


def _row(row: Mapping[str, Any], where: str, common: _Common) -> Route:
    _known(row, _ROW, where, "a row has")
    topic, deputy, answer_hours = row.get("topic", ANY), row.get("deputy"), row.get("answer_hours", 8.0)
    if topic != ANY and topic not in set(Topic):
        raise SettingsError(f"{where}: the topic is one of {', '.join(Topic)}, or {ANY}.")
    if deputy is not None and not isinstance(deputy, Mapping):
        raise SettingsError(f'{where}: a deputy is written as {{ who = "…", to = "…", hours = "…" }}.')
    if (
        isinstance(answer_hours, bool)
        or not isinstance(answer_hours, int | float)
        or not 0 < answer_hours <= 400
    ):
        raise SettingsError(f"{where}: answer_hours is a number of hours above 0, up to 400.")
    return Route(
        topic=topic,
        customer=_text(row, "customer", where),
        warehouse=_text(row, "warehouse", where),
        desk=_desk(row, where, common),
        deputy=_deputy(deputy, f"{where}, deputy", common) if deputy is not None else None,
        answer_hours=float(answer_hours),
    )


def _deputy(row: Mapping[str, Any], where: str, common: _Common) -> Desk:
    _known(row, _DESK, where, "a deputy has")
    return _desk(row, where, common)


def _desk(row: Mapping[str, Any], where: str, common: _Common) -> Desk:
    who, to = _text(row, "who", where), _text(row, "to", where)
    if not who or not _is_place(to):
        raise SettingsError(
            f"{where}: `who` is a name people know, `to` is slack:CHANNEL, teams:CONVERSATION, odoo:LOGIN "
            "or role:NAME."
        )
    kind, _, name = to.partition(":")
    place = common.roles.get(name, to) if kind == "role" else to
    return Desk(who=who, to=place, hours=_hours(row, where, common))


def _hours(row: Mapping[str, Any], where: str, common: _Common) -> Hours:
    try:
        return hours_from(_text(row, "hours", where), common.closed_on)
    except NoHours as error:
        raise SettingsError(f"{where}: {error}.") from None


def _is_place(to: Any) -> bool:
    return isinstance(to, str) and to.startswith(_PREFIXES) and to not in _PREFIXES and len(to) <= 500


def _text(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str) or len(value) > (500 if name == "to" else _MOST_CHARACTERS):
        raise SettingsError(f"{where}: `{name}` is a text of up to {_MOST_CHARACTERS} characters.")
    return value.strip()


def _known(found: Mapping[str, Any], names: set[str], where: str, said: str) -> None:
    if unknown := sorted(set(found) - names):
        raise SettingsError(f"{where}: there is no {unknown[0]}; {said} {', '.join(sorted(names))}.")
