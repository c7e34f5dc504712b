"""Odoo's values become exact, aware and empty where nothing is set."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.orders.odoo.values import (
    decimal_from,
    in_units_of,
    midnight_from,
    moment_from,
    moment_text,
    product_name_of,
    sku_of,
    text_from,
)

BERLIN = ZoneInfo("Europe/Berlin")


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_float_stands_for_the_number_it_was_written_as(digits: int, places: int) -> None:
    exact = Decimal(digits).scaleb(-places)
    assert decimal_from(float(exact)) == exact


@given(st.floats(-1e9, 1e9))
def test_a_number_is_never_spelled_with_an_exponent_or_trailing_zeros(value: float) -> None:
    spelled = str(decimal_from(value))
    assert "E" not in spelled
    assert not ("." in spelled and spelled.endswith("0"))


@pytest.mark.parametrize(("noise", "exact"), [(0.1 + 0.2, "0.3"), (1110.0, "1110"), (False, "0")])
def test_the_noise_of_floats_is_gone(noise: float, exact: str) -> None:
    assert str(decimal_from(noise)) == exact


ZONES = st.sampled_from([UTC, BERLIN, timezone(timedelta(hours=-7))])


@given(st.datetimes(datetime(1900, 1, 2), datetime(9000, 1, 1), timezones=ZONES))
def test_a_moment_survives_the_way_to_odoo_and_back(at: datetime) -> None:
    moment = at.replace(microsecond=0).astimezone(UTC)
    assert moment_from(moment_text(moment.astimezone(at.tzinfo))) == moment


def test_what_is_not_set_is_none() -> None:
    assert [moment_from(False), midnight_from(False, BERLIN), text_from(False), text_from("  ")] == [None] * 4


def test_a_day_starts_at_midnight_of_the_company() -> None:
    assert midnight_from("2026-07-01", BERLIN) == datetime(2026, 6, 30, 22, tzinfo=UTC)


def test_a_product_without_a_code_goes_by_its_number() -> None:
    product = {"id": 57, "default_code": False, "display_name": "Desk (White)"}
    assert (sku_of(product), product_name_of(product)) == ("ID-57", "Desk (White)")


def test_the_code_is_no_part_of_the_name() -> None:
    product = {"id": 57, "default_code": "DSK", "display_name": "[DSK] Desk (White)"}
    assert (sku_of(product), product_name_of(product)) == ("DSK", "Desk (White)")


def test_dozens_count_as_twelve() -> None:
    product = {"id": 1, "uom_id": {"id": 1, "factor": 1.0}}
    assert in_units_of(product, 2.5, {"id": 2, "factor": 12.0}) == 30
    assert in_units_of(product, 2.5, {"id": 1, "factor": 1.0}) == Decimal("2.5")
