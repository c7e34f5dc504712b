"""The peers' figures count what they say."""

import re

from evals.peers import OURS, Found, lines_of
from evals.plain_search import PEERS


def a_find(half: str, ours: bool, *peers: bool) -> Found:
    return Found(half=half, by={OURS: ours, **dict(zip(PEERS, peers, strict=True))})


def test_each_search_is_counted_over_the_cases_of_its_half() -> None:
    found = [
        a_find("tune", True, True, False, True),
        a_find("tune", False, True, False, True),
        a_find("report", True, False, False, False),
    ]
    head, ours, words, vectors, fused = lines_of("tune", found)
    assert "2 cases" in head
    counts = [re.search(r"(\d+) of 2", line) for line in (ours, words, vectors, fused)]
    assert [count[1] for count in counts if count] == list("1202")


def test_a_half_without_cases_has_no_figures() -> None:
    assert len(list(lines_of("report", []))) == 1
