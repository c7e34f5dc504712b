"""An outcome as JSON (DESIGN 6), and as what a person reads in the terminal."""

import importlib.metadata
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.domain import COMPOSER, Outcome
from retrieval.evidence import Item, OrderFacts, OrderListFacts, Passage


def outcome_json(outcome: Outcome, *, index_version: str | None, elapsed_ms: float) -> Mapping[str, Any]:
    """Return the fields of one answer, without its `id`."""
    cited = {citation.evidence for citation in outcome.citations}
    return {
        "turn_id": outcome.turn_id,
        "outcome": str(outcome.kind),
        "reason": outcome.reason,
        "text": outcome.text,
        "language": outcome.language,
        "as_of": outcome.as_of.isoformat(),
        "citations": [
            {
                "n": citation.n,
                "title": citation.title,
                "source": citation.source,
                "start": citation.start,
                "end": citation.end,
                "version": citation.version,
                "page": citation.page,
            }
            for citation in outcome.citations
        ],
        "evidence": [_evidence_json(item, item.id in cited) for item in outcome.evidence.found],
        "orders": [_order_json(order) for order in orders_of(outcome)],
        "choices": [{"label": choice.label, "say": choice.say} for choice in outcome.choices],
        "action": str(outcome.action),
        "card": asdict(outcome.card) if outcome.card else None,
        "model": outcome.model,
        "versions": {
            "app": importlib.metadata.version("shipmate"),
            "prompt": outcome.prompt,
            "index": index_version,
            "model": None if outcome.model == COMPOSER else outcome.model_version or outcome.model,
        },
        **_model_use(outcome),
        "elapsed_ms": round(elapsed_ms, 1),
    }


def _model_use(outcome: Outcome) -> Mapping[str, Any]:
    """Where a model was asked: what it used, and who was passed over and why."""
    if outcome.model == COMPOSER and not outcome.fallbacks:
        return {}
    usage = outcome.usage
    return {
        "usage": {"prompt_tokens": usage.prompt_tokens, "completion_tokens": usage.completion_tokens},
        "fallbacks": list(outcome.fallbacks),
    }


def orders_of(outcome: Outcome) -> tuple[OrderFacts, ...]:
    """Return every order of the evidence once: alone, in a list, or among choices."""
    orders: dict[str, OrderFacts] = {}
    for item in outcome.evidence.found:
        rows = item.rows if isinstance(item, OrderListFacts) else (item,)
        orders.update({row.order.number: row for row in rows if isinstance(row, OrderFacts)})
    return tuple(orders.values())


def _evidence_json(item: Item, used: bool) -> Mapping[str, Any]:
    span = (item.start, item.end, round(item.score, 4)) if isinstance(item, Passage) else (None, None, None)
    return {
        "id": item.id,
        "kind": item.kind,
        "source": item.source,
        "start": span[0],
        "end": span[1],
        "score": span[2],
        "text": item.text,
        "used": used,
    }


def _order_json(facts: OrderFacts) -> Mapping[str, Any]:
    order = facts.order
    return {
        "number": order.number,
        "customer": order.customer.name,
        "status": str(order.status),
        "promised_at": order.promised_at.isoformat() if order.promised_at else None,
        "reasons": [str(reason.code) for reason in facts.reasons],
        "url": order.url,
    }
