"""The same number, however it is spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.orders.spellings import key, order_digits


@pytest.mark.parametrize("text", ["S00101", "s00101", "SO 101", "so-00101", "101", "00101", "#101"])
def test_an_order_number_is_its_digits(text: str) -> None:
    assert order_digits(text) == "101"


@pytest.mark.parametrize("text", ["", "S", "PO-101", "WH/OUT/101", "INV/2026/00101", "S101A", "1S101"])
def test_what_has_other_letters_is_no_order_number(text: str) -> None:
    assert order_digits(text) is None


@given(st.text())
def test_a_key_of_a_key_is_the_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(
    st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1), st.sampled_from([" ", "-", "/", "_"])
)
def test_marks_between_the_letters_change_nothing(text: str, mark: str) -> None:
    assert key(mark.join(text)) == key(text)
