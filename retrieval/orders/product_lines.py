"""A disclosed product as lines of facts."""

from collections.abc import Iterator
from decimal import Decimal

from retrieval.orders.state import ProductState, Receipt
from retrieval.orders.wording import Spelling, joined, number

ZERO = Decimal(0)


def product_lines(product: ProductState, spell: Spelling) -> Iterator[str]:
    yield f"Product {product.sku} {product.name}, unit {product.unit}"
    for place in product.stock:
        reserved = place.on_hand - place.on_hold - place.free
        yield (
            f"{place.warehouse}: {number(place.on_hand)} on hand, {number(place.free)} free, "
            f"{number(reserved)} reserved, {number(place.on_hold)} on quality hold"
        )
    if "stock" not in product.withheld:
        yield from _product_sums(product)
    for receipt in product.receipts:
        yield _receipt(receipt, spell)
    if "receipts" not in product.withheld and not product.receipts:
        yield "Receipts: none is open"
    for sku, name in product.substitutes:
        yield f"Stated substitute: {sku} {name}"


def _product_sums(product: ProductState) -> Iterator[str]:
    on_hand = sum((place.on_hand for place in product.stock), ZERO)
    free = sum((place.free for place in product.stock), ZERO)
    hold = sum((place.on_hold for place in product.stock), ZERO)
    coming = sum((receipt.quantity for receipt in product.receipts), ZERO)
    yield (
        f"In all: {number(on_hand)} on hand, {number(free)} free, {number(on_hand - hold - free)} reserved, "
        f"{number(hold)} on quality hold, {number(coming)} coming"
    )


def _receipt(receipt: Receipt, spell: Spelling) -> str:
    when = f"expected on {spell.moment(receipt.expected_at)}" if receipt.expected_at else "no date known"
    return joined(
        (
            f"Receipt of {number(receipt.quantity)} in {receipt.warehouse}",
            when,
            f"purchase {receipt.purchase}" if receipt.purchase else None,
            f"from {receipt.supplier}" if receipt.supplier else None,
            None if receipt.confirmed else "only a request for quotation, not ordered yet",
        )
    )
