"""Which documents a question names."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from retrieval.documents.selection import DocumentQuery, best_named, choose, in_force, mentioned
from retrieval.stores.stemming import stem

CUSTOMERS = ["Brennweite Optik GmbH", "Kestrel Facility Services Ltd", "Marlow & Finch Ltd"]
CARRIERS = ["DHL Express", "DHL Freight", "UPS Standard", "Own truck"]
KNOWN = [
    *((customer, None, "contract") for customer in CUSTOMERS),
    *((None, carrier, "carrier") for carrier in CARRIERS),
    (None, "returns", "policy"),
    (None, "order release", "sop"),
]
COMMON = {"order": 0.2, "goods": 0.3, "own": 0.2}


def weigh(words: Sequence[str]) -> dict[str, float]:
    return {word: COMMON.get(word, 2.0) for word in words}


def asked(text: str, **changes: Any) -> DocumentQuery:
    return DocumentQuery(text=text, audiences=frozenset({"staff"}), on=date(2026, 11, 22), **changes)


def values(filters: object, field: str) -> list[object]:
    """Return the values the filters compare a field with, wherever they stand."""
    if isinstance(filters, list):
        return [value for one in filters for value in values(one, field)]
    if not isinstance(filters, dict):
        return []
    own = [filters["value"]] if filters.get("field") == f"meta.{field}" else []
    return own + values(filters.get("conditions"), field)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("cut off for dhl express today?", {"DHL Express"}),
        ("cut-off for DHL", {"DHL Express", "DHL Freight"}),
        ("can I return this?", {"returns"}),
        ("late orders", set()),
        ("own opinion", set()),
        ("", set()),
    ],
)
def test_a_subject_is_named_by_its_telling_words(text: str, named: set[str]) -> None:
    common = {**dict.fromkeys(["own"], 0.2)}
    subjects = [*CARRIERS, "returns", "order release"]
    found = best_named(
        text, subjects, lambda words: weigh(words) | {w: common[w] for w in words if w in common}
    )
    assert found == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("what does Kestrel's contract say?", {"Kestrel Facility Services Ltd"}),
        ("brennweite or MARLOW", {"Brennweite Optik GmbH", "Marlow & Finch Ltd"}),
        ("services of the facility Ltd", set()),
    ],
)
def test_a_customer_is_named_by_the_first_word(text: str, named: set[str]) -> None:
    assert mentioned(text, CUSTOMERS) == named


def test_only_approved_documents_of_the_day_are_looked_into() -> None:
    filters = in_force(asked("returns"))
    assert values(filters, "status") == ["approved"]
    assert values(filters, "valid_from") == values(filters, "valid_until") == ["2026-11-22"]


def test_kinds_and_sources_restrict() -> None:
    filters = in_force(asked("returns", kinds=("sop",), sources=("a.md",)))
    assert values(filters, "kind") == [["sop"]]
    assert values(filters, "source") == [["a.md"]]


def test_contracts_of_other_customers_are_left_out() -> None:
    chosen = choose(asked("payment terms", customer="brennweite  optik GMBH"), KNOWN, weigh)
    assert values(chosen.everywhere, "customer") == [["Brennweite Optik GmbH", None]]
    assert chosen.customers == {"Brennweite Optik GmbH"}
    assert chosen.named is not None


def test_a_customer_without_documents_gets_general_ones_only() -> None:
    chosen = choose(asked("payment terms", customer="Kestrel Print Ltd"), KNOWN, weigh)
    assert values(chosen.everywhere, "customer") == [[None]]
    assert chosen.named is None


def test_a_question_that_names_nothing_looks_everywhere() -> None:
    chosen = choose(asked("pallets arrived damaged"), KNOWN, weigh)
    assert chosen.named is None
    assert values(chosen.everywhere, "customer") == []


def test_names_of_things_are_remembered_and_topics_are_not() -> None:
    assert choose(asked("cut-off DHL Express"), KNOWN, weigh).naming == {stem("dhl"), stem("express")}
    assert choose(asked("returns"), KNOWN, weigh).naming == frozenset()
