"""The sandbox's world holds together: a real system could be brought into the same state."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from demo import FOLDER
from demo.build_orders import build, text_of
from demo.drafting import COMPANY, CUSTOMERS, PRODUCTS
from retrieval.audience import Audience
from retrieval.errors import SourceUnavailable
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.sandbox import SandboxOrders
from retrieval.orders.source import OrderFilter
from retrieval.orders.why import reasons_for
from tests.unit.orders.making import NOW, ZONE

Json = dict[str, Any]
WORLD = build()
ORDERS: list[Json] = WORLD["orders"]
OPEN = [
    (order, shipment, row)
    for order in ORDERS
    for shipment in order["shipments"]
    if shipment["status"] not in ("done", "cancel")
    for row in shipment["lines"]
]
EVERYBODY = Audience(kind="staff", roles=frozenset({"supervisor"}), companies=frozenset({1, 2}))


def at(moment: Json) -> tuple[int, str]:
    return moment["days"], moment["at"]


def test_the_committed_file_is_what_the_script_builds() -> None:
    committed = (FOLDER / "orders.json").read_text(encoding="utf-8")
    assert committed == text_of(WORLD), "run: python -m demo.build_orders"


def test_numbers_run_without_a_gap() -> None:
    assert [order["number"] for order in ORDERS] == [f"S{101 + at:05d}" for at in range(len(ORDERS))]
    names = [shipment["name"] for order in ORDERS for shipment in order["shipments"]]
    assert len(names) == len(set(names))


def test_everything_named_is_in_the_companys_data() -> None:
    known = {kind: {row["name"] for row in COMPANY[kind]} for kind in ("warehouses", "carriers", "suppliers")}
    people = {row["name"] for row in COMPANY["users"]}
    for order in ORDERS:
        contacts = {contact["name"] for contact in CUSTOMERS[order["customer"]]["contacts"]}
        assert order["contact"] in {None, *contacts}
        assert order["salesperson"] in {None, *people}
        assert {line["sku"] for line in order["lines"]} <= set(PRODUCTS)
        for shipment in order["shipments"]:
            assert shipment["warehouse"] in known["warehouses"]
            assert shipment["carrier"] in {None, *known["carriers"]}
    for purchase in WORLD["purchases"]:
        assert purchase["supplier"] in known["suppliers"]
        assert {line["sku"] for line in purchase["lines"]} <= set(PRODUCTS)


def test_each_company_ships_from_its_own_warehouses_to_its_own_customers() -> None:
    owner = {row["name"]: row["company"] for row in COMPANY["warehouses"]}
    for order in ORDERS:
        places = {order["warehouse"], *(shipment["warehouse"] for shipment in order["shipments"])}
        assert {owner[place] for place in places} == {order["company"]}
        assert CUSTOMERS[order["customer"]]["company"] == order["company"]


def free_stock() -> Counter[tuple[str, str]]:
    free: Counter[tuple[str, str]] = Counter()
    for row in WORLD["stock"]:
        free[row["sku"], row["warehouse"]] += row["on_hand"] - row["on_hold"]
    for _, shipment, row in OPEN:
        free[row["sku"], shipment["warehouse"]] -= row["reserved"]
    return free


def test_nobody_reserved_what_is_not_there() -> None:
    assert all(amount >= 0 for amount in free_stock().values())
    for _, _, row in OPEN:
        assert 0 <= row["reserved"] <= row["quantity"]


def test_where_a_line_is_short_nothing_is_free_but_for_the_order_about_that() -> None:
    free = free_stock()
    forgotten = {
        order["number"]
        for order, shipment, row in OPEN
        if row["reserved"] < row["quantity"] and free[row["sku"], shipment["warehouse"]] > 0
    }
    assert forgotten == {"S00134"}


def test_nothing_left_before_it_was_ordered_or_later_than_yesterday() -> None:
    for order in ORDERS:
        for shipment in order["shipments"]:
            if shipment["done"]:
                assert at(order["ordered"]) < at(shipment["done"])
                assert shipment["done"]["days"] <= -1
        assert order["ordered"]["days"] <= -1


def test_lines_and_deliveries_agree() -> None:
    for order in ORDERS:
        if order["status"] != "sale":
            continue
        shipped: Counter[int] = Counter()
        for shipment in order["shipments"]:
            for row in shipment["lines"]:
                line = order["lines"][row["line"]]
                assert (line["sku"], line["warehouse"]) == (row["sku"], shipment["warehouse"])
                shipped[row["line"]] += 0 if shipment["is_return"] else row["quantity"]
        for index, line in enumerate(order["lines"]):
            assert line["warehouse"] is None or shipped[index] >= line["quantity"]


def test_a_later_delivery_of_the_same_warehouse_is_the_back_order_of_the_one_before() -> None:
    for order in ORDERS:
        before: dict[str, str] = {}
        for shipment in order["shipments"]:
            if not shipment["is_return"]:
                assert shipment["backorder_of"] == before.get(shipment["warehouse"])
                before[shipment["warehouse"]] = shipment["name"]


def test_only_confirmed_orders_and_one_cancelled_one_have_deliveries() -> None:
    others = {o["number"] for o in ORDERS if o["shipments"] and o["status"] != "sale"}
    assert others == {"S00125"}


def test_who_takes_complete_deliveries_gets_no_part() -> None:
    for order in ORDERS:
        assert not order["ship_complete"] or len(order["shipments"]) <= 1


def test_credit_warnings_are_on_every_quotation_of_their_customers_and_nowhere_else() -> None:
    for order in ORDERS:
        warned = CUSTOMERS[order["customer"]]["over_credit_limit"] and order["status"] in ("draft", "sent")
        assert order["credit_warning"] == warned


@pytest.mark.parametrize(
    "name", [row["name"] for row in COMPANY["customers"] if row["company"] == 1 and row["id"] <= 16]
)
def test_every_customer_with_a_contract_has_orders(name: str) -> None:
    assert sum(order["customer"] == name for order in ORDERS) >= 3


async def test_every_reason_there_is_can_be_asked_about() -> None:
    source = SandboxOrders(FOLDER, zone=ZONE)
    everything = OrderFilter(open_only=False, limit=1000)
    page = await source.search(everything, EVERYBODY, NOW)
    found = {reason.code for order in page.orders for reason in reasons_for(order, NOW, ZONE)}
    assert found == set(ReasonCode)


async def test_about_a_quarter_of_the_open_orders_is_late() -> None:
    source = SandboxOrders(FOLDER, zone=ZONE)
    late = await source.search(OrderFilter(late=True), EVERYBODY, NOW)
    still_open = await source.search(OrderFilter(), EVERYBODY, NOW)
    assert 0.15 <= late.total / still_open.total <= 0.4


@pytest.mark.parametrize("day", range(1, 32))
async def test_the_world_can_be_told_on_any_day_even_when_the_clock_changes(day: int) -> None:
    now = datetime(2026, 3, day, 1, 30, tzinfo=UTC)
    source = SandboxOrders(FOLDER, zone=ZONE, clock=lambda: now)
    [order] = await source.orders(("S00150",), EVERYBODY, now)
    assert "late" in {reason.code for reason in reasons_for(order, now, ZONE)}


async def test_a_folder_without_the_files_is_a_clear_fault_not_an_empty_answer(tmp_path: Path) -> None:
    source = SandboxOrders(tmp_path, zone=ZONE)
    assert len(await source.check()) == 1
    with pytest.raises(SourceUnavailable) as fault:
        await source.search(OrderFilter(), EVERYBODY, NOW)
    assert (fault.value.source, fault.value.reason) == ("orders", "database")


async def test_a_file_that_is_no_json_is_the_same_fault(tmp_path: Path) -> None:
    for name in ("company.json", "orders.json"):
        (tmp_path / name).write_text("{", encoding="utf-8")
    with pytest.raises(SourceUnavailable):
        await SandboxOrders(tmp_path, zone=ZONE).names(EVERYBODY)
