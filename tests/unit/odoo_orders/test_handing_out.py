"""What comes is handed out once: first to whom it was bought for."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from retrieval.orders.allocation import NOTHING, Demand, Holding, Incoming, Supply
from retrieval.orders.odoo.coming import Receipt
from retrieval.orders.odoo.demands import Wish
from retrieval.orders.odoo.handing_out import supply_from


def wish(number: int, quantity: int, move: int = 0) -> Wish:
    order = f"S{number:05d}"
    return Wish(
        order_id=number,
        moves=frozenset({move or number}),
        demand=Demand(order=order, line=number, sku="A", warehouse="W", quantity=Decimal(quantity)),
        holding=Holding(order=order, sku="A", warehouse="W", quantity=Decimal(0)),
    )


def receipt(purchase: str, quantity: int, *for_moves: int) -> Receipt:
    incoming = Incoming(
        purchase=purchase, sku="A", warehouse="W", quantity=Decimal(quantity), expected_at=None
    )
    return Receipt(incoming=incoming, for_moves=frozenset(for_moves))


def shares(supply: Supply, number: int) -> list[tuple[str, int]]:
    share = supply.shares.get((f"S{number:05d}", number), NOTHING)
    return [(part.purchase, int(part.quantity)) for part in share.inbound]


def test_what_was_bought_for_an_order_goes_to_it_though_another_was_first() -> None:
    supply = supply_from([wish(1, 5), wish(2, 5)], [receipt("P1", 5, 2)], {})
    assert (shares(supply, 1), shares(supply, 2)) == ([], [("P1", 5)])


def test_what_it_does_not_need_goes_to_the_next() -> None:
    supply = supply_from([wish(1, 5), wish(2, 2)], [receipt("P1", 5, 2)], {})
    assert (shares(supply, 1), shares(supply, 2)) == ([("P1", 3)], [("P1", 2)])


def test_what_it_still_misses_comes_from_the_common_stock() -> None:
    supply = supply_from([wish(1, 9)], [receipt("P1", 4, 1), receipt("P2", 20)], {})
    assert shares(supply, 1) == [("P1", 4), ("P2", 5)]


@given(
    st.lists(st.integers(1, 30), max_size=5),
    st.lists(st.tuples(st.integers(1, 30), st.sets(st.integers(1, 5), max_size=2)), max_size=5),
)
def test_nothing_is_handed_out_twice_and_nobody_gets_too_much(
    wanted: list[int], coming: list[tuple[int, set[int]]]
) -> None:
    wishes = [wish(at, quantity) for at, quantity in enumerate(wanted, 1)]
    receipts = [receipt(f"P{at}", quantity, *moves) for at, (quantity, moves) in enumerate(coming)]
    supply = supply_from(wishes, receipts, {})
    given_out: dict[str, int] = {}
    for at, quantity in enumerate(wanted, 1):
        parts = shares(supply, at)
        assert sum(amount for _, amount in parts) <= quantity
        for purchase, amount in parts:
            given_out[purchase] = given_out.get(purchase, 0) + amount
    assert all(given_out.get(f"P{at}", 0) <= quantity for at, (quantity, _) in enumerate(coming))
    assert sum(given_out.values()) == min(sum(wanted), sum(quantity for quantity, _ in coming))
