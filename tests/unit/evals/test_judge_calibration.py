"""Labels and correlations. The labels here are made up by a program; none of them is a person's."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.ragas_env.calibration import Floor, agreement, calibration_of, floor, keep
from evals.ragas_env.correlation import alpha, interval, pearson, ranks, spearman
from evals.ragas_env.labels import Labelled, LabelsError, read_labels
from evals.ragas_env.overlap import word_overlap
from evals.ragas_env.run_files import Texts

_ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=30)


def synthetic(number: int, human: float, *, words: str = "", raters: int = 1) -> Labelled:
    texts = Texts(question="q", answer=words or f"word{number}", reference="", evidence=("other words",))
    scores = {f"made-up-{rater}": human for rater in range(raters)}
    return Labelled(id=str(number), metric="faithfulness", texts=texts, raters=scores)


def line(**more: Any) -> str:
    fields = {"id": "l1", "question": "q", "answer": "a", "evidence": ["e"], "metric": "faithfulness"}
    return json.dumps(fields | {"score": 0.5, "rater": "r1", "on": "2026-11-30", "masked": True} | more)


def test_correlations_are_those_of_a_worked_example() -> None:
    ours, theirs = [1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 1.0, 4.0, 3.0, 5.0]
    assert pearson(ours, theirs) == pytest.approx(0.8)
    assert spearman([1.0, 10.0, 100.0], [1.0, 2.0, 3.0]) == pytest.approx(1.0)
    assert ranks([0.5, 0.1, 0.5, 0.9]) == [2.5, 1.0, 2.5, 4.0]


@given(_ROWS)
def test_a_correlation_lies_between_its_bounds_and_does_not_mind_the_sides(
    rows: list[tuple[int, int]],
) -> None:
    ours, theirs = [float(one) for one, _ in rows], [float(other) for _, other in rows]
    found = spearman(ours, theirs)
    assert found is None or -1.0001 <= found <= 1.0001
    assert found == spearman(theirs, ours)


def test_rows_that_do_not_vary_have_no_correlation_and_no_interval() -> None:
    assert pearson([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]) is None
    assert interval([1.0, 1.0, 1.0], [1.0, 2.0, 3.0], spearman) is None


def test_the_interval_is_the_same_each_time_and_narrows_with_more_labels() -> None:
    def noisy(count: int) -> tuple[float, float]:
        ours = [float(number % 10) for number in range(count)]
        bounds = interval(ours, [value + (number * 7 % 5) for number, value in enumerate(ours)], spearman)
        assert bounds
        return bounds

    assert noisy(20) == noisy(20)
    assert noisy(200)[1] - noisy(200)[0] < noisy(20)[1] - noisy(20)[0]


def test_raters_who_agree_have_an_alpha_of_one_and_single_ratings_say_nothing() -> None:
    assert alpha([{"r1": 0.0, "r2": 0.0}, {"r1": 1.0, "r2": 1.0}]) == pytest.approx(1.0)
    assert alpha([{"r1": 0.0}, {"r1": 1.0}]) is None


def test_alpha_is_that_of_krippendorffs_worked_example() -> None:
    """Four observers, twelve units, interval data: 0.849 (Krippendorff 2011, section D)."""
    table = "1 1 - 1|2 2 3 2|3 3 3 3|3 3 3 3|2 2 2 2|1 2 3 4|4 4 4 4|1 1 2 1|2 2 2 2|- 5 5 5|- - 1 1|- - 3 -"
    items = [
        {f"r{at}": float(score) for at, score in enumerate(row.split()) if score != "-"}
        for row in table.split("|")
    ]
    assert alpha(items) == pytest.approx(0.849, abs=0.001)


def test_a_judge_that_follows_people_may_block_and_one_label_too_few_may_not() -> None:
    items = [synthetic(number, number % 5 / 4) for number in range(50)]
    verdicts = [item.human for item in items]
    found = agreement(items, verdicts, Floor())
    assert (found["labels"], found["spearman"], found["may_block"]) == (50, 1.0, True)
    assert agreement(items[:49], verdicts[:49], Floor())["may_block"] is False


def test_a_judge_that_does_not_beat_word_overlap_may_not_block() -> None:
    items = [
        synthetic(
            number, number % 5 / 4, words=" ".join(["other"] * 1 + ["x", "y", "z", "w"][: 4 - number % 5])
        )
        for number in range(60)
    ]
    verdicts: list[float | None] = [item.human for item in items]
    found = agreement(items, verdicts, Floor())
    assert found["word_overlap"]["spearman"] == 1.0
    assert found["may_block"] is False


def test_a_judge_that_failed_often_may_not_block() -> None:
    items = [synthetic(number, number % 5 / 4) for number in range(60)]
    verdicts = [None if int(item.id) < 7 else item.human for item in items]
    found = agreement(items, verdicts, Floor())
    assert found["failed"] == 7
    assert found["may_block"] is False


def test_a_calibration_is_of_one_judge_and_one_version_of_its_prompts(tmp_path: Path) -> None:
    items = [synthetic(number, number % 5 / 4) for number in range(50)]
    found = {"faithfulness": agreement(items, [item.human for item in items], Floor())}
    keep(tmp_path, "azure:a", "p1", found, is_stub=False)
    known = calibration_of(tmp_path, "azure:a", "p1", is_stub=False)
    assert known
    assert (known["may_block"], known["labels"], known["interval"]) == (True, 50, [1.0, 1.0])
    assert calibration_of(tmp_path, "azure:b", "p1", is_stub=False) is None
    assert calibration_of(tmp_path, "azure:a", "p2", is_stub=False) is None


def test_a_stub_may_never_block_whatever_was_found(tmp_path: Path) -> None:
    items = [synthetic(number, number % 5 / 4) for number in range(50)]
    found = {"faithfulness": agreement(items, [item.human for item in items], Floor())}
    for was_stub, is_stub in ((True, False), (False, True), (True, True)):
        keep(tmp_path, "azure:a", "p1", found, is_stub=was_stub)
        known = calibration_of(tmp_path, "azure:a", "p1", is_stub=is_stub)
        assert known
        assert known["may_block"] is False
        assert known["metrics"]["faithfulness"]["may_block"] is False


def test_raters_of_one_answer_are_one_label(tmp_path: Path) -> None:
    file = tmp_path / "l.jsonl"
    file.write_text("\n".join((line(), line(rater="r2", score=1), line(id="l2"))), encoding="utf-8")
    first, second = read_labels([file])
    assert (first.id, first.human, len(first.raters), second.id) == ("l1", 0.75, 2, "l2")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "line 1 is no JSON"),
        (line(rater=""), "has no rater"),
        (line(metric="elegance"), "no judge is asked for"),
        (line(score=2), "from 0 to 1"),
        (line(score=True), "from 0 to 1"),
        (line(masked=False), "not masked"),
        (f"{line()}\n{line(rater='r2', answer='another')}", "did not judge the same texts"),
    ],
)
def test_a_label_that_cannot_be_used_is_named_by_its_line(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "l.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LabelsError, match=says):
        read_labels([file])


def test_the_floor_is_read_from_the_gates_file(tmp_path: Path) -> None:
    gate = tmp_path / "gate.toml"
    assert floor(gate) == Floor()
    gate.write_text("[judge]\n", encoding="utf-8")
    assert floor(gate) == Floor()
    gate.write_text("[judge]\nmin_labels = 80\nmin_correlation = 0.6\n", encoding="utf-8")
    assert floor(gate) == Floor(min_labels=80, min_correlation=0.6)


def test_word_overlap_is_the_share_of_the_answers_words() -> None:
    texts = Texts(question="", answer="at 15:30", reference="At 15:30 sharp", evidence=("at noon",))
    assert word_overlap("faithfulness", texts) == pytest.approx(1 / 3)
    assert word_overlap("factual_correctness", texts) == pytest.approx(2 * 3 / 7)
