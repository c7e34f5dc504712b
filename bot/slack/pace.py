"""Slack takes about one message a second and channel: who comes too early waits for their turn."""

import asyncio
from dataclasses import dataclass, field

from cachetools import TTLCache

from bot.errors import NotSent


@dataclass(slots=True, kw_only=True)
class Pace:
    """In seconds. A short burst is allowed, as Slack does; then one message every `every_seconds`."""

    every_seconds: float = 1.0
    burst: int = 3
    longest_seconds: float = 4.0
    _free_at: TTLCache[str, float] = field(default_factory=lambda: TTLCache(20_000, 120.0))

    async def wait(self, channel: str) -> None:
        """Return when a message may be sent to this channel; each call takes one place in the line.

        Raises: `NotSent` when that is too long to wait for: come back then.
        """
        now = asyncio.get_running_loop().time()
        earliest = now - self.every_seconds * (self.burst - 1)
        place = max(self._free_at.get(channel, earliest), earliest)
        if place - now > self.longest_seconds:
            raise NotSent("Too many messages to one channel.", retry_after_seconds=place - now)
        self._free_at[channel] = place + self.every_seconds
        if place > now:
            await asyncio.sleep(place - now)
