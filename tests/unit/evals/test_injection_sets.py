"""The sets of orders to the machine and of harmless texts, and how they are counted."""

import base64
import html
from urllib.parse import unquote

from evals.injection.__main__ import HALVES, Count, counts, disguised, failures, rows
from evals.injection.disguises import DISGUISES


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


def test_what_is_below_its_floor_is_said() -> None:
    low = {"attacks by technique": {"all": Count(1, 10)}, "harmless by kind": {"all": Count(1, 10)}}
    good = {"attacks by technique": {"all": Count(9, 10)}, "harmless by kind": {"all": Count(0, 10)}}
    assert len(failures(low)) == 2
    assert failures(good) == []


def test_disguises_can_be_undone() -> None:
    text = "Größe & <b>"
    assert base64.b64decode(DISGUISES["base64"](text)).decode() == text
    assert bytes.fromhex(DISGUISES["hex"](text)).decode() == text
    assert unquote(DISGUISES["url"](text)) == html.unescape(DISGUISES["entities"](text)) == text
    assert DISGUISES["spaced"](text)[::2] == DISGUISES["reversed"](text)[::-1] == text
