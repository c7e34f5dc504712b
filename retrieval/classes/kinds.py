"""The kinds of documents: which of those named as its audience may see a document of the kind. Pure.

A document is seen by those its own label names *and* its kind is open to. The label is what the company says
of one document; the kind is a limit: a slip in a label does not publish a contract.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrieval.classes.rules import DataClass, Kept, ToModel


class Reach(StrEnum):
    EVERYBODY = "whoever its label names"
    STAFF = "staff its label names"
    STAFF_AND_ITS_CUSTOMER = "staff its label names, and the customer it is with"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    data_class: DataClass
    reach: Reach
    to_model: ToModel = ToModel.MASKED
    kept: Kept = Kept.INDEX
    why: str = ""


KINDS: Mapping[str, KindRule] = {
    "policy": KindRule(data_class=DataClass.PUBLIC, reach=Reach.EVERYBODY),
    "product": KindRule(data_class=DataClass.PUBLIC, reach=Reach.EVERYBODY),
    "sop": KindRule(
        data_class=DataClass.OPERATIONAL,
        reach=Reach.EVERYBODY,
        why="a procedure labelled public is meant to be",
    ),
    "carrier": KindRule(
        data_class=DataClass.OPERATIONAL,
        reach=Reach.EVERYBODY,
        why="some carriers' terms are for customers too",
    ),
    "case": KindRule(data_class=DataClass.OPERATIONAL, reach=Reach.STAFF, why="what happened to one order"),
    "contract": KindRule(
        data_class=DataClass.COMMERCIAL,
        reach=Reach.STAFF_AND_ITS_CUSTOMER,
        why="prices are labelled for roles that see prices; service levels for all staff, who must keep them",
    ),
}
"""Of a kind that is not here nobody sees a document."""


def kinds_open_to(labels: Iterable[str]) -> frozenset[str]:
    """Return the kinds whose documents somebody with these labels may see, whoever they are about."""
    is_staff = any(_is_staff(label) for label in labels)
    return frozenset(kind for kind, rule in KINDS.items() if is_staff or rule.reach is Reach.EVERYBODY)


def kinds_of_ones_own(labels: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the kinds of which a customer sees those about themselves, and the names they go by."""
    names = frozenset(name for label in labels for is_customer, name in [_customer(label)] if is_customer)
    kinds = {kind for kind, rule in KINDS.items() if rule.reach is Reach.STAFF_AND_ITS_CUSTOMER}
    return (frozenset(kinds), names) if names else (frozenset(), names)


def is_seen_by_nobody(kind: str, labels: Iterable[str], customer: str | None) -> bool:
    """Return whether no asker has both a label of the document and a right to its kind."""
    rule = KINDS.get(kind)
    if rule is None:
        return True
    if rule.reach is Reach.EVERYBODY:
        return not list(labels)
    of_customer = rule.reach is Reach.STAFF_AND_ITS_CUSTOMER
    return not any(
        label == "public" or _is_staff(label) or (of_customer and _customer(label) == (True, customer))
        for label in labels
    )


def _is_staff(label: str) -> bool:
    return label == "staff" or label.startswith("role:")


def _customer(label: str) -> tuple[bool, str]:
    return label.startswith("customer:"), label.removeprefix("customer:")
