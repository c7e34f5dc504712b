"""Who gets what: free stock and coming receipts, handed to the orders that are short.

First priority orders, then the earliest deadline, then the lower order number; free stock before receipts,
confirmed purchases before requests for quotation, the earliest first. Pure, and used by every source, so
that all of them give the same answer. Everything here is of one company.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from retrieval.orders.state import Inbound, Line, Reservation, StockAt

Place = tuple[str, str]
"""SKU and warehouse."""
Key = tuple[str, int]
"""Order number and the index of the line on it."""

ZERO = Decimal(0)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What an open delivery of a confirmed order is short of."""

    order: str
    line: int
    sku: str
    warehouse: str
    quantity: Decimal
    priority: bool = False
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a purchase still brings of one product. `confirmed` False: only a request for quotation."""

    purchase: str
    sku: str
    warehouse: str
    quantity: Decimal
    expected_at: datetime | None
    supplier: str | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What an open delivery of an order has reserved."""

    order: str
    sku: str
    warehouse: str
    quantity: Decimal
    promised_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one short line will get."""

    free: Decimal = ZERO
    inbound: tuple[Inbound, ...] = ()


NOTHING = Share()


def turn(demand: Demand) -> tuple[bool, datetime, int, str, int]:
    """Sort key of those who wait. A shorter number is the lower one: S99 comes before S100."""
    deadline = demand.deadline or NEVER
    return (not demand.priority, deadline, len(demand.order), demand.order, demand.line)


def arrival(incoming: Incoming) -> tuple[bool, datetime, str]:
    """Sort key of what comes. Without a date it comes last."""
    return (not incoming.confirmed, incoming.expected_at or NEVER, incoming.purchase)


def allot(
    demands: Iterable[Demand], coming: Iterable[Incoming], free: Mapping[Place, Decimal]
) -> dict[Key, Share]:
    """Return each short line's share. Nobody gets more than is short, nothing is handed out twice."""
    left = {place: max(amount, ZERO) for place, amount in free.items()}
    receipts: defaultdict[Place, list[_Receipt]] = defaultdict(list)
    for incoming in sorted(coming, key=arrival):
        receipts[incoming.sku, incoming.warehouse].append(_Receipt(incoming, max(incoming.quantity, ZERO)))
    shares: dict[Key, Share] = {}
    for demand in sorted(demands, key=turn):
        place, key = (demand.sku, demand.warehouse), (demand.order, demand.line)
        wanted = max(demand.quantity, ZERO)
        now = min(wanted, left.get(place, ZERO))
        left[place] = left.get(place, ZERO) - now
        before = shares.get(key, NOTHING)
        inbound = before.inbound + _take(wanted - now, receipts[place])
        shares[key] = Share(free=before.free + now, inbound=inbound)
    return shares


@dataclass(slots=True)
class _Receipt:
    incoming: Incoming
    left: Decimal


def _take(wanted: Decimal, receipts: list[_Receipt]) -> tuple[Inbound, ...]:
    """Take what is wanted from the receipts, in their order, and lower what is left of them."""
    taken = []
    for receipt in receipts:
        part = min(wanted, receipt.left)
        if part > 0:
            wanted, receipt.left = wanted - part, receipt.left - part
            taken.append(_inbound(receipt.incoming, part))
    return tuple(taken)


def _inbound(source: Incoming, quantity: Decimal) -> Inbound:
    return Inbound(
        purchase=source.purchase,
        supplier=source.supplier,
        quantity=quantity,
        expected_at=source.expected_at,
        purchase_quantity=source.quantity,
        confirmed=source.confirmed,
    )


def held_by(holdings: Iterable[Holding], order: str, sku: str, warehouse: str) -> tuple[Reservation, ...]:
    """Return what other orders hold of a product in a warehouse, the most first."""
    found: dict[str, Reservation] = {}
    for holding in holdings:
        if (holding.sku, holding.warehouse) != (sku, warehouse) or holding.order == order:
            continue
        before = found[holding.order].quantity if holding.order in found else ZERO
        total = before + holding.quantity
        if total > 0:
            found[holding.order] = Reservation(
                order=holding.order, quantity=total, promised_at=holding.promised_at
            )
    return tuple(sorted(found.values(), key=lambda held: (-held.quantity, held.order)))


def elsewhere(stock: Iterable[StockAt], warehouse: str) -> tuple[StockAt, ...]:
    """Return the other warehouses with free stock of a product, the most first."""
    others = [place for place in stock if place.warehouse != warehouse and place.free > 0]
    return tuple(sorted(others, key=lambda place: (-place.free, place.warehouse)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Everything known of the supply of some products, ready to be written on the short lines."""

    shares: Mapping[Key, Share]
    holdings: Mapping[Place, tuple[Holding, ...]]
    stock: Mapping[str, tuple[StockAt, ...]]
    """Per SKU, every warehouse of the company."""

    @classmethod
    def of(
        cls,
        demands: Iterable[Demand],
        coming: Iterable[Incoming],
        holdings: Iterable[Holding],
        stock: Mapping[str, tuple[StockAt, ...]],
    ) -> "Supply":
        free = {(sku, place.warehouse): place.free for sku, places in stock.items() for place in places}
        held: defaultdict[Place, list[Holding]] = defaultdict(list)
        for holding in holdings:
            held[holding.sku, holding.warehouse].append(holding)
        return cls(
            shares=allot(demands, coming, free),
            holdings={place: tuple(rows) for place, rows in held.items()},
            stock=stock,
        )

    def fill(self, order: str, at: int, line: Line) -> Line:
        """Return the line with what is known of its shortage; one that is not short comes back as it is."""
        if line.short <= 0:
            return line
        place = (line.sku, line.warehouse)
        share = self.shares.get((order, at), NOTHING)
        stock = self.stock.get(line.sku, ())
        return replace(
            line,
            free=share.free,
            inbound=share.inbound,
            held_by=held_by(self.holdings.get(place, ()), order, *place),
            elsewhere=elsewhere(stock, line.warehouse),
            on_hold=sum((here.on_hold for here in stock if here.warehouse == line.warehouse), ZERO),
        )
