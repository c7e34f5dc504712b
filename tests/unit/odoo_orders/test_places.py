"""Which locations are on hold, and which can be picked from."""

import pytest

from retrieval.orders.odoo.places import hold_pattern, location_from


def is_hold(name: str, words: tuple[str, ...] = ("Quality", "Hold", "Quarantine")) -> bool:
    row = {"complete_name": name, "parent_path": "1/2/9/", "warehouse_id": 4}
    return location_from(row, {8}, hold_pattern(words)).is_hold


@pytest.mark.parametrize(
    "name", ["WHN/Quality", "WHN/Quality Control", "WHN/Stock/on hold", "WHN/QUARANTINE/Shelf 2"]
)
def test_a_location_below_a_hold_word_is_on_hold(name: str) -> None:
    assert is_hold(name)


@pytest.mark.parametrize("name", ["WHN/Stock", "Hold/Stock", "WHN/Household goods", "WHN/Stock/Threshold"])
def test_other_words_and_the_warehouses_own_code_are_not(name: str) -> None:
    assert not is_hold(name)


def test_without_words_nothing_is_on_hold() -> None:
    assert not is_hold("WHN/Quality", ())


def test_only_what_lies_below_the_stock_location_can_be_picked() -> None:
    row = {"complete_name": "WHN/Stock/Shelf", "parent_path": "1/8/9/", "warehouse_id": 4}
    dock = row | {"complete_name": "WHN/Dock", "parent_path": "1/18/"}
    assert location_from(row, {8}, hold_pattern(())).is_pickable
    assert not location_from(dock, {8}, hold_pattern(())).is_pickable
