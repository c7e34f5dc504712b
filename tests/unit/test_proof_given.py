"""What a guest's message gives as proof, and what it proves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.proof import GivenProof, ProofLevel, given_in, level_of, postcode_key, proven

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Sealed:
    placeholder: str
    kind: str
    value: str


@pytest.mark.parametrize(
    ("spelled", "key"),
    [
        ("D-10115", "10115"),
        ("DE 10115", "10115"),
        (" 80331 ", "80331"),
        ("01067", "01067"),
        ("1012 ab", "1012AB"),
        ("NL-1012AB", "1012AB"),
        ("sw1a 1aa", "SW1A1AA"),
        ("GB-SW1A 1AA", "SW1A1AA"),
        ("B33 8TH", "B338TH"),
        ("L1 8JQ", "L18JQ"),
        ("10115", "10115"),
    ],
)
def test_postcodes_are_compared_by_value(spelled: str, key: str) -> None:
    assert postcode_key(spelled) == key


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(text: str) -> None:
    assert postcode_key(postcode_key(text)) == postcode_key(text)


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("12345", "12345"),
        ("my postcode is 12345", "12345"),
        ("order S00042, postcode SW1A 1AA", "SW1A1AA"),
        ("Wo ist Bestellung 42? PLZ 80331", "80331"),
        ("order S00042, postcode S1 2HE", "S12HE"),
        ("S00042 so14 0aa", "SO140AA"),
        ("80331 München", "80331"),
        ("order 10115, my postcode is 80331", "80331"),
        ("order number 10115", ""),
        ("1012 AB", "1012AB"),
        ("postcode 1012 ab", "1012AB"),
        ("postcode 8001", "8001"),
        ("where is my order 1042 please", ""),
        ("postcode 10115 or 10117", ""),
        ("10115 10117 10119", ""),
        ("hello", ""),
    ],
)
def test_a_message_gives_one_postcode_or_none(text: str, postcode: str) -> None:
    assert given_in(text, ()).postcode == postcode


def test_masked_values_are_read_from_their_handles() -> None:
    handles = (
        Sealed("⟦EMAIL·A⟧", "EMAIL", "Ann@Example.org"),
        Sealed("⟦POSTCODE·A⟧", "POSTCODE", "D-10115"),
        Sealed("⟦EMAIL·B⟧", "EMAIL", "not-in-this-message@example.org"),
    )
    found = given_in("S00042, ⟦POSTCODE·A⟧, ⟦EMAIL·A⟧", handles)
    assert (found.postcode, found.email) == ("10115", "ann@example.org")


def test_neither_value_is_printed() -> None:
    assert repr(GivenProof(postcode="10115", email="a@b.example")) == "GivenProof()"


@pytest.mark.parametrize(
    ("postcode", "email", "level"),
    [
        ("d-10115", "", ProofLevel.LABEL),
        ("10115", "ANN@example.org", ProofLevel.EMAIL),
        ("10115", "bob@example.org", ProofLevel.LABEL),
        ("10117", "ann@example.org", ProofLevel.NONE),
        ("", "ann@example.org", ProofLevel.NONE),
        ("", "", ProofLevel.NONE),
    ],
)
def test_an_order_is_proven_by_its_postcode_and_its_lines_by_its_email(
    postcode: str, email: str, level: ProofLevel
) -> None:
    assert level_of(GivenProof(postcode=postcode, email=email), "10115", ["ann@example.org"]) is level


@given(st.text(max_size=12), st.text(max_size=12))
def test_nothing_is_proven_of_an_order_that_holds_no_values(postcode: str, email: str) -> None:
    assert level_of(GivenProof(postcode=postcode, email=email), "", ["", " "]) is ProofLevel.NONE


@pytest.mark.parametrize(
    ("order", "reader", "minutes", "level"),
    [
        ("S00042", "ann", 0, ProofLevel.LABEL),
        ("so 42", "ann", 29, ProofLevel.LABEL),
        ("S00042", "ann", 30, ProofLevel.NONE),
        ("S00043", "ann", 0, ProofLevel.NONE),
        ("S00042", "bob", 0, ProofLevel.NONE),
        ("", "ann", 0, ProofLevel.NONE),
    ],
)
def test_a_proof_holds_for_its_order_its_asker_and_its_time(
    order: str, reader: str, minutes: int, level: ProofLevel
) -> None:
    held = proven("S00042", "ann", ProofLevel.LABEL, NOW, timedelta(minutes=30))
    assert held.level_for(order, reader, NOW + timedelta(minutes=minutes)) is level
