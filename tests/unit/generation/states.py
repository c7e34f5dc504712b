"""Orders in the states that answers speak of."""

from dataclasses import replace
from decimal import Decimal

from retrieval.orders.state import Invoice, Reservation, StockAt
from tests.builders import BRENNWEITE, GRETA, KESTREL, day, inbound, line, order, shipment, short_order

SHORT = short_order(promised_at=day(-4))
TRACKED = shipment(
    "WHN/OUT/00140",
    5,
    done_at=day(-6),
    carrier="DHL Express",
    tracking="JD0146",
    tracking_url="https://track.example/JD0146",
)
PARTLY = order(
    line(11, delivered=5, short=6, inbound=(inbound(6, 2),)),
    shipments=(TRACKED, shipment("WHN/OUT/00151", 6, backorder_of="WHN/OUT/00140")),
    promised_at=day(5),
)
COMPLETE = order(
    line(11, reserved=1, short=10, inbound=(inbound(10, 2),)),
    line(4, reserved=4, sku="GOG-2100", product="Safety goggles clear", unit="pcs"),
    shipments=(shipment(reserved=1), shipment("WHN/OUT/00152", 4, 4, sku="GOG-2100")),
    ship_complete=True,
    priority=True,
)
CONTESTED = order(
    line(
        11,
        short=11,
        held_by=(Reservation(order="S00120", quantity=Decimal(8)),),
        elsewhere=(StockAt(warehouse="WH-South", on_hand=Decimal(20), free=Decimal(12)),),
        on_hold=Decimal(6),
    ),
    shipments=(shipment(),),
    promised_at=day(3),
)
TWO_WAREHOUSES = order(
    line(6, reserved=6),
    line(4, reserved=4, warehouse="WH-South"),
    shipments=(
        shipment("WHN/OUT/00151", 6, 6),
        shipment("WHS/OUT/00151", 4, 4, warehouse="WH-South"),
    ),
    promised_at=day(1),
    priority=True,
)
DELIVERED = order(
    line(11, delivered=11),
    shipments=(shipment(done_at=day(-1), carrier="DPD Classic", tracking="0944550"),),
    promised_at=day(-1),
    invoices=(
        Invoice(
            number="INV/2026/00103", posted=True, payment="not_paid", total=Decimal(3028), due_at=day(20)
        ),
    ),
    invoice_status="invoiced",
)
UNCOVERED = order(
    line(60, short=60, inbound=(inbound(25, 9, purchase_quantity=Decimal(40)),)),
    shipments=(shipment(),),
    promised_at=day(6),
)
RETURNED = replace(
    DELIVERED,
    shipments=(*DELIVERED.shipments, shipment("WHN/IN/00101", 3, done_at=day(0), is_return=True)),
    lines=(replace(DELIVERED.lines[0], delivered=Decimal(8)),),
)
UNRESERVED = order(line(11, short=11, free=Decimal(11)), shipments=(shipment(),), promised_at=day(1))
FREE_YET_UNRESERVED = order(
    line(11, short=11, free=Decimal(4), inbound=(inbound(7, 2),)), shipments=(shipment(),), promised_at=day(1)
)
READY = order(line(11, reserved=11), shipments=(shipment(reserved=11),), promised_at=day(2), number="S00140")
ASKED_FOR_ONLY = short_order(supply=(inbound(10, 9, confirmed=False),), promised_at=None)
OVERDUE = short_order(supply=(inbound(10, -3),), promised_at=day(-1))
FIVE_LATE = tuple(
    short_order(number=f"S0013{n}", customer=customer, promised_at=day(-9 + n))
    for n, customer in enumerate((BRENNWEITE, KESTREL, GRETA, BRENNWEITE, KESTREL), start=1)
)
