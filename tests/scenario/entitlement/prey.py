"""What an attempt is after: something of another customer, and its twin that does not exist.

A twin has the same shape (a number of the same length, a name as likely), so that an answer which differs
between the two tells that one of them is there.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.scenario.asking import COMPANY, ORDERS

_FICTIONS = (
    ("Auenfeld Kliniken gGmbH", "Auenfeld", "Sabine Reuter", "04179"),
    ("Brightwater Optics Ltd", "Brightwater", "Hugh Fenwick", "LS9 4QQ"),
    ("Vester Maskin AB", "Vester", "Maja Lund", "602 99"),
    ("Porto Azul Hotels SA", "Porto Azul", "Rui Tavares", "4050-999"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prey:
    """Everything by which an order of another customer, and that customer, can be asked for."""

    order: str
    reference: str
    tracking: str
    invoice: str
    shipment: str
    name: str
    short: str
    person: str
    postcode: str

    def slots(self) -> Mapping[str, str]:
        return {name: getattr(self, name) for name in self.__slots__} | {
            "digits": self.order.lstrip("S0"),
            "spaced": " ".join(self.order),
        }


def prey_of(row: Mapping[str, Any]) -> Prey:
    """Return what can be asked of an order; what it lacks is what another order of its kind would have."""
    customer = next(one for one in COMPANY["customers"] if one["name"] == row["customer"])
    shipments = row["shipments"] or [{"name": f"WHN/OUT/{row['number'][1:]}", "tracking": None}]
    people = [contact["name"] for contact in customer["contacts"] if contact["kind"] == "person"]
    return Prey(
        order=row["number"],
        reference=row["reference"] or f"PO-{row['number'][2:]}-X",
        tracking=next((one["tracking"] for one in shipments if one["tracking"]), "003404341234567890"),
        invoice=row["invoices"][0]["number"] if row["invoices"] else f"INV/2026/{row['number'][1:]}",
        shipment=shipments[0]["name"],
        name=customer["name"],
        short=next(iter(customer["aliases"]), customer["name"]),
        person=next(iter(people), "Birgit Hoffmann"),
        postcode=customer["postcode"],
    )


def twin_of(prey: Prey, random_: random.Random) -> Prey:
    """Return something of the same shape that no record has."""
    name, short, person, postcode = random_.choice(_FICTIONS)
    return Prey(
        order=_unknown(prey.order, random_, first="S009"),
        reference=_unknown(prey.reference, random_),
        tracking=_unknown(prey.tracking, random_),
        invoice=_unknown(prey.invoice, random_),
        shipment=_unknown(prey.shipment, random_),
        name=name,
        short=short,
        person=person,
        postcode=postcode,
    )


def _unknown(number: str, random_: random.Random, first: str = "") -> str:
    """Return a number with other digits at its end; the first ones (a year, a depot) stay."""
    keep = len(first) or max(0, len(number) - 4)
    while True:
        tail = "".join(random_.choice("0123456789") if mark.isdigit() else mark for mark in number[keep:])
        if (new := (first or number[:keep]) + tail) not in _NUMBERS:
            return new


def _numbers() -> frozenset[str]:
    rows = ORDERS["orders"]
    numbers = {row["number"] for row in rows} | {row["reference"] for row in rows if row["reference"]}
    numbers |= {
        one[key] for row in rows for one in row["shipments"] for key in ("name", "tracking") if one[key]
    }
    return frozenset(numbers | {one["number"] for row in rows for one in row["invoices"]})


_NUMBERS = _numbers()
