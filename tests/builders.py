"""Evidence for tests of the wording: believable by default, each test says only what it is about.

Orders go through the same disclosure, reasons and fact lines as in the assistant, so that what is said can
be checked against what is known.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from retrieval.audience import Audience
from retrieval.evidence import AskEvidence, Evidence, Item, OrderFacts, OrderListFacts, Passage
from retrieval.orders.facts import list_facts, order_facts
from retrieval.orders.source import OrderFilter, OrderPage
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
from retrieval.question import Ask, Intent, Question

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 26, 13, 5, tzinfo=UTC)
"""A Thursday, 14:05 in Berlin."""
SYSTEM = "Odoo"

BRENNWEITE = Customer(id=11, name="Brennweite Optik GmbH")
KESTREL = Customer(id=12, name="Kestrel Facility Services Ltd")
GRETA = Customer(id=41, name="Greta Sommer", is_company=False)

SERVICE = Audience(kind="staff", roles=frozenset({"customer-service"}), companies=frozenset({1}), user_id=3)
WAREHOUSE = Audience(kind="staff", roles=frozenset({"warehouse"}), companies=frozenset({1}))
CUSTOMER = Audience(
    kind="customer", customer_ids=frozenset({11}), customer_names=frozenset({"Brennweite Optik GmbH"})
)
PUBLIC = Audience()


def day(offset: int, hour: int = 12) -> datetime:
    """Return that hour, in Berlin, that many days from NOW."""
    local = NOW.astimezone(ZONE) + timedelta(days=offset)
    return local.replace(hour=hour, minute=0).astimezone(UTC)


def line(ordered: int = 11, *, delivered: int = 0, reserved: int = 0, short: int = 0, **more: Any) -> Line:
    known: dict[str, Any] = {
        "sku": "GLV-1040",
        "product": "Nitrile gloves L",
        "unit": "box of 100",
        "warehouse": "WH-North",
    } | more
    return Line(
        ordered=Decimal(ordered),
        delivered=Decimal(delivered),
        reserved=Decimal(reserved),
        short=Decimal(short),
        **known,
    )


def inbound(quantity: int, expected: int | None, purchase: str = "P00113", **more: Any) -> Inbound:
    known: dict[str, Any] = {"supplier": "SafeHands Ltd", "purchase_quantity": Decimal(50)} | more
    return Inbound(
        purchase=purchase,
        quantity=Decimal(quantity),
        expected_at=None if expected is None else day(expected),
        **known,
    )


def shipment(name: str = "WHN/OUT/00151", quantity: int = 11, reserved: int = 0, **more: Any) -> Shipment:
    """Return a delivery of gloves; open unless `done_at` is given."""
    sku, picked = more.pop("sku", "GLV-1040"), more.pop("picked", False)
    status = ShipmentStatus.ASSIGNED if reserved else ShipmentStatus.CONFIRMED
    known: dict[str, Any] = {
        "warehouse": "WH-North",
        "status": ShipmentStatus.DONE if more.get("done_at") else status,
        "scheduled_at": day(-2),
    } | more
    row = ShipmentLine(
        sku=sku, product=sku, quantity=Decimal(quantity), reserved=Decimal(reserved), picked=picked
    )
    return Shipment(name=name, lines=(row,), **known)


def order(*lines: Line, shipments: tuple[Shipment, ...] = (), **more: Any) -> OrderState:
    """Return a confirmed order of Brennweite, promised two days ago."""
    known: dict[str, Any] = {
        "number": "S00131",
        "customer": BRENNWEITE,
        "status": OrderStatus.CONFIRMED,
        "ordered_at": day(-9),
        "promised_at": day(-2),
        "expected_at": day(-5),
        "warehouse": "WH-North",
        "ship_complete": False,
        "total": Decimal("1284.50"),
        "invoice_status": "no",
        "salesperson": "Nora Albers",
    } | more
    return OrderState(lines=lines, shipments=shipments, **known)


def short_order(**more: Any) -> OrderState:
    """Return an order of which 10 of 11 boxes wait for a purchase that comes in two days."""
    supply = more.pop("supply", (inbound(10, 2),))
    waiting = line(11, reserved=1, short=10, inbound=supply)
    return order(waiting, shipments=(shipment(quantity=11, reserved=1),), **more)


def facts(state: OrderState, audience: Audience = SERVICE) -> OrderFacts:
    return order_facts(state, audience, NOW, ZONE, SYSTEM)


def listed(
    *states: OrderState, total: int | None = None, audience: Audience = SERVICE, **wanted: Any
) -> OrderListFacts:
    about = wanted.pop("about", None)
    page = OrderPage(orders=states, total=len(states) if total is None else total)
    return list_facts(page, OrderFilter(**wanted), audience, NOW, ZONE, SYSTEM, about=about)


def passage(id_: str, text: str, **more: Any) -> Passage:
    known: dict[str, Any] = {
        "source": f"{id_}.md",
        "title": "Carrier policy DHL Express",
        "heading": "2 Cut-off",
        "document_kind": "carrier",
        "audiences": ("staff",),
        "score": 0.9,
        "start": 100,
        "valid_from": date(2026, 1, 1),
    } | more
    return Passage(id=id_, text=text, end=known["start"] + len(text), **known)


def ask(intent: Intent, text: str = "", **more: Any) -> Ask:
    return Ask(intent=intent, text=text or intent.value, **more)


def found(wanted: Ask, *items: Item, **more: Any) -> AskEvidence:
    return AskEvidence(ask=wanted, found=items, **more)


def asked(*asks: AskEvidence, language: str = "en") -> tuple[Question, Evidence]:
    """Return a message and what was found for it."""
    text = " ".join(one.ask.text for one in asks)
    question = Question(text=text, language=language, asks=tuple(one.ask for one in asks))
    return question, Evidence(asks=asks)
