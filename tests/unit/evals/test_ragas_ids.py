"""Id lists from any-of groups, against values worked out by hand; RAGAS's own formulas written out again."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.ragas_env.id_lists import IdLists, for_precision, for_recall
from evals.ragas_env.run_files import Scored

Item = Mapping[str, Any]


def passage(source: str) -> Item:
    return {"id": f"p-{source}", "kind": "passage", "source": source, "text": "Order S99999 is an example."}


ORDER: Item = {"id": "S00150", "kind": "order", "source": "Sandbox S00150", "text": "Order S00150 of …"}
LIST: Item = {
    "id": "list-P00113",
    "kind": "order_list",
    "source": "Sandbox Orders that wait for P00113",
    "text": "Orders in all: 2\nOrder S00150 of A\nStatus: confirmed\nOrder S00120 of B",
}


def case(groups: list[list[str]], evidence: list[Item]) -> Scored:
    return Scored(
        id="c",
        digest="",
        wants_reply=True,
        replied=True,
        failed=False,
        answer="",
        reference="",
        groups=tuple(frozenset(group) for group in groups),
        evidence=tuple(evidence),
    )


def precision(lists: IdLists) -> float | None:
    """RAGAS's IDBasedContextPrecision: which share of the distinct retrieved ids is in the reference."""
    retrieved = set(lists.retrieved)
    return len(retrieved & set(lists.reference)) / len(retrieved) if retrieved else None


def recall(lists: IdLists) -> float | None:
    """RAGAS's IDBasedContextRecall: which share of the distinct reference ids was retrieved."""
    reference = set(lists.reference)
    return len(reference & set(lists.retrieved)) / len(reference) if reference else None


@pytest.mark.parametrize(
    ("groups", "evidence", "expected_precision", "expected_recall"),
    [
        ([["a.md"]], [passage("a.md")], 1.0, 1.0),
        ([["a.md"]], [passage("a.md"), passage("a.md"), passage("b.md")], 0.5, 1.0),
        ([["a.md", "b.md"]], [passage("b.md")], 1.0, 1.0),
        ([["a.md", "b.md"]], [passage("a.md"), passage("b.md"), passage("c.md")], 2 / 3, 1.0),
        ([["a.md", "b.md"], ["S00150"]], [passage("b.md"), passage("c.md")], 0.5, 0.5),
        ([["a.md"], ["S00150"]], [ORDER, passage("a.md"), passage("c.md")], 2 / 3, 1.0),
        ([["S00120"]], [LIST], 1.0, 1.0),
        ([["S00120"], ["S00150"]], [LIST, ORDER], 1.0, 1.0),
        ([["P00113"]], [LIST, passage("a.md")], 0.5, 1.0),
        ([["S99999"]], [passage("a.md")], 0.0, 0.0),
        ([["a.md"], ["b.md"]], [], None, 0.0),
        ([], [passage("a.md")], 0.0, None),
    ],
)
def test_any_member_of_a_group_meets_it(
    groups: list[list[str]],
    evidence: list[Item],
    expected_precision: float | None,
    expected_recall: float | None,
) -> None:
    asked = case(groups, evidence)
    assert precision(for_precision(asked)) == pytest.approx(expected_precision)
    assert recall(for_recall(asked)) == pytest.approx(expected_recall)


_SOURCES = st.sampled_from(["a.md", "b.md", "c.md", "d.md"])


@given(st.lists(st.lists(_SOURCES, min_size=1), min_size=1), st.lists(_SOURCES))
def test_recall_counts_groups_and_never_members(groups: list[list[str]], found: list[str]) -> None:
    asked = case(groups, [passage(source) for source in found])
    lists = for_recall(asked)
    met = sum(bool(set(group) & set(found)) for group in groups)
    assert recall(lists) == pytest.approx(met / len(groups))
    assert set(lists.retrieved) <= set(lists.reference)
