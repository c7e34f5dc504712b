"""What a conversation is about, and how long that is still meant. Holds references and names, no text.

An order is still meant when somebody goes on within a working day and within some questions about other
things. After that a follow-up is asked what it is about, not answered about something long gone.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cachetools import LRUCache

from retrieval.question import NO_FOCUS, Focus

LONGEST_PAUSE = timedelta(hours=8)
MOST_OTHER_QUESTIONS = 6
"""Questions about something else, one after the other, after which what was spoken of before is let go."""


def still_meant(focus: Focus, last_turn: datetime, now: datetime) -> Focus:
    """Return what of the focus a follow-up may go on from; the language stays for as long."""
    if now - last_turn > LONGEST_PAUSE:
        return NO_FOCUS
    if focus.other_questions >= MOST_OTHER_QUESTIONS:
        return Focus(language=focus.language, told_to=focus.told_to)
    return focus


class InProcessMemory:
    """Memory of this process alone; forgets the oldest conversation beyond `conversations`."""

    def __init__(
        self, *, conversations: int = 10_000, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._kept: LRUCache[str, tuple[Focus, datetime]] = LRUCache(conversations)
        self._now = now

    async def recall(self, conversation: str) -> Focus:
        kept = self._kept.get(conversation)
        return still_meant(*kept, self._now()) if kept else NO_FOCUS

    async def remember(self, conversation: str, focus: Focus) -> None:
        self._kept[conversation] = (focus, self._now())

    async def forget(self, conversation: str) -> None:
        self._kept.pop(conversation, None)
