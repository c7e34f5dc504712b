"""The sandbox passes the contract of all sources of orders."""

from datetime import UTC, datetime
from functools import cache

import pytest

from demo import FOLDER
from retrieval.orders.sandbox import SandboxOrders
from tests.contract.order_source import ZONE, OrderSourceContract

NOON = datetime(2026, 11, 22, 12, 5, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 7, 14, 22, 30, tzinfo=UTC)
"""Half past midnight in summer, while the day in UTC is still the one before."""


@cache
def sandbox_at(now: datetime) -> SandboxOrders:
    return SandboxOrders(FOLDER, zone=ZONE, clock=lambda: now)


class TestSandboxOrders(OrderSourceContract):
    @pytest.fixture(params=[NOON, AFTER_MIDNIGHT], ids=["noon", "after midnight"])
    def now(self, request: pytest.FixtureRequest) -> datetime:
        moment: datetime = request.param
        return moment

    @pytest.fixture
    def source(self, now: datetime) -> SandboxOrders:
        return sandbox_at(now)
