"""Compare the judge with people: `python -m evals.ragas_env.calibrate FOLDER` of masked labels (*.jsonl).

`make calibrate` masks `evals/labels` first. Prints the correlation with people for each metric, beside that
of plain word overlap on the same answers, and keeps it for this judge and these prompts. Exit code 1: no
judge is configured, or the labels cannot be used.
"""

import argparse
import asyncio
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.ragas_env.calibration import agreement, floor, keep
from evals.ragas_env.faults import JudgeFault
from evals.ragas_env.judge_settings import JudgeSettings, JudgeSettingsError, judge_settings
from evals.ragas_env.labels import Labelled, LabelsError, read_labels
from evals.ragas_env.quiet import import_quietly


async def calibrate(items: Sequence[Labelled], settings: JudgeSettings) -> Mapping[str, Any]:
    """Return what was found by metric, after keeping it."""
    import_quietly()
    from evals.ragas_env.judge import judge_from
    from evals.ragas_env.with_judge import judged_metrics

    async with judge_from(settings) as judge:
        measured = judged_metrics(judge)

        async def verdict(item: Labelled) -> float | None:
            try:
                return await measured.score(item.metric, item.texts)
            except JudgeFault:
                return None

        known = [item for item in items if item.metric in measured.verdicts]
        verdicts = dict(
            zip(
                ((item.id, item.metric) for item in known),
                await asyncio.gather(*map(verdict, known)),
                strict=True,
            )
        )
        found = {}
        for name in dict.fromkeys(item.metric for item in known):
            of_one = [item for item in known if item.metric == name]
            found[name] = agreement(of_one, [verdicts[item.id, name] for item in of_one], floor())
        keep(Path(settings.folder), judge.name, measured.prompts, found, is_stub=judge.is_stub)
        return {"judge": judge.name, "kind": judge.kind, "metrics": found}


def lines_of(result: Mapping[str, Any]) -> list[str]:
    lines = [f"judge {result['judge']} ({result['kind']})"]
    for name, found in result["metrics"].items():
        may = "may block" if found["may_block"] and result["kind"] == "real" else "may not block"
        lines.append(
            f"{name}: {found['labels']} labels of {found['raters']} raters (alpha {found['raters_alpha']}), "
            f"Spearman {found['spearman']} {found['interval']}, Pearson {found['pearson']}; "
            f"word overlap Spearman {found['word_overlap']['spearman']}: {may}"
        )
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.ragas_env.calibrate", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    chosen = parser.parse_args()
    try:
        settings, items = judge_settings(), read_labels(sorted(chosen.folder.glob("*.jsonl")))
        if not items:
            raise LabelsError("There are no labels: the judge is not calibrated and may not block.")
        if not settings.is_configured:
            raise JudgeSettingsError("No judge is configured: set SHIPMATE_JUDGE__KIND and its neighbours.")
    except (JudgeSettingsError, LabelsError) as error:
        sys.stderr.write(f"calibrate: {error}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in lines_of(asyncio.run(calibrate(items, settings))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
