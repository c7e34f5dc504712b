"""Numbers in any spelling are narrowed down without losing one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.orders.odoo.finding import candidates, kinds_of, numbers_meant, pattern_of
from retrieval.orders.odoo.values import Row
from retrieval.orders.spellings import key

WRITTEN = st.text("abcXYZ0189 -/._#%", min_size=1, max_size=20)


def row(name: str, reference: str | bool = False, tracking: str | bool = False) -> Row:
    pickings = [{"name": f"WH/OUT/{name[1:]}", "carrier_tracking_ref": tracking}]
    return {"name": name, "client_order_ref": reference, "picking_ids": pickings}


def like(pattern: str, text: str) -> bool:
    parts = (re.escape(part) for part in pattern.split("%"))
    return re.fullmatch(".*".join(parts), text, re.IGNORECASE | re.DOTALL) is not None


@given(WRITTEN, WRITTEN)
def test_the_pattern_misses_no_spelling(asked: str, written: str) -> None:
    pattern = pattern_of(asked)
    if pattern is not None and key(asked) == key(written):
        assert like(pattern, written)


@given(st.text(max_size=80))
def test_any_text_is_a_safe_pattern_or_none(text: str) -> None:
    pattern = pattern_of(text)
    assert pattern is None or not set(pattern.replace("%", "")) & set("_\\")


@pytest.mark.parametrize("value", ["", "  ", "%", "_", "🙂", "x" * 65])
def test_what_can_be_no_number_asks_nothing(value: str) -> None:
    assert candidates(kinds_of("any"), value) is None


def test_an_unknown_kind_asks_nothing() -> None:
    assert candidates(kinds_of("colour"), "S00101") is None


def test_digits_are_never_a_part_of_a_longer_number() -> None:
    rows = [row("S01101"), row("S00101"), row("S10101")]
    assert numbers_meant(("order",), "101", rows) == ("S00101",)


def test_an_exact_number_comes_before_a_reference_of_the_same_spelling() -> None:
    rows = [row("S00128", reference="s-00140"), row("S00140")]
    assert numbers_meant(kinds_of("any"), "S00140", rows) == ("S00140", "S00128")


def test_numbers_that_collide_are_all_returned() -> None:
    rows = [row("S00042"), row("SO42")]
    assert numbers_meant(("order",), "42", rows) == ("S00042", "SO42")


def test_a_tracking_number_is_found_through_its_spaces() -> None:
    assert numbers_meant(("tracking",), "jd 0146", [row("S1", tracking="JD-0146")]) == ("S1",)
