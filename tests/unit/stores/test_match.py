"""Any text is a query: nothing in it is read as an operator, and it finds what a person would expect."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.stores.match import bounded_expression, match_expression, query_terms

TEXTS = [
    "The cut-off for express parcels is 16:00.",
    "Orders over EUR 10,000 need a second release.",
    "Eine Teillieferung ist nur mit Zustimmung zulässig.",
    "Deliveries to Straße 5 go by GLV-1040.",
]


@pytest.fixture(scope="module")
def words() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE words USING fts5 (content, tokenize='porter unicode61 remove_diacritics 2')"
    )
    connection.executemany("INSERT INTO words VALUES (?)", [(text,) for text in TEXTS])
    yield connection
    connection.close()


def found(words: sqlite3.Connection, text: str) -> list[int]:
    expression = match_expression(text)
    if not expression:
        return []
    rows = words.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank", (expression,))
    return [number - 1 for (number,) in rows]


@given(text=st.text(max_size=200))
@example(text="S00042? cut-off WH/OUT/00050 t:x * NEAR(a b) AND OR NOT")
@example(text='"')
@example(text='a"b')
@example(text="\x00 order \ud800")
@example(text="- ^ + { } ( ) : ' \\ %")
@example(text="²³½ ೧೨ ﬁ İ ǅ")
@example(text="word " * 500)
def test_no_text_raises(words: sqlite3.Connection, text: str) -> None:
    found(words, text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cut-off", 0),
        ("cutoff or cut off?", 0),
        ("16:00", 0),
        ("orders over 10,000", 1),
        ("Teillieferungen", 2),
        ("teillieferung", 2),
        ("zulassig", 2),
        ("STRASSE", 3),
        ("straße", 3),
        ("GLV-1040", 3),
        ("glv 1040", 3),
        ("delivered", 3),
    ],
)
def test_finds_other_spellings(words: sqlite3.Connection, text: str, first: int) -> None:
    assert found(words, text)[:1] == [first]


def test_a_text_without_words_matches_nothing(words: sqlite3.Connection) -> None:
    assert match_expression(" ?! … ") == ""


def test_function_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert query_terms("What is the cut-off for the express parcels?") == ("cut-off", "express", "parcels")
    assert query_terms("Who is who?") == ("who", "is")


@given(holding=st.dictionaries(st.sampled_from([f'"w{n}"' for n in range(8)]), st.integers(0, 500)))
def test_a_word_that_is_nowhere_is_not_asked_for(holding: dict[str, int]) -> None:
    expression = bounded_expression(holding, 1_000)
    assert all((word in expression) <= (count > 0) for word, count in holding.items())


def test_words_within_the_budget_all_find_passages() -> None:
    assert bounded_expression({'"a"': 10, '"b"': 20}, 100) == '"a" OR "b"'


def test_a_word_beyond_the_budget_only_ranks() -> None:
    assert bounded_expression({'"common"': 900, '"rare"': 10}, 100) == '("rare") AND ("rare" OR "common")'


def test_words_that_are_all_common_must_meet() -> None:
    assert bounded_expression({'"a"': 900, '"b"': 800, '"c"': 990}, 100) == '"b" AND "a"'
