"""Products by the codes people use, also those that have none. Pure."""

import re
from collections.abc import Iterable

from retrieval.orders.odoo.scope import Domain, any_of

_OWN_NUMBER = re.compile(r"ID-(\d{1,9})", re.IGNORECASE)


def products_of(skus: Iterable[str], path: str = "") -> Domain:
    """Return the domain of the products with these codes, whatever their case.

    `path` leads from the model to its product, as "order_line.product_id.". No code at all: no product.
    """
    wanted = tuple(skus)
    ids = [int(match[1]) for sku in wanted if (match := _OWN_NUMBER.fullmatch(sku))]
    leaves: list[Domain] = [[(f"{path}default_code", "=ilike", _literal(sku))] for sku in wanted]
    return any_of([*leaves, [(f"{path}id", "in", ids)]])


def _literal(sku: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", sku)
