"""The group of least rights for Shipmate's user: reads what Shipmate reads, and nothing else. No addon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.classes.odoo import ODOO
from retrieval.odoo.session import OdooSession

NAME = "Shipmate: read only"
READ = tuple(sorted({*ODOO, "ir.model", "res.company", "res.groups"}))
"""The models of the table of data classes, and what roles and `doctor` are read from."""
_ONLY_READ = {"perm_read": True, "perm_write": False, "perm_create": False, "perm_unlink": False}


class NoSuchUser(Exception):
    """There is no active user of that login."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done, or would be: rows made, mended and taken away, and whether a user was put in."""

    made: int
    mended: int
    removed: int
    user: str = ""

    @property
    def is_nothing(self) -> bool:
        return not (self.made or self.mended or self.removed or self.user)


async def set_group(
    session: OdooSession, *, login: str = "", replaces_groups: bool = False, dry: bool
) -> Change:
    """Bring the group to what it shall be, as an administrator; again changes nothing.

    `login` puts a user in, with `replaces_groups` out of all others: one that only reads has no other group.
    `dry` changes nothing. Raises: `OdooError`, `NoSuchUser`.
    """
    group = await _group(session, dry=dry)
    models = await _model_ids(session)
    rows = await _access(session, group) if group else []
    kept: dict[int, int] = {}
    for row in rows:
        kept.setdefault(row["model_id"][0], row["id"])
    missing = [model for model in models if model not in kept]
    wrong = [row["id"] for row in rows if row["id"] in kept.values() and _says(row) != _ONLY_READ]
    gone = [row["id"] for row in rows if row["id"] not in kept.values() or row["model_id"][0] not in models]
    widened = bool(group) and await _is_widened(session, group)
    user = await _user(session, login, group, replaces_groups) if login else None
    if not dry:
        for model in missing:
            values = {"name": f"shipmate {model}", "model_id": model, "group_id": group, **_ONLY_READ}
            await session.call("ir.model.access", "create", vals_list=[values])
        if wrong:
            await session.call("ir.model.access", "write", tuple(wrong), vals=_ONLY_READ)
        if gone:
            await session.call("ir.model.access", "unlink", tuple(gone))
        if widened:
            await session.call("res.groups", "write", (group,), vals={"implied_ids": [(5, 0, 0)]})
        if user:
            group_ids = [(6, 0, [group])] if replaces_groups else [(4, group)]
            await session.call("res.users", "write", (user,), vals={"group_ids": group_ids})
    return Change(
        made=len(missing), mended=len(wrong) + widened, removed=len(gone), user=login if user else ""
    )


async def _is_widened(session: OdooSession, group: int) -> bool:
    """Whether somebody let the group imply others, whose rights its users would have as well."""
    rows = await session.search_read("res.groups", [("id", "=", group)], ["implied_ids"])
    return bool(rows and rows[0]["implied_ids"])


async def _group(session: OdooSession, *, dry: bool) -> int:
    """Return the id of the group, made where it is not there; 0 when it is not and nothing may change."""
    rows = await session.search_read("res.groups", [("name", "=", NAME)], ["name"])
    if rows:
        return int(rows[0]["id"])
    if dry:
        return 0
    comment = "What Shipmate's user may do: read what Shipmate answers from."
    made = await session.call("res.groups", "create", vals_list=[{"name": NAME, "comment": comment}])
    return int(made[0])


async def _model_ids(session: OdooSession) -> Sequence[int]:
    rows = await session.search_read("ir.model", [("model", "in", list(READ))], ["model"])
    return [row["id"] for row in rows]


async def _access(session: OdooSession, group: int) -> Sequence[dict[str, Any]]:
    fields = ["model_id", "perm_read", "perm_write", "perm_create", "perm_unlink"]
    return await session.search_read("ir.model.access", [("group_id", "=", group)], fields)


async def _user(session: OdooSession, login: str, group: int, replaces_groups: bool) -> int | None:
    """Return the id of the user to put in; None when they are in already (and in nothing else, if wished)."""
    rows = await session.search_read("res.users", [("login", "=", login)], ["group_ids"])
    if not rows:
        raise NoSuchUser
    groups = set(rows[0]["group_ids"])
    is_there = groups == {group} if replaces_groups else group in groups
    return None if group and is_there else int(rows[0]["id"])


def _says(row: Mapping[str, Any]) -> Mapping[str, bool]:
    return {name: row[name] for name in _ONLY_READ}
