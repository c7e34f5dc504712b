"""What the tests of a source of orders stand on."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from demo import FOLDER
from retrieval.audience import Audience
from retrieval.orders.days import local_day
from retrieval.orders.source import OrderSource
from retrieval.orders.state import OrderState

ZONE = ZoneInfo("Europe/Berlin")
ORDERS: list[dict[str, Any]] = json.loads((FOLDER / "orders.json").read_text(encoding="utf-8"))["orders"]
EVERY_NUMBER = tuple(row["number"] for row in ORDERS)


class OverTheSandboxData:
    """Fixtures for a source that holds the sandbox company's data; ids are looked up by name."""

    @pytest.fixture
    def source(self) -> OrderSource:
        raise NotImplementedError

    @pytest.fixture
    def now(self) -> datetime:
        """The moment on whose local day the data was loaded."""
        raise NotImplementedError

    @pytest.fixture
    def company_ids(self) -> Mapping[int, int]:
        """From the ids of demo/company.json to those of the source."""
        return {1: 1, 2: 2}

    @pytest.fixture
    def today(self, now: datetime) -> date:
        return local_day(now, ZONE)

    @pytest.fixture
    def staff(self, company_ids: Mapping[int, int]) -> Audience:
        """A supervisor of both companies."""
        roles = frozenset({"supervisor"})
        return Audience(kind="staff", roles=roles, companies=frozenset(company_ids.values()))

    async def id_of(self, source: OrderSource, staff: Audience, kind: str, name: str) -> int:
        [record] = [row for row in await source.names(staff) if (row.kind, row.name) == (kind, name)]
        return record.id

    async def customer_of(self, source: OrderSource, staff: Audience, name: str) -> Audience:
        ids = frozenset({await self.id_of(source, staff, "customer", name)})
        return Audience(kind="customer", customer_ids=ids, customer_names=frozenset({name}))

    async def one(self, source: OrderSource, number: str, staff: Audience, now: datetime) -> OrderState:
        [order] = await source.orders((number,), staff, now)
        return order
