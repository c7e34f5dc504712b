"""Dates, quantities and amounts as their readers write them."""

from datetime import date
from decimal import Decimal

import pytest

from bot.generation.citations import text_of
from bot.generation.formats import amount_text, day_text, number_text
from bot.generation.parts import items, paragraph
from bot.generation.voice import Voice
from retrieval.evidence import Evidence
from retrieval.question import Intent
from tests.builders import NOW, SERVICE, ZONE, ask, found, passage


def voice(language: str) -> Voice:
    return Voice(language=language, zone=ZONE, now=NOW, audience=SERVICE)


@pytest.mark.parametrize(
    ("day", "language", "text"),
    [
        (date(2026, 11, 28), "en", "Sat 28 Nov"),
        (date(2026, 11, 28), "de", "Sa., 28. Nov."),
        (date(2027, 1, 4), "en", "Mon 4 Jan 2027"),
        (date(2027, 1, 4), "de", "Mo., 4. Jan. 2027"),
    ],
)
def test_a_day_has_its_weekday_and_its_year_when_it_is_not_this_one(
    day: date, language: str, text: str
) -> None:
    assert day_text(day, language, this_year=2026) == text


@pytest.mark.parametrize(
    ("number", "unit", "english", "german"),
    [
        (1, "pcs", "1 unit", "1 Stück"),
        (2, "Units", "2 units", "2 Stück"),
        (1, "box of 100", "1 box of 100", "1 Packung à 100"),
        (1200, "bundle of 25", "1,200 bundles of 25", "1.200 Bündel à 25"),
        ("1.5", "kg", "1.5 kg", "1,5 kg"),
        (2, "drum", "2 × drum", "2 × drum"),
        (2, "boxes", "2 boxes", "2 Packungen"),
        (2, None, "2 units", "2 Stück"),
        (3, "12 rolls", "3 × 12 rolls", "3 × 12 Rollen"),
    ],
)
def test_a_quantity_has_its_unit(number: str | int, unit: str | None, english: str, german: str) -> None:
    assert voice("en").quantity(Decimal(number), unit) == english
    assert voice("de").quantity(Decimal(number), unit) == german


def test_numbers_and_amounts_are_written_as_in_the_language() -> None:
    assert number_text(Decimal("1234.50"), "de") == "1.234,5"
    assert amount_text(Decimal("1284.5"), "EUR", "en") == "1,284.50 EUR"
    assert amount_text(Decimal("1284.5"), "SEK", "de").replace("\xa0", " ") == "1.284,50 SEK"


def test_an_abbreviation_at_the_end_of_a_sentence_has_one_full_stop() -> None:
    said = voice("de").say("Promised was {day}.", day="Di., 24. Nov.")
    assert said == "Zugesagt war Di., 24. Nov."


def test_marks_stand_before_the_full_stop_unless_it_belongs_to_an_abbreviation() -> None:
    one = passage("one", "Text.")
    evidence = Evidence(asks=(found(ask(Intent.POLICY), one),))
    assert text_of(paragraph(("It left.",), "one"), evidence)[0] == "It left [1]."
    assert text_of(paragraph(("Am Di., 24. Nov.",), "one"), evidence)[0] == "Am Di., 24. Nov. [1]"


def test_the_rows_of_a_list_are_marked_in_the_line_above() -> None:
    evidence = Evidence(asks=(found(ask(Intent.POLICY), passage("one", "Text.")),))
    shown = (*paragraph(("Two:",), "one"), *items(("a", "b"), "one"))
    assert text_of(shown, evidence)[0] == "Two: [1]\n- a\n- b"
