"""Typing errors are mended before the documents are searched."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.spelling import corrected


def nothing(words: Iterable[str]) -> frozenset[str]:
    return frozenset()


def everything(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("can i chnage the adress", "can i change the address"),
        ("Delivry of damagd goods", "delivery of damaged goods"),
        ("where is S00042", "where is S00042"),
        ("Brennweite", "Brennweite"),
        ("", ""),
    ],
)
def test_a_word_one_error_away_from_one_of_the_trade_is_mended(typed: str, meant: str) -> None:
    assert corrected(typed, nothing) == meant


def test_a_word_that_documents_hold_is_no_error() -> None:
    assert corrected("chnage of adress", everything) == "chnage of adress"


@given(text=st.text(max_size=80))
def test_what_the_index_holds_stays_as_it_was_written(text: str) -> None:
    assert corrected(text, everything) == text


@given(text=st.text(max_size=80))
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = corrected(text, nothing)
    assert corrected(once, nothing) == once
