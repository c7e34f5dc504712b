"""What RAGAS says of its own figures: where each comes from, and whether it may stop a release."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.runs import RAGAS_INFO

_WORDS = {"stub": "a STUB judge: says nothing of quality", "real": "a real judge", "none": "no judge"}


def metrics_in(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return each metric's own description; none where RAGAS was not asked."""
    metrics: Mapping[str, Mapping[str, Any]] = _info(folder).get("metrics", {})
    return metrics


def informing_in(folder: Path) -> frozenset[str]:
    """Return the metrics that may not block: of a stub, or of a judge that people do not agree with yet."""
    return frozenset(name for name, metric in metrics_in(folder).items() if not metric["may_block"])


def kinds_of(folder: Path) -> Mapping[str, str]:
    """Return in words where each figure that is not ours comes from: no model, a stub, or a real judge."""
    kind = _WORDS[_judge(folder).get("kind", "none")]
    blocks = {False: ", may not block"}
    return {
        name: "no model" if metric["needs"] == "nothing" else kind + blocks.get(metric["may_block"], "")
        for name, metric in metrics_in(folder).items()
    }


def judge_in_words(folder: Path) -> str:
    """Say who judged, and how far people agree with it."""
    judge = _judge(folder)
    if judge.get("kind", "none") == "none":
        return "No judge was asked."
    known = judge.get("calibration")
    agreement = (
        f"Compared with people on {known['labels']} labels: Pearson {known['pearson']}, Spearman "
        f"{known['spearman']}, 95 % interval {known['interval']}."
        if known
        else "Not compared with people yet: its figures may not stop a release."
    )
    return f"Judge: {judge.get('name')} ({_WORDS[judge['kind']]}). {agreement}"


def _judge(folder: Path) -> Mapping[str, Any]:
    return _info(folder).get("judge") or {}


def _info(folder: Path) -> Mapping[str, Any]:
    file = folder / RAGAS_INFO
    info: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return info
