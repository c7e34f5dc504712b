"""The report of a run: one HTML file that needs nothing else, readable by everybody."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.baseline import Baseline
from evals.gate import Verdict
from evals.history import HISTORY, shares_passed
from evals.history import NAME as RUNS
from evals.outside import judge_in_words, kinds_of
from evals.report.diff import word_diff
from evals.report.plots import latency_bars, place, trend
from evals.runs import RunInfo
from evals.scoring import METRICS, Scored

NAME = "report.html"
_TITLES = {metric.name: metric.title for metric in METRICS} | {
    "noise_sensitivity": "RAGAS: noise sensitivity (1 − score)"
}
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
        judge=judge_in_words(folder),
        before=baseline.cases if baseline else {},
        baseline=baseline,
    )
    file = folder / NAME
    file.write_text(page, encoding="utf-8")
    return file


def title_of(metric: str) -> str:
    return _TITLES.get(metric, f"RAGAS: {metric.replace('_', ' ')}")
