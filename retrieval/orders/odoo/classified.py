"""No call leaves for Odoo that reads, filters, sorts or groups by what the table of data classes leaves out.

A fault of the programmer, not of Odoo: it is no `SourceUnavailable` and ends the turn with an apology.
"""

from collections.abc import Iterator, Mapping, Sequence

from retrieval.classes.odoo import ODOO
from retrieval.classes.odoo_field import OdooField, Use, read
from retrieval.orders.odoo.scope import Domain
from retrieval.orders.odoo.specification import Specification

Table = Mapping[str, Mapping[str, OdooField]]

_ID = OdooField(use=Use.INSIDE)
_WITHIN = frozenset({"any", "not any"})
"""Operators whose value is a domain of the linked model."""


class UnclassifiedFieldError(Exception):
    """A field or model of Odoo that the table of data classes does not open."""


def require(
    model: str,
    *,
    specification: Specification,
    domain: Domain,
    order: str = "",
    by: Sequence[str] = (),
    table: Table = ODOO,
) -> None:
    """Let through what is classified.

    Raises:
        UnclassifiedFieldError: one is not; its name is in the message, no value is.
    """
    require_fields(model, specification, table)
    sorted_by = [part.split()[0] for part in order.split(",") if part.strip()]
    for path in (*_paths(model, domain, table), *sorted_by, *by):
        _end_of(model, path, table)


def require_fields(model: str, specification: Specification, table: Table = ODOO) -> None:
    if not specification:
        _fields_of(model, table)
    for name, more in specification.items():
        field = _field(model, name, table)
        if "fields" in more:
            require_fields(field.to, more["fields"], table)


def _paths(model: str, domain: Domain, table: Table) -> Iterator[str]:
    for part in domain:
        if isinstance(part, str):
            continue
        path, operator, value = part
        yield path
        if operator in _WITHIN:
            require(_end_of(model, path, table).to, specification={}, domain=list(value), table=table)


def _end_of(model: str, path: str, table: Table) -> OdooField:
    """Return the field a path as "partner_id.name" leads to."""
    first, _, rest = path.partition(".")
    field = _field(model, first, table)
    return _end_of(field.to, rest, table) if rest else field


def _field(model: str, name: str, table: Table) -> OdooField:
    fields = _fields_of(model, table)
    field = _ID if name == "id" else fields.get(name)
    if field is None or field.use is Use.NEVER:
        what = "is never read" if field else "is not in the table of data classes (retrieval/classes/odoo.py)"
        raise UnclassifiedFieldError(f"{model}.{name} {what}")
    return field


def _fields_of(model: str, table: Table) -> Mapping[str, OdooField]:
    if model not in table:
        raise UnclassifiedFieldError(
            f"{model or 'what is no link'} is not in the table of data classes (retrieval/classes/odoo.py)"
        )
    return table[model]


def table_with(substitutes_field: str) -> Table:
    """Return the table with a field of the company's own that names the substitutes of a product.

    Raises:
        UnclassifiedFieldError: the field is one that is never read.
    """
    products = ODOO["product.product"]
    if not substitutes_field or substitutes_field in products:
        require_fields("product.product", {substitutes_field: {}} if substitutes_field else {}, ODOO)
        return ODOO
    own = read("ProductState.substitutes", to="product.template")
    return {**ODOO, "product.product": {**products, substitutes_field: own}}
