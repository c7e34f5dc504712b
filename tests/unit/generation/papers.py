"""Passages of the documents that answers quote."""

from tests.builders import passage

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
