"""May this version be released? Floors for figures, and the loss allowed against the committed baseline.

The reporting half decides: the other one served for tuning, so its figures flatter. A figure fails below its
floor. A loss fails when it is larger than allowed and its upper bound is below zero too: larger than
tolerable, and more than chance. Disclosure and unverified text have no tolerance, in either half.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.baseline import Baseline
from evals.scoring import METRICS, Scored
from evals.statistics import Change, Figure, changes, figure

GATE = Path(__file__).parent / "gate.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`floors` by metric, `slice_floors` of `passed` by slice ("topic:order"), losses in shares of 1."""

    half: str
    fewest_cases: int
    fewest_compared: float
    fewest_in_slice: int
    floors: Mapping[str, float]
    slice_floors: Mapping[str, float]
    allowed_loss: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One metric of the deciding half. `before` is the baseline's mean, over its own cases."""

    metric: str
    figure: Figure
    floor: float | None
    before: float | None
    change: Change | None
    failure: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How many cases a comparison rests on; only those of the same id and content are compared."""

    same: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    rows: tuple[Row, ...]
    slices: Mapping[str, Figure]
    compared: Compared
    failures: tuple[str, ...]
    judged: bool
    """False for a run of some cases only: then only what has no tolerance can fail."""

    @property
    def passed(self) -> bool:
        return not self.failures


def read_rules(path: Path = GATE) -> Rules:
    fields = tomllib.loads(path.read_text(encoding="utf-8"))
    return Rules(
        **fields["gate"],
        floors=fields["floors"],
        slice_floors=fields.get("slice_floors", {}),
        allowed_loss=fields["allowed_loss"],
    )


def judge(
    scored: Sequence[Scored],
    rules: Rules,
    baseline: Baseline | None,
    *,
    partial: bool = False,
    informing: frozenset[str] = frozenset(),
) -> Verdict:
    """Return what the scores come to. `informing`: a judge's metrics that may not block, shown only."""
    deciding = [one for one in scored if one.case.half == rules.half]
    compared = _compared(deciding, baseline, rules.half)
    lost = changes(_differences(deciding, baseline)) if baseline else {}
    rows = tuple(
        _shown(name, deciding)
        if name in informing
        else _row(name, deciding, rules, baseline, None if partial else lost.get(name))
        for name in _metrics(scored)
    )
    slices = {name: figure([one.scores["passed"] for one in of]) for name, of in slices_of(deciding).items()}
    failures = list(_disclosures(scored))
    if not partial:
        failures += [row.failure for row in rows if row.failure]
        failures += _below_in_slices(slices, rules)
        failures += _too_few(scored, compared, rules, baseline)
    return Verdict(rows=rows, slices=slices, compared=compared, failures=tuple(failures), judged=not partial)


def slices_of(scored: Sequence[Scored]) -> dict[str, list[Scored]]:
    """Return the cases of each topic, language, origin and tag."""
    slices: dict[str, list[Scored]] = {}
    for one in scored:
        case = one.case
        tags = (f"tag:{tag}" for tag in case.tags)
        for name in (f"topic:{case.topic}", f"language:{case.language}", f"origin:{case.origin}", *tags):
            slices.setdefault(name, []).append(one)
    return dict(sorted(slices.items()))


def _metrics(scored: Sequence[Scored]) -> list[str]:
    """Return ours in their order, then what others scored."""
    own = [metric.name for metric in METRICS]
    others = {name for one in scored for name in one.scores} - set(own)
    return [*own, *sorted(others)]


def _shown(name: str, deciding: Sequence[Scored]) -> Row:
    now = figure([one.scores.get(name) for one in deciding])
    return Row(metric=name, figure=now, floor=None, before=None, change=None, failure=None)


def _row(
    name: str, deciding: Sequence[Scored], rules: Rules, baseline: Baseline | None, change: Change | None
) -> Row:
    now, floor = figure([one.scores.get(name) for one in deciding]), rules.floors.get(name)
    failure = None
    if now.mean is not None and floor is not None and now.mean < floor:
        failure = f"{name} is {now.mean:.1%}, below its floor of {floor:.1%}"
    allowed = rules.allowed_loss.get(name)
    if change and allowed is not None and change.mean < -allowed and change.high < 0:
        failure = f"{name} lost {-change.mean:.1%} (at least {-change.high:.1%}), allowed is {allowed:.1%}"
    before = baseline.mean(name, rules.half) if baseline else None
    return Row(metric=name, figure=now, floor=floor, before=before, change=change, failure=failure)


def _differences(deciding: Sequence[Scored], baseline: Baseline) -> dict[str, list[float | None]]:
    pairs = [(one, baseline.cases[one.case.id]) for one in deciding if baseline.knows(one.case)]
    return {
        metric: [_difference(one.scores.get(metric), before.scores.get(metric)) for one, before in pairs]
        for metric in _metrics(deciding)
    }


def _difference(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before


def _compared(deciding: Sequence[Scored], baseline: Baseline | None, half: str) -> Compared:
    if baseline is None:
        return Compared(new=len(deciding))
    ids = {one.case.id for one in deciding}
    known = [one for one in deciding if one.case.id in baseline.cases]
    same = sum(baseline.knows(one.case) for one in known)
    gone = sum(case.half == half and id_ not in ids for id_, case in baseline.cases.items())
    return Compared(same=same, new=len(deciding) - len(known), changed=len(known) - same, gone=gone)


def _disclosures(scored: Sequence[Scored]) -> Iterator[str]:
    strict = [metric.name for metric in METRICS if metric.zero_tolerance]
    for one in scored:
        for name in strict:
            if one.scores[name] == 0:
                yield f"{one.case.id} is not {name}: {one.faults[0] if one.faults else ''}"


def _below_in_slices(slices: Mapping[str, Figure], rules: Rules) -> list[str]:
    return [
        f"{name} passed {found.mean:.1%}, below its floor of {floor:.1%}"
        for name, floor in rules.slice_floors.items()
        if (found := slices.get(name)) and found.n >= rules.fewest_in_slice
        if found.mean is not None and found.mean < floor
    ]


def _too_few(
    scored: Sequence[Scored], compared: Compared, rules: Rules, baseline: Baseline | None
) -> list[str]:
    """A gate is not passed by taking cases away."""
    faults = []
    if len(scored) < rules.fewest_cases:
        faults.append(f"only {len(scored)} cases, at least {rules.fewest_cases} are asked")
    kept = compared.same + compared.changed + compared.gone
    if baseline and kept and compared.same < rules.fewest_compared * kept:
        faults.append(
            f"only {compared.same} of {kept} cases of the baseline are as they were: accept a new one"
        )
    return faults


def row_fields(verdict: Verdict) -> Mapping[str, Any]:
    """Return the verdict as JSON fields."""
    return {
        "passed": verdict.passed,
        "judged": verdict.judged,
        "failures": list(verdict.failures),
        "metrics": {
            row.metric: {
                "mean": row.figure.mean,
                "low": row.figure.low,
                "high": row.figure.high,
                "cases": row.figure.n,
                "floor": row.floor,
                "baseline": row.before,
                "change": row.change.mean if row.change else None,
            }
            for row in verdict.rows
        },
    }
