""" "What became of my question?", and what is no such question."""

import pytest

from bot.state_question import state_question


@pytest.mark.parametrize(
    ("text", "language", "reference"),
    [
        ("What became of my question?", "en", ""),
        ("what happened to  my request", "en", ""),
        ("Who has my question now?", "en", ""),
        ("any news on my question?", "en", ""),
        ("Status of reference 7f3k", "en", "7F3K"),
        ("Reference 7F3K.", "en", "7F3K"),
        ("Was ist aus meiner Frage geworden?", "de", ""),
        ("Wer hat meine Frage?", "de", ""),
        ("Gibt es Neues zu meiner Anfrage?", "de", ""),
        ("Referenz YTNR", "de", "YTNR"),
    ],
)
def test_who_waits_for_a_person_asks_what_became_of_it(text: str, language: str, reference: str) -> None:
    asked = state_question(text)
    assert asked is not None
    assert (asked.language, asked.reference) == (language, reference)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Where is S00042?",
        "What became of my order?",
        "what happened to my question about S00042 of Greta Sommer?",
        "Status of S00101",
        "reference S00101",
        "Was ist mit meinem Auftrag?",
        "7F3K",
    ],
)
def test_any_other_question_goes_its_usual_way(text: str) -> None:
    assert state_question(text) is None
