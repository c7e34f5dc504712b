"""Score a run: `python -m evals.ragas_env.score DIR` reads DIR/run.jsonl and writes DIR/ragas.jsonl.

Without a judge, ids and strings are compared. With one (`SHIPMATE_JUDGE__…`), it is shown the masked texts of
DIR/judge-input.jsonl and nothing else. A metric that says nothing of a case, or failed, is null there; how
often, and why, stands in DIR/ragas-info.json. Exit code 1: the run cannot be read, or a judge's settings.
"""

import argparse
import asyncio
import importlib.metadata
import platform
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.ragas_env.applies import HIGHER_IS_BETTER, says_something
from evals.ragas_env.calibration import calibration_of
from evals.ragas_env.faults import JudgeFault
from evals.ragas_env.judge_settings import JudgeSettings, JudgeSettingsError, judge_settings
from evals.ragas_env.quiet import import_quietly
from evals.ragas_env.run_files import (
    INFO,
    SCORES,
    Scored,
    Texts,
    read_masked,
    read_run,
    write_json,
    write_lines,
)
from evals.ragas_env.tally import Tally

_LIBRARIES = ("ragas", "openai", "instructor", "rapidfuzz", "rouge-score", "sacrebleu")
Scores = dict[str, float | None]
Tallies = defaultdict[str, Tally]


async def score_run(folder: Path, settings: JudgeSettings) -> Mapping[str, Any]:
    """Write both files and return what is in the second."""
    import_quietly()
    cases, tallies = read_run(folder), Tallies(Tally)
    scores = await _without_judge(cases, tallies)
    judge: Mapping[str, Any] = {"kind": "none", "name": None, "calibration": None}
    if settings.is_configured:
        judge = await _with_judge(cases, read_masked(folder), settings, scores, tallies)
    rows = ({"id": case.id, "scores": of_case} for case, of_case in zip(cases, scores, strict=True))
    info = _info(tallies, judge)
    write_lines(folder / SCORES, rows)
    write_json(folder / INFO, info)
    return info


async def _without_judge(cases: Sequence[Scored], tallies: Tallies) -> list[Scores]:
    from evals.ragas_env.without_judge import metrics

    measured = metrics()
    rows: list[Scores] = []
    for case in cases:
        row: Scores = {}
        for name, metric in measured.items():
            row[name], fault = None, "no_answer" if case.failed else None
            try:
                row[name] = None if case.failed else await metric(case)
            except Exception as error:  # one odd text must not cost the others their scores
                fault = type(error).__name__
            tallies[name].count(row[name], fault)
        rows.append(row)
    return rows


async def _with_judge(
    cases: Sequence[Scored],
    masked: Mapping[str, Texts],
    settings: JudgeSettings,
    scores: Sequence[Scores],
    tallies: Tallies,
) -> Mapping[str, Any]:
    """Add the judge's scores to those there are, and return how it is to be taken."""
    from evals.ragas_env.judge import judge_from
    from evals.ragas_env.with_judge import judged_metrics

    async with judge_from(settings) as judge:
        measured = judged_metrics(judge)

        async def one(case: Scored, row: Scores, name: str) -> None:
            row[name], fault = None, None
            try:
                row[name] = await _verdict(measured, name, case, masked.get(case.digest))
            except JudgeFault as error:
                fault = error.code
            tallies[name].count(row[name], fault)

        async with asyncio.TaskGroup() as tasks:
            for case, row in zip(cases, scores, strict=True):
                for name in measured.verdicts:
                    row[name] = None  # the order of the columns is not that of the verdicts
                    tasks.create_task(one(case, row, name))
        return {
            "kind": judge.kind,
            "name": judge.name,
            "prompts": measured.prompts,
            "requests": judge.asking.made,
            "calibration": calibration_of(
                Path(settings.folder), judge.name, measured.prompts, is_stub=judge.is_stub
            ),
        }


async def _verdict(measured: Any, name: str, case: Scored, texts: Texts | None) -> float | None:
    if not case.wants_reply:
        return None
    if case.failed:
        raise JudgeFault("no_answer")
    if texts is None:
        raise JudgeFault("not_masked")
    if not says_something(name, texts, replied=case.replied):
        return None
    score: float = await measured.score(name, texts)
    return score


def _info(tallies: Tallies, judge: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "versions": {"python": platform.python_version()}
        | {name: importlib.metadata.version(name) for name in _LIBRARIES},
        "judge": judge,
        "metrics": {
            name: {
                "needs": "judge" if name in HIGHER_IS_BETTER else "nothing",
                "higher_is_better": HIGHER_IS_BETTER.get(name, True),
                "usable": tally.is_usable,
                "may_block": tally.is_usable and _is_trusted(name, judge),
                "scored": tally.scored,
                "not_applicable": tally.not_applicable,
            }
            for name, tally in tallies.items()
        },
        "failed": {name: tally.failed for name, tally in tallies.items()},
        "reasons": {name: dict(tally.reasons) for name, tally in tallies.items() if tally.reasons},
    }


def _is_trusted(name: str, judge: Mapping[str, Any]) -> bool:
    """Return whether a metric is computed, or judged by one that agrees with people."""
    if name not in HIGHER_IS_BETTER:
        return True
    calibrated = (judge["calibration"] or {}).get("metrics", {})
    return judge["kind"] == "real" and bool(calibrated.get(name, {}).get("may_block"))


def summary(info: Mapping[str, Any]) -> list[str]:
    """Return a line for the judge and one for each metric that is of no use."""
    judge = info["judge"]
    words = {"none": "no judge was asked", "stub": "a stub judged: canned verdicts, they prove plumbing only"}
    lines = [words.get(judge["kind"], f"a real judge was asked: {judge['name']}")]
    return lines + [
        f"{name} is of no use: {info['failed'][name]} of {metric['scored'] + info['failed'][name]} failed"
        f" ({', '.join(info['reasons'][name])})"
        for name, metric in info["metrics"].items()
        if not metric["usable"] and info["failed"][name]
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.ragas_env.score", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    chosen = parser.parse_args()
    try:
        info = asyncio.run(score_run(chosen.folder, judge_settings()))
    except (JudgeSettingsError, ValueError, FileNotFoundError) as error:
        sys.stderr.write(f"score: {error}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in summary(info))
    return 0


if __name__ == "__main__":
    sys.exit(main())
