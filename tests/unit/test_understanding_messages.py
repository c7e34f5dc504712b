"""Messages as people write them: how many are understood in full. The ones that are not stay in the data."""

import json
from pathlib import Path
from typing import Any

from retrieval.orders.source import OrderFilter
from retrieval.question import Focus, Intent, Question
from tests.unit.understanding_company import asked, record

MESSAGES = Path(__file__).parents[1] / "data" / "questions_understanding.jsonl"
SHARE = 0.95
"""Of the messages, in the least good of intents, references, names and language."""


def test_understands_nearly_all_messages_in_full() -> None:
    rows = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    seen = [(_seen(asked(row["text"], _focus(row.get("focus", {})))), row) for row in rows]
    for part in ("intents", "references", "mentions", "language"):
        wrong = [row["id"] for got, row in seen if got[part] != row[part]]
        assert len(wrong) <= (1 - SHARE) * len(rows), (part, wrong)


def _focus(said: dict[str, Any]) -> Focus:
    return Focus(
        orders=tuple(said.get("orders", ())),
        customer=record(said["customer"]) if "customer" in said else None,
        intent=Intent(said["intent"]) if "intent" in said else None,
        wanted=OrderFilter(late=True) if said.get("wanted") else None,
    )


def _seen(question: Question) -> dict[str, Any]:
    references = [f"{one.kind}:{one.value}" for ask in question.asks for one in ask.references]
    names = {one.name for ask in question.asks for mention in ask.mentions for one in mention.records}
    return {
        "intents": [ask.intent.value for ask in question.asks],
        "references": list(dict.fromkeys(references)),
        "mentions": sorted(names),
        "language": question.language,
    }
