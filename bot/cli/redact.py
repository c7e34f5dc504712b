"""`shipmate redact`: a text as the language model would get it."""

import asyncio
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.cli.lines import Line, answer_lines
from bot.cli.people import known_people
from bot.errors import ShipmateError
from guardrails import pii
from guardrails.directory import Directory
from guardrails.vault import ConversationVault, escape


def redact_all(*, text: str | None, as_json: bool, jsonl: Path | None) -> int:
    redactor = _Redactor(people=known_people())
    if jsonl is not None:
        return asyncio.run(answer_lines(jsonl, redactor.line, sys.stdout))
    result = redactor.redacted(text if text is not None else sys.stdin.read(), "terminal")
    print(json.dumps({"id": None, **result}, ensure_ascii=False) if as_json else result["redacted"])
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redactor:
    people: Directory
    vault: ConversationVault = field(default_factory=ConversationVault)

    async def line(self, line: Line) -> Mapping[str, Any]:
        return self.redacted(line.text, line.conversation or f"line-{line.id}")

    def redacted(self, text: str, conversation: str) -> dict[str, Any]:
        """Return the JSON of one answer; the spans are those of the input."""
        text = escape(text)
        try:
            findings = pii.find(text, self.people)
        except pii.RedactionError as error:
            raise ShipmateError(str(error)) from None
        return {
            "redacted": pii.redact(
                text, findings, lambda kind, value: self.vault.seal(conversation, kind, value).placeholder
            ),
            "findings": [
                {"start": found.start, "end": found.end, "type": found.type, "score": round(found.score, 3)}
                for found in findings
            ],
        }
