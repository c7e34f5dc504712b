"""The group of least rights for Shipmate's user: reads what Shipmate reads, and nothing else. No addon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.classes.odoo import ODOO
from retrieval.odoo.session import OdooSession

NAME = "Shipmate: read only"
READ = tuple(sorted({*ODOO, "ir.model", "res.company", "res.groups"}))
"""The models of the table of data classes, and what roles and `doctor` are read from."""
_POSTED = ("sale.order", "stock.picking")


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
    session: OdooSession, *, login: str = "", replaces_groups: bool = False, posts: bool = False, dry: bool
) -> Change:
    """Bring the group to what it shall be, as an administrator; again changes nothing.

    `login` puts a user in, with `replaces_groups` out of all others: one that only reads has no other group.
    With `posts` it may write to orders and deliveries, which Odoo asks for to post a message on them. `dry`
    changes nothing. Raises: `OdooError`, `NoSuchUser`.
    """
    group = await _group(session, dry=dry)
    wanted = await _wanted(session, posts=posts)
    rows = await _access(session, group) if group else []
    found = {row["model_id"][0]: row for row in rows}
    missing = [model for model in wanted if model not in found]
    wrong = [row["id"] for model, row in found.items() if model in wanted and _says(row) != wanted[model]]
    gone = [row["id"] for model, row in found.items() if model not in wanted]
    user = await _user(session, login, group, replaces_groups) if login else None
    if not dry:
        for model in missing:
            values = {"name": f"shipmate {model}", "model_id": model, "group_id": group, **wanted[model]}
            await session.call("ir.model.access", "create", vals_list=[values])
        for row in wrong:
            model = next(row_["model_id"][0] for row_ in rows if row_["id"] == row)
            await session.call("ir.model.access", "write", (row,), vals=wanted[model])
        if gone:
            await session.call("ir.model.access", "unlink", tuple(gone))
        if user:
            group_ids = [(6, 0, [group])] if replaces_groups else [(4, group)]
            await session.call("res.users", "write", (user,), vals={"group_ids": group_ids})
    return Change(made=len(missing), mended=len(wrong), removed=len(gone), user=login if user else "")


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


async def _wanted(session: OdooSession, *, posts: bool) -> Mapping[int, Mapping[str, bool]]:
    """Return the rights by the model's id."""
    rows = await session.search_read("ir.model", [("model", "in", list(READ))], ["model"])
    return {row["id"]: _rights(writes=posts and row["model"] in _POSTED) for row in rows}


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


def _rights(*, writes: bool) -> Mapping[str, bool]:
    return {"perm_read": True, "perm_write": writes, "perm_create": False, "perm_unlink": False}


def _says(row: Mapping[str, Any]) -> Mapping[str, bool]:
    return {name: row[name] for name in _rights(writes=False)}
