"""How a sandbox order is put together: what a story leaves open is filled in as Odoo would.

A story names the lines, what has left and what is reserved; deliveries, their states, back orders, numbers
and invoices follow from that. Dates are `(days from today, local time)`.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from demo import FOLDER

Day = tuple[int, str]
Json = dict[str, Any]

COMPANY: Json = json.loads((FOLDER / "company.json").read_text(encoding="utf-8"))
CUSTOMERS = {row["name"]: row for row in COMPANY["customers"]}
PRODUCTS = {row["sku"]: row for row in COMPANY["products"]}
CODES = {row["name"]: row["code"] for row in COMPANY["warehouses"]}

NORTH, SOUTH, WEST, VIENNA = "WH-North", "WH-South", "WH-West", "WH-Vienna"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a story. `reserved` None means all that has not left; `delivered` is for services only."""

    sku: str
    quantity: int
    warehouse: str | None = None
    reserved: int | None = None
    delivered: int = 0

    @property
    def is_service(self) -> bool:
        return bool(PRODUCTS[self.sku]["is_service"])


@dataclass(frozen=True, slots=True)
class Left:
    """A done delivery. `quantities` by line index; None means everything of that warehouse."""

    when: Day
    carrier: str | None = None
    tracking: str | None = None
    quantities: dict[int, int] | None = None
    warehouse: str | None = None


def moment(day: Day | None) -> Json | None:
    return None if day is None else {"days": day[0], "at": day[1]}


@dataclass(slots=True)
class Drafting:
    """Orders in the making; numbers run from 101 as they are added."""

    orders: list[Json] = field(default_factory=list)
    counters: Counter[str] = field(default_factory=Counter)

    def number(self, prefix: str) -> str:
        self.counters[prefix] += 1
        return f"{prefix}{100 + self.counters[prefix]:05d}"

    def add(
        self,
        customer: str,
        items: list[Item],
        *,
        ordered: Day,
        promised: Day | None = None,
        status: str = "sale",
        warehouse: str = NORTH,
        left: tuple[Left, ...] = (),
        picked: bool = False,
        carrier: str | None = None,
        tracking: str | None = None,
        rest: str = "open",
        returned: dict[int, int] | None = None,
        paid: str | None = None,
        reference: str | None = None,
        contact: str | None = None,
        salesperson: str | None = "",
    ) -> None:
        """Add one order. `rest`: "open" or "cancelled" (the delivery of what has not left was cancelled).

        `paid` is the payment state of its invoice (not_paid, partial, paid), None for no invoice.
        `salesperson` "" means the customer's own.
        """
        who = CUSTOMERS[customer]
        number = self.number("S")
        order: Json = {
            "number": number,
            "company": who["company"],
            "customer": customer,
            "contact": contact,
            "reference": reference,
            "status": status,
            "priority": who["priority"],
            "ship_complete": who["ship_complete"],
            "salesperson": who["salesperson"] if salesperson == "" else salesperson,
            "warehouse": warehouse,
            "ordered": moment(ordered),
            "promised": moment(promised),
            "prepayment": who["payment_terms"] == "payment in advance" and status in ("draft", "sent"),
            "credit_warning": who["over_credit_limit"] and status in ("draft", "sent"),
            "lines": [_line(item, warehouse) for item in items],
            "shipments": [],
        }
        if status == "sale" or (status == "cancel" and rest == "cancelled"):
            plan = _Plan(self, order, items, promised or (ordered[0] + 2, ordered[1]))
            plan.leave(left)
            plan.remain(rest, picked, carrier, tracking)
            plan.give_back(returned or {}, left)
        order["invoices"] = [self._invoice(order, paid, ordered)] if paid else []
        order["invoice_status"] = _invoice_status(order)
        self.orders.append(order)

    def _invoice(self, order: Json, payment: str, ordered: Day) -> Json:
        days = {"14 days net": 14, "30 days net": 30, "45 days net": 45}
        term = days.get(CUSTOMERS[order["customer"]]["payment_terms"], 0)
        return {
            "number": self.number("INV/2026/"),
            "posted": True,
            "payment": payment,
            "due": {"days": ordered[0] + 1 + term, "at": "00:00"},
            "total": round(sum(line["quantity"] * line["price"] for line in order["lines"]), 2),
        }


def _line(item: Item, warehouse: str) -> Json:
    line: Json = {
        "sku": item.sku,
        "quantity": item.quantity,
        "price": PRODUCTS[item.sku]["price"],
        "warehouse": None if item.is_service else item.warehouse or warehouse,
    }
    return line | {"delivered": item.delivered} if item.is_service else line


def _invoice_status(order: Json) -> str:
    """As Odoo names it: "upselling" when more left than was ordered and invoiced."""
    if not order["invoices"]:
        return "to invoice" if order["status"] == "sale" else "no"
    left: Counter[int] = Counter()
    for shipment in order["shipments"]:
        if shipment["status"] == "done" and not shipment["is_return"]:
            left.update({row["line"]: row["quantity"] for row in shipment["lines"]})
    more = any(left[at] > line["quantity"] for at, line in enumerate(order["lines"]))
    return "upselling" if more else "invoiced"


@dataclass(slots=True)
class _Plan:
    """The deliveries of one order."""

    drafting: Drafting
    order: Json
    items: list[Item]
    scheduled: Day
    gone: Counter[int] = field(default_factory=Counter)

    def goods(self, warehouse: str) -> list[int]:
        return [at for at, line in enumerate(self.order["lines"]) if line["warehouse"] == warehouse]

    def ship(self, warehouse: str, status: str, lines: list[Json], **more: Any) -> None:
        kind = "IN" if more.get("is_return") else "OUT"
        earlier = [
            s for s in self.order["shipments"] if s["warehouse"] == warehouse and s["status"] == "done"
        ]
        self.order["shipments"].append(
            {
                "name": self.drafting.number(f"{CODES[warehouse]}/{kind}/"),
                "warehouse": warehouse,
                "status": status,
                "is_return": False,
                "scheduled": moment(self.scheduled),
                "done": None,
                "carrier": None,
                "tracking": None,
                "backorder_of": earlier[-1]["name"] if earlier and kind == "OUT" else None,
                "lines": lines,
            }
            | more
        )

    def row(self, at: int, quantity: int, reserved: int, picked: bool) -> Json:
        sku = self.items[at].sku
        return {"line": at, "sku": sku, "quantity": quantity, "reserved": reserved, "picked": picked}

    def leave(self, left: tuple[Left, ...]) -> None:
        for out in left:
            warehouse = out.warehouse or self.order["warehouse"]
            all_of_it = {at: self.items[at].quantity for at in self.goods(warehouse)}
            amounts = all_of_it if out.quantities is None else out.quantities
            rows = [self.row(at, amount, amount, True) for at, amount in amounts.items()]
            self.ship(
                warehouse, "done", rows, done=moment(out.when), carrier=out.carrier, tracking=out.tracking
            )
            self.gone.update(amounts)

    def remain(self, rest: str, picked: bool, carrier: str | None, tracking: str | None) -> None:
        stocked = (line["warehouse"] for line in self.order["lines"] if line["warehouse"])
        for warehouse in dict.fromkeys(stocked):
            rows = [self._open_row(at, rest, picked) for at in self.goods(warehouse)]
            rows = [row for row in rows if row["quantity"] > 0]
            if rows:
                status = "cancel" if rest == "cancelled" else self._state(rows)
                self.ship(warehouse, status, rows, carrier=carrier, tracking=tracking)

    def _open_row(self, at: int, rest: str, picked: bool) -> Json:
        item = self.items[at]
        missing = item.quantity - self.gone[at]
        reserved = 0 if rest == "cancelled" else missing if item.reserved is None else item.reserved
        return self.row(at, missing, reserved, picked and reserved > 0)

    def _state(self, rows: list[Json]) -> str:
        """As Odoo does: ready when all is reserved or, unless it must ship complete, when anything is."""
        full = [row["reserved"] >= row["quantity"] for row in rows]
        ready = all(full) if self.order["ship_complete"] else any(row["reserved"] for row in rows)
        return "assigned" if ready else "confirmed"

    def give_back(self, returned: dict[int, int], left: tuple[Left, ...]) -> None:
        if returned:
            rows = [self.row(at, amount, amount, True) for at, amount in returned.items()]
            day, clock = left[-1].when
            self.ship(self.order["warehouse"], "done", rows, done=moment((day + 3, clock)), is_return=True)
