"""Whether a judge agrees with people well enough that its numbers may stop a release (docs/adr/0016).

Each judge is calibrated once for its name and the version of its prompts; another model or another release of
RAGAS is another judge.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.ragas_env.correlation import alpha, interval, pearson, spearman
from evals.ragas_env.labels import Labelled
from evals.ragas_env.overlap import word_overlap
from evals.ragas_env.run_files import write_json
from evals.ragas_env.tally import MOST_FAILURES

_GATE = Path(__file__).resolve().parent.parent / "gate.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What a judge has to reach for a metric: so many labels, and so sure a rank correlation with people."""

    min_labels: int = 50
    min_correlation: float = 0.5


def floor(gate: Path = _GATE) -> Floor:
    """Return the floor of the `[judge]` section of the gate's file, or the one here."""
    ours = Floor()
    if not gate.exists():
        return ours
    section = tomllib.loads(gate.read_text(encoding="utf-8")).get("judge", {})
    return Floor(
        min_labels=int(section.get("min_labels", ours.min_labels)),
        min_correlation=float(section.get("min_correlation", ours.min_correlation)),
    )


def agreement(items: Sequence[Labelled], verdicts: Sequence[float | None], needed: Floor) -> dict[str, Any]:
    """Return how one metric's verdicts go with people's scores; `verdicts` has None where the judge failed.

    `interval` is that of the rank correlation. A judge that does not beat plain word overlap may not block,
    however sure its own correlation is.
    """
    pairs = [(item, verdict) for item, verdict in zip(items, verdicts, strict=True) if verdict is not None]
    people, judged = [item.human for item, _ in pairs], [verdict for _, verdict in pairs]
    plain = [word_overlap(item.metric, item.texts) for item, _ in pairs]
    bounds, rank, peer = interval(judged, people, spearman), spearman(judged, people), spearman(plain, people)
    failed = len(items) - len(pairs)
    return {
        "labels": len(pairs),
        "failed": failed,
        "pearson": _rounded(pearson(judged, people)),
        "spearman": _rounded(rank),
        "interval": [_rounded(bound) for bound in bounds] if bounds else None,
        "raters": len({rater for item in items for rater in item.raters}),
        "raters_alpha": _rounded(alpha([item.raters for item in items])),
        "word_overlap": {"pearson": _rounded(pearson(plain, people)), "spearman": _rounded(peer)},
        "may_block": bool(
            len(pairs) >= needed.min_labels
            and failed <= MOST_FAILURES * len(items)
            and rank is not None
            and bounds is not None
            and bounds[0] >= needed.min_correlation
            and rank > (peer or 0.0)
        ),
    }


def keep(folder: Path, judge: str, prompts: str, metrics: Mapping[str, Any], *, is_stub: bool) -> None:
    """Write down what a calibration found."""
    content = {"judge": judge, "prompts": prompts, "stub": is_stub, "metrics": dict(metrics)}
    write_json(_place(folder, judge, prompts), content)


def calibration_of(folder: Path, judge: str, prompts: str, *, is_stub: bool) -> dict[str, Any] | None:
    """Return what is known of a judge, or None when it was never compared with people.

    The figures at the top are those of the metric with the weakest lower bound. A stub may never block.
    """
    path = _place(folder, judge, prompts)
    if not path.exists():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    never = is_stub or bool(content["stub"])
    metrics = {
        name: {**found, "may_block": found["may_block"] and not never}
        for name, found in content["metrics"].items()
    }
    if not metrics:
        return None
    weakest = min(metrics.values(), key=lambda found: (found["interval"] or [-1.0])[0])
    top = {name: weakest[name] for name in ("labels", "pearson", "spearman", "interval")}
    may_block = all(found["may_block"] for found in metrics.values())
    return {**top, "may_block": may_block, "metrics": metrics}


def _place(folder: Path, judge: str, prompts: str) -> Path:
    return folder / f"calibration-{hashlib.sha256(f'{judge}|{prompts}'.encode()).hexdigest()[:16]}.json"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
