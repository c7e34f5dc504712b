"""Figures of a judge that may not block are shown and stop nothing."""

import json
from pathlib import Path

import pytest

from evals.outside import informing_in, judge_in_words, kinds_of
from evals.runs import RAGAS_INFO


def info(folder: Path, *, kind: str, may_block: bool, calibration: object = None) -> Path:
    metric = {"needs": "judge", "higher_is_better": True, "usable": True, "may_block": may_block}
    own = {"needs": "nothing", "higher_is_better": True, "usable": True, "may_block": True}
    judge = {"kind": kind, "name": "gpt", "calibration": calibration}
    fields = {"judge": judge, "metrics": {"faithfulness": metric, "chrf": own}}
    (folder / RAGAS_INFO).write_text(json.dumps(fields), encoding="utf-8")
    return folder


def test_a_stub_informs_and_says_that_it_is_one(tmp_path: Path) -> None:
    folder = info(tmp_path, kind="stub", may_block=False)
    assert informing_in(folder) == {"faithfulness"}
    assert "STUB" in kinds_of(folder)["faithfulness"]
    assert kinds_of(folder)["chrf"] == "no model"


@pytest.mark.parametrize(("known", "said"), [(None, "may not stop"), ({"labels": 60}, "60 labels")])
def test_the_report_says_how_far_people_agree_with_a_judge(
    known: dict[str, object] | None, said: str, tmp_path: Path
) -> None:
    known = known and {**known, "pearson": 0.7, "spearman": 0.6, "interval": [0.5, 0.8]}
    folder = info(tmp_path, kind="real", may_block=bool(known), calibration=known)
    assert said in judge_in_words(folder)


def test_without_a_run_of_ragas_nothing_is_said_of_it(tmp_path: Path) -> None:
    assert (informing_in(tmp_path), kinds_of(tmp_path)) == (frozenset(), {})
    assert judge_in_words(tmp_path) == "No judge was asked."
