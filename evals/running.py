"""`shipmate eval`: ask, score, judge, report."""

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import running
from bot.cli.ask import clock_at
from bot.cli.sandbox import bring_sandbox_up_to_date
from bot.settings import read_settings
from evals.baseline import BASELINE, baseline_of, read_baseline, write_baseline
from evals.case import CASES, Case, CaseError, read_cases
from evals.collecting import Collector
from evals.gate import Verdict, judge, read_rules, row_fields
from evals.history import HISTORY, NAME, remember
from evals.outside import informing_in, metrics_in
from evals.report import write_report
from evals.review import export
from evals.runs import RAGAS, Run, RunError, read_lines, read_run, write_run
from evals.scoring import Scored, scored

VERDICT = "verdict.json"
"""Figures only, for the notice of a loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command was asked to do."""

    cases: Path | None
    half: str
    out: Path
    only: tuple[str, ...]
    collect: bool
    scored: bool
    accept: bool
    at_once: int
    as_json: bool


def evaluate_cases(wish: Wish) -> int:
    """Return 0 when all is good enough, 1 when it is not, 2 when it could not be found out."""
    try:
        run = read_run(wish.out) if wish.scored else _collected(wish)
        return 0 if wish.collect else _judged(run, wish)
    except (CaseError, RunError) as error:
        print(f"shipmate eval: {error}", file=sys.stderr)
        return 2


def export_for_review(files: Sequence[Path]) -> int:
    """Print how many cases for review were made; return 2 when a file cannot be read."""
    try:
        file, count = export(files)
    except CaseError as error:
        print(f"shipmate eval: {error}", file=sys.stderr)
        return 2
    print(f"{count} new cases for review in {file}")
    return 0


def _collected(wish: Wish) -> Run:
    every = read_cases(wish.cases or CASES)
    chosen = [case for case in every if _is_wanted(case, wish)]
    if not chosen:
        raise CaseError("no case is of that half and of these ids")
    settings = read_settings()
    bring_sandbox_up_to_date(settings)
    clock = clock_at(None, settings)

    async def ask() -> Run:
        async with running(settings, clock=clock, index=settings.documents.file) as app:
            collector = Collector(app=app, clock=clock, at_once=wish.at_once)
            return await collector.run(chosen, partial=len(chosen) < len(every))

    run = asyncio.run(ask())
    write_run(run, wish.out)
    return run


def _is_wanted(case: Case, wish: Wish) -> bool:
    return wish.half in ("all", case.half) and (not wish.only or case.id in wish.only)


def _judged(run: Run, wish: Wish) -> int:
    marked, baseline = scores_of(run, wish.out), read_baseline()
    informing = informing_in(wish.out)
    verdict = judge(marked, read_rules(), baseline, partial=run.info.partial, informing=informing)
    (wish.out / VERDICT).write_text(json.dumps(row_fields(verdict)), encoding="utf-8")
    remember(run.info, verdict, wish.out / NAME)
    report = write_report(wish.out, run.info, marked, verdict, baseline)
    if wish.as_json:
        print(json.dumps(row_fields(verdict)))
    else:
        _print(verdict, run, report)
    if wish.accept and run.info.partial:
        raise RunError("a run of some of the cases cannot be the baseline")
    if wish.accept:
        write_baseline(baseline_of(marked, run.info, without=informing), BASELINE)
        remember(run.info, verdict, HISTORY)
        print(f"This run is the baseline now: {BASELINE.name}", file=sys.stderr)
    return 0 if verdict.passed or wish.accept else 1


def scores_of(run: Run, folder: Path) -> list[Scored]:
    """Return the scores of a run, with those RAGAS made where it was asked and nothing stands against it."""
    made = {str(line["id"]): line["scores"] for line in read_lines(folder / RAGAS)}
    usable = {name: metric for name, metric in metrics_in(folder).items() if metric["usable"]}
    marked = [scored(answered) for answered in run.answered]
    return [
        Scored(
            answered=one.answered,
            scores={
                **one.scores,
                **{
                    name: _the_more_the_better(made.get(one.case.id, {}).get(name), metric)
                    for name, metric in usable.items()
                },
            },
            faults=one.faults,
        )
        for one in marked
    ]


def _the_more_the_better(score: float | None, metric: Mapping[str, Any]) -> float | None:
    """Turn a score round that is the better the lower it is: the gate knows one direction."""
    return 1 - score if score is not None and not metric["higher_is_better"] else score


def _print(verdict: Verdict, run: Run, report: Path) -> None:
    half = "reporting half" if verdict.judged else "part of the cases, not judged"
    print(f"{run.info.cases} cases, {run.info.source}, written by {run.info.writer}; {half}:")
    print(f"  {'':<28}{'score':>7}  {'95 % interval':<16}{'cases':>5}{'floor':>8}{'before':>8}{'change':>8}")
    for row in verdict.rows:
        found = row.figure
        if found.mean is None:
            continue
        change = f"{row.change.mean:+.1%}" if row.change else ""
        print(
            f"  {row.metric:<28}{found.mean:>7.1%}  {found.low:.1%}–{found.high:.1%}".ljust(53)
            + f"{found.n:>5}{_share(row.floor):>8}{_share(row.before):>8}{change:>8}"
        )
    known = verdict.compared
    print(
        f"Against the baseline: {known.same} cases compared, {known.new} new, {known.changed} changed, "
        f"{known.gone} gone."
    )
    for failure in verdict.failures:
        print(f"BELOW: {failure}")
    print(f"{_sentence(verdict)} The report: {report}")


def _sentence(verdict: Verdict) -> str:
    if not verdict.passed:
        return "Not good enough."
    return "Good enough." if verdict.judged else "Only some of the cases: not judged."


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"
