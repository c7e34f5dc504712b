"""Long texts in pieces: nothing is lost, nothing is torn."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.mrkdwn import Span, cleaned, mrkdwn, plain_of, spans
from bot.slack.splitting import pieces, shortened
from tests.unit.slack.outcomes import SHORT, TEXTS, THOROUGH

LIMITS = st.integers(200, 3_000)
SIGNS = (
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "👍🏽",
    "🇩🇪",
    "1️⃣",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "e\u0301\u0323",
    "क्षि",
    "กำ",
    "각",
    "\u1100\u1161\u11a8",
    "ｶﾞ",
)


def joined(parts: list[tuple[Span, ...]]) -> str:
    return "".join(span.text for part in parts for span in part)


@THOROUGH
@given(TEXTS, LIMITS)
def test_the_pieces_are_the_whole_text_in_its_order(text: str, longest: int) -> None:
    assert joined(pieces(text, longest)) == "".join(span.text for span in spans(text))


@THOROUGH
@given(TEXTS, LIMITS)
def test_every_piece_fits_when_it_is_written(text: str, longest: int) -> None:
    for part in pieces(text, longest):
        assert len("".join(span.rendered for span in part)) <= longest
        assert len(plain_of(part)) <= longest


def test_a_text_that_fits_is_one_piece() -> None:
    assert ["".join(span.rendered for span in part) for part in pieces("**a** b", 200)] == [mrkdwn("**a** b")]
    assert pieces("", 200) == []


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", range(0, 30, 3))
def test_a_sign_of_several_characters_is_not_cut(sign: str, before: int) -> None:
    for part in pieces("x" * before + sign * 200, 200):
        (span,) = part
        assert len(span.text.lstrip("x")) % len(sign) == 0


@THOROUGH
@given(
    st.lists(
        st.sampled_from(["[1]", "[2][13]", "https://odoo.example/a_b?c=d&e", "late", "x" * 40, " ", "."])
    )
)
def test_marks_of_citations_and_addresses_stay_whole(words: list[str]) -> None:
    text = "".join(words)
    whole = re.compile(r"\[\d+\]|https://odoo\.example/a_b\?c=d&e")
    parts = ["".join(span.text for span in part) for part in pieces(text, 300)]
    assert [mark for part in parts for mark in whole.findall(part)] == whole.findall(
        joined(pieces(text, 300))
    )


@THOROUGH
@given(st.lists(st.sampled_from(["**S00031: late** ", "_without the model_ ", "one word ", "x" * 70, "\n"])))
def test_emphasis_that_fits_is_not_cut(words: list[str]) -> None:
    text = "".join(words)
    kept = [span for part in pieces(text, 300) for span in part if span.edge]
    assert kept == [span for span in spans(text) if span.edge]


def test_emphasis_longer_than_a_piece_is_emphasis_in_each_and_cut_between_words() -> None:
    parts = pieces(f"**{'word ' * 200}end**", 300)
    assert len(parts) > 3
    for part in parts:
        written = "".join(span.rendered for span in part)
        assert re.fullmatch(r"\*(?:word )*(?:word|end)\* ?", written)


def test_the_mark_behind_a_sentence_stays_with_it() -> None:
    parts = pieces("The goods arrive on Friday [1]. " * 100, 300)
    assert all("".join(span.text for span in part).startswith("The goods") for part in parts)


@pytest.mark.parametrize("longest", range(200, 211))
def test_a_mark_stays_with_the_word_before_it(longest: int) -> None:
    parts = pieces("goods [1] " * 200, longest)
    assert all("".join(span.text for span in part).startswith("goods") for part in parts)


@pytest.mark.parametrize("longest", range(200, 210))
def test_a_piece_of_a_long_emphasis_fits_with_its_marks(longest: int) -> None:
    parts = pieces(f"**{'x' * 2_000}**", longest)
    assert max(len("".join(span.rendered for span in part)) for part in parts) == longest


def test_a_text_is_cut_between_paragraphs_rather_than_in_them() -> None:
    paragraph = "One sentence. Another line\nand its end." * 3
    parts = pieces("\n\n".join([paragraph] * 10), 300)
    assert all("".join(span.text for span in part).strip("\n").endswith("its end.") for part in parts)


def test_a_sign_without_end_is_cut_at_last() -> None:
    assert len(pieces("a" + "\u0301" * 1_000, 200)) > 4


@THOROUGH
@given(TEXTS, st.integers(20, 400))
def test_what_is_shortened_fits_and_says_so(text: str, longest: int) -> None:
    short = shortened(text, longest)
    if short != cleaned(text):
        assert short.endswith("…")
        assert cleaned(text).startswith(short[:-1])
    assert len(plain_of((Span(text=short),))) <= longest


@THOROUGH
@given(SHORT)
def test_what_is_short_is_not_shortened(text: str) -> None:
    assert shortened(text, 2_000) == cleaned(text)
