"""Human labels: what people gave an answer, in the form of `evals/labels/README.md`."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.ragas_env.applies import HIGHER_IS_BETTER
from evals.ragas_env.run_files import Texts, texts_from


class LabelsError(Exception):
    """A label cannot be used; the message names the line and none of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One answer judged by people for one metric. `raters` maps each to a score in [0, 1]."""

    id: str
    metric: str
    texts: Texts
    raters: Mapping[str, float]

    @property
    def human(self) -> float:
        return sum(self.raters.values()) / len(self.raters)


def read_labels(paths: Iterable[Path]) -> list[Labelled]:
    """Return each labelled answer once, in order of first appearance.

    Raises: `LabelsError`.
    """
    rows: defaultdict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                row = _row(line, f"{path.name}, line {number}")
                rows[str(row["id"]), str(row["metric"])].append(row)
    return [_labelled(key, of_one) for key, of_one in rows.items()]


def _row(line: str, place: str) -> Mapping[str, Any]:
    try:
        row: Mapping[str, Any] = json.loads(line)
    except ValueError:
        raise LabelsError(f"{place} is no JSON.") from None
    needed = ("id", "question", "answer", "metric", "score", "rater", "on")
    missing = [name for name in needed if not isinstance(row, dict) or row.get(name) in (None, "")]
    if missing:
        raise LabelsError(f"{place} has no {', '.join(missing)}.")
    if row["metric"] not in HIGHER_IS_BETTER:
        raise LabelsError(f"{place} names a metric no judge is asked for.")
    if isinstance(row["score"], bool) or not _is_share(row["score"]):
        raise LabelsError(f"{place} has a score that is no number from 0 to 1.")
    if row.get("masked") is not True:
        raise LabelsError(f"{place} is not masked: run `python -m evals.masked labels` first.")
    return row


def _is_share(score: object) -> bool:
    return isinstance(score, int | float) and math.isfinite(score) and 0 <= score <= 1


def _labelled(key: tuple[str, str], rows: Sequence[Mapping[str, Any]]) -> Labelled:
    texts = texts_from(rows[0])
    if any(texts_from(row) != texts for row in rows):
        raise LabelsError(f"The raters of {key[0]} did not judge the same texts.")
    return Labelled(
        id=key[0],
        metric=key[1],
        texts=texts,
        raters={str(row["rater"]): float(row["score"]) for row in rows},
    )
