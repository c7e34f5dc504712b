"""A bounded number of connections, each with a thread of its own; one given up on is never used again."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from retrieval.odoo.connection import Connection
from retrieval.odoo.errors import OdooAccessDenied, OdooRejected, OdooTimeout

_Result = TypeVar("_Result")


class Pool:
    """Connections are made when first needed. For one event loop."""

    def __init__(self, connect: Callable[[], Connection], *, size: int) -> None:
        self._connect = connect
        self._free = asyncio.Semaphore(size)
        self._idle: list[_Worker] = []

    async def run(self, work: Callable[[Connection], _Result], *, timeout_seconds: float) -> _Result:
        """Return what `work` returned in a thread; waiting for a free connection counts.

        Raises:
            OdooTimeout: the time is over; the request has been cut.
        """
        try:
            async with asyncio.timeout(timeout_seconds), self._free:
                return await self._with_worker(work)
        except TimeoutError:
            raise OdooTimeout from None

    async def _with_worker(self, work: Callable[[Connection], _Result]) -> _Result:
        worker = self._idle.pop() if self._idle else _Worker(self._connect())
        try:
            result = await worker.run(work)
        except (OdooAccessDenied, OdooRejected):
            self._idle.append(worker)  # the server answered: the connection is sound
            raise
        except BaseException:  # also when the caller was cancelled, with the request under way
            worker.discard()
            raise
        self._idle.append(worker)
        return result

    async def close(self) -> None:
        """End the idle threads. A call that is still running keeps its own until it ends."""
        while self._idle:
            self._idle.pop().discard()


class _Worker:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="odoo")

    async def run(self, work: Callable[[Connection], _Result]) -> _Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, self._connection)

    def discard(self) -> None:
        """Let the thread end: its request fails now, so it does not outlive the turn that gave up on it."""
        self._connection.cut()
        self._thread.shutdown(wait=False, cancel_futures=True)
