"""How much of a question a passage holds, in two languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.query_words import (
    query_words,
    rarity,
    searched_text,
    share_covered,
    without,
)
from retrieval.documents.wordings import wordings
from retrieval.stores.stemming import stem


def share(question: str, passage: str) -> float:
    words = query_words(question)
    return share_covered(words, {term: 1.0 for word in words for term in word.spellings}, passage)


@pytest.mark.parametrize(
    ("question", "passage", "wanted"),
    [
        ("returned goods", "Goods can be returned within 14 days.", 1.0),
        ("pallet weight", "A pallet may be 1.80 m high.", 0.5),
        ("cut-off", "The cut-off is at noon.", 1.0),
        ("cut-off", "Cutoff is at noon.", 1.0),
        ("GLV-1040", "GLV-1050 replaces it.", 0.0),
        ("10000", "Orders over EUR 10,000 are checked.", 1.0),
        ("Teillieferungen", "Eine Teillieferung ist zulässig.", 1.0),
        ("Lieferung", "Eine Teillieferung ist zulässig.", 1.0),
        ("Ware beschädigt", "Damaged goods are put aside.", 1.0),
        ("penalty", "Vertragsstrafe je angefangene Woche", 1.0),
        ("Bäcker", "back orders", 0.0),
    ],
)
def test_words_are_found_in_other_forms_and_languages(question: str, passage: str, wanted: float) -> None:
    assert share(question, passage) == pytest.approx(wanted)


@given(question=st.text(max_size=80), passage=st.text(max_size=200))
def test_a_share_is_a_share(question: str, passage: str) -> None:
    assert 0.0 <= share(question, passage) <= 1.0 + 1e-9


@given(question=st.text(max_size=80))
def test_a_question_holds_all_of_itself(question: str) -> None:
    assert share(question, question) == pytest.approx(1.0 if query_words(question) else 0.0)


def test_rare_words_count_more() -> None:
    words = query_words("pallet Norddorf")
    weights = {term: 0.1 for word in words for term in word.spellings} | {"norddorf": 2.0}
    assert share_covered(words, weights, "to Norddorf") > 0.9


@given(holding=st.integers(0, 1_000))
def test_a_rarer_word_never_weighs_less(holding: int) -> None:
    assert rarity(holding, 1_000) >= rarity(min(holding + 1, 1_000), 1_000) >= 0


def test_german_questions_are_searched_and_embedded_in_english_too() -> None:
    words = query_words("Wie lange kann ich Ware zurückgeben?")
    assert "return" in searched_text(words).split()
    asked, in_english = wordings("Wie lange kann ich Ware zurückgeben?")
    assert asked == "Wie lange kann ich Ware zurückgeben?"
    assert in_english == "how long can I goods return"


def test_everyday_words_are_searched_and_embedded_as_documents_write_them() -> None:
    assert wordings("when does the lorry leave") == (
        "when does the lorry leave",
        "when does the truck leave",
    )
    assert share("a smashed pallet", "Damaged pallets are put aside.") == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["return goods", "where is my bin", "the man was in the hat", "termination"])
def test_english_that_looks_german_stays_as_it_is(text: str) -> None:
    assert wordings(text) == (text,)


def test_both_halves_of_a_german_compound_are_rendered() -> None:
    assert wordings("Lieferadresse ändern")[1] == "delivery address change"
    assert wordings("Lkw ohne Termin?")[1] == "truck without slot"


@given(text=st.text(max_size=80))
def test_any_text_is_embedded_as_it_stands_first(text: str) -> None:
    first, *others = wordings(text)
    assert first == text and len(others) <= 1


def test_words_that_name_something_can_be_left_out() -> None:
    words = without(query_words("DHL Express cut-off"), frozenset({stem("DHL"), stem("Express")}))
    assert [word.word for word in words] == ["cut-off"]


@given(word=st.text(max_size=20))
def test_the_stem_of_a_stem_is_the_stem(word: str) -> None:
    assert stem(stem(word)) == stem(word)


@pytest.mark.parametrize(
    "words", ["return returns returned returning", "report reported", "Woche Wochen", "day days"]
)
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1
