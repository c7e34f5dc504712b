"""Texts of people and documents do nothing in Slack but be read."""

import re

import pytest
from hypothesis import given

from bot.slack.mrkdwn import NO_BREAK, cleaned, literal, mrkdwn, plain
from tests.unit.slack.outcomes import TEXTS, THOROUGH, read

CALLS = re.compile(r"@(?:here|channel|everyone|group)\b", re.I)
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066\u2067\ufeff\ud800-\udfff]"
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("**S00031: late** [1]", "*S00031: late* [1]"),
        ("a *fine* day", "a _fine_ day"),
        ("_Answered without the model._", "_Answered without the model._"),
        ("** spaced ** out", " *spaced*  out"),
        ("R&D <5 >3", "R&amp;D &lt;5 &gt;3"),
        ("FURN_0096_B", "FURN_0096_B"),
        ("3 * 4", f"3 *{NO_BREAK} 4"),
        ("`rm`", f"`{NO_BREAK}rm`{NO_BREAK}"),
        ("> quoted", f"{NO_BREAK}&gt; quoted"),
        ("**<!channel>**", "*&lt;!channel&gt;*"),
        ("@here @Channel a@herexyz.example", f"@{NO_BREAK}here @{NO_BREAK}Channel a@herexyz.example"),
        ("@he\u200bre", f"@{NO_BREAK}here"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_our_emphasis_is_written_and_nothing_else_works(text: str, written: str) -> None:
    assert mrkdwn(text) == written


@pytest.mark.parametrize(
    "sign",
    [
        "👩‍👩‍👧‍👦",
        "🏳️‍🌈",
        "🧑🏽‍🚀",
        "🐦‍⬛",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می‌خواهم",
        "श्र‍ी",
        "葛\U000e0100",
        "1️⃣",
    ],
)
def test_joiners_that_belong_to_a_sign_or_a_word_stay(sign: str) -> None:
    assert mrkdwn(sign) == sign


def test_a_value_from_right_to_left_keeps_its_place_in_our_line() -> None:
    assert literal("שלום\n(1)") == "\u2068שלום (1)\u2069"
    assert literal("  plain ") == "plain"


@THOROUGH
@given(TEXTS)
def test_no_text_calls_anybody_links_anywhere_or_hides_anything(text: str) -> None:
    for written in (mrkdwn(text), plain(text), literal(text)):
        assert not set("<>") & set(written)
        assert not re.search(r"&(?!amp;|lt;|gt;)", written)
        assert not CALLS.search(written)
        assert not re.search(rf"`(?!{NO_BREAK})", written)
        assert not HIDDEN.search(written)
        assert not re.search(r"(?m)^[^\S\n]*&gt;", written)


@THOROUGH
@given(TEXTS)
def test_everything_that_can_be_read_is_still_read(text: str) -> None:
    def without_marks(shown: str) -> str:
        return re.sub(r"[*_\s]", "", shown)

    for written in (mrkdwn(text), plain(text), literal(text)):
        assert without_marks(read(written)) == without_marks(cleaned(text))


@THOROUGH
@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
