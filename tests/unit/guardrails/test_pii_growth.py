"""No text makes a pattern take more than its share: twice the text, about twice the work."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from guardrails import pii
from guardrails.surroundings import Labelled

LONGEST = pii.MAX_CHARACTERS
TRAPS = {
    "letters": "a",
    "capitals": "A",
    "digits": "0",
    "digits and blanks": "1 ",
    "digits and hyphens": "1-2",
    "dots": "a.",
    "at signs": "a@",
    "addresses cut off": "a@b.",
    "names": "Anna ",
    "initials": "A. ",
    "particles": "von der ",
    "titles": "Frau Dr. ",
    "greetings": "Dear ",
    "closings": "Kind regards\n",
    "inverted": "Miller, Jane; ",
    "streets": "Am Alten Weg 1 ",
    "house numbers": "12 Mill ",
    "companies": "Müller & ",
    "ibans cut off": "DE12 ",
    "iban letters": "DE89AB",
    "colons": "a:",
    "number words": "one two ",
    "plus": "+4 ",
    "brackets": "((0",
    "mail headers": "From: A <",
    "lines": "\n> ",
    "references": "S1, S2 and ",
    "labels": "order tel card ",
    "vat": "VAT DE1",
    "born": "born on ",
    "marks": "⟦⟧",
    "apostrophes": "O'",
    "hyphens": "Anna-",
    "spelled mail": "a dot b at ",
}


@pytest.mark.parametrize("piece", TRAPS.values(), ids=TRAPS.keys())
@pytest.mark.parametrize("recognizer", pii.REGISTRY, ids=lambda one: str(getattr(one, "name", one)))
def test_work_grows_with_the_text_and_not_with_its_square(recognizer: pii.Recognizer, piece: str) -> None:
    short, long = (_seconds(recognizer, (piece * length)[:length]) for length in (LONGEST // 4, LONGEST))
    assert long < 0.15 or long < 12 * short


def _seconds(recognizer: pii.Recognizer, text: str) -> float:
    return min(_once(lambda: list(recognizer.find(Labelled(text)))) for _ in range(2))


def _once(search: Callable[[], object]) -> float:
    started = time.process_time()
    search()
    return time.process_time() - started


@pytest.mark.parametrize("piece", TRAPS.values(), ids=TRAPS.keys())
def test_a_whole_search_comes_to_its_end(piece: str) -> None:
    short, long = (_whole((piece * length)[:length]) for length in (LONGEST // 8, LONGEST // 2))
    assert long < 1 or long < 14 * short


def _whole(text: str) -> float:
    def search() -> None:
        with suppress(pii.RedactionError):
            pii.find(text)

    return _once(search)
