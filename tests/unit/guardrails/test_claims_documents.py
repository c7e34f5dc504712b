"""What is said of a document holds only if the cited passage says so: values, denials, duties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guard.checking import keys_of
from evals.claims.documents import PARAPHRASES
from guardrails.claims import Claims, Code
from guardrails.statements import Source

TODAY = date(2026, 11, 26)
RULE = """## 3.1 What is not taken back
Opened boxes are not taken back. Unopened boxes may be returned within 14 days if the label is intact.
The freight must be paid by the customer."""


def findings(text: str, passage: str = RULE) -> tuple[Code, ...]:
    source = Source(id="d", passage=passage, text="Returns policy")
    return Claims(sources={"d": source}, today=TODAY, keys_of=keys_of).findings(text, ("d",))


@pytest.mark.parametrize(("text", "passage"), [(text, one.text) for one in PARAPHRASES for text in one.true])
def test_a_true_paraphrase_stands(text: str, passage: str) -> None:
    assert findings(text, passage) == ()


@pytest.mark.parametrize(
    ("text", "passage"),
    [(text, one.text) for one in PARAPHRASES for text in one.false],
)
def test_a_false_paraphrase_falls(text: str, passage: str) -> None:
    assert findings(text, passage)


def test_a_quotation_stands_word_for_word_only() -> None:
    assert findings("From *Returns policy*: “Opened boxes are not taken back.”") == ()
    assert findings("From *Returns policy*: “Opened boxes are taken back.”") == (Code.UNSUPPORTED_CITATION,)
    assert findings("From *Returns policy*: “Unopened boxes must be returned”") == (
        Code.UNSUPPORTED_CITATION,
    )


def test_a_quotation_may_not_leave_out_what_denies_it() -> None:
    rule = "It is not true that all boxes are taken back."
    assert findings("They say “all boxes are taken back”.", rule) == (Code.UNSUPPORTED_CITATION,)


def test_a_promise_to_the_reader_needs_the_condition_of_the_passage() -> None:
    rule = "A refund is granted within 14 days if the box is unopened."
    assert findings("You get a refund within 14 days.", rule) == (Code.COMMITMENT,)
    assert findings("A refund is granted within 14 days if the box is unopened.", rule) == ()


def test_a_sentence_about_something_else_is_not_supported() -> None:
    text = "Pallets leave the western hall through the northern gate every morning."
    assert findings(text) == (Code.UNSUPPORTED_CITATION,)


@given(st.text(max_size=200), st.text(max_size=300))
def test_no_text_and_no_passage_make_the_check_fail(text: str, passage: str) -> None:
    findings(text, passage)


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=150))
def test_any_passage_bears_out_its_own_words_in_quotes(passage: str) -> None:
    words = " ".join(passage.replace('"', " ").split())
    if len(words.split()) > 3 and all(mark not in words for mark in "*_`#|\\\\~-:;.!?"):
        assert findings(f"It says “{words}”", words) in ((), (Code.UNSUPPORTED_CITATION,))
