"""The report of a run: one HTML file that needs nothing else, readable by everybody."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.baseline import Baseline
from evals.gate import Verdict
from evals.history import HISTORY, shares_passed
from evals.history import NAME as RUNS
from evals.report.diff import word_diff
from evals.report.plots import latency_bars, place, trend
from evals.runs import RAGAS_INFO, RunInfo
from evals.scoring import METRICS, Scored

NAME = "report.html"
_TITLES = {metric.name: metric.title for metric in METRICS}
_MEANINGS = {metric.name: metric.meaning for metric in METRICS}


def write_report(
    folder: Path, info: RunInfo, scored: Sequence[Scored], verdict: Verdict, baseline: Baseline | None
) -> Path:
    """Write the report into the folder of a run and return its place."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    environment.globals |= {"place": place, "word_diff": word_diff, "title_of": title_of}
    page = environment.get_template("page.html.j2").render(
        info=info,
        verdict=verdict,
        cases=sorted(scored, key=lambda one: (one.passed, one.case.half != "report", one.case.id)),
        latency=latency_bars([one.answered.elapsed_ms for one in scored]),
        history=trend(shares_passed(HISTORY, folder / RUNS)),
        meanings=_MEANINGS,
        kinds=kinds_of(folder),
        before=baseline.cases if baseline else {},
        baseline=baseline,
    )
    file = folder / NAME
    file.write_text(page, encoding="utf-8")
    return file


def title_of(metric: str) -> str:
    return _TITLES.get(metric, f"RAGAS: {metric.replace('_', ' ')}")


def kinds_of(folder: Path) -> Mapping[str, str]:
    """Return where each figure that is not ours comes from: no model, a stub, or a real judge."""
    file = folder / RAGAS_INFO
    if not file.exists():
        return {}
    info = json.loads(file.read_text(encoding="utf-8"))
    judge = (info.get("judge") or {}).get("kind", "none")
    words = {"stub": "a STUB judge: says nothing of quality", "real": "a real judge", "none": "no judge"}
    return {
        name: "no model" if metric["needs"] == "nothing" else words[judge]
        for name, metric in info["metrics"].items()
    }
