"""What holds for every text, date, time and number."""

from datetime import date, time
from decimal import Decimal

from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from guardrails.claims import facts_in, unsupported
from guardrails.reading import values_in
from guardrails.values import Day, Number, Time

LOCALES = st.sampled_from(["en", "en_GB", "de", "de_DE"])
DATES = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
CALENDAR = st.text(alphabet=st.sampled_from("0123456789.,:-–/ %€§½xTSK\n⟦·⟧"), max_size=40) | st.lists(
    st.sampled_from(
        [
            "3",
            "12",
            "28.",
            "Nov",
            "Dez.",
            "May",
            "Fri",
            "so",
            "–",
            "bis",
            "Uhr",
            "pm",
            "a.m.",
            "2026",
            "14:05",
            "%",
            "§",
            "S00042",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(st.text() | CALENDAR)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    values_in(text, year=2026)


@given(st.text() | CALENDAR)
def test_every_digit_of_a_text_is_part_of_a_value(text: str) -> None:
    if any(mark.isdecimal() for mark in text):
        assert values_in(text, year=2026)


@given(st.text() | CALENDAR, st.sampled_from([2024, 2026]))
def test_a_text_bears_itself_out(text: str, year: int) -> None:
    assert unsupported(text, [facts_in(text, year=year)], year=year) == () or _names_a_wrong_weekday(
        text, year
    )


def _names_a_wrong_weekday(text: str, year: int) -> bool:
    return any(isinstance(value, Day) and value.weekday is not None for value in values_in(text, year=year))


@given(DATES, LOCALES, st.sampled_from(["short", "medium", "long", "full", "EEE d MMM y", "EEE, d. MMM y"]))
def test_a_date_is_read_back_from_every_spelling_of_babel(day: date, locale: str, style: str) -> None:
    text = format_date(day, style, locale=locale)
    days = [value for value in values_in(f"It leaves on {text}.", year=1999) if isinstance(value, Day)]
    assert len(days) == 1
    assert (day.year, day.month, day.day) in days[0].dates
    assert days[0].weekday in (None, day.weekday())


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.sampled_from([("en_GB", "EEE d MMM"), ("de", "EEE, d. MMM"), ("de", "EEEE, d. MMMM")]),
)
def test_a_date_without_a_year_is_read_as_of_this_year(day: date, spelling: tuple[str, str]) -> None:
    locale, pattern = spelling
    text = format_date(day, pattern, locale=locale)
    expected = Day(frozenset({(2026, day.month, day.day)}), day.weekday())
    assert expected in values_in(f"promised for {text} [1]"[:-4], year=2026)


@given(st.times(), LOCALES, st.sampled_from(["short", "medium"]))
def test_a_time_is_read_back_from_every_spelling_of_babel(moment: time, locale: str, style: str) -> None:
    text = format_time(moment, style, locale=locale)
    times = [value for value in values_in(f"as of {text}") if isinstance(value, Time)]
    assert [value.minutes for value in times] == [moment.hour * 60 + moment.minute]


@given(
    st.decimals(Decimal(-(10**9)), Decimal(10**9), places=2) | st.integers(-(10**9), 10**9).map(Decimal),
    LOCALES,
)
def test_a_number_is_read_back_from_both_locales(number: Decimal, locale: str) -> None:
    text = format_decimal(number, locale=locale, decimal_quantization=False)
    (value,) = values_in(f"({text} boxes)")
    assert isinstance(value, Number)
    assert number in value.readings


@given(
    st.decimals(Decimal(0), Decimal(10**7), places=2), LOCALES, st.sampled_from(["EUR", "USD", "GBP", "SEK"])
)
def test_an_amount_is_read_back_with_its_currency(amount: Decimal, locale: str, currency: str) -> None:
    for pattern in (None, "#,##0.00 ¤¤"):
        text = format_currency(amount, currency, pattern, locale=locale)
        (value,) = values_in(f"in all {text}.")
        assert isinstance(value, Number)
        assert amount in value.readings
        assert value.unit == currency


@given(st.decimals(Decimal(0), Decimal(1), places=3), LOCALES)
def test_a_share_is_read_back_as_percent(share: Decimal, locale: str) -> None:
    text = format_percent(share, locale=locale, decimal_quantization=False)
    (value,) = values_in(f"asks for {text} on time")
    assert isinstance(value, Number)
    assert (share * 100 in value.readings, value.unit) == (True, "%")
