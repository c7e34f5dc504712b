"""Who gets what: first what was bought for a certain order, then the rest by the common rules. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from retrieval.orders.allocation import NOTHING, Demand, Incoming, Key, Supply
from retrieval.orders.odoo.coming import Receipt, summed
from retrieval.orders.odoo.demands import Wish
from retrieval.orders.odoo.values import ZERO
from retrieval.orders.state import Inbound, StockAt


def supply_from(
    wishes: Iterable[Wish], receipts: Iterable[Receipt], stock: Mapping[str, tuple[StockAt, ...]]
) -> Supply:
    wishes = list(wishes)
    rest, bought = _bought_for_orders(wishes, receipts)
    demands = [
        replace(wish.demand, quantity=wish.demand.quantity - _total(bought.get(_key(wish.demand), ())))
        for wish in wishes
    ]
    supply = Supply.of(
        [demand for demand in demands if demand.quantity > 0],
        summed(rest),
        [wish.holding for wish in wishes if wish.holding.quantity > 0],
        stock,
    )
    shares = dict(supply.shares)
    for key, parts in bought.items():
        share = shares.get(key, NOTHING)
        shares[key] = replace(share, inbound=parts + share.inbound)
    return replace(supply, shares=shares)


def _bought_for_orders(
    wishes: list[Wish], receipts: Iterable[Receipt]
) -> tuple[list[Receipt], dict[Key, tuple[Inbound, ...]]]:
    rest: list[Receipt] = []
    bought: dict[Key, tuple[Inbound, ...]] = {}
    for receipt in receipts:
        left = receipt.incoming.quantity
        for wish in wishes if receipt.for_moves else ():
            key = _key(wish.demand)
            part = min(left, wish.demand.quantity - _total(bought.get(key, ())))
            if part > 0 and wish.moves & receipt.for_moves:
                bought[key] = (*bought.get(key, ()), _part(receipt.incoming, part))
                left -= part
        rest.append(replace(receipt, incoming=replace(receipt.incoming, quantity=left)))
    return [receipt for receipt in rest if receipt.incoming.quantity > 0], bought


def _key(demand: Demand) -> Key:
    return (demand.order, demand.line)


def _total(parts: Iterable[Inbound]) -> Decimal:
    return sum((part.quantity for part in parts), ZERO)


def _part(source: Incoming, quantity: Decimal) -> Inbound:
    return Inbound(
        purchase=source.purchase,
        supplier=source.supplier,
        quantity=quantity,
        expected_at=source.expected_at,
        purchase_quantity=source.quantity,
        confirmed=source.confirmed,
    )
