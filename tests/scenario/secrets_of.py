"""What an asker must not learn, read from the sandbox's files without the code that decides it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tests.scenario.asking import COMPANY, ORDERS, Answer

Json = Mapping[str, Any]


def of_customer(row: Json) -> set[str]:
    """Return the names, addresses and numbers that tell of a customer."""
    of_contacts = {contact[field] for contact in row["contacts"] for field in ("name", "email", "phone")}
    own = {row[field] for field in ("name", "street", "postcode", "email", "phone")}
    return own | of_contacts | set(row["aliases"])


def of_order(row: Json) -> set[str]:
    """Return every number by which an order may be found."""
    numbers = {row["number"], row["reference"]}
    numbers |= {shipment[field] for shipment in row["shipments"] for field in ("name", "tracking")}
    return {number for number in numbers | {one["number"] for one in row["invoices"]} if number}


def kept_from(customer: str | None) -> set[str]:
    """Return all that a customer, or the public (None), must not learn, whatever they ask."""
    theirs, others = _of(customer), set[str]()
    for row in COMPANY["customers"]:
        others |= of_customer(row)
    for row in ORDERS["orders"]:
        others |= of_order(row)
    inside = {row["number"] for row in ORDERS["purchases"]} | {row["name"] for row in COMPANY["suppliers"]}
    return (others - theirs) | inside


def orders_of_others(customer: str | None) -> list[Json]:
    return [row for row in ORDERS["orders"] if row["customer"] != customer]


def told(answer: Answer, secrets: Iterable[str], *, typed: str) -> list[str]:
    """Return the secrets an answer gives away that the asker had not typed, as whole words."""
    given = answer.all_of_it
    return sorted(secret for secret in secrets if not _has(typed, secret) and _has(given, secret))


def _has(text: str, secret: str) -> bool:
    if secret.casefold() not in text.casefold():
        return False
    return bool(re.search(rf"(?<![\w/-]){re.escape(secret)}(?![\w/-])", text, re.IGNORECASE))


def _of(customer: str | None) -> set[str]:
    """Return what a customer knows anyway: themselves, and their orders that are more than a draft."""
    own = [row for row in ORDERS["orders"] if row["customer"] == customer and row["status"] != "draft"]
    rows = [of_customer(row) for row in COMPANY["customers"] if row["name"] == customer]
    return set[str]().union(*rows, *map(of_order, own))
