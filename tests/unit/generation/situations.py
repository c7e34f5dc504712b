"""What people find themselves in: one piece of evidence and one asker each, worded in every language."""

from dataclasses import dataclass, replace
from decimal import Decimal

from retrieval.audience import Audience
from retrieval.evidence import (
    AskEvidence,
    Choices,
    CustomerFacts,
    Disagreement,
    NotFound,
    OrderFacts,
    Passage,
    ProductFacts,
    Unavailable,
)
from retrieval.orders.facts import choices, customer_facts, not_found, product_facts
from retrieval.orders.source import NamedRecord
from retrieval.orders.state import (
    CustomerState,
    Invoice,
    OrderState,
    OrderStatus,
    ProductState,
    Receipt,
    Reservation,
    StockAt,
)
from retrieval.question import Intent, Reference
from tests.builders import (
    BRENNWEITE,
    CUSTOMER,
    GRETA,
    KESTREL,
    NOW,
    PUBLIC,
    SERVICE,
    SYSTEM,
    WAREHOUSE,
    ZONE,
    ask,
    day,
    facts,
    found,
    inbound,
    line,
    listed,
    order,
    passage,
    shipment,
    short_order,
)


@dataclass(frozen=True, slots=True)
class Situation:
    name: str
    audience: Audience
    asks: tuple[AskEvidence, ...]


def situation(name: str, audience: Audience, *asks: AskEvidence) -> Situation:
    return Situation(name, audience, asks)


def about(intent: Intent, state: OrderState, audience: Audience = SERVICE, *passages: Passage) -> AskEvidence:
    return found(ask(intent, f"{intent.value} {state.number}"), facts(state, audience), *passages)


# documents

CUT_OFF = passage(
    "cut-off",
    "## 2 Cut-off\n\nExpress parcels must be booked by 15:30 and at the dock by 16:00. On Fridays they must "
    "be booked by 14:30 and at the dock by 15:00.",
)
FREIGHT_TABLE = passage(
    "cut-off-table",
    "## 3 Fridays\n\n| carrier | booked by | at the dock by |\n|---|---|---|\n"
    "| DHL Freight | 10:00 | 12:00, all warehouses |\n| DPD Classic | 15:30 | 16:00, all warehouses |",
    title="SOP Cut-off times",
    heading="3 Fridays",
    document_kind="sop",
    version="2.3",
)
NO_HAZARD = passage(
    "hazard",
    "Hazardous goods never go by **DHL Express**, DPD Classic or UPS Standard, and never on our own truck.",
    title="SOP Hazardous goods",
    heading="3 Carriers › 3.2 Never by express or parcel",
    document_kind="sop",
    version="6.0",
)
DAMAGE_24 = passage(
    "damage-24",
    "Visible damage on a delivery is reported to the carrier within 24 hours of unloading.",
    title="SOP Damaged goods",
    heading="2.4 Reporting deadline",
    document_kind="sop",
)
DAMAGE_48 = passage(
    "damage-48",
    "Visible damage on a delivery is reported to the carrier within 48 hours of unloading.",
    title="SOP Receiving",
    heading="3.2 Damage on arrival",
    document_kind="sop",
    valid_from=None,
)
SPLIT_RULE = passage(
    "split-rule",
    "An order of a priority customer may be split over two shipments or two warehouses when the promised "
    "date would break otherwise. The reason is written on the order.",
    title="SOP Allocation and splits",
    heading="2 Rules › 2.3 Priority orders may split",
    document_kind="sop",
    version="4.1",
    purpose="rule",
)
SHIP_COMPLETE_RULE = passage(
    "complete-rule",
    "Orders of customers who take complete deliveries only are not split without the customer's written "
    "agreement on that order.",
    title="SOP Allocation and splits",
    heading="2 Rules › 2.4 Ship-complete customers",
    document_kind="sop",
    version="4.1",
    purpose="rule",
)
QUEUE_RULE = passage(
    "queue-rule",
    "Free stock goes to the order with the earliest promised date. With the same promised date, the order "
    "confirmed first is served first.",
    title="SOP Allocation and splits",
    heading="2 Rules › 2.1 First in, first out by promised date",
    document_kind="sop",
    purpose="rule",
)
SERVICE_LEVEL = passage(
    "service-level",
    "98 % of all order lines leave in full on the promised day, measured in each calendar month.",
    title="Service level sheet Brennweite Optik GmbH",
    heading="2.1 What we promised",
    document_kind="contract",
    customer="Brennweite Optik GmbH",
    purpose="service_level",
)
LATE_CLAUSE = passage(
    "late-clause",
    "From the fifth day late Halden owes a credit of 2 % of the net value of the late lines for each started "
    "week.",
    title="Supply contract Brennweite Optik GmbH",
    heading="4 Late delivery › 4.2 Credit",
    document_kind="contract",
    customer="Brennweite Optik GmbH",
    purpose="service_level",
    version="2",
    page=6,
)
RETURNS = passage(
    "returns",
    "You can return goods within 30 days of delivery. The day that counts is the day you announce it.",
    title="Returns policy",
    heading="1 How long you have",
    document_kind="policy",
    audiences=("public",),
    version="2026",
)
CANCELLING = passage(
    "cancelling",
    "You can cancel an order, or single lines of it, free of charge until picking starts.",
    title="Order cancellation",
    heading="1 Free of charge until picking starts",
    document_kind="policy",
    purpose="rule",
)
GERMAN_SOP = passage(
    "ladung",
    "Paletten über 400 kg brauchen zwei Gurte. Antirutschmatten sind Pflicht.",
    title="SOP Ladungssicherung",
    heading="3.3 Zurrgurte",
    document_kind="sop",
    language="de",
)

# orders

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
READY = order(line(11, reserved=11), shipments=(shipment(reserved=11),), promised_at=day(2), number="S00140")
ASKED_FOR_ONLY = short_order(supply=(inbound(10, 9, confirmed=False),), promised_at=None)
OVERDUE = short_order(supply=(inbound(10, -3),), promised_at=day(-1))
FIVE_LATE = tuple(
    short_order(number=f"S0013{n}", customer=customer, promised_at=day(-9 + n))
    for n, customer in enumerate((BRENNWEITE, KESTREL, GRETA, BRENNWEITE, KESTREL), start=1)
)


def _product(audience: Audience) -> ProductFacts:
    state = ProductState(
        sku="GLV-1040",
        name="Nitrile gloves L",
        unit="box of 100",
        stock=(
            StockAt(warehouse="WH-North", on_hand=Decimal(20), free=Decimal(0), on_hold=Decimal(6)),
            StockAt(warehouse="WH-South", on_hand=Decimal(150), free=Decimal(150)),
            StockAt(warehouse="WH-West", on_hand=Decimal(0), free=Decimal(0)),
        ),
        receipts=(
            Receipt(
                purchase="P00101",
                warehouse="WH-North",
                quantity=Decimal(200),
                expected_at=day(1),
                supplier="SafeHands Ltd",
            ),
        ),
        substitutes=(("GLV-1050", "Nitrile gloves L, powder-free"),),
    )
    return product_facts(state, audience, NOW, ZONE, SYSTEM)


def _customer(audience: Audience) -> CustomerFacts:
    state = CustomerState(
        customer=BRENNWEITE,
        open_orders=(FIVE_LATE[0], READY),
        open_count=2,
        late_count=1,
        payment_terms="30 days net",
        salesperson="Nora Albers",
    )
    return customer_facts(state, audience, NOW, ZONE, SYSTEM)


def _missing(kind: str = "order", spelled: str = "S00999") -> NotFound:
    return not_found(Reference(kind=kind, value=spelled, spelled=spelled), SYSTEM)


def _kestrels() -> Choices:
    names = ("Kestrel Facility Services Ltd", "Kestrel Print Ltd")
    records = tuple(
        NamedRecord(kind="customer", id=number, name=name, key=name) for number, name in enumerate(names)
    )
    return choices("Kestrel", records, 2)


def _orders_to_choose() -> Choices:
    offered: tuple[OrderFacts | NamedRecord, ...] = (facts(DELIVERED), facts(short_order(number="S00126")))
    return choices("PO-7781", offered, 2)


ODOO_DOWN = (Unavailable(source="orders", reason="timeout"),)
DOCUMENTS_DOWN = (Unavailable(source="documents", reason="fault"),)

SITUATIONS = (
    situation("status: short and late", SERVICE, about(Intent.STATUS, SHORT, SERVICE, LATE_CLAUSE)),
    situation("status: short and late, to the customer", CUSTOMER, about(Intent.STATUS, SHORT, CUSTOMER)),
    situation("status: partly delivered", SERVICE, about(Intent.STATUS, PARTLY)),
    situation("status: partly delivered, to the customer", CUSTOMER, about(Intent.STATUS, PARTLY, CUSTOMER)),
    situation("status: ship complete", SERVICE, about(Intent.STATUS, COMPLETE)),
    situation(
        "status: stock held, on hold and elsewhere", WAREHOUSE, about(Intent.STATUS, CONTESTED, WAREHOUSE)
    ),
    situation("status: stock held, to the customer", CUSTOMER, about(Intent.STATUS, CONTESTED, CUSTOMER)),
    situation("status: only a request for quotation", SERVICE, about(Intent.STATUS, ASKED_FOR_ONLY)),
    situation("status: the purchase is overdue", SERVICE, about(Intent.STATUS, OVERDUE)),
    situation(
        "status: the purchase is overdue, to the customer", CUSTOMER, about(Intent.STATUS, OVERDUE, CUSTOMER)
    ),
    situation("status: ready", WAREHOUSE, about(Intent.STATUS, READY, WAREHOUSE)),
    situation("status: delivered on time", SERVICE, about(Intent.STATUS, DELIVERED)),
    situation("status: delivered, to the customer", CUSTOMER, about(Intent.STATUS, DELIVERED, CUSTOMER)),
    situation(
        "status: cancelled", SERVICE, about(Intent.STATUS, order(line(), status=OrderStatus.CANCELLED))
    ),
    situation(
        "status: a private person's quotation over the credit limit",
        SERVICE,
        about(Intent.STATUS, order(line(), status=OrderStatus.DRAFT, customer=GRETA, credit_warning=True)),
    ),
    situation(
        "status: waits for payment, to the customer",
        CUSTOMER,
        about(Intent.STATUS, order(line(), status=OrderStatus.SENT, waits_for_payment=True), CUSTOMER),
    ),
    situation("status: nobody can tell why", SERVICE, about(Intent.STATUS, order(line()))),
    situation(
        "why: reason, rule and service level",
        SERVICE,
        about(Intent.WHY, SHORT, SERVICE, QUEUE_RULE, SERVICE_LEVEL, LATE_CLAUSE),
    ),
    situation("why: no rule is written", SERVICE, about(Intent.WHY, SHORT)),
    situation(
        "split: priority order over two warehouses",
        WAREHOUSE,
        about(Intent.SPLIT, TWO_WAREHOUSES, WAREHOUSE, SPLIT_RULE, SERVICE_LEVEL),
    ),
    situation(
        "split: what if it were",
        SERVICE,
        about(Intent.SPLIT, short_order(ship_complete=True), SERVICE, SHIP_COMPLETE_RULE),
    ),
    situation("when: the goods have a date", SERVICE, about(Intent.WHEN, SHORT)),
    situation("when: the goods have a date, to the customer", CUSTOMER, about(Intent.WHEN, SHORT, CUSTOMER)),
    situation("when: nothing is ordered yet", SERVICE, about(Intent.WHEN, ASKED_FOR_ONLY)),
    situation("contents", SERVICE, about(Intent.CONTENTS, COMPLETE)),
    situation("contents, to the warehouse", WAREHOUSE, about(Intent.CONTENTS, COMPLETE, WAREHOUSE)),
    situation("tracking", CUSTOMER, about(Intent.TRACKING, PARTLY, CUSTOMER)),
    situation("invoice", SERVICE, about(Intent.INVOICE, DELIVERED)),
    situation("invoice, to the warehouse", WAREHOUSE, about(Intent.INVOICE, DELIVERED, WAREHOUSE)),
    situation("timeline", SERVICE, about(Intent.TIMELINE, PARTLY)),
    situation(
        "list: late orders",
        SERVICE,
        found(ask(Intent.LIST, "late orders of mine", mine=True), listed(*FIVE_LATE, total=17, late=True)),
    ),
    situation(
        "list: none",
        WAREHOUSE,
        found(ask(Intent.LIST), listed(total=0, audience=WAREHOUSE, warehouse="WH-North", late=True)),
    ),
    situation(
        "list, to the customer", CUSTOMER, found(ask(Intent.LIST), listed(SHORT, READY, audience=CUSTOMER))
    ),
    situation(
        "orders that wait for a purchase",
        SERVICE,
        found(ask(Intent.WAITING_FOR), listed(*FIVE_LATE[:2], about="P00113")),
    ),
    situation("product", WAREHOUSE, found(ask(Intent.PRODUCT), _product(WAREHOUSE))),
    situation("product, to the customer", CUSTOMER, found(ask(Intent.PRODUCT), _product(CUSTOMER))),
    situation("customer", SERVICE, found(ask(Intent.CUSTOMER), _customer(SERVICE), SERVICE_LEVEL)),
    situation("policy", WAREHOUSE, found(ask(Intent.POLICY, "Cut-off for DHL Express parcels?"), CUT_OFF)),
    situation(
        "policy: a table and a ban",
        WAREHOUSE,
        found(ask(Intent.POLICY, "DPD Classic cut-off on Friday?"), FREIGHT_TABLE, NO_HAZARD),
    ),
    situation(
        "policy, to the public", PUBLIC, found(ask(Intent.POLICY, "How long can I return goods?"), RETURNS)
    ),
    situation("policy: in German only", WAREHOUSE, found(ask(Intent.POLICY, "Wie viele Gurte?"), GERMAN_SOP)),
    situation(
        "two documents disagree",
        WAREHOUSE,
        found(
            ask(Intent.POLICY, "within how many hours is damage reported?"),
            DAMAGE_24,
            DAMAGE_48,
            disagreements=(Disagreement(first="damage-24", second="damage-48"),),
        ),
    ),
    situation(
        "contract clause of an order's customer",
        SERVICE,
        found(
            ask(Intent.CONTRACT, "what does their contract say", topic="late delivery"),
            facts(SHORT),
            replace(LATE_CLAUSE, purpose=""),
        ),
    ),
    situation("no contract", SERVICE, found(ask(Intent.CONTRACT, topic="late delivery"), facts(SHORT))),
    situation("not found", SERVICE, found(ask(Intent.STATUS), _missing())),
    situation("not found, to the customer", CUSTOMER, found(ask(Intent.STATUS), _missing())),
    situation(
        "not found: a purchase", SERVICE, found(ask(Intent.WAITING_FOR), _missing("purchase", "P00999"))
    ),
    situation("choices: a name", SERVICE, found(ask(Intent.CUSTOMER), _kestrels())),
    situation("choices: a reference", SERVICE, found(ask(Intent.STATUS), _orders_to_choose())),
    situation("needs proof", PUBLIC, found(ask(Intent.STATUS, "where is my order 42??"), needs_proof=True)),
    situation("Odoo is down", SERVICE, found(ask(Intent.STATUS, "where is S00131"), unavailable=ODOO_DOWN)),
    situation(
        "Odoo is down, the documents answer",
        CUSTOMER,
        found(ask(Intent.STATUS, "where is my return"), RETURNS, unavailable=ODOO_DOWN),
    ),
    situation(
        "the documents are down",
        SERVICE,
        found(ask(Intent.WHY, "why is S00131 late"), facts(SHORT), unavailable=DOCUMENTS_DOWN),
    ),
    situation("nothing found", WAREHOUSE, found(ask(Intent.POLICY, "what is love"))),
    situation("whose orders", WAREHOUSE, found(ask(Intent.LIST, mine=True), unknown_self=True)),
    situation("which order", SERVICE, found(ask(Intent.STATUS))),
    situation("greeting", PUBLIC, found(ask(Intent.GREETING))),
    situation("thanks", SERVICE, found(ask(Intent.THANKS))),
    situation("help, to customer service", SERVICE, found(ask(Intent.HELP))),
    situation("help, to the customer", CUSTOMER, found(ask(Intent.HELP))),
    situation("help, to the public", PUBLIC, found(ask(Intent.HELP))),
    situation("off topic", PUBLIC, found(ask(Intent.OFF_TOPIC))),
    situation("abuse", CUSTOMER, found(ask(Intent.ABUSE))),
    situation("hand over", CUSTOMER, found(ask(Intent.HAND_OVER))),
    situation(
        "commit",
        CUSTOMER,
        found(ask(Intent.COMMIT, "cancel order S00131"), facts(SHORT, CUSTOMER), CANCELLING),
    ),
    situation("commit: credit, to customer service", SERVICE, about(Intent.COMMIT, SHORT)),
    situation(
        "two questions",
        SERVICE,
        about(Intent.STATUS, READY),
        found(ask(Intent.POLICY, "cut-off for DHL Express"), CUT_OFF),
    ),
)
