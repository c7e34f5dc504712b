"""What a conversation is about, kept in this process. Holds references and names, no text a person wrote."""

from cachetools import TTLCache

from retrieval.question import NO_FOCUS, Focus


class InProcessMemory:
    """Forgets a conversation after `idle_seconds` without a turn, and the oldest beyond `conversations`."""

    def __init__(self, *, conversations: int = 10_000, idle_seconds: float = 8 * 3600) -> None:
        self._focus: TTLCache[str, Focus] = TTLCache(conversations, idle_seconds)

    async def recall(self, conversation: str) -> Focus:
        return self._focus.get(conversation, NO_FOCUS)

    async def remember(self, conversation: str, focus: Focus) -> None:
        self._focus[conversation] = focus

    async def forget(self, conversation: str) -> None:
        self._focus.pop(conversation, None)
