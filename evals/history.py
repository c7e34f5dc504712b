"""Figures of past runs, a JSON line each: the accepted in `evals/history.jsonl`, all beside local runs."""

import json
from pathlib import Path

from evals.gate import Verdict
from evals.runs import RunInfo, read_lines

HISTORY = Path(__file__).parent / "history.jsonl"
NAME = "history.jsonl"


def remember(info: RunInfo, verdict: Verdict, file: Path) -> None:
    """Add a run to a file; the same run only once, and a run of some cases never."""
    if info.partial or any(line["at"] == info.at for line in read_lines(file)):
        return
    means = {row.metric: row.figure.mean for row in verdict.rows}
    line = {"at": info.at, "source": info.source, "writer": info.writer, "cases": info.cases, "means": means}
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")


def shares_passed(*files: Path) -> list[tuple[str, float]]:
    """Return moment and share passed of every run in these files, oldest first."""
    lines = {line["at"]: line["means"]["passed"] for file in files for line in read_lines(file)}
    return sorted(lines.items())
