"""Names of customers, carriers, warehouses, products and salespeople in a message."""

import pytest

from retrieval.orders.source import NamedRecord
from retrieval.question import Mention
from retrieval.understanding.names import NameIndex
from retrieval.understanding.text import fold, words_of
from tests.unit.understanding_company import NAMES

SIZES = ("L", "M", "L, powder-free")
GLOVES = " + ".join(f"Nitrile gloves {size} (box of 100)" for size in SIZES)
KESTRELS = "Kestrel Facility Services Ltd + Kestrel Print Ltd"

FOUND = [
    ("orders for Brennweite Optik GmbH", "Brennweite Optik GmbH"),
    ("brennweite's contract", "Brennweite Optik GmbH"),
    ("Brennweites Vertrag", "Brennweite Optik GmbH"),
    ("Brenweite", "Brennweite Optik GmbH"),
    ("brennwiete", "Brennweite Optik GmbH"),
    ("lindquist", "Lindqvist Maskin AB"),
    ("Lindqvist Maskin", "Lindqvist Maskin AB"),
    ("offene Aufträge Auwald", "Auwald Kliniken gGmbH"),
    ("AUWALD KLINIKEN", "Auwald Kliniken gGmbH"),
    ("Kestrel", KESTRELS),
    ("kestrels orders", KESTRELS),
    ("Kestrel Print", "Kestrel Print Ltd"),
    ("Kestrel Facility", "Kestrel Facility Services Ltd"),
    ("Kestrel and Brennweite", f"{KESTRELS}; Brennweite Optik GmbH"),
    ("marlow and finch", "Marlow & Finch Ltd"),
    ("Marlow & Finch, Leeds", "Marlow & Finch Ltd"),
    ("cafe sonnendeck", "Café Sonnendeck"),
    ("Café Sonnendeck", "Café Sonnendeck"),
    ("porto verde", "Porto Verde Hotels SA"),
    ("Delta Rail", "Delta Rail Workshops Ltd"),
    ("Greta Sommer", "Greta Sommer"),
    ("dhl express", "DHL Express"),
    ("DHL", "DHL Express + DHL Freight"),
    ("with dpd", "DPD Classic"),
    ("Schenker", "Schenker Freight"),
    ("our own truck", "Own truck"),
    ("WH-North", "WH-North"),
    ("whs", "WH-South"),
    ("north warehouse", "WH-North"),
    ("what ships from south", "WH-South"),
    ("Lager Nord", "WH-North"),
    ("im Lager Süd", "WH-South"),
    ("Hamburg warehouse", "WH-North"),
    ("aus München ab", ""),
    ("from Munich", "WH-South"),
    ("nitrile gloves", GLOVES),
    ("nitrile gloves L", "Nitrile gloves L (box of 100)"),
    ("safety helmets", "Safety helmet white + Safety helmet yellow"),
    ("packing tape", "Packing tape 50 mm (36 rolls)"),
    ("acetone", "Acetone cleaner 5 l"),
    ("Nora", "Nora Albers"),
    ("Nora's orders", "Nora Albers"),
    ("Jonas Wirth", "Jonas Wirth"),
]
NOTHING = [
    "what is the delivery address",
    "facility services",
    "Was kostet das Porto?",
    "im Sommer liefern",
    "Tom is on holiday",
    "pick-ups and follow-ups",
    "express parcels",
    "deliver to Hamburg",
    "north of England",
    "a parcel arrived torn",
    "print the labels",
    "the school trust fund",
    "standard delivery",
    "when does the train leave",
    "brenner weit",
    "Lieferung am Montag",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_the_records_a_name_may_mean(text: str, expected: str) -> None:
    assert _found(NAMES, text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_takes_everyday_words_for_no_name(text: str) -> None:
    assert _found(NAMES, text) == ""


def test_takes_an_everyday_word_for_goods_only_weakly() -> None:
    text = "a pallet arrived"
    assert [one.weak for one in NAMES.find(text, words_of(fold(text)))] == [True]


def test_a_name_of_everyday_words_needs_a_capital() -> None:
    names = NameIndex([NamedRecord(kind="customer", id=1, name="Next Ltd", key="Next Ltd")])
    assert _found(names, "orders for Next") == "Next Ltd"
    assert _found(names, "what comes next") == ""


def test_a_word_of_too_many_names_names_nobody() -> None:
    records = [NamedRecord(kind="customer", id=n, name=f"Sonnhof {n}", key="") for n in range(60)]
    assert _found(NameIndex(records), "orders of Sonnhof") == ""


def test_aliases_are_the_same_record() -> None:
    record = NamedRecord(kind="customer", id=1, name="Acmeta AG", key="", aliases=("Acmeta Holding",))
    assert _found(NameIndex([record]), "acmeta") == "Acmeta AG"


def test_a_short_alias_does_not_hide_another_company_of_that_name() -> None:
    records = [
        NamedRecord(kind="customer", id=1, name="Kestrel Facility Ltd", key="", aliases=("Kestrel",)),
        NamedRecord(kind="customer", id=2, name="Kestrel Print Ltd", key=""),
    ]
    assert _found(NameIndex(records), "kestrel") == "Kestrel Facility Ltd + Kestrel Print Ltd"


def test_a_contact_is_meant_by_the_whole_name_only() -> None:
    record = NamedRecord(kind="customer", id=1, name="Acmeta AG", key="", aliases=("Owen Bright",))
    assert _found(NameIndex([record]), "Owen Bright called") == "Acmeta AG"
    assert _found(NameIndex([record]), "is it bright in here, Owen") == ""


def test_an_abbreviation_is_a_name() -> None:
    record = NamedRecord(kind="customer", id=1, name="Brennweite Optik GmbH", key="", aliases=("BWO",))
    assert _found(NameIndex([record]), "late orders of BWO") == "Brennweite Optik GmbH"


def _found(names: NameIndex, text: str) -> str:
    found = [one.thing for one in names.find(text, words_of(fold(text))) if not one.weak]
    return "; ".join(
        " + ".join(r.name for r in thing.records) for thing in found if isinstance(thing, Mention)
    )
