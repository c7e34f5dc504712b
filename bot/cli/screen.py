"""`shipmate screen`: does a text try to give the assistant orders, and why it looks so."""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.cli.lines import Line, answer_lines, line_from
from guardrails import injection


def screen_all(*, text: str | None, as_json: bool, jsonl: Path | None) -> int:
    if jsonl is not None:
        return asyncio.run(answer_lines(jsonl, _screen_line, sys.stdout))
    line = line_from(text, None)
    verdict = injection.screen(line.text)
    shown = (
        json.dumps({"id": None, **_json(verdict)}, ensure_ascii=False)
        if as_json
        else _words(verdict, line.text)
    )
    print(shown)
    return 0


async def _screen_line(line: Line) -> Mapping[str, Any]:
    return _json(injection.screen(line.text))


def _json(verdict: injection.Verdict) -> dict[str, Any]:
    """Return the JSON of one answer; spans are those of the input."""
    return {
        "blocked": verdict.blocked,
        "reason": verdict.reason,
        "score": verdict.score,
        "findings": [
            {"start": one.start, "end": one.end, "rule": one.rule, "score": one.score}
            for one in verdict.findings
        ],
    }


def _words(verdict: injection.Verdict, text: str) -> str:
    head = (
        "suspicious"
        if verdict.blocked
        else "nothing to distrust"
        if not verdict.findings
        else "below the threshold"
    )
    lines = [f"{head}: {verdict.score:.2f} of 1, suspicious from {injection.THRESHOLD}"]
    lines += [
        f"  {one.rule} ({one.score:.2f}): {' '.join(text[one.start : one.end].split())[:80]}"
        for one in verdict.findings
    ]
    return "\n".join(lines)
