"""Only few turns reckon at the same time: a busy process still answers its channels at once.

Reckoning (searching, checking, wording) keeps the processor; who waits for a language model keeps nothing,
and leaves the lane meanwhile. Who comes back goes before who is new: their answer is nearer to being ready.
"""

import asyncio
import contextlib
import heapq
import itertools
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field

_IN: ContextVar["Lane | None"] = ContextVar("lane", default=None)
_BACK, _NEW = 0, 1
_Waiter = tuple[int, int, "asyncio.Future[None]"]


@dataclass(slots=True, kw_only=True)
class Lane:
    """At most `places` turns are in it; others wait in the order in which they came."""

    places: int
    _taken: int = 0
    _waiting: list[_Waiter] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @contextlib.asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        await self._enter(_NEW)
        token = _IN.set(self)
        try:
            yield
        finally:
            _IN.reset(token)
            self._leave()

    @contextlib.asynccontextmanager
    async def left(self) -> AsyncIterator[None]:
        """Give the place away until the end of the block, and come back: even when it is cancelled."""
        self._leave()
        try:
            yield
        except BaseException:
            self._taken += 1  # it is about to leave for good: nobody waits for that
            raise
        await self._come_back()

    async def _come_back(self) -> None:
        try:
            await self._enter(_BACK)
        except BaseException:
            self._taken += 1
            raise

    async def _enter(self, rank: int) -> None:
        if self._taken < self.places:
            self._taken += 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), place))
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._leave()  # it was given a place in this very moment
            raise

    def _leave(self) -> None:
        """Give the place to who waits longest, or back."""
        self._taken -= 1
        while self._waiting and self._taken < self.places:
            _, _, place = heapq.heappop(self._waiting)
            if not place.done():
                self._taken += 1
                place.set_result(None)


@contextlib.asynccontextmanager
async def waiting_elsewhere() -> AsyncIterator[None]:
    """Leave the lane while something outside of this process is waited for; nothing where there is none."""
    lane = _IN.get()
    if lane is None:
        yield
        return
    async with lane.left():
        yield
