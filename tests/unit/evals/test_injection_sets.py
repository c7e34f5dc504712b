import base64
import html
from urllib.parse import unquote

from evals.injection.__main__ import counts, rows, wilson
from evals.injection.disguises import DISGUISES


def test_ids_and_texts_are_unique_and_halves_balanced() -> None:
    for name in ("attacks", "benign"):
        every = rows(name, "all")
        assert len({row["id"] for row in every}) == len({row["text"] for row in every}) == len(every)
        assert abs(len(rows(name, "tune")) - len(rows(name, "report"))) <= 1


def test_a_fake_detector_is_counted_right() -> None:
    texts = [{"text": "bad", "kind": "a"}, {"text": "good", "kind": "a"}, {"text": "bad", "kind": "b"}]
    assert counts(texts, "kind", "bad".__eq__) == {"all": (2, 3), "a": (1, 2), "b": (1, 1)}


def test_an_interval_holds_the_share_it_is_about() -> None:
    low, high = wilson(5, 10)
    assert round(low, 3) == 0.237 and round(high, 3) == 0.763


def test_disguises_can_be_undone() -> None:
    text = "Größe & <b>"
    assert base64.b64decode(DISGUISES["base64"](text)).decode() == text
    assert bytes.fromhex(DISGUISES["hex"](text)).decode() == text
    assert unquote(DISGUISES["url"](text)) == html.unescape(DISGUISES["entities"](text)) == text
    assert DISGUISES["spaced"](text)[::2] == DISGUISES["reversed"](text)[::-1] == text
