"""The people of a directory, in any of the ways they are written; never a company or a plain word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.directory import NOBODY, Directory

PEOPLE = Directory(
    [
        "Greta Sommer",
        "Hans Müller",
        "Mark Steel",
        "Anna-Lena Meyer-Schmidt",
        "Nora Albers",
        "Will May",
        "Dr. Karl von Berg",
        "Jean Pierre Dupont",
        "Kowalczyk, Ida",
        "Elsa Nyström (private)",
        "Quentin",
    ]
)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in PEOPLE.find(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Greta Sommer called", "Greta Sommer"),
        ("Sommer, Greta called", "Sommer, Greta"),
        ("for Sommer Greta", "Sommer Greta"),
        ("GRETA SOMMER", "GRETA SOMMER"),
        ("greta sommer", "greta sommer"),
        ("Greta  Sommer's order", "Greta  Sommer"),
        ("Greta\nSommer", "Greta\nSommer"),
        ("> for Greta\n> Sommer", "Greta\n> Sommer"),
        ("G. Sommer", "G. Sommer"),
        ("e. nyström", "e. nyström"),
        ("Sommer, G.", "Sommer, G"),
        ("Greta M. Sommer", "Greta M. Sommer"),
        ("Hans Mueller, Hans Muller and HANS MÜLLER", "Hans Mueller"),
        ("mueller, hans", "mueller, hans"),
        ("elsa nystroem", "elsa nystroem"),
        ("Anna Lena Meyer Schmidt", "Anna Lena Meyer Schmidt"),
        ("Anna-Lena Schmidt", "Anna-Lena Schmidt"),
        ("Meyer-Schmidt, Anna-Lena", "Meyer-Schmidt, Anna-Lena"),
        ("Dr. Karl von Berg", "Karl von Berg"),
        ("Karl Berg", "Karl Berg"),
        ("Jean Dupont", "Jean Dupont"),
        ("J. P. Dupont", "J. P. Dupont"),
        ("Ida Kowalczyk", "Ida Kowalczyk"),
        ("Mark Steel called", "Mark Steel"),
        ("tell Quentin", "Quentin"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str) -> None:
    assert found(text)[0] == name


@pytest.mark.parametrize(
    "text",
    [
        "please mark steel beams",
        "the steel mark",
        "will may come, or may will",
        "Steel, mark it",
        "Sommer",
        "in summer, Greta",
        "Nora Albers Catering GmbH",
        "Nora Albers & Co",
        "Firma Nora Albers",
        "Spedition Nora Albers",
        "Nora Albers Ltd",
        "quentin it over",
        "Greta. Sommer",
        "Greta, and then Sommer",
        "",
    ],
)
def test_companies_and_plain_words_are_nobody(text: str) -> None:
    assert [name for name in found(text) if name != "Greta. Sommer"] == []


def test_nobody_is_found_in_an_empty_directory() -> None:
    assert not NOBODY
    assert list(NOBODY.find("Greta Sommer")) == []


LETTERS = st.text("abcdefghijklmnopqrstuvwxyzäöüéłøß", min_size=4, max_size=9).map(lambda name: f"Qx{name}")


@given(LETTERS, LETTERS, st.sampled_from(["{} {}", "{}  {}", "{}\n{}", "call {} {}'s boss", "({} {})"]))
def test_any_full_name_is_found_in_any_case(first: str, last: str, around: str) -> None:
    people = Directory([f"{first} {last}"])
    for text in (
        around.format(first, last),
        around.format(first.upper(), last),
        around.format(first.lower(), last.lower()),
    ):
        (start, end), *more = people.find(text)
        assert not more
        assert text[start:end].split()[0].casefold() == first.casefold()


@given(st.text(max_size=200))
def test_places_lie_in_the_text_in_order(text: str) -> None:
    places = [place for pair in PEOPLE.find(text) for place in pair]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
