"""The people Odoo knows, and whose an e-mail address is."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain
from retrieval.orders.odoo.specification import INDIVIDUAL, OWNER
from retrieval.orders.odoo.values import Row, name_of, text_from
from retrieval.orders.people import is_persons_name
from retrieval.orders.source import Individual

PAGE = 5_000
MOST = 500_000
"""People that are read at the most."""
_INDIVIDUALS: Domain = [("is_company", "=", False), ("partner_share", "=", True)]
"""All but companies and the company's own staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleReader:
    """Stored fields only, page after page by id, so that a hundred thousand cost Odoo little."""

    reading: Reading

    async def people(self) -> tuple[Individual, ...]:
        found = {row["id"]: _individual(row) async for row in self._rows()}
        return tuple(one for one in found.values() if one is not None)

    async def customers_with(self, email: str, context: dict[str, Any]) -> frozenset[int]:
        """Return the ids of the commercial partners with this address, or with a contact that has it."""
        query = Query(
            model="res.partner",
            domain=[("email_normalized", "=", email.strip().lower())],
            specification=OWNER,
            context=context,
        )
        return frozenset(row["commercial_partner_id"] for row in await self.reading.rows(query))

    async def _rows(self) -> AsyncIterator[Row]:
        last = 0
        for _ in range(0, MOST, PAGE):
            rows = await self.reading.rows(_page_after(last))
            for row in rows:
                yield row
            if len(rows) < PAGE:
                return
            last = rows[-1]["id"]


def _page_after(last: int) -> Query:
    return Query(
        model="res.partner",
        domain=[*_INDIVIDUALS, ("id", ">", last)],
        specification=INDIVIDUAL,
        limit=PAGE,
        context={"active_test": False},
    )


def _individual(row: Row) -> Individual | None:
    name = text_from(row["name"])
    if name is None or not is_persons_name(name, name_of(row["parent_id"]) or ""):
        return None
    return Individual(id=row["id"], name=name)
