"""What was found is distrusted where it gives orders: a text that reads so is data at most (ADR 0014).

Customers get no such passage; staff get it as a quotation that says so. A suspicious text typed into
the order system is left out of facts and of what a model reads: nobody asks for it by its words.
"""

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from cachetools import LRUCache

from bot.rewriting import rewritten
from guardrails import injection
from retrieval.audience import Audience
from retrieval.evidence import AskEvidence, Evidence, Item, NotFound, Passage

LEFT_OUT = "[text left out: it reads like instructions]"
_SHORTEST = 12
"""Characters below which nobody gives orders in a name or a reference."""
_NOT_READ = frozenset({"id", "source", "url", "portal_url", "tracking_url", "text", "language", "currency"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Distrust:
    """Remembers verdicts, not texts. Safe from several threads."""

    _known: LRUCache[Hashable, bool] = field(default_factory=lambda: LRUCache(20_000), repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def of(self, evidence: Evidence, audience: Audience) -> Evidence:
        """Return the evidence without orders in it, as far as this asker may have it at all."""
        return replace(evidence, asks=tuple(self._ask(one, audience) for one in evidence.asks))

    def _ask(self, found: AskEvidence, audience: Audience) -> AskEvidence:
        items = (self._item(item) for item in found.found)
        return replace(found, found=tuple(item for item in items if _is_for(item, audience)))

    def _item(self, item: Item) -> Item:
        match item:
            case Passage():
                text = f"{item.title}\n{item.heading}\n{item.text}"
                return replace(item, suspicious=True) if self._is_suspicious(text) else item
            case NotFound():
                return item
        return self._typed(item)

    def _typed(self, item: Item) -> Item:
        """Return facts without what somebody typed into them to be obeyed, there and in their text."""
        left_out: list[str] = []

        def trusted(text: str) -> str:
            if len(text) < _SHORTEST or not self._is_suspicious(text):
                return text
            left_out.append(text)
            return LEFT_OUT

        typed = rewritten(item, trusted, but=_NOT_READ)
        if not left_out:
            return item
        return rewritten(typed, lambda text: _without(text, left_out), but=_NOT_READ - {"text"})

    def _is_suspicious(self, text: str) -> bool:
        mark = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        with self._lock:
            known = self._known.get(mark)
        if known is None:
            known = injection.is_suspicious(text)
            with self._lock:
                self._known[mark] = known
        return known


def _is_for(item: Item, audience: Audience) -> bool:
    return audience.is_staff or not (isinstance(item, Passage) and item.suspicious)


def _without(text: str, left_out: list[str]) -> str:
    for one in left_out:
        text = text.replace(one, LEFT_OUT)
    return text
