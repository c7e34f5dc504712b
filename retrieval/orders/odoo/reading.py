"""Reading from Odoo as this package does it: nested, in pages, told as unavailable when it fails."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

from retrieval.classes.odoo import ODOO
from retrieval.odoo.errors import OdooAccessDenied
from retrieval.odoo.session import OdooSession
from retrieval.orders.odoo.classified import Table, require
from retrieval.orders.odoo.faults import told_as_unavailable
from retrieval.orders.odoo.scope import Domain
from retrieval.orders.odoo.specification import Specification
from retrieval.orders.odoo.values import Row

PAGE = 1000
MOST = 20_000
"""Rows of a model that are read at the most, page by page."""
OPTIONAL = frozenset({"tag_ids"})
"""Odoo shows tags of an order to sales only. Who may not see them reads orders without their priority."""
LEAN_SECONDS = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    model: str
    domain: Domain
    specification: Specification
    order: str = "id"
    limit: int | None = None
    offset: int = 0
    context: dict[str, Any]


class Reading:
    """A session, as far as it reads. `ask` raises `OdooError`s, everything else `SourceUnavailable`.

    What the table of data classes does not open raises `UnclassifiedFieldError` and is not sent.
    """

    def __init__(self, session: OdooSession, table: Table = ODOO) -> None:
        self._session, self._table = session, table
        self._lean_until = 0.0

    async def ask(self, query: Query) -> list[Row]:
        require(
            query.model,
            specification=query.specification,
            domain=query.domain,
            order=query.order,
            table=self._table,
        )
        if time.monotonic() < self._lean_until:
            query = replace(query, specification=without_optional(query.specification))
        try:
            return await self._asked(query)
        except OdooAccessDenied:
            lean = without_optional(query.specification)
            if lean == query.specification:
                raise
            rows = await self._asked(replace(query, specification=lean))
            self._lean_until = time.monotonic() + LEAN_SECONDS
            return rows

    async def _asked(self, query: Query) -> list[Row]:
        answer: dict[str, Any] = await self._session.call(
            query.model,
            "web_search_read",
            domain=query.domain,
            specification=query.specification,
            offset=query.offset,
            limit=query.limit,
            order=query.order,
            context=query.context,
        )
        rows: list[Row] = answer["records"]
        return rows

    async def rows(self, query: Query) -> list[Row]:
        with told_as_unavailable():
            return await self.ask(query)

    async def pages(self, query: Query) -> AsyncIterator[list[Row]]:
        for offset in range(0, MOST, PAGE):
            page = await self.rows(_page(query, offset))
            yield page
            if len(page) < PAGE:
                return

    async def count(self, model: str, domain: Domain, context: dict[str, Any]) -> int:
        require(model, specification={}, domain=domain, table=self._table)
        with told_as_unavailable():
            return int(await self._session.call(model, "search_count", domain=domain, context=context))

    async def group(self, model: str, domain: Domain, by: str, context: dict[str, Any]) -> list[int]:
        """Return the ids of the linked records `by` takes among the domain's."""
        require(model, specification={}, domain=domain, by=[by], table=self._table)
        with told_as_unavailable():
            rows = await self._session.call(
                model, "formatted_read_group", domain=domain, groupby=[by], aggregates=[], context=context
            )
        return [row[by][0] for row in rows if row[by]]


def without_optional(specification: Specification) -> Specification:
    """Return what is read without the fields a user that only reads may not see."""
    return {
        name: {**more, "fields": without_optional(more["fields"])} if "fields" in more else more
        for name, more in specification.items()
        if name not in OPTIONAL
    }


def _page(query: Query, offset: int) -> Query:
    return Query(
        model=query.model,
        domain=query.domain,
        specification=query.specification,
        order=query.order,
        limit=PAGE,
        offset=offset,
        context=query.context,
    )
