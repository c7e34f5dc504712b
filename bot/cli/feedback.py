"""`/good` and `/bad` in the demo: what a person thought of the last exchange.

Only redacted text is kept, never a value of the person's own: question and answer go through the same
screening as a turn, after every value known in the conversation is back behind its placeholder.
"""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from bot.app import App
from bot.cli.roles import audience_of
from bot.domain import Outcome, reader_of

FEEDBACK = Path(".shipmate/feedback.jsonl")


async def keep(
    app: App, *, good: bool, reason: str, question: str, role: str, conversation: str, outcome: Outcome
) -> Path:
    """Add the exchange to the feedback file.

    Raises: `GuardError` when it could not be redacted; `OSError`.
    """
    reader = reader_of("", await audience_of(role, app.orders, app.companies))

    async def redacted(text: str) -> str:
        return await app.redacted(text, conversation, reader)

    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "asked_at": app.clock.now().astimezone(app.zone).isoformat(timespec="minutes"),
        "good": good,
        "reason": await redacted(reason),
        "as": role.partition(":")[0],
        "question": await redacted(question),
        "answer": await redacted(outcome.text),
        "language": outcome.language,
        "outcome": str(outcome.kind),
        "evidence": [item.id for item in outcome.evidence.found],
    }
    await asyncio.to_thread(_append, json.dumps(line, ensure_ascii=False))
    return FEEDBACK


def _append(line: str) -> None:
    FEEDBACK.parent.mkdir(parents=True, exist_ok=True)
    with FEEDBACK.open("a", encoding="utf-8") as out:
        out.write(f"{line}\n")
