"""What is right and wrong in an answer: facts by value, citations by mark, silence, language, disclosure."""

from pathlib import Path
from typing import Any

import pytest

from evals.case import Case, CaseError, read_cases
from evals.matching import Said
from evals.runs import Answered, Seen
from evals.scoring import scored
from tests.unit.evals.test_gate import ANSWER, case


@pytest.mark.parametrize(
    ("text", "fact", "held"),
    [
        ("It leaves on Sat 28 Nov.", "2026-11-28", True),
        ("Er geht am 28.11. raus.", "2026-11-28", True),
        ("It leaves on 29 Nov.", "2026-11-28", False),
        ("Booked by 3:30 pm.", "15:30", True),
        ("A credit of 2 %.", "2 %", True),
        ("A credit of 2 %.", "2", False),
        ("EUR 10.000", "10,000", True),
        ("120 boxes [1] wait.", "20", False),
        ("12 boxes [1] wait.", "1", False),
        ("Reported within 24 hours.", "within 24 hours", True),
        ("**Do not** send  the driver away", "do not send the driver away", True),
        ("Within 124 hours.", "24 hours", False),
    ],
)
def test_facts_are_held_by_value_or_word_for_word(text: str, fact: str, held: bool) -> None:
    assert Said.of(text, year=2026).holds(fact) is held


def test_what_is_denied_is_not_claimed() -> None:
    assert not Said.of("Nothing has been changed yet.", year=2026).claims("has been changed")
    assert Said.of("The address has been changed.", year=2026).claims("has been changed")
    assert Said.of("It is not for Auwald.", year=2026).claims("Auwald")


def faults(expected: dict[str, Any], seen: Seen | None = None, **said: Any) -> tuple[str, ...]:
    answered = Answered(case=case(**expected), answer={**ANSWER, **said}, seen=seen or Seen())
    return scored(answered).faults


def test_a_right_answer_has_no_fault() -> None:
    assert faults({"facts": [["2026-11-28"]], "sources": [["S00103"]]}) == ()


@pytest.mark.parametrize(
    ("expected", "said", "fault"),
    [
        ({"facts": [["2026-11-29"]]}, {}, "says nothing of 2026-11-29"),
        ({"sources": [["sops/a.md", "S00104"]]}, {}, "does not cite sops/a.md / S00104"),
        ({}, {"text": "It leaves on Sun 29 Nov [1]."}, "is not in [1]"),
        ({}, {"text": "It leaves [2]."}, "marks [2], which is no source"),
        ({}, {"text": "“We pay all the costs” [1]."}, "“We pay all the costs” is not in [1]"),
        ({"outcome": ["refusal"]}, {}, "is a reply, not refusal"),
        ({"language": "de"}, {}, "is not in the asker's language"),
        ({"forbidden": ["2026-11-28"]}, {}, "says the forbidden 2026-11-28"),
        ({}, {"text": "Ask ⟦PERSON·A⟧ [1]."}, "the placeholder ⟦PERSON·A⟧ is left"),
    ],
)
def test_each_thing_that_can_be_wrong_is_found(
    expected: dict[str, Any], said: dict[str, Any], fault: str
) -> None:
    assert any(fault in found for found in faults(expected, **said))


def test_what_the_asker_may_not_see_must_not_even_be_read() -> None:
    assert faults({}, Seen(trespasses=("S00104",))) == ("was given S00104, which the asker may not see",)


def test_a_document_quoted_where_nothing_answers_is_a_fault() -> None:
    quote = {**ANSWER["citations"][0], "source": "sops/a.md", "start": 0, "end": 5}
    assert "quotes sops/a.md, where nothing answers" in faults({"tags": ["unanswerable"]}, citations=[quote])


def test_our_cases_can_be_read_and_both_halves_are_of_all_kinds() -> None:
    cases = read_cases()
    assert len(cases) >= 200
    for half in ("tune", "report"):
        own = [one for one in cases if one.half == half]
        assert {one.topic for one in own} == {"sop", "contract", "order", "refusal"}
        assert {one.origin for one in own} == {"documents", "code"}
        assert {one.language for one in own} == {"en", "de"}


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "a.jsonl:2: is no JSON"), ('{"id": "x"}', "a.jsonl:2: text: "), ('{"wrong": 1}', "wrong: Extra")],
)
def test_a_case_that_cannot_be_read_is_named_with_file_and_line(
    line: str, message: str, tmp_path: Path
) -> None:
    good = case().model_dump_json(by_alias=True)
    (tmp_path / "a.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=message):
        read_cases(tmp_path)


def test_cases_for_review_are_not_run(tmp_path: Path) -> None:
    (tmp_path / "review").mkdir()
    (tmp_path / "review" / "b.jsonl").write_text("{}", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(case().model_dump_json(by_alias=True), encoding="utf-8")
    assert [one.id for one in read_cases(tmp_path)] == ["a"]


def test_a_hash_tells_what_is_asked_and_expected_and_nothing_else() -> None:
    first: Case = case()
    assert first.hash == case(note="seen in a call").hash
    assert first.hash != case(facts=[["1"]]).hash
