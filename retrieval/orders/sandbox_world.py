"""The sandbox's files as order states, on one day."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from retrieval.orders.allocation import Demand, Holding, Incoming, Supply, arrival
from retrieval.orders.sandbox_files import Files, Json
from retrieval.orders.state import (
    Customer,
    Invoice,
    Line,
    OrderState,
    OrderStatus,
    Shipment,
    ShipmentLine,
    ShipmentStatus,
    StockAt,
)

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything on one day: the states, and the supply behind them."""

    orders: dict[str, OrderState]
    stock: dict[str, tuple[tuple[int, StockAt], ...]]
    """Per SKU, with the company of each warehouse."""
    coming: tuple[tuple[int, Incoming], ...]
    """Everything purchases still bring, with their company, the earliest first."""


def world_on(files: Files, today: date, zone: ZoneInfo, portal_url: str) -> World:
    return _Builder(files, today, zone, portal_url).build()


class _Builder:
    def __init__(self, files: Files, today: date, zone: ZoneInfo, portal_url: str) -> None:
        self.files, self.today, self.zone, self.portal_url = files, today, zone, portal_url
        self.products, self.customers = files.by("products", "sku"), files.by("customers")
        self.users, self.carriers = files.by("users"), files.by("carriers")
        self.warehouses = files.by("warehouses")

    def build(self) -> World:
        rows = self.files.orders["orders"]
        stock, coming = self.stock(rows), self.coming()
        supplies = {
            company["id"]: self.supply(company["id"], rows, stock, coming)
            for company in self.files.company["companies"]
        }
        orders = {row["number"]: self.order(row, supplies[row["company"]]) for row in rows}
        return World(orders=orders, stock=stock, coming=coming)

    def moment(self, at: Json | None) -> datetime | None:
        return None if at is None else self.known_moment(at)

    def known_moment(self, at: Json) -> datetime:
        day = self.today + timedelta(days=at["days"])
        local = datetime.combine(day, time.fromisoformat(at["at"]), tzinfo=self.zone)
        return local.astimezone(UTC)

    def stock(self, orders: list[Json]) -> dict[str, tuple[tuple[int, StockAt], ...]]:
        reserved: Counter[tuple[str, str]] = Counter()
        for _, shipment, row in _open_rows(orders):
            reserved[row["sku"], shipment["warehouse"]] += row["reserved"]
        places: dict[str, tuple[tuple[int, StockAt], ...]] = {}
        for row in self.files.orders["stock"]:
            free = row["on_hand"] - row["on_hold"] - reserved[row["sku"], row["warehouse"]]
            here = StockAt(
                warehouse=row["warehouse"],
                on_hand=Decimal(row["on_hand"]),
                free=Decimal(free),
                on_hold=Decimal(row["on_hold"]),
            )
            company = self.warehouses[row["warehouse"]]["company"]
            places[row["sku"]] = (*places.get(row["sku"], ()), (company, here))
        return places

    def coming(self) -> tuple[tuple[int, Incoming], ...]:
        found = [
            (purchase["company"], self.incoming(purchase, line))
            for purchase in self.files.orders["purchases"]
            for line in purchase["lines"]
            if purchase["status"] != "cancel" and line["received"] < line["quantity"]
        ]
        return tuple(sorted(found, key=lambda row: arrival(row[1])))

    def incoming(self, purchase: Json, line: Json) -> Incoming:
        return Incoming(
            purchase=purchase["number"],
            sku=line["sku"],
            warehouse=purchase["warehouse"],
            quantity=Decimal(line["quantity"] - line["received"]),
            expected_at=self.moment(purchase["expected"]),
            supplier=purchase["supplier"],
            confirmed=purchase["status"] == "purchase",
        )

    def supply(
        self,
        company: int,
        orders: list[Json],
        stock: dict[str, tuple[tuple[int, StockAt], ...]],
        coming: tuple[tuple[int, Incoming], ...],
    ) -> Supply:
        rows = list(_open_rows([order for order in orders if order["company"] == company]))
        return Supply.of(
            [self.demand(*row) for row in rows if row[2]["reserved"] < row[2]["quantity"]],
            [incoming for owner, incoming in coming if owner == company],
            [self.holding(*row) for row in rows],
            {sku: tuple(here for owner, here in places if owner == company) for sku, places in stock.items()},
        )

    def demand(self, order: Json, shipment: Json, row: Json) -> Demand:
        return Demand(
            order=order["number"],
            line=row["line"],
            sku=row["sku"],
            warehouse=shipment["warehouse"],
            quantity=Decimal(row["quantity"] - row["reserved"]),
            priority=order["priority"],
            deadline=self.moment(order["promised"]),
        )

    def holding(self, order: Json, shipment: Json, row: Json) -> Holding:
        return Holding(
            order=order["number"],
            sku=row["sku"],
            warehouse=shipment["warehouse"],
            quantity=Decimal(row["reserved"]),
            promised_at=self.moment(order["promised"]),
        )

    def order(self, row: Json, supply: Supply) -> OrderState:
        customer, salesperson = self.customers[row["customer"]], row["salesperson"]
        lines = tuple(
            supply.fill(row["number"], at, self.line(row, at, line)) for at, line in enumerate(row["lines"])
        )
        return OrderState(
            number=row["number"],
            customer=Customer(id=customer["id"], name=customer["name"], is_company=customer["is_company"]),
            status=OrderStatus(row["status"]),
            lines=lines,
            shipments=tuple(self.shipment(shipment) for shipment in row["shipments"]),
            ordered_at=self.known_moment(row["ordered"]),
            promised_at=self.moment(row["promised"]),
            expected_at=self.expected(row),
            warehouse=row["warehouse"],
            ship_complete=row["ship_complete"],
            priority=row["priority"],
            customer_reference=row["reference"],
            salesperson=salesperson,
            salesperson_id=self.users[salesperson]["id"] if salesperson else None,
            company_id=row["company"],
            invoices=tuple(self.invoice(invoice) for invoice in row["invoices"]),
            invoice_status=row["invoice_status"],
            waits_for_payment=row["prepayment"],
            credit_warning=row["credit_warning"],
            total=sum((line.subtotal or ZERO for line in lines), ZERO),
            portal_url=f"{self.portal_url}/my/orders/{row['number']}",
        )

    def expected(self, row: Json) -> datetime | None:
        """As Odoo reckons: the shortest lead time of the lines, the longest when the order ships complete."""
        if row["status"] != "sale":
            return None
        leads = [self.products[line["sku"]]["lead_days"] for line in row["lines"]]
        lead = max(leads) if row["ship_complete"] else min(leads)
        return self.known_moment(row["ordered"]) + timedelta(days=lead)

    def line(self, order: Json, at: int, line: Json) -> Line:
        product, price = self.products[line["sku"]], Decimal(str(line["price"]))
        rows = [(s, r) for s in order["shipments"] for r in s["lines"] if r["line"] == at]
        waiting = [r for s, r in rows if _is_open(s)]
        left = sum((-r["quantity"] if s["is_return"] else r["quantity"]) for s, r in rows if s["done"])
        reserved = sum(r["reserved"] for r in waiting)
        return Line(
            sku=line["sku"],
            product=product["name"],
            unit=product["unit"],
            warehouse=line["warehouse"] or "",
            ordered=Decimal(line["quantity"]),
            delivered=Decimal(line["delivered"] if product["is_service"] else left),
            reserved=Decimal(reserved),
            short=Decimal(sum(r["quantity"] for r in waiting) - reserved),
            is_service=product["is_service"],
            unit_price=price,
            subtotal=price * line["quantity"],
        )

    def shipment(self, row: Json) -> Shipment:
        url = self.carriers[row["carrier"]]["tracking_url"] if row["carrier"] else None
        return Shipment(
            name=row["name"],
            warehouse=row["warehouse"],
            status=ShipmentStatus(row["status"]),
            lines=tuple(self.shipment_line(line) for line in row["lines"]),
            scheduled_at=self.moment(row["scheduled"]),
            done_at=self.moment(row["done"]),
            carrier=row["carrier"],
            tracking=row["tracking"],
            tracking_url=url.format(tracking=row["tracking"]) if url and row["tracking"] else None,
            backorder_of=row["backorder_of"],
            is_return=row["is_return"],
        )

    def shipment_line(self, row: Json) -> ShipmentLine:
        return ShipmentLine(
            sku=row["sku"],
            product=self.products[row["sku"]]["name"],
            quantity=Decimal(row["quantity"]),
            reserved=Decimal(row["reserved"]),
            picked=row["picked"],
        )

    def invoice(self, row: Json) -> Invoice:
        return Invoice(
            number=row["number"],
            posted=row["posted"],
            payment=row["payment"],
            total=Decimal(str(row["total"])),
            due_at=self.moment(row["due"]),
        )


def _is_open(shipment: Json) -> bool:
    return shipment["status"] not in ("done", "cancel")


def _open_rows(orders: list[Json]) -> list[tuple[Json, Json, Json]]:
    """Return (order, delivery, row) of every row of an open delivery."""
    return [
        (order, shipment, row)
        for order in orders
        for shipment in order["shipments"]
        if _is_open(shipment)
        for row in shipment["lines"]
    ]
