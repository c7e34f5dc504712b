"""The baseline: the run that was accepted on purpose, case by case (`evals/baseline.json`)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.case import Case
from evals.runs import RunInfo
from evals.scoring import Scored

BASELINE = Path(__file__).parent / "baseline.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBefore:
    hash: str
    half: str
    scores: Mapping[str, float | None]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    at: str
    source: str
    writer: str
    cases: Mapping[str, CaseBefore]

    def knows(self, case: Case) -> bool:
        """Return whether the same case, unchanged, was asked then."""
        before = self.cases.get(case.id)
        return before is not None and before.hash == case.hash

    def mean(self, metric: str, half: str) -> float | None:
        scores = [case.scores.get(metric) for case in self.cases.values() if case.half == half]
        known = [score for score in scores if score is not None]
        return sum(known) / len(known) if known else None


def baseline_of(
    scored: Sequence[Scored], info: RunInfo, *, without: frozenset[str] = frozenset()
) -> Baseline:
    """Return the run as a baseline, `without` the metrics of a judge that may not block."""
    cases = {
        one.case.id: CaseBefore(
            hash=one.case.hash,
            half=one.case.half,
            scores={name: score for name, score in one.scores.items() if name not in without},
            text=one.answered.text,
        )
        for one in scored
    }
    return Baseline(at=info.at, source=info.source, writer=info.writer, cases=cases)


def read_baseline(path: Path = BASELINE) -> Baseline | None:
    """Return the accepted baseline; None before there is one."""
    if not path.exists():
        return None
    fields = json.loads(path.read_text(encoding="utf-8"))
    cases = {id_: CaseBefore(**case) for id_, case in fields.pop("cases").items()}
    return Baseline(**fields, cases=cases)


def write_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    """Write one case a line, so that a change of the file can be read."""
    head = {"at": baseline.at, "source": baseline.source, "writer": baseline.writer}
    cases = ",\n".join(
        f"{json.dumps(id_)}: {json.dumps(asdict(case), ensure_ascii=False)}"
        for id_, case in sorted(baseline.cases.items())
    )
    path.write_text(f'{json.dumps(head)[:-1]}, "cases": {{\n{cases}\n}}}}\n', encoding="utf-8")
