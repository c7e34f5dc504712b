"""What people find themselves in: one piece of evidence and one asker each, worded in every language."""

from dataclasses import dataclass, replace
from datetime import date
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
    OrderState,
    OrderStatus,
    ProductState,
    Receipt,
    StockAt,
)
from retrieval.question import Intent, Reference
from tests.builders import (
    BRENNWEITE,
    CUSTOMER,
    GRETA,
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
    line,
    listed,
    order,
    short_order,
)
from tests.unit.generation.papers import (
    CANCELLING,
    CUT_OFF,
    DAMAGE_24,
    DAMAGE_48,
    FREIGHT_TABLE,
    GERMAN_SOP,
    LATE_CLAUSE,
    NO_HAZARD,
    QUEUE_RULE,
    RETURNS,
    SERVICE_LEVEL,
    SHIP_COMPLETE_RULE,
    SPLIT_RULE,
)
from tests.unit.generation.states import (
    ASKED_FOR_ONLY,
    COMPLETE,
    CONTESTED,
    DELIVERED,
    FIVE_LATE,
    FREE_YET_UNRESERVED,
    OVERDUE,
    PARTLY,
    READY,
    RETURNED,
    SHORT,
    TWO_WAREHOUSES,
    UNCOVERED,
    UNRESERVED,
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
    situation("status: purchases bring a part of what is missing", SERVICE, about(Intent.STATUS, UNCOVERED)),
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
    situation("why: it has left", SERVICE, about(Intent.WHY, DELIVERED, SERVICE, SERVICE_LEVEL)),
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
    situation("when: free stock is not reserved", SERVICE, about(Intent.WHEN, UNRESERVED)),
    situation("when: nothing is ordered yet", SERVICE, about(Intent.WHEN, ASKED_FOR_ONLY)),
    situation(
        "when: a part of the goods has a date, to the customer",
        CUSTOMER,
        about(Intent.WHEN, UNCOVERED, CUSTOMER),
    ),
    situation("contents", SERVICE, about(Intent.CONTENTS, COMPLETE)),
    situation("contents: some came back", SERVICE, about(Intent.CONTENTS, RETURNED)),
    situation(
        "contents: some is free and not reserved, to the customer",
        CUSTOMER,
        about(Intent.CONTENTS, FREE_YET_UNRESERVED, CUSTOMER),
    ),
    situation("contents, to the warehouse", WAREHOUSE, about(Intent.CONTENTS, COMPLETE, WAREHOUSE)),
    situation("tracking", CUSTOMER, about(Intent.TRACKING, PARTLY, CUSTOMER)),
    situation("invoice", SERVICE, about(Intent.INVOICE, DELIVERED)),
    situation(
        "invoice: cancelled", SERVICE, about(Intent.INVOICE, order(line(), status=OrderStatus.CANCELLED))
    ),
    situation(
        "invoice: waits for payment",
        CUSTOMER,
        about(Intent.INVOICE, order(line(), status=OrderStatus.SENT, waits_for_payment=True), CUSTOMER),
    ),
    situation("invoice, to the warehouse", WAREHOUSE, about(Intent.INVOICE, DELIVERED, WAREHOUSE)),
    situation("timeline", SERVICE, about(Intent.TIMELINE, PARTLY)),
    situation("timeline: the purchase is overdue", SERVICE, about(Intent.TIMELINE, OVERDUE)),
    situation(
        "timeline: the purchase is overdue, to the customer",
        CUSTOMER,
        about(Intent.TIMELINE, OVERDUE, CUSTOMER),
    ),
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
        "list: days of two years",
        SERVICE,
        found(
            ask(Intent.LIST),
            listed(READY, day_from=date(2026, 11, 26), day_to=date(2027, 12, 31)),
        ),
    ),
    situation(
        "list, to the customer", CUSTOMER, found(ask(Intent.LIST), listed(SHORT, READY, audience=CUSTOMER))
    ),
    situation(
        "orders that wait for a purchase",
        SERVICE,
        found(ask(Intent.WAITING_FOR), listed(*FIVE_LATE[:2], about="P00113")),
    ),
    situation(
        "orders that wait for a product, to the customer",
        CUSTOMER,
        found(ask(Intent.WAITING_FOR), listed(SHORT, audience=CUSTOMER, about="GLV-1040", sku="GLV-1040")),
    ),
    situation("customer, to the customer", CUSTOMER, found(ask(Intent.CUSTOMER), _customer(CUSTOMER))),
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
