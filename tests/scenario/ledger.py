"""What is true of each order on one day, reckoned from the sandbox's files alone.

Written a second time, without the code under test: who gets which stock, what a purchase brings to whom,
what has left, how late it is.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from tests.scenario.asking import COMPANY, ORDERS

TODAY = date(2026, 11, 23)
SERVICES = {row["sku"] for row in COMPANY["products"] if row["is_service"]}
OWN = [row for row in ORDERS["orders"] if row["company"] == 1]


def day_of(moment: Mapping[str, Any] | None) -> date | None:
    return TODAY + timedelta(days=moment["days"]) if moment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A part of a shortage that a purchase covers."""

    purchase: str
    day: date
    quantity: int
    is_ordered: bool


@dataclass(slots=True, kw_only=True)
class Shortage:
    sku: str
    missing: int = 0
    """Neither reserved nor free."""
    brought: list[Brought] = field(default_factory=list)

    @property
    def has_open_end(self) -> bool:
        sure = sum(part.quantity for part in self.brought if part.is_ordered and part.day >= TODAY)
        return sure < self.missing


def shortages() -> dict[str, list[Shortage]]:
    """Hand out free stock and receipts: priority first, then the earliest promise, then the lower number."""
    free, coming = _free(), _coming()
    found: defaultdict[str, list[Shortage]] = defaultdict(list)
    for order, row, place in sorted(_wants(), key=lambda want: _turn(want[0])):
        wanted = row["quantity"] - row["reserved"]
        from_stock = min(wanted, max(free[place], 0))
        free[place] -= from_stock
        short = Shortage(sku=row["sku"], missing=wanted - from_stock)
        _bring(short, coming[place])
        if short.missing:
            found[order["number"]].append(short)
    return found


def _turn(order: Mapping[str, Any]) -> tuple[bool, int, str, int]:
    promised = order["promised"] or {"days": 9999, "at": ""}
    return (not order["priority"], promised["days"], promised["at"], int(order["number"][1:]))


def _wants() -> list[tuple[Any, Any, tuple[str, str]]]:
    return [
        (order, row, (row["sku"], shipment["warehouse"]))
        for order in OWN
        for shipment in order["shipments"]
        if shipment["status"] not in ("done", "cancel")
        for row in shipment["lines"]
    ]


def _free() -> Counter[tuple[str, str]]:
    free: Counter[tuple[str, str]] = Counter()
    for row in ORDERS["stock"]:
        free[row["sku"], row["warehouse"]] = row["on_hand"] - row["on_hold"]
    for _, row, place in _wants():
        free[place] -= row["reserved"]
    return free


def _coming() -> defaultdict[tuple[str, str], list[list[Any]]]:
    """Return what comes where: [is only asked for, day, purchase, how much is left], in their order."""
    coming: defaultdict[tuple[str, str], list[list[Any]]] = defaultdict(list)
    for purchase in ORDERS["purchases"]:
        for line in purchase["lines"] if purchase["status"] != "cancel" else ():
            rest = line["quantity"] - line["received"]
            row = [purchase["status"] != "purchase", day_of(purchase["expected"]), purchase["number"], rest]
            coming[line["sku"], purchase["warehouse"]].append(row)
    for rows in coming.values():
        rows.sort()
    return coming


def _bring(short: Shortage, receipts: list[list[Any]]) -> None:
    wanted = short.missing
    for receipt in receipts:
        part = min(wanted, receipt[3])
        if part:
            receipt[3] -= part
            wanted -= part
            brought = Brought(purchase=receipt[2], day=receipt[1], quantity=part, is_ordered=not receipt[0])
            short.brought.append(brought)


@dataclass(frozen=True, kw_only=True)
class Truth:
    """One order; `short` is what it waits for."""

    row: Mapping[str, Any]
    short: list[Shortage]

    @property
    def number(self) -> str:
        return str(self.row["number"])

    @property
    def is_order(self) -> bool:
        return bool(self.row["status"] == "sale")

    @cached_property
    def left(self) -> list[Mapping[str, Any]]:
        return [one for one in self.row["shipments"] if one["status"] == "done" and not one["is_return"]]

    @cached_property
    def to_leave(self) -> list[Mapping[str, Any]]:
        return [one for one in self.row["shipments"] if one["status"] not in ("done", "cancel")]

    @property
    def has_left_in_full(self) -> bool:
        gone: Counter[int] = Counter()
        for shipment in self.left:
            for row in shipment["lines"]:
                gone[row["line"]] += row["quantity"]
        goods = [(at, line) for at, line in enumerate(self.row["lines"]) if line["sku"] not in SERVICES]
        is_all = all(gone[at] >= line["quantity"] for at, line in goods)
        return self.is_order and bool(self.left) and not self.to_leave and is_all

    @property
    def has_left_in_part(self) -> bool:
        return self.is_order and bool(self.left) and not self.has_left_in_full

    @property
    def last_left(self) -> date | None:
        return max((day for one in self.left if (day := day_of(one["done"]))), default=None)

    @property
    def promised(self) -> date | None:
        return day_of(self.row["promised"])

    @property
    def days_late(self) -> int | None:
        """Against the promise; negative when early or not due yet, None when nothing was promised."""
        if not self.is_order or self.promised is None:
            return None
        until = self.last_left if self.has_left_in_full and self.last_left else TODAY
        return (until - self.promised).days

    @property
    def expected(self) -> date | None:
        """The day the system itself expects: the order day and the lead time, shortages ignored."""
        leads = [
            row["lead_days"]
            for line in self.row["lines"]
            for row in COMPANY["products"]
            if row["sku"] == line["sku"]
        ]
        lead = max(leads) if self.row["ship_complete"] else min(leads)
        ordered = day_of(self.row["ordered"])
        return ordered + timedelta(days=lead) if ordered and self.is_order else None

    @property
    def days(self) -> set[date]:
        """Every day that may be spoken of."""
        moments = [self.row["ordered"], self.row["promised"]]
        moments += [one[name] for one in self.row["shipments"] for name in ("scheduled", "done")]
        moments += [one["due"] for one in self.row["invoices"]]
        days = {day_of(moment) for moment in moments} | {self.expected, TODAY}
        return {day for day in days if day} | {part.day for short in self.short for part in short.brought}


def truths() -> list[Truth]:
    short = shortages()
    return [Truth(row=row, short=short[row["number"]]) for row in OWN]
