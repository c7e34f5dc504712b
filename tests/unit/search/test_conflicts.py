"""Two documents disagree only when they rule the same thing differently."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.conflicts import disagreements, with_counterparts
from retrieval.documents.figures import Figure, figures
from retrieval.evidence import Disagreement, Passage

DAMAGE = "Visible damage on a delivery is reported to purchasing and to the carrier within {} of unloading."


def passage(source: str, text: str, **changes: Any) -> Passage:
    facts: dict[str, Any] = {
        "id": source,
        "source": source,
        "title": source,
        "text": text,
        "start": 0,
        "end": len(text),
        "score": 0.5,
        "document_kind": "sop",
        "audiences": ("staff",),
        "subject": "goods in",
    }
    return Passage(**facts | changes)


def disagree(first: str, second: str, **of_second: Any) -> bool:
    other = passage(of_second.pop("source", "b.md"), second, **of_second)
    return bool(disagreements([passage("a.md", first), other]))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (DAMAGE.format("24 hours"), DAMAGE.format("48 hours")),
        (DAMAGE.format("24 hours"), DAMAGE.format("two days")),
        (
            DAMAGE.format("24 hours"),
            f"## 3.2 Damage\n\nAnother rule. {DAMAGE.format('36 hours')} More follows.",
        ),
        ("Damaged pallets must be reported within 24 hours.", "Report damaged pallets within 48 hours."),
        ("The restocking charge for returns is 15 %.", "The restocking charge for returns is 20 %."),
        ("Orders over EUR 10,000 need a second release.", "Orders over EUR 12.500 need a second release."),
        ("Express parcels must be at the dock by 16:00.", "Express parcels must be at the dock by 15:30."),
        (
            "Schäden werden binnen 24 Stunden dem Einkauf gemeldet.",
            "Schäden werden binnen 2 Tagen dem Einkauf gemeldet.",
        ),
    ],
)
def test_the_same_rule_with_another_figure_is_a_disagreement(first: str, second: str) -> None:
    assert disagree(first, second)
    assert disagree(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (DAMAGE.format("48 hours"), DAMAGE.format("2 days")),
        (DAMAGE.format("24 hours"), DAMAGE.format("24 hours")),
        (DAMAGE.format("24 hours"), DAMAGE.format("24 hours").replace("Visible", "Hidden")),
        (DAMAGE.format("24 hours"), DAMAGE.format("48 hours").replace("Visible", "Hidden")),
        (DAMAGE.format("24 hours"), "On Fridays " + DAMAGE.format("48 hours")),
        (DAMAGE.format("24 hours"), DAMAGE.format("48 hours").replace(".", " unless it is small.")),
        (DAMAGE.format("24 hours"), DAMAGE.format("48 hours").replace("unloading", "unloading in WH-South")),
        ("GLV-1040 boxes hold 100 gloves for 12 months.", "GLV-1050 boxes hold 100 gloves for 18 months."),
        ("Goods may weigh 30 kg per parcel at most.", "A pallet may weigh 700 kg at most."),
        ("The cap for all credits is 5 % of the order.", "The credit for each started week is 2 %."),
        ("Returns are inspected within 2 working days.", "Credit notes are issued within 5 working days."),
        ("Delivery takes 2 days.", "Delivery takes 3 weeks and costs 5 EUR."),
        ("No figures here at all.", "None here either."),
    ],
)
def test_rules_that_merely_differ_are_no_disagreement(first: str, second: str) -> None:
    assert not disagree(first, second)


@pytest.mark.parametrize(
    "other",
    [
        {"subject": "DHL Freight"},
        {"customer": "Brennweite Optik GmbH"},
        {"document_kind": "policy"},
        {"id": "c", "source": "a.md"},
    ],
)
def test_documents_about_something_else_do_not_disagree(other: dict[str, Any]) -> None:
    assert not disagree(DAMAGE.format("24 hours"), DAMAGE.format("48 hours"), **other)


def test_a_heading_can_be_a_condition() -> None:
    first, second = (
        "Parcels must be booked by 15:30 at the dock.",
        "Parcels must be booked by 14:30 at the dock.",
    )
    assert disagree(first, second, heading="2 Cut-off › 2.1 Times")
    assert not disagree(first, second, heading="2 Cut-off › 2.2 Fridays")


@given(text=st.text(max_size=200), other=st.text(max_size=200))
def test_no_text_raises_and_the_order_does_not_matter(text: str, other: str) -> None:
    assert disagree(text, other) == disagree(other, text)
    assert not disagree(text, text)


def test_what_contradicts_a_shown_passage_is_shown_too() -> None:
    passages = [passage(name, name) for name in "abcd"]
    pairs = [Disagreement(first="a", second="d")]
    assert [one.id for one in with_counterparts(passages, pairs, 3)] == ["a", "b", "d"]
    assert [one.id for one in with_counterparts(passages, [], 3)] == ["a", "b", "c"]
    assert [one.id for one in with_counterparts(passages, pairs, 1)] == ["a"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("within 24 hours", [("hours", 24, 24)]),
        ("zwei Arbeitstage", [("working days", 2, 2)]),
        ("1 to 2 working days", [("working days", 1, 2)]),
        ("5 % or EUR 1,250.50", [("per cent", 5, 5), ("EUR", 1250.5, 1250.5)]),
        ("1.250,50 € and 1,5 t", [("EUR", 1250.5, 1250.5), ("kg", 1500, 1500)]),
        ("by 15:30", [("time of day", 930, 930)]),
        ("175 cm", [("m", 1.75, 1.75)]),
        ("GLV-1040 and 3 tables", []),
    ],
)
def test_figures_are_read_with_their_units(sentence: str, wanted: list[tuple[str, float, float]]) -> None:
    assert list(figures(sentence)) == [Figure(*one) for one in wanted]
