"""Alembic's entry: the connection is handed in by `bot/storage/migrate.py`; nothing is read from a file."""

from typing import Any, Literal

from alembic import context

from bot.storage import tables
from bot.storage.base import Moment, metadata

assert tables.ALL  # they are on the metadata once their modules were imported


def _rendered(kind: str, value: Any, _: object) -> str | Literal[False]:
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=_rendered,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
