"""The individuals the company knows, read in the background: no question waits for a hundred thousand."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from guardrails.directory import NOBODY, Directory
from retrieval.errors import SourceUnavailable

ReadNames = Callable[[], Awaitable[Iterable[str]]]


@dataclass(slots=True, kw_only=True)
class KnownPeople:
    """The directory as last read: again after `seconds`, after a failure already after `retry_seconds`.

    A source that is down leaves the last one standing. Before there is a first one a question waits for it
    `patience_seconds` at the most and is then searched without: ADR 0011.
    """

    read: ReadNames
    seconds: float = 600.0
    retry_seconds: float = 30.0
    patience_seconds: float = 4.0
    log_missing: Callable[[str, str], None] = lambda part, reason: None
    _known: Directory | None = field(default=None, repr=False)
    _due: float = field(default=0.0)
    _reading: "asyncio.Task[None] | None" = field(default=None, repr=False)

    async def directory(self) -> Directory:
        if self._reading is None and time.monotonic() >= self._due:
            self._reading = asyncio.create_task(self._refresh())
        if self._known is None and self._reading is not None:
            await asyncio.wait({self._reading}, timeout=self.patience_seconds)
        return self._known or NOBODY

    async def close(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait({self._reading})

    async def _refresh(self) -> None:
        wait = self.retry_seconds
        try:
            self._known = await asyncio.to_thread(Directory, list(await self.read()))
            wait = self.seconds
        except Exception as error:  # a question is searched without the names rather than not answered
            reason = error.reason if isinstance(error, SourceUnavailable) else type(error).__name__
            self.log_missing("names of people", reason)
        finally:
            self._due, self._reading = time.monotonic() + wait, None


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """A directory that was read before, and stays."""

    read: Directory

    async def directory(self) -> Directory:
        return self.read


NOBODY_KNOWN = PeopleRead(NOBODY)
