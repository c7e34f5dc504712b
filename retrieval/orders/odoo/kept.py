"""Values read once and kept for a while: what changes rarely is not asked for at every question."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from cachetools import TTLCache

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """Reads a value when it is first asked for and again after `seconds`. No failure is kept, and no None."""

    def __init__(self, read: Callable[[Key], Awaitable[Value]], *, seconds: float, most: int = 64) -> None:
        self._read = read
        self._values: TTLCache[Key, Value] = TTLCache(maxsize=most, ttl=seconds)
        self._lock = asyncio.Lock()

    async def get(self, key: Key) -> Value:
        found = self._values.get(key)
        if found is not None:
            return found
        async with self._lock:
            found = self._values.get(key)  # others may have waited for the same
            if found is None:
                found = self._values[key] = await self._read(key)
            return found
