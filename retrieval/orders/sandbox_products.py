"""The sandbox's products: where how many are, and what is coming."""

from retrieval.orders.allocation import Incoming
from retrieval.orders.sandbox_files import Files
from retrieval.orders.sandbox_world import World
from retrieval.orders.state import ProductState, Receipt


def product_state(files: Files, world: World, sku: str, companies: frozenset[int]) -> ProductState | None:
    """Return a product with the stock of these companies; None when there is none such."""
    products = files.by("products", "sku")
    product = products.get(sku.upper())
    if product is None:
        return None
    return ProductState(
        sku=product["sku"],
        name=product["name"],
        unit=product["unit"],
        stock=tuple(here for company, here in world.stock.get(product["sku"], ()) if company in companies),
        receipts=tuple(
            _receipt(incoming)
            for company, incoming in world.coming
            if incoming.sku == product["sku"] and company in companies
        ),
        substitutes=tuple((other, products[other]["name"]) for other in product["substitutes"]),
    )


def _receipt(incoming: Incoming) -> Receipt:
    return Receipt(
        purchase=incoming.purchase,
        warehouse=incoming.warehouse,
        quantity=incoming.quantity,
        expected_at=incoming.expected_at,
        supplier=incoming.supplier,
        confirmed=incoming.confirmed,
    )
