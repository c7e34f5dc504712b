"""The table of data classes as a page for a security officer: `python -m retrieval.classes.page`.

It prints `docs/data-classes.md`; a test fails when the page is not current.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from retrieval.audience import Audience
from retrieval.classes.kinds import KINDS
from retrieval.classes.odoo import NEVER_MODELS, ODOO
from retrieval.classes.odoo_field import OdooField, Use
from retrieval.classes.rules import COMMON, ROLES, DataClass, Rule, may_see
from retrieval.orders.data_classes import REASONS, rules

_HEAD = """# Data classes

What Shipmate reads, who is shown it, whether a language model gets it, and how long it is kept. What is not
on this page is not read from Odoo (the call is refused before it leaves), and is shown to nobody.

Staff see a field when one of their roles does ("common" is nobody's: what all colleagues in a shared
channel see); a customer sees it of their own orders only; the public sees
no order at all. "To the model: masked" means after redaction: a person's data as a placeholder.

Made from `retrieval/classes` and `retrieval/orders/data_classes.py` by `python -m retrieval.classes.page >
docs/data-classes.md`. Change the code, then the page; a test holds them together.
"""
PEOPLES = tuple(name for name in ROLES if name != COMMON)
"""Roles that people have."""
_OURS = {
    "OrderState": "order",
    "Customer": "customer",
    "Line": "order line",
    "Inbound": "goods expected for a line",
    "Reservation": "reservation of another order",
    "StockAt": "stock of a warehouse",
    "Shipment": "delivery",
    "ShipmentLine": "delivery line",
    "Invoice": "invoice",
    "ProductState": "product",
    "Receipt": "goods expected of a product",
    "CustomerState": "customer's summary",
    "Reason": "reason why an order waits",
    "NamedRecord": "name that may be said in a question",
}
_WORDS = {
    DataClass.PUBLIC: "Names of products: not secret from anybody who is let in at all.",
    DataClass.CUSTOMER: "What a customer's order is and how it goes.",
    DataClass.OPERATIONAL: "How the house works: stock, purchases, warehouses, orders of others.",
    DataClass.COMMERCIAL: "Prices, invoices, terms, contracts.",
    DataClass.CREDIT: "What is said of a customer's credit.",
    DataClass.PERSONAL: "Of a private individual.",
}


def page() -> str:
    parts = [_HEAD, _roles(), *(_of_class(one) for one in DataClass), _kinds(), _inside(), _never()]
    return "\n".join(parts)


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _roles() -> str:
    rows = (
        (
            name,
            ", ".join(f"`{group}`" for group in role.in_odoo),
            ", ".join(sorted(role.classes)),
            "yes" if role.sees_orders else "no",
        )
        for name, role in ROLES.items()
    )
    return "## Roles\n\n" + _table(("role", "needs these groups in Odoo", "classes", "sees orders"), rows)


def _of_class(data_class: DataClass) -> str:
    found = [(name, rule) for name, rule in rules() if rule.data_class is data_class]
    sources = _read_from()
    rows = ((_spelled(name), sources[name], *_rule_cells(rule)) for name, rule in found)
    head = ("what", "read from Odoo", "who sees it", "to the model", "kept", "why")
    text = f"## {data_class.capitalize()}\n\n{_WORDS[data_class]}\n\n{_table(head, rows)}"
    reasons = [code for code, rule in REASONS.items() if rule.data_class is data_class]
    if not reasons:
        return text
    listed = ", ".join(str(code).replace("_", " ") for code in reasons)
    return f"{text}\nReasons of this class, computed here: {listed}.\n"


def _rule_cells(rule: Rule) -> tuple[str, ...]:
    return who_sees(rule), str(rule.to_model), str(rule.kept), rule.why


def who_sees(rule: Rule) -> str:
    """Return the roles that see a field, tried with the very rule that decides."""
    roles = [role for role in PEOPLES if may_see(rule, Audience(kind="staff", roles=frozenset({role})))]
    staff = "all staff" if len(roles) == len(PEOPLES) else ", ".join(roles)
    return ", ".join(filter(None, (staff, "the customer" if rule.to_customer else ""))) or "nobody"


def _spelled(name: str) -> str:
    kind, _, field = name.partition(".")
    return f"{_OURS[kind]}: {field.replace('_', ' ')}"


def _read_from() -> Mapping[str, str]:
    """Return which fields of Odoo each of ours comes from; what comes from none is reckoned here."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for model, name, field in _fields():
        for ours in field.becomes:
            found[ours].append(f"`{model}.{name}`")
    return defaultdict(lambda: "reckoned here", {ours: ", ".join(names) for ours, names in found.items()})


def _fields() -> Iterator[tuple[str, str, OdooField]]:
    yield from ((model, name, field) for model, fields in ODOO.items() for name, field in fields.items())


def _kinds() -> str:
    rows = (
        (name, str(rule.data_class), str(rule.reach), str(rule.to_model), str(rule.kept), rule.why)
        for name, rule in KINDS.items()
    )
    head = ("kind", "class", "who sees it", "to the model", "kept", "why")
    return (
        "## Kinds of documents\n\nA document is seen by whom its own label names, within what its kind is "
        f"open to. Of a kind that is not here nobody sees a document.\n\n{_table(head, rows)}"
    )


def _inside() -> str:
    rows = ((f"`{model}.{name}`", field.why) for model, name, field in _fields() if field.use is Use.INSIDE)
    return "## Read, but in no answer\n\nLeads from record to record, or is reckoned with.\n\n" + _table(
        ("field of Odoo", "why"), rows
    )


def _never() -> str:
    closed = ((f"`{model}.{name}`", field.why) for model, name, field in _fields() if field.use is Use.NEVER)
    models = ((f"`{model}`, all of it", why) for model, why in NEVER_MODELS.items())
    return "## Never read\n\nAsked for sometimes, and closed on purpose.\n\n" + _table(
        ("field of Odoo", "why"), iter([*closed, *models])
    )


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - it prints a page
