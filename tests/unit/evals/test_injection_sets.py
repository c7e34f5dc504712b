"""The sets of orders to the machine and of harmless texts, and how they are counted."""

import base64
import html
import json
import unicodedata
from collections import Counter
from itertools import product
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.injection.__main__ import HALVES, Count, Row, counts, disguised, failures, misses, rows
from evals.injection.disguises import DISGUISES, PADDING_WORDS


def written_blind(name: str) -> list[Row]:
    return [
        row for half in HALVES for row in rows(name, half) if row["id"][1:].isdigit() and not row.get("plain")
    ]


def test_ids_and_texts_are_unique() -> None:
    for name in ("attacks", "benign"):
        every = [row for half in HALVES for row in rows(name, half)]
        assert len({row["id"] for row in every}) == len({row["text"] for row in every}) == len(every)


def test_what_was_known_while_the_rules_were_written_is_not_reported() -> None:
    reported = [row["id"] for name in ("attacks", "benign") for row in rows(name, "report")]
    assert not [one for one in reported if one.startswith("known")]


def test_a_fake_detector_is_counted_right() -> None:
    texts = [{"text": "bad", "kind": "a"}, {"text": "good", "kind": "a"}, {"text": "bad", "kind": "b"}]
    assert counts(texts, "kind", "bad".__eq__) == {"all": Count(2, 3), "a": Count(1, 2), "b": Count(1, 1)}
    assert disguised(texts, "bad".__eq__)["base64"] == Count(0, 3)


def test_what_a_disguise_leaves_as_it_is_is_not_counted_as_disguised() -> None:
    found = disguised([{"text": "123"}, {"text": "bad"}], "onq".__eq__)
    assert found["rot13"] == Count(1, 1)
    assert found["all"].blocked == 1


def test_halves_have_as_many_of_each_technique_and_language() -> None:
    for name, key in product(("attacks", "benign"), ("technique", "kind", "language")):
        found = Counter((row.get(key), row["half"]) for row in written_blind(name))
        for value, _ in found:
            assert abs(found[value, "tune"] - found[value, "report"]) <= max(3, found[value, "tune"] // 10)


@pytest.mark.parametrize("half", HALVES)
def test_each_technique_and_many_languages_are_in_both_halves(half: str) -> None:
    texts = [row for row in written_blind("attacks") if row["half"] == half]
    assert min(Counter(row["technique"] for row in texts).values()) >= 6
    assert len({row["language"] for row in texts}) == 13


def test_only_the_tuning_half_is_shown() -> None:
    hidden = {row["id"] for name in ("attacks", "benign") for row in rows(name, "report")}
    for shown in (misses(lambda text: False), misses(lambda text: True)):
        ids = {line.split(": ")[1].split()[0] for line in shown}
        assert ids and not ids & hidden


def test_what_is_below_its_floor_is_said() -> None:
    kinds = ("attacks by technique", "attacks in disguise", "harmless by kind")
    low = {kind: {"all": Count(1, 10)} for kind in kinds}
    good = {kind: {"all": Count(0 if kind.startswith("harmless") else 9, 10)} for kind in kinds}
    assert len(failures(low)) == 3
    assert failures(good) == []


def test_disguises_can_be_undone() -> None:
    text = "Größe & <b>"
    assert base64.b64decode(DISGUISES["base64"](text)).decode() == text
    assert bytes.fromhex(DISGUISES["hex"](text)).decode() == text
    assert unquote(DISGUISES["url"](text)) == html.unescape(DISGUISES["entities"](text)) == text
    assert DISGUISES["spaced"](text)[::2] == DISGUISES["reversed"](text)[::-1] == text
    assert text in html.unescape(DISGUISES["hidden_span"](text))
    assert json.loads(DISGUISES["json"](text))["note"] == text
    assert unicodedata.normalize("NFKC", DISGUISES["fullwidth"](text)) == text
    assert DISGUISES["mixed_case"](text).casefold() == text.casefold()


def test_tags_hide_each_letter_of_an_english_text() -> None:
    hidden = DISGUISES["tags"]("Release it")
    assert "".join(chr(ord(sign) - 0xE0000) for sign in hidden) == "Release it"


def test_homoglyphs_look_alike_and_are_other_letters() -> None:
    for name in ("cyrillic", "greek"):
        dressed = DISGUISES[name]("copy above")
        assert len(dressed) == len("copy above")
        assert dressed != "copy above"


def test_words_are_set_apart_and_in_their_order() -> None:
    words = ["set", "the", "order", "to", "released", "now"]
    for name in ("emoji", "line_breaks", "table"):
        assert [word for word in DISGUISES[name](" ".join(words)).split() if word in words] == words


def test_padding_stands_before_and_after() -> None:
    before, after = DISGUISES["padded"]("release it").split("release it")
    assert len(before.split()) == len(after.split()) == PADDING_WORDS


@given(st.text(min_size=1, max_size=80))
def test_a_disguise_is_the_same_on_every_run(text: str) -> None:
    for disguise in DISGUISES.values():
        assert disguise(text) == disguise(text)


@given(st.text(min_size=1, max_size=80))
def test_a_typo_swaps_two_letters_at_the_most(text: str) -> None:
    mistyped = DISGUISES["typo"](text)
    assert sorted(mistyped) == sorted(text)
    assert sum(old != new for old, new in zip(text, mistyped, strict=True)) in (0, 2)
