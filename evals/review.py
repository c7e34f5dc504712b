"""A thumbs-down becomes the skeleton of a case, which a person completes before the gate asks it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.case import CASES, REVIEW, CaseError
from evals.runs import read_lines


def export(files: Sequence[Path], folder: Path = CASES / REVIEW) -> tuple[Path, int]:
    """Write a skeleton for each bad exchange that has none yet; return where, and how many are new.

    Raises: `CaseError` for a file that cannot be read.
    """
    file = folder / "feedback.jsonl"
    known = {line["id"] for line in read_lines(file)}
    skeletons = {
        case["id"]: case
        for path in files
        for line in _lines(path)
        if not line["good"]
        for case in [_case(line)]
    }
    new = [case for id_, case in skeletons.items() if id_ not in known]
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in new)
    return file, len(new)


def _lines(path: Path) -> list[Mapping[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise CaseError(f"{path} cannot be read: {type(error).__name__}") from None


def _case(line: Mapping[str, Any]) -> Mapping[str, Any]:
    told = f"{line['at']}{line['question']}{line['answer']}"
    return {
        "id": f"feedback-{hashlib.sha256(told.encode()).hexdigest()[:10]}",
        "review": True,
        "text": line["question"],
        "before": [],
        "as": line["as"],
        "at": line["asked_at"],
        "topic": "",
        "tags": [],
        "language": line["language"],
        "outcome": [],
        "sources": [],
        "facts": [],
        "forbidden": [],
        "reference": "",
        "half": "",
        "origin": "code",
        "note": f"{line['reason']} | was answered: {line['answer']}",
    }
