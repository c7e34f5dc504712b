"""The gate: a real loss stops a release, chance does not, and no case can be taken away unseen."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evals.baseline import Baseline, baseline_of, read_baseline, write_baseline
from evals.case import Case
from evals.gate import Rules, judge, read_rules
from evals.report import write_report
from evals.runs import Answered, RunInfo
from evals.scoring import METRICS, Scored, scored
from evals.statistics import changes, wilson

INFO = RunInfo(at="2026-11-23T12:00:00+00:00", source="sandbox", writer="composer", cases=250, halves={})
RULES = Rules(
    half="report",
    fewest_cases=10,
    fewest_compared=0.8,
    fewest_in_slice=15,
    floors={"passed": 0.3},
    slice_floors={},
    allowed_loss={"passed": 0.02, "facts": 0.02},
)
ANSWER: dict[str, Any] = {
    "outcome": "reply",
    "reason": None,
    "text": "It leaves on Sat 28 Nov [1].",
    "language": "en",
    "citations": [
        {"n": 1, "title": "S00103", "source": "Sandbox S00103", "start": None, "end": None}
        | {"version": None, "page": None}
    ],
    "evidence": [
        {"id": "S00103", "source": "Sandbox S00103", "start": None, "end": None, "used": True}
        | {"text": "Order S00103 leaves on 2026-11-28"}
    ],
    "choices": [],
}


def case(id_: str = "a", **more: Any) -> Case:
    fields: dict[str, Any] = {"id": id_, "text": "When?", "topic": "order", "half": "report"}
    return Case.model_validate({**fields, "origin": "code", **more})


def marked(id_: str, passed: float, **more: Any) -> Scored:
    every = {metric.name: 1.0 for metric in METRICS}
    answered = Answered(case=case(id_, **more), answer=ANSWER)
    return Scored(answered=answered, scores={**every, "passed": passed, "facts": passed})


def run_of(passes: "np.typing.NDArray[np.bool_]") -> list[Scored]:
    return [marked(f"c{number}", float(one)) for number, one in enumerate(passes)]


def share_failed(*, loss: float, noise: float, trials: int = 60) -> float:
    """Return how often the gate stops a version of which `loss` of 250 cases broke, among noisy cases."""
    dice, failed = np.random.default_rng(7), 0
    for _ in range(trials):
        chance = np.where(dice.random(250) < noise, 0.5, dice.random(250) < 0.75)
        before, after = dice.random(250) < chance, dice.random(250) < chance
        after &= dice.random(250) >= loss / chance.mean()
        verdict = judge(run_of(after), RULES, baseline_of(run_of(before), INFO))
        failed += not verdict.passed
    return failed / trials


def test_a_loss_of_8_points_of_250_cases_stops_a_release() -> None:
    assert share_failed(loss=0.08, noise=0.05) >= 0.9


def test_chance_stops_a_release_in_at_most_one_of_twenty() -> None:
    assert share_failed(loss=0.0, noise=0.1) <= 0.05


def test_the_same_answers_are_no_loss() -> None:
    same = run_of(np.arange(100) % 2 == 0)
    verdict = judge(same, RULES, baseline_of(same, INFO))
    assert verdict.passed
    assert verdict.compared.same == 100


def test_a_figure_below_its_floor_stops_a_release() -> None:
    verdict = judge(run_of(np.zeros(20, dtype=bool)), RULES, None)
    assert any("below its floor" in failure for failure in verdict.failures)


@pytest.mark.parametrize("half", ["tune", "report"])
@pytest.mark.parametrize("metric", ["undisclosed", "verified"])
def test_one_disclosure_stops_a_release_in_either_half(half: str, metric: str) -> None:
    good = run_of(np.ones(50, dtype=bool))
    bad = marked("bad", 0.0, half=half)
    bad = replace(bad, scores={**bad.scores, metric: 0.0}, faults=("says it",))
    assert not judge([*good, bad], RULES, None).passed
    assert not judge([*good, bad], RULES, None, partial=True).passed


def test_only_unchanged_cases_are_compared_and_the_rest_is_counted() -> None:
    before = baseline_of(run_of(np.ones(10, dtype=bool)), INFO)
    now = [marked(f"c{number}", 1.0) for number in range(8)]
    now += [marked("c8", 0.0, text="Something else?"), marked("new", 0.0)]
    compared = judge(now, RULES, before).compared
    assert (compared.same, compared.changed, compared.new, compared.gone) == (8, 1, 1, 1)


def test_a_gate_is_not_passed_by_taking_cases_away() -> None:
    before = baseline_of(run_of(np.ones(100, dtype=bool)), INFO)
    assert not judge(run_of(np.ones(50, dtype=bool)), RULES, before).passed
    assert not judge(run_of(np.ones(5, dtype=bool)), RULES, None).passed


def test_a_case_that_fails_with_an_error_counts_and_is_never_dropped() -> None:
    failed = scored(
        Answered(case=case(facts=[["1"]], sources=[["S00103"]]), answer={"error": "TimeoutError"})
    )
    assert not failed.passed
    assert failed.scores["facts"] == failed.scores["sources"] == failed.scores["outcome"] == 0


def test_a_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    before = baseline_of(run_of(np.ones(3, dtype=bool)), INFO)
    write_baseline(before, tmp_path / "baseline.json")
    assert read_baseline(tmp_path / "baseline.json") == before


def test_a_report_holds_no_markup_that_a_case_or_an_answer_brought(tmp_path: Path) -> None:
    hostile = "</pre><script>alert('x')</script><img src=x onerror=alert(1)>\"'"
    answered = Answered(case=case(hostile, text=hostile), answer={**ANSWER, "text": hostile})
    one = Scored(answered=answered, scores=marked("a", 0.0).scores, faults=(hostile,))
    before = Baseline(at=hostile, source="s", writer="w", cases={})
    verdict = judge([one], RULES, before)
    page = write_report(tmp_path, INFO, [one], verdict, before).read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "http" not in page


def test_the_committed_rules_and_baseline_can_be_read() -> None:
    rules = read_rules()
    assert rules.half == "report"
    assert set(rules.floors) <= {metric.name for metric in METRICS} | {
        "id_context_precision",
        "id_context_recall",
    }


def test_a_share_lies_within_its_interval() -> None:
    for right in range(21):
        low, high = wilson(right / 20, 20)
        assert 0 <= low <= right / 20 <= high <= 1
    assert wilson(0.5, 100) == pytest.approx((0.4038, 0.5962), abs=1e-3)


def test_metrics_without_a_difference_are_left_out_of_the_changes() -> None:
    found = changes({"a": [None, None], "b": [0.0, -1.0], "c": [None, 0.5]})
    assert set(found) == {"b", "c"}
    assert found["b"].n == 2
    assert found["c"].n == 1


def test_a_metric_that_only_informs_stops_nothing_and_is_no_baseline() -> None:
    bad = run_of(np.zeros(20, dtype=bool))
    good = baseline_of(run_of(np.ones(20, dtype=bool)), INFO)
    verdict = judge(bad, RULES, good, informing=frozenset({"passed", "facts"}))
    [row] = [row for row in verdict.rows if row.metric == "facts"]
    assert (row.floor, row.change, row.failure) == (None, None, None)
    assert not any("facts" in failure for failure in verdict.failures)
    kept = baseline_of(bad, INFO, without=frozenset({"facts"}))
    assert all("facts" not in known.scores for known in kept.cases.values())
