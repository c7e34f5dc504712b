"""Whatever people send, understanding answers with something sound."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.question import Focus, Intent
from retrieval.understanding.message import read
from retrieval.understanding.numbering import USUAL
from retrieval.understanding.split import MOST
from retrieval.understanding.text import fold
from retrieval.understanding.typos import Lexicon, within_one_edit
from tests.unit.understanding_company import NAMES, NOW, asked

_PARTS = st.sampled_from(
    [
        *[
            "S00101",
            "#42",
            "order",
            "Auftrag 42",
            "and",
            "und",
            "why",
            "warum",
            "late",
            "Kestrel",
            "brennweite",
        ],
        *["GLV-1040", "nitrile gloves", "?", ".", ",", "\n", "today", "28.11.", "in 2025", "P00013"],
        *[
            "WH/OUT/00051",
            "1)",
            "2)",
            "'",
            '"',
            "⟦PERSON·A⟧",
            "⟦",
            "⟧",
            "their contract",
            "the rest",
            "cancel it",
        ],
        *[
            "1Z999AA10123456784",
            "ß",
            "İ",
            "ﬁ",
            "½",
            "Ⅳ",
            "Ｓ０００４２",
            "👍",
            "\0",
            "so",
            "-",
            "/",
            "the second one",
        ],
    ]
)
_MESSAGES = st.one_of(st.text(max_size=300), st.lists(_PARTS, max_size=30).map(" ".join))


@given(_MESSAGES)
def test_every_message_is_at_least_one_and_at_most_four_questions(text: str) -> None:
    question = asked(text, Focus(orders=("S00101",), intent=Intent.STATUS, choices=("S00101",)))
    assert question.text == text
    assert 1 <= len(question.asks) <= MOST


@given(_MESSAGES)
def test_what_is_found_lies_inside_the_text_and_never_overlaps(text: str) -> None:
    message = read(text, NAMES, NOW.date(), USUAL)
    ends = [0]
    for found in message.founds:
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)


@given(st.text(max_size=100))
def test_folding_keeps_the_length_and_changes_nothing_twice(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text("abcdef", min_size=6, max_size=10), st.integers(0, 9), st.sampled_from("abcdefz"))
def test_a_lexicon_finds_a_word_with_one_wrong_letter(word: str, place: int, letter: str) -> None:
    at = 1 + place % (len(word) - 1)
    mistyped = word[:at] + letter + word[at + 1 :]
    assert within_one_edit(word, mistyped)
    assert Lexicon([word]).meant(mistyped) == word
