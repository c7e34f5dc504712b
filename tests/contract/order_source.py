"""What every source of orders must answer over the sandbox company's data.

Subclass `OrderSourceContract` and give the fixtures `source`, `now` and, where ids differ, `company_ids`.
"""

from tests.contract.orders.audiences import Audiences
from tests.contract.orders.base import ZONE
from tests.contract.orders.finding import Finding
from tests.contract.orders.lists import Lists
from tests.contract.orders.one_order import OneOrder
from tests.contract.orders.people import People
from tests.contract.orders.supply import Supply

__all__ = ["ZONE", "OrderSourceContract"]


class OrderSourceContract(OneOrder, Finding, Lists, Supply, Audiences, People):
    """Every test of it holds for every source."""
