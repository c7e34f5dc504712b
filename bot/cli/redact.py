"""`shipmate redact`: a text as the language model would get it."""

import asyncio
import json
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from bot.cli.lines import Line, answer_lines
from bot.errors import ShipmateError
from guardrails import pii
from guardrails.vault import ConversationVault, escape


def redact_all(*, text: str | None, as_json: bool, jsonl: Path | None) -> int:
    vault = ConversationVault()
    if jsonl is not None:
        return asyncio.run(answer_lines(jsonl, partial(_redact_line, vault), sys.stdout))
    result = _redacted(text if text is not None else sys.stdin.read(), "terminal", vault)
    print(json.dumps({"id": None, **result}, ensure_ascii=False) if as_json else result["redacted"])
    return 0


async def _redact_line(vault: ConversationVault, line: Line) -> Mapping[str, Any]:
    return _redacted(line.text, line.conversation or f"line-{line.id}", vault)


def _redacted(text: str, conversation: str, vault: ConversationVault) -> dict[str, Any]:
    """Return the JSON of one answer; the spans are those of the input."""
    text = escape(text)
    try:
        findings = pii.find(text)
    except pii.RedactionError as error:
        raise ShipmateError(str(error)) from None
    return {
        "redacted": pii.redact(
            text, findings, lambda kind, value: vault.seal(conversation, kind, value).placeholder
        ),
        "findings": [
            {"start": found.start, "end": found.end, "type": found.type, "score": round(found.score, 3)}
            for found in findings
        ],
    }
