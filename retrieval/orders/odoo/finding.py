"""Which orders a written number may mean. Pure.

Odoo narrows down with a pattern that ignores what stands between the letters and digits; the same rules
as the sandbox's then decide.
"""

from collections.abc import Iterable
from typing import Any

from retrieval.orders.odoo.scope import Domain, any_of
from retrieval.orders.odoo.values import Row
from retrieval.orders.spellings import key, order_digits

KINDS = ("order", "reference", "tracking", "shipment", "invoice")
"""In the order in which "any" prefers them."""
LONGEST = 64
"""Characters of the longest number anybody writes."""
CANDIDATES = 200

_FIELDS = {
    "order": "name",
    "reference": "client_order_ref",
    "tracking": "picking_ids.carrier_tracking_ref",
    "shipment": "picking_ids.name",
}
_INVOICE = "order_line.invoice_lines.move_id"


def kinds_of(kind: str) -> tuple[str, ...]:
    return KINDS if kind == "any" else (kind,) if kind in KINDS else ()


def candidates(kinds: Iterable[str], value: str, invoices: Iterable[Any] = ()) -> Domain | None:
    """Return a domain that misses none of the orders meant; None when the value can mean none.

    `invoices` is the domain of those that count.
    """
    kinds = tuple(kinds)
    pattern = pattern_of(value)
    if pattern is None:
        return None
    leaves: list[Domain] = [[(_FIELDS[kind], "=ilike", pattern)] for kind in kinds if kind in _FIELDS]
    if "invoice" in kinds:
        leaves.append([(_INVOICE, "any", [*invoices, ("name", "=ilike", pattern)])])
    digits = order_digits(value)
    if digits and "order" in kinds:
        leaves.append([("name", "=like", f"%{digits}")])
    return any_of(leaves) if leaves else None


def pattern_of(value: str) -> str | None:
    """Return a pattern for every spelling of a number; None for what can be no number."""
    wanted = key(value)
    return "%" + "%".join(wanted) + "%" if 0 < len(wanted) <= LONGEST else None


def numbers_meant(kinds: Iterable[str], value: str, rows: list[Row]) -> tuple[str, ...]:
    """Return the numbers, kind by kind, in the rows' order; an exact order number hides looser ones."""
    found = [row["name"] for kind in kinds for row in _meant(kind, value, rows)]
    return tuple(dict.fromkeys(found))


def _meant(kind: str, value: str, rows: list[Row]) -> list[Row]:
    wanted = key(value)
    if kind != "order":
        return [row for row in rows if wanted in _keys(kind, row)]
    exact = [row for row in rows if key(row["name"]) == wanted]
    digits = order_digits(value)
    return exact or [row for row in rows if digits and order_digits(row["name"]) == digits]


def _keys(kind: str, row: Row) -> set[str]:
    spelled = {
        "reference": [row["client_order_ref"]],
        "tracking": [picking["carrier_tracking_ref"] for picking in row["picking_ids"]],
        "shipment": [picking["name"] for picking in row["picking_ids"]],
        "invoice": [invoice["name"] for invoice in row.get("invoice_ids", ())],
    }
    return {key(text) for text in spelled.get(kind, ()) if text}
