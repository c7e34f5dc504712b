"""A way to a server that can be closed: what goes through it sees the server die, and come back."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class ClosingProxy:
    """Forwards connections of a port of 127.0.0.1 to another, unless it is closed."""

    target: int
    port: int = 0
    is_closed: bool = False
    _through: set[asyncio.StreamWriter] = field(default_factory=set)

    async def close_for(self, seconds: float) -> None:
        self.is_closed = True
        for writer in list(self._through):
            writer.transport.abort()
        await asyncio.sleep(seconds)
        self.is_closed = False

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_closed:
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        self._through |= {writer, back}
        await asyncio.gather(_copied(reader, back), _copied(there, writer))
        self._through -= {writer, back}


@contextlib.asynccontextmanager
async def closing_proxy(target: int) -> AsyncIterator[ClosingProxy]:
    proxy = ClosingProxy(target=target)
    server = await asyncio.start_server(proxy.handle, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    yield proxy
    server.close()


async def _copied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    with contextlib.suppress(OSError, RuntimeError):
        writer.close()
