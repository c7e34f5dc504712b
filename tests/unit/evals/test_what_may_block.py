"""Which figures may stop a release: computed ones, and those of a judge that agrees with people."""

from typing import Any

import pytest

from evals.ragas_env.score import _is_trusted

AGREES = {"metrics": {"faithfulness": {"may_block": True}, "context_recall": {"may_block": False}}}


@pytest.mark.parametrize(
    ("metric", "kind", "calibration", "trusted"),
    [
        ("id_context_recall", "none", None, True),
        ("id_context_recall", "stub", None, True),
        ("faithfulness", "real", AGREES, True),
        ("context_recall", "real", AGREES, False),
        ("answer_relevancy", "real", AGREES, False),
        ("faithfulness", "real", None, False),
        ("faithfulness", "stub", AGREES, False),
        ("faithfulness", "none", None, False),
    ],
)
def test_a_metric_is_trusted_only_where_it_is_computed_or_its_judge_was_measured(
    metric: str, kind: str, calibration: Any, trusted: bool
) -> None:
    assert _is_trusted(metric, {"kind": kind, "calibration": calibration}) is trusted
