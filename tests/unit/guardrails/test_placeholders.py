"""What a model makes of a placeholder is told from the placeholder, and from plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.placeholders import escape, mangled, placeholders_in

GIVEN = ("⟦PERSON·A⟧", "⟦EMAIL·B⟧")


@pytest.mark.parametrize(
    "sentence",
    [
        "Where is the order of ⟦PERSON A⟧?",
        "It is [PERSON·A]'s.",
        "It is ⟦Person·A⟧'s.",
        "⟦PERSON·AA⟧ ordered it.",
        "⟦PERSON·C⟧ ordered it.",
        "⟦PERSONE·A⟧ ordered it.",
        "[Personne·A] ordered it.",
        "⟦PERSON·A ordered it.",
        "PERSON·A⟧ ordered it.",
        "PERSON·A ordered it.",
        "Person·A ordered it.",
        "PERSON A ordered it.",
        "PERSON_A ordered it.",
        "⟦PERSON·\nA⟧ ordered it.",
        "⟦ PERSON·A ⟧ ordered it.",
        "(PERSON A) ordered it.",
        "{{PERSON.A}} ordered it.",
        "<PERSON_A> ordered it.",
        "【PERSON·A】 ordered it.",
        "［PERSON·A］ ordered it.",
        "〚PERSON·A〛 ordered it.",
        "⟦PERSON·A⟧ and ⟦PERSON⟧ ordered it.",
        "⟦⟧ ordered it.",
        "Write to [E-MAIL·B], [EMAIL-B] or EMAIL·B.",
        "⟦⟦PERSON·A⟧⟧ ordered it.",
        "[TELEFON·A] is their number.",
        "**⟦PERSON**·A⟧ ordered it.",
    ],
)
def test_a_spoilt_placeholder_is_found(sentence: str) -> None:
    assert mangled(sentence, GIVEN)


@pytest.mark.parametrize(
    "sentence",
    [
        "⟦PERSON·A⟧ ordered it.",
        "It is ⟦PERSON·A⟧'s, write to ⟦EMAIL·B⟧.",
        "S00131 · ⟦PERSON·A⟧: ready [1][2].",
        "S00131 · Azure Interior: waiting for stock [1]",
        "A person, please (a customer) [a] in [EUR] and [DHL A].",
        "Customer · DE · 24 h",
        "Ask a person. A person answers by phone; card or IBAN is fine.",
        "IBAN and IP ratings IP 65, IP65 and CARD NO 5.",
        "Class A customers (ABC analysis), priority A.",
        "Address: A 12, Hall B.",
        "Kunde A und Kunde B",
        "The contact person is Ms B.",
        "",
    ],
)
def test_plain_words_and_known_placeholders_are_not(sentence: str) -> None:
    assert not mangled(sentence, GIVEN)


def test_what_the_asker_typed_may_be_repeated() -> None:
    typed = escape("⟦PERSON·A⟧ and 〚EMAIL·A〛")
    assert mangled(f"I find nothing under {typed}.", GIVEN)
    assert not mangled(f"I find nothing under {typed}.", (*GIVEN, *placeholders_in(typed)))
    assert mangled("I find nothing under ⟦EMAIL·A⟧.", (*GIVEN, *placeholders_in(typed)))


@given(st.text(alphabet="⟦⟧PERSON·AB [](){}", max_size=40))
def test_whatever_is_left_with_a_bracket_of_ours_is_a_known_placeholder(sentence: str) -> None:
    if not mangled(sentence, GIVEN):
        rest = sentence.replace("⟦PERSON·A⟧", "")
        assert "⟦" not in rest
        assert "⟧" not in rest


@given(st.text(max_size=80))
def test_everything_given_may_be_said(text: str) -> None:
    assert not mangled(escape(text), tuple(placeholders_in(escape(text))))
