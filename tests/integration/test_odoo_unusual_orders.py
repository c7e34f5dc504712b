"""What the sandbox company does not do but Odoo can: buying for an order, steps, dozens, missing rights."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from demo.odoo_loader.server import Server
from retrieval.audience import Audience
from retrieval.odoo.session import OdooSession
from retrieval.orders.odoo.source import OdooOrders
from retrieval.orders.state import OrderState
from tests.odoo_orders import opened
from tests.servers.odoo import OdooServer

pytestmark = pytest.mark.asyncio(loop_scope="module")
ZONE = ZoneInfo("Europe/Berlin")
STAFF = Audience(kind="staff", roles=frozenset({"supervisor"}), companies=frozenset({1}))


@dataclass(frozen=True, slots=True)
class Shop:
    """An Odoo to change, and the source that reads it."""

    admin: Server
    session: OdooSession

    @property
    def source(self) -> OdooOrders:
        """A new one each time: it keeps what it knows of warehouses for a while."""
        return OdooOrders(self.session, zone=ZONE)

    def product(self, sku: str, **values: Any) -> int:
        row = {"name": f"Product {sku}", "default_code": sku, "is_storable": True, **values}
        return self.admin.create("product.product", [row])[0]

    def stock(self, product: int, quantity: float, warehouse: int = 1) -> None:
        place = self.admin.read("stock.warehouse", [("id", "=", warehouse)], ["lot_stock_id"])[0]
        row = {"product_id": product, "location_id": place["lot_stock_id"][0], "inventory_quantity": quantity}
        quant = self.admin.call("stock.quant", "create", row, context={"inventory_mode": True})
        self.admin.call("stock.quant", "action_apply_inventory", [quant])

    def order(self, product: int, quantity: float, *, in_days: int = 5, **values: Any) -> str:
        """Confirm an order of one line; `line_…` values go to the line."""
        line = {"product_id": product, "product_uom_qty": quantity}
        line |= {
            name.removeprefix("line_"): value for name, value in values.items() if name.startswith("line_")
        }
        promised = datetime.now(UTC) + timedelta(days=in_days)
        row = {
            "partner_id": self.admin.named("base.res_partner_2"),
            "commitment_date": f"{promised:%Y-%m-%d %H:%M:%S}",
            "order_line": [(0, 0, line)],
        }
        row |= {name: value for name, value in values.items() if not name.startswith("line_")}
        order = self.admin.create("sale.order", [row])[0]
        self.admin.call("sale.order", "action_confirm", [order])
        return str(self.admin.read("sale.order", [("id", "=", order)], ["name"])[0]["name"])

    async def state(self, number: str) -> OrderState:
        [order] = await self.source.orders((number,), STAFF, datetime.now(UTC))
        return order


def figures(order: OrderState) -> list[tuple[int, int, int, int]]:
    """Return ordered, delivered, reserved and short of each line."""
    return [
        (int(line.ordered), int(line.delivered), int(line.reserved), int(line.short)) for line in order.lines
    ]


@pytest.fixture(scope="module")
def server(odoo_server: OdooServer) -> Iterator[OdooServer]:
    with odoo_server.fresh_copy("unusual") as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(server: OdooServer) -> AsyncIterator[Shop]:
    admin = Server.login(server.url, server.database, server.admin.name, server.admin.password)
    session = opened(server)
    yield Shop(admin.within(1), session)
    await session.close()


async def test_goods_bought_for_an_order_are_not_promised_to_another(shop: Shop) -> None:
    admin = shop.admin
    route = admin.named("stock.route_warehouse0_mto")
    admin.write("stock.route", route, {"active": True, "sale_selectable": True})
    seller = {"partner_id": admin.named("base.res_partner_1"), "price": 5, "delay": 3}
    buy = admin.named("purchase_stock.route_warehouse0_buy")
    product = shop.product("MTO-1", seller_ids=[(0, 0, seller)], route_ids=[(6, 0, [buy])])
    bought = shop.order(product, 5, in_days=9, line_route_ids=[(6, 0, [route])])
    earlier = shop.order(product, 5, in_days=2)
    purchases = admin.read("purchase.order", [("order_line.product_id", "=", product)], ["name"])
    requested = await shop.state(bought)
    admin.call("purchase.order", "button_confirm", [row["id"] for row in purchases])
    confirmed = await shop.state(bought)
    for state, is_confirmed in ((requested, False), (confirmed, True)):
        [part] = state.lines[0].inbound
        assert (part.purchase, part.confirmed) == (purchases[0]["name"], is_confirmed)
        assert part.quantity == 5
    other = await shop.state(earlier)
    assert figures(other) == [(5, 0, 0, 5)]
    assert not other.lines[0].inbound


async def test_dozens_are_told_in_the_unit_the_product_is_kept_in(shop: Shop) -> None:
    product = shop.product("DOZ-1", list_price=1)
    shop.stock(product, 10)
    dozen = shop.admin.named("uom.product_uom_dozen")
    number = shop.order(product, 2, line_product_uom_id=dozen, line_price_unit=24)
    [line] = (await shop.state(number)).lines
    assert (line.ordered, line.reserved, line.short) == (Decimal(24), Decimal(10), Decimal(14))
    assert (line.unit_price, line.subtotal) == (Decimal(2), Decimal(48))


async def test_goods_that_are_picked_first_are_wanted_once(shop: Shop) -> None:
    admin = shop.admin
    values = {"name": "Two steps", "code": "TWO", "delivery_steps": "pick_ship"}
    warehouse = admin.create("stock.warehouse", [values])[0]
    product = shop.product("STEP-1")
    shop.stock(product, 4, warehouse)
    number = shop.order(product, 6, warehouse_id=warehouse)
    before = await shop.state(number)
    assert figures(before) == [(6, 0, 4, 2)]
    assert len(before.shipments) == 1
    picking = admin.ids("stock.picking", [("name", "=", before.shipments[0].name)])
    admin.call("stock.picking", "button_validate", picking)
    after = await shop.state(number)
    assert figures(after) == [(6, 0, 4, 2)]
    assert [shipment.is_reserved for shipment in after.shipments] == [True, False]


async def test_what_was_struck_off_a_delivery_did_not_leave(shop: Shop) -> None:
    product = shop.product("CUT-1")
    shop.stock(product, 3)
    number = shop.order(product, 5)
    [shipment] = (await shop.state(number)).shipments
    picking = shop.admin.ids("stock.picking", [("name", "=", shipment.name)])
    context = {"picking_ids_not_to_backorder": picking, "cancel_backorder": True}
    shop.admin.call("stock.picking", "button_validate", picking, context=context)
    state = await shop.state(number)
    assert figures(state) == [(5, 3, 0, 0)]
    assert [int(row.quantity) for row in state.shipments[0].lines] == [3]


async def test_a_star_on_the_delivery_makes_a_priority_order(shop: Shop) -> None:
    product = shop.product("STAR-1")
    number = shop.order(product, 1)
    [shipment] = (await shop.state(number)).shipments
    picking = shop.admin.ids("stock.picking", [("name", "=", shipment.name)])
    assert not (await shop.state(number)).priority
    shop.admin.write("stock.picking", picking, {"priority": "1"})
    assert (await shop.state(number)).priority


async def test_goods_at_the_dock_are_on_hand_but_not_free(shop: Shop) -> None:
    admin = shop.admin
    product = shop.product("DOCK-1")
    shop.stock(product, 2)
    view = admin.read("stock.warehouse", [("id", "=", 1)], ["view_location_id"])[0]["view_location_id"][0]
    dock = admin.create("stock.location", [{"name": "Dock", "location_id": view, "usage": "internal"}])[0]
    row = {"product_id": product, "location_id": dock, "inventory_quantity": 7}
    quant = admin.call("stock.quant", "create", row, context={"inventory_mode": True})
    admin.call("stock.quant", "action_apply_inventory", [quant])
    [state] = await shop.source.products(("DOCK-1",), STAFF)
    here = next(place for place in state.stock if place.on_hand)
    assert (here.on_hand, here.free, here.on_hold) == (Decimal(9), Decimal(2), Decimal(0))
    on_hold = OdooOrders(shop.session, zone=ZONE, hold_locations=("dock",))
    [state] = await on_hold.products(("DOCK-1",), STAFF)
    assert next(place for place in state.stock if place.on_hand).on_hold == 7


async def test_without_the_right_to_invoices_they_are_withheld_and_the_rest_is_told(
    shop: Shop, server: OdooServer
) -> None:
    admin, product = shop.admin, shop.product("INV-1")
    number = shop.order(product, 1)
    await shop.source.find("order", number, STAFF)
    rules = admin.ids("ir.model.access", [("model_id.model", "=", "account.move")])
    admin.write("ir.model.access", rules, {"active": False})
    try:
        session = opened(server)
        source = OdooOrders(session, zone=ZONE)
        [order] = await source.orders((number,), STAFF, datetime.now(UTC))
        assert order.withheld == {"invoices"}
        assert await source.find("any", number, STAFF) == (number,)
        assert await source.find("invoice", "INV/2026/00001", STAFF) == ()
        await session.close()
    finally:
        admin.write("ir.model.access", rules, {"active": True})


async def test_without_the_right_to_purchases_the_rest_is_told(shop: Shop, server: OdooServer) -> None:
    admin, product = shop.admin, shop.product("PUR-1")
    number = shop.order(product, 3)
    models = ("purchase.order", "purchase.order.line")
    rules = admin.ids("ir.model.access", [("model_id.model", "in", models)])
    admin.write("ir.model.access", rules, {"active": False})
    try:
        session = opened(server)
        source = OdooOrders(session, zone=ZONE)
        [order] = await source.orders((number,), STAFF, datetime.now(UTC))
        assert figures(order) == [(3, 0, 0, 3)]
        assert order.withheld == {"line.inbound"}
        [state] = await source.products(("PUR-1",), STAFF)
        assert state.withheld == {"receipts"}
        await session.close()
    finally:
        admin.write("ir.model.access", rules, {"active": True})
