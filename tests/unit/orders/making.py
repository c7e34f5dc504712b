"""Orders for tests: complete by default, each test says only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from retrieval.audience import Audience
from retrieval.orders.state import (
    Customer,
    Inbound,
    Line,
    OrderState,
    OrderStatus,
    Shipment,
    ShipmentLine,
    ShipmentStatus,
)

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TINSMITH = Customer(id=7, name="Tinsmith GmbH")
SUPERVISOR = Audience(kind="staff", roles=frozenset({"supervisor"}), companies=frozenset({1}))
WAREHOUSE = replace(SUPERVISOR, roles=frozenset({"warehouse"}))
CUSTOMER = Audience(kind="customer", customer_ids=frozenset({7}))


def day(offset: int, hour: int = 12) -> datetime:
    """Return that hour, in Berlin, of that many days from NOW."""
    local = (NOW.astimezone(ZONE) + timedelta(days=offset)).replace(hour=hour, minute=0)
    return local.astimezone(UTC)


def line(ordered: int = 10, *, delivered: int = 0, reserved: int = 0, short: int = 0, **more: Any) -> Line:
    """Return a line of GLV-1040 from WH-North."""
    known: dict[str, Any] = {"sku": "GLV-1040", "product": "Nitrile gloves L", "unit": "box"}
    known |= {"warehouse": "WH-North"} | more
    return Line(
        ordered=Decimal(ordered),
        delivered=Decimal(delivered),
        reserved=Decimal(reserved),
        short=Decimal(short),
        **known,
    )


def shipment(
    name: str = "WHN/OUT/00101",
    quantity: int = 10,
    reserved: int = 0,
    *,
    sku: str = "GLV-1040",
    picked: bool = False,
    **more: Any,
) -> Shipment:
    """Return a delivery of one product; open unless `done_at` is given."""
    status = ShipmentStatus.ASSIGNED if reserved else ShipmentStatus.CONFIRMED
    known: dict[str, Any] = {"warehouse": "WH-North", "status": status} | more
    if more.get("done_at"):
        known["status"] = more.get("status", ShipmentStatus.DONE)
    row = ShipmentLine(
        sku=sku, product=sku, quantity=Decimal(quantity), reserved=Decimal(reserved), picked=picked
    )
    return Shipment(name=name, lines=(row,), **known)


def inbound(
    quantity: int, expected: int | None, purchase: str = "P00101", *, confirmed: bool = True
) -> Inbound:
    return Inbound(
        purchase=purchase,
        supplier="SafeHands Ltd",
        quantity=Decimal(quantity),
        expected_at=None if expected is None else day(expected),
        purchase_quantity=Decimal(50),
        confirmed=confirmed,
    )


def order(*lines: Line, shipments: tuple[Shipment, ...] = (), **more: Any) -> OrderState:
    """Return a confirmed order of Tinsmith, promised in three days."""
    known: dict[str, Any] = {
        "number": "S00101",
        "customer": TINSMITH,
        "status": OrderStatus.CONFIRMED,
        "ordered_at": day(-5),
        "promised_at": day(3),
        "expected_at": day(-3),
        "warehouse": "WH-North",
        "ship_complete": False,
    } | more
    return OrderState(lines=lines, shipments=shipments, **known)
