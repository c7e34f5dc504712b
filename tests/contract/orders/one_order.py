"""One order is what the data says, and leads to the same reasons from every source."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from retrieval.audience import Audience
from retrieval.orders.days import local_day
from retrieval.orders.source import OrderSource
from retrieval.orders.state import OrderState, ShipmentStatus
from retrieval.orders.why import reasons_for
from tests.contract.orders.base import EVERY_NUMBER, ORDERS, ZONE, OverTheSandboxData

REASONS = {
    "S00101": ["ready_not_picked", "ready_not_picked", "split_by_warehouse"],
    "S00102": [
        "waiting_for_stock",
        "ready_not_picked",
        "will_be_late",
        "split_by_warehouse",
        "stock_elsewhere",
    ],
    "S00103": ["waiting_for_stock", "late", "ship_complete", "stock_elsewhere"],
    "S00105": ["waiting_for_stock", "late"],
    "S00106": ["waiting_for_stock", "will_be_late", "reserved_for_others", "stock_elsewhere"],
    "S00108": ["waiting_for_stock", "on_hold", "stock_elsewhere"],
    "S00110": ["draft"],
    "S00111": ["waiting_for_payment"],
    "S00113": ["draft", "credit_warning"],
    "S00114": ["ready_not_picked", "late"],
    "S00117": ["picked_without_carrier", "late"],
    "S00118": ["delivered", "left_without_tracking"],
    "S00120": ["waiting_for_stock", "late", "partly_delivered", "split_by_shortage"],
    "S00122": ["delivered"],
    "S00124": ["cancelled"],
    "S00125": ["cancelled"],
    "S00131": ["waiting_for_stock", "late"],
    "S00132": ["waiting_for_stock"],
    "S00134": ["not_reserved"],
    "S00135": ["waiting_for_stock", "will_be_late", "stock_elsewhere"],
    "S00138": ["delivered", "split_by_shortage"],
    "S00139": ["delivered", "returned"],
    "S00140": ["delivered"],
    "S00141": ["unknown", "late"],
    "S00142": ["delivered", "left_without_tracking"],
    "S00145": ["awaiting_collection"],
    "S00149": ["waiting_for_stock", "reserved_for_others", "stock_elsewhere"],
}


class OneOrder(OverTheSandboxData):
    async def test_every_order_is_as_the_company_has_it(
        self, source: OrderSource, staff: Audience, now: datetime, today: date
    ) -> None:
        found = {order.number: order for order in await source.orders(EVERY_NUMBER, staff, now)}
        differing = {
            row["number"]: (_as_written(row, today), _as_found(found[row["number"]]))
            for row in ORDERS
            if row["number"] not in found or _as_written(row, today) != _as_found(found[row["number"]])
        }
        assert differing == {}

    async def test_orders_come_in_the_order_asked_and_each_once(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        asked = ("S00120", "S00101", "S00120", "S99999")
        assert [order.number for order in await source.orders(asked, staff, now)] == ["S00120", "S00101"]

    @pytest.mark.parametrize("number", sorted(REASONS))
    async def test_every_source_leads_to_the_same_reasons(
        self, number: str, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, number, staff, now)
        assert [reason.code.value for reason in reasons_for(order, now, ZONE)] == REASONS[number]

    async def test_a_shortage_names_the_purchase_that_ends_it(
        self, source: OrderSource, staff: Audience, now: datetime, today: date
    ) -> None:
        order = await self.one(source, "S00120", staff, now)
        [inbound] = order.lines[0].inbound
        assert (inbound.purchase, inbound.supplier) == ("P00113", "Ruhrstahl Werkzeuge GmbH")
        assert (inbound.quantity, inbound.purchase_quantity) == (Decimal(7), Decimal(50))
        assert inbound.expected_at is not None
        assert local_day(inbound.expected_at, ZONE) == today + timedelta(days=5)
        assert inbound.confirmed

    async def test_a_shortage_may_need_several_receipts_and_they_may_not_be_enough(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        both = await source.orders(("S00135", "S00136"), staff, now)
        parts = [[(part.purchase, int(part.quantity)) for part in order.lines[0].inbound] for order in both]
        assert parts == [[("P00108", 30), ("P00109", 15)], [("P00109", 25)]]
        assert both[1].lines[0].short == 60

    async def test_a_request_for_quotation_is_not_a_confirmed_purchase(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, "S00131", staff, now)
        assert [(part.purchase, part.confirmed) for part in order.lines[0].inbound] == [("P00106", False)]

    async def test_what_surrounds_a_shortage_is_known(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        held, on_hold, forgotten = await source.orders(("S00106", "S00108", "S00134"), staff, now)
        assert [(by.order, int(by.quantity)) for by in held.lines[0].held_by] == [("S00107", 30)]
        assert [(at.warehouse, int(at.free)) for at in held.lines[0].elsewhere] == [("WH-West", 12)]
        assert (int(on_hold.lines[0].on_hold), on_hold.lines[0].inbound) == (30, ())
        assert forgotten.lines[0].free == forgotten.lines[0].short == 15
        assert forgotten.lines[0].inbound == ()

    async def test_a_line_that_is_not_short_says_nothing_of_supply(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, "S00107", staff, now)
        for line in order.lines:
            assert line.short == line.free == 0
            assert (line.inbound, line.held_by, line.elsewhere) == ((), (), ())

    async def test_prices_and_sums_are_exact(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        order = await self.one(source, "S00103", staff, now)
        assert [line.unit_price for line in order.lines] == [
            Decimal("11.90"),
            Decimal("4.95"),
            Decimal("39.60"),
        ]
        assert (order.total, order.currency) == (Decimal("1110.00"), "EUR")

    async def test_an_invoice_has_its_number_and_payment(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        rows = await source.orders(("S00120", "S00121", "S00123"), staff, now)
        assert [order.invoice_status for order in rows] == ["invoiced"] * 3
        assert [invoice.payment for order in rows for invoice in order.invoices] == [
            "not_paid",
            "paid",
            "partial",
        ]
        assert all(invoice.posted and invoice.number for order in rows for invoice in order.invoices)

    async def test_the_expected_date_is_the_lead_time_of_confirmed_orders(
        self, source: OrderSource, staff: Audience, now: datetime
    ) -> None:
        confirmed, draft = await source.orders(("S00131", "S00110"), staff, now)
        assert confirmed.expected_at == confirmed.ordered_at + timedelta(days=2)
        assert draft.expected_at is None


def _as_written(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return what the data says of an order, in the shape of `_as_found`."""
    return {
        "customer": row["customer"],
        "status": row["status"],
        "reference": row["reference"],
        "salesperson": row["salesperson"],
        "warehouse": row["warehouse"],
        "flags": (row["priority"], row["ship_complete"], row["prepayment"], row["credit_warning"]),
        "ordered": _local(row["ordered"], today),
        "promised": _local(row["promised"], today),
        "lines": [(line["sku"], line["warehouse"] or "", line["quantity"]) for line in row["lines"]],
        "shipments": sorted(
            (
                shipment["name"],
                shipment["warehouse"],
                shipment["status"],
                shipment["is_return"],
                shipment["carrier"],
                shipment["tracking"],
                shipment["backorder_of"],
                _local(shipment["done"], today),
                sorted(_row_as_written(line, shipment) for line in shipment["lines"]),
            )
            for shipment in row["shipments"]
        ),
    }


def _as_found(order: OrderState) -> dict[str, Any]:
    return {
        "customer": order.customer.name,
        "status": order.status.value,
        "reference": order.customer_reference,
        "salesperson": order.salesperson,
        "warehouse": order.warehouse,
        "flags": (order.priority, order.ship_complete, order.waits_for_payment, order.credit_warning),
        "ordered": _minute(order.ordered_at),
        "promised": _minute(order.promised_at),
        "lines": [(line.sku, line.warehouse, line.ordered) for line in order.lines],
        "shipments": sorted(
            (
                shipment.name,
                shipment.warehouse,
                shipment.status.value,
                shipment.is_return,
                shipment.carrier,
                shipment.tracking,
                shipment.backorder_of,
                _minute(shipment.done_at),
                sorted(
                    (line.sku, line.quantity, line.reserved if shipment.is_open else 0, line.picked)
                    for line in shipment.lines
                ),
            )
            for shipment in order.shipments
        ),
    }


def _row_as_written(line: Mapping[str, Any], shipment: Mapping[str, Any]) -> tuple[Any, ...]:
    return line["sku"], line["quantity"], line["reserved"] if _is_open(shipment) else 0, line["picked"]


def _is_open(shipment: Mapping[str, Any]) -> bool:
    return shipment["status"] not in (ShipmentStatus.DONE, ShipmentStatus.CANCELLED)


def _local(at: Mapping[str, Any] | None, today: date) -> str | None:
    return f"{today + timedelta(days=at['days'])} {at['at']}" if at else None


def _minute(at: datetime | None) -> str | None:
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if at else None
