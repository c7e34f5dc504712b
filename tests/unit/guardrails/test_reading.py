"""What each spelling means, and what it does not."""

from decimal import Decimal

import pytest

from guardrails.reading import values_in
from guardrails.values import Day, Either, Link, Month, Number, Reference, Section, Time, Value, Weekday

YEAR = 2026


def read(text: str) -> list[Value]:
    return list(values_in(text, year=YEAR))


def day(month: int, day: int, year: int = YEAR, weekday: int | None = None) -> Day:
    return Day(frozenset({(year, month, day)}), weekday)


def number(value: str, unit: str = "") -> tuple[frozenset[Decimal], str]:
    return frozenset(Decimal(one) for one in value.split("|")), unit


def numbers(text: str) -> list[tuple[frozenset[Decimal], str]]:
    return [(value.readings, value.unit) for value in read(text) if isinstance(value, Number)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-03", day(12, 3)),
        ("2026/12/03", day(12, 3)),
        ("3 December", day(12, 3)),
        ("3rd of December 2025", day(12, 3, 2025)),
        ("the 3rd December, 2027", day(12, 3, 2027)),
        ("December 3", day(12, 3)),
        ("December 3rd, 2027", day(12, 3, 2027)),
        ("Dec. 3", day(12, 3)),
        ("3-Dec-2027", day(12, 3, 2027)),
        ("3. Dezember", day(12, 3)),
        ("3.Dez.", day(12, 3)),
        ("03.12.26", day(12, 3)),
        ("3.12.2027", day(12, 3, 2027)),
        ("3. 12. 2027", day(12, 3, 2027)),
        ("1. Januar", day(1, 1)),
        ("5 May", day(5, 5)),
        ("5. Mai 2026", day(5, 5)),
        ("29 February 2028", day(2, 29, 2028)),
        ("Thu 3 Dec", day(12, 3, weekday=3)),
        ("Do., 3. Dez.", day(12, 3, weekday=3)),
        ("Donnerstag, den 3.12.", day(12, 3, weekday=3)),
        ("Sat the 28th of November", day(11, 28, weekday=5)),
        ("Thu, 2026-12-03", day(12, 3, weekday=3)),
    ],
)
def test_reads_a_date_in_any_spelling(text: str, expected: Day) -> None:
    assert [value for value in read(text) if not isinstance(value, Weekday)] == [expected]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("28–30 Nov", day(11, 28), day(11, 30)),
        ("28 to 30 November 2027", day(11, 28, 2027), day(11, 30, 2027)),
        ("between 28 and 30 November", day(11, 28), day(11, 30)),
        ("November 28–30, 2027", day(11, 28, 2027), day(11, 30, 2027)),
        ("1.–3. Dez.", day(12, 1), day(12, 3)),
        ("1. bis 3. Dezember", day(12, 1), day(12, 3)),
        ("28.–30.11.2027", day(11, 28, 2027), day(11, 30, 2027)),
        ("28.11.–2.12.2027", day(11, 28, 2027), day(12, 2, 2027)),
        ("28 Nov – 2 Dec", day(11, 28), day(12, 2)),
        ("30 Dec – 2 Jan 2027", day(12, 30, 2026), day(1, 2, 2027)),
        ("Thu 26 to Sat 28 Nov", day(11, 26, weekday=3), day(11, 28, weekday=5)),
    ],
)
def test_reads_both_ends_of_a_range_of_days(text: str, first: Day, last: Day) -> None:
    assert read(text) == [first, last]


def test_no_range_of_days_runs_backwards() -> None:
    assert numbers("moves from 12 to 3 December") == [number("12")]


def test_a_date_with_slashes_keeps_both_readings() -> None:
    assert read("12/3/2026") == [Day(frozenset({(2026, 12, 3), (2026, 3, 12)}))]


def test_day_and_month_at_the_end_of_a_sentence_may_be_a_section() -> None:
    (value,) = read("The rule is Order release 3.1.")
    assert isinstance(value, Either)
    assert value.first == day(1, 3)


@pytest.mark.parametrize("text", ["of 10 boxes 5 may be returned", "they may 5 times", "in 5 march orders"])
def test_a_month_that_is_another_word_in_small_letters_is_no_date(text: str) -> None:
    assert not any(isinstance(value, Day) for value in read(text))


@pytest.mark.parametrize("text", ["32 December", "31.4.2026", "2026-13-01", "0.12.2026", "30 February 2026"])
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert not any(isinstance(value, Day) for value in read(text))


def test_so_and_do_are_no_weekdays_in_small_letters() -> None:
    assert read("so 3 December") == [day(12, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since May 2026", Month(2026, 5)),
        ("ab Dezember 2027", Month(2027, 12)),
        ("on Fridays", Weekday(4)),
        ("freitags", Weekday(4)),
        ("am Sonnabend", Weekday(5)),
    ],
)
def test_reads_months_and_weekdays_on_their_own(text: str, expected: Value) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", ["today", "holiday", "Vertrag", "Auftrag", "display", "so", "sat", "in May"])
def test_reads_no_weekday_or_month_in_other_words(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as of 14:05", [845]),
        ("14:05 Uhr", [845]),
        ("14.05 Uhr", [845]),
        ("14 Uhr", [840]),
        ("14 Uhr 05", [845]),
        ("2:05 pm", [845]),
        ("2:05\u202fPM", [845]),
        ("2 p.m.", [840]),
        ("12am", [0]),
        ("12 pm", [720]),
        ("24:00", [1440]),
        ("16:00–17:00", [960, 1020]),
        ("8 bis 16 Uhr", [480, 960]),
        ("zwischen 8 und 16 Uhr", [480, 960]),
        ("4–5 pm", [960, 1020]),
        ("2026-11-28T14:05", [845]),
        ("2026-11-28 14:05", [845]),
    ],
)
def test_reads_a_time_in_any_spelling(text: str, expected: list[int]) -> None:
    assert [value.minutes for value in read(text) if isinstance(value, Time)] == expected


@pytest.mark.parametrize("text", ["25:00", "24:30", "14:65", "1:2", "3.1 percent"])
def test_reads_no_time_where_there_is_none(text: str) -> None:
    assert not any(isinstance(value, Time) for value in read(text))


def test_five_am_may_be_the_start_of_a_german_date() -> None:
    (value,) = read("Wir liefern 5 am Montag")[1:]
    assert isinstance(value, Either)
    assert value.first == Time(300)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", [number("5")]),
        ("1,5", [number("1.5")]),
        ("1.5", [number("1.5")]),
        ("1.234", [number("1234|1.234")]),
        ("1,234", [number("1234|1.234")]),
        ("0.500", [number("0.5")]),
        ("1.234,56", [number("1234.56")]),
        ("1,234.56", [number("1234.56")]),
        ("1.234.567", [number("1234567")]),
        ("10\u202f000", [number("10000")]),
        ("10'000.50", [number("10000.5")]),
        ("2 %", [number("2", "%")]),
        ("2%", [number("2", "%")]),
        ("2 per cent", [number("2", "%")]),
        ("2 Prozent", [number("2", "%")]),
        ("2–3 %", [number("2", "%"), number("3", "%")]),
        ("5 ‰", [number("5", "‰")]),
        ("€1,234.50", [number("1234.50", "EUR")]),
        ("1.234,50 €", [number("1234.50", "EUR")]),
        ("EUR 500", [number("500", "EUR")]),
        ("500 Euro", [number("500", "EUR")]),
        ("$5", [number("5", "USD")]),
        ("-5", [number("-5")]),
        ("−5,5", [number("-5.5")]),
        ("–5 °C", [number("-5", "°C")]),
        ("-€5.00", [number("-5", "EUR")]),
        ("(-5)", [number("-5")]),
        ("10-15", [number("10"), number("15")]),
        ("5kg", [number("5", "kg")]),
        ("50mm 18V 30dB", [number("50", "mm"), number("18"), number("30")]),
        ("400x300x200", [number("400"), number("300"), number("200")]),
        ("1.5x2.5 m", [number("1.5"), number("2.5", "m")]),
        ("400 × 300", [number("400"), number("300")]),
        ("10 of 11", [number("10"), number("11")]),
        ("10/11", [number("10"), number("11")]),
        ("3,4,5", [number("3"), number("4"), number("5")]),
        ("the 3rd line", [number("3")]),
        ("½", [number("0.5")]),
        ("1½", [number("1.5")]),
        ("2 ¼", [number("2.25")]),
        (".5", [number("5")]),
        ("100000kg", [number("100000", "kg")]),
        ("24hours", [number("24", "h")]),
        ("٣", [number("3")]),
    ],
)
def test_reads_a_number_in_either_locale(text: str, expected: list[tuple[frozenset[Decimal], str]]) -> None:
    assert numbers(text) == expected
    assert len(read(text)) == len(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S00042", ["S00042"]),
        ("s00042's", ["S00042"]),
        ("WH/OUT/00050.", ["WH/OUT/00050"]),
        ("INV/2026/00101", ["INV/2026/00101"]),
        ("GLV-1040", ["GLV-1040"]),
        ("1Z999AA10123456784", ["1Z999AA10123456784"]),
        ("HS-C-2026-014", ["HS-C-2026-014"]),
        ("BL-2026-11-28", ["BL-2026-11-28"]),
        ("S00042/S00043", ["S00042", "S00043"]),
        ("S00101–S00103", ["S00101", "S00103"]),
        ("v2.3", ["V2.3"]),
    ],
)
def test_reads_references_as_they_are_written(text: str, expected: list[str]) -> None:
    assert read(text) == [Reference(one) for one in expected]


@pytest.mark.parametrize("text", ["cut-off", "ship-complete", "and/or", "international", "WH-North"])
def test_words_without_a_digit_are_no_references(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("section 4.10", "4.10"),
        ("§ 4.2", "4.2"),
        ("§4", "4"),
        ("Abschnitt 3.1.", "3.1"),
        ("Ziffer 7", "7"),
        ("5.2.1", "5.2.1"),
    ],
)
def test_reads_section_numbers(text: str, expected: str) -> None:
    assert read(text) == [Section(expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://track.example/p?n=5.", "https://track.example/p?n=5"),
        ("(https://track.example/S00042)", "https://track.example/S00042"),
        ("www.halden.example", "www.halden.example"),
    ],
)
def test_reads_links_whole(text: str, expected: str) -> None:
    assert read(text) == [Link(expected)]
