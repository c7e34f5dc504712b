"""What was found in texts of sources: documents and orders say the same, turn after turn."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from cachetools import LRUCache

from guardrails import pii
from guardrails.directory import NOBODY, Directory


@dataclass(slots=True)
class Searched:
    """Keeps the places found in the last texts, as long as the same people are known. Never a question's."""

    _people: Directory = NOBODY
    _found: LRUCache[str, Sequence[pii.Finding]] = field(default_factory=lambda: LRUCache(4_096), repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def find(self, text: str, people: Directory) -> Sequence[pii.Finding]:
        """Return the personal data in a text, as `pii.find` does. Raises: `pii.RedactionError`."""
        with self._lock:
            if people is not self._people:
                self._people, self._found = people, LRUCache(4_096)
            known = self._found.get(text)
        if known is None:
            known = pii.find(text, people)
            with self._lock:
                if people is self._people:
                    self._found[text] = known
        return known
