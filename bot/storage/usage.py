"""What is counted: tokens and cost by day and model (`usage`), and how much is asked (`counters`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, Column, Date, String, Table, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.limits import Window
from bot.storage.base import metadata
from bot.storage.database import Database

usage = Table(
    "usage",
    metadata,
    Column("day", Date, primary_key=True),
    Column("model", String(128), primary_key=True),
    Column("prompt_tokens", BigInteger, nullable=False),
    Column("completion_tokens", BigInteger, nullable=False),
    Column("micros", BigInteger, nullable=False),
)
"""`day` is of the company's zone; `micros` are millionths of the currency the prices are in."""

counters = Table(
    "counters",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("count", BigInteger, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    tokens: int
    micros: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlUsage:
    """Shared by all processes."""

    database: Database

    async def add(
        self, day: date, model: str, *, prompt_tokens: int, completion_tokens: int, micros: int
    ) -> None:
        row = {
            "day": day,
            "model": model[:128],
            "prompt_tokens": prompt_tokens,
            "completion_tokens": completion_tokens,
            "micros": micros,
        }
        async with self.database.write() as connection:
            insert = sqlite.insert if self.database.is_sqlite else postgresql.insert
            statement = insert(usage).values(row)
            added = {
                name: usage.c[name] + statement.excluded[name]
                for name in ("prompt_tokens", "completion_tokens", "micros")
            }
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["day", "model"], set_=added)
            )

    async def of_day(self, day: date) -> Spent:
        tokens = func.coalesce(func.sum(usage.c.prompt_tokens + usage.c.completion_tokens), 0)
        query = select(tokens, func.coalesce(func.sum(usage.c.micros), 0)).where(usage.c.day == day)
        async with self.database.read() as connection:
            row = (await connection.execute(query)).one()
        return Spent(tokens=int(row[0]), micros=int(row[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlCounters:
    """Shared by all processes: one statement counts all windows of a turn."""

    database: Database

    async def count(self, windows: Sequence[Window]) -> Mapping[str, int]:
        """Add one to each window, and return the counts by key."""
        if not windows:
            return {}
        rows = [{"key": window.key, "number": window.number, "count": 1} for window in windows]
        insert = sqlite.insert if self.database.is_sqlite else postgresql.insert
        statement = insert(counters).values(sorted(rows, key=lambda row: str(row["key"])))
        counted = statement.on_conflict_do_update(
            index_elements=["key", "number"], set_={"count": counters.c.count + 1}
        ).returning(counters.c.key, counters.c.count)
        async with self.database.write() as connection:
            return {row.key: int(row[1]) for row in (await connection.execute(counted)).all()}

    async def clear(self, *, older_than_seconds: float, now_seconds: float) -> int:
        """Drop windows that ended long ago; the length of a window is in its key."""
        async with self.database.write() as connection:
            rows = (await connection.execute(select(counters.c.key, counters.c.number))).all()
            old = [
                (row.key, row.number)
                for row in rows
                if (row.number + 1) * int(row.key.split(":")[1]) < now_seconds - older_than_seconds
            ]
            for key, number in old:
                await connection.execute(
                    delete(counters).where(counters.c.key == key, counters.c.number == number)
                )
        return len(old)
