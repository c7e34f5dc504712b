"""The one HTTP server of a serving process, in its own event loop."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette

from bot.errors import SettingsError


@contextlib.asynccontextmanager
async def listening(app: Starlette, host: str, port: int) -> AsyncIterator[int]:
    """Serve an app until the end of the block; yield the port, a free one when 0 was asked for.

    Raises: `SettingsError` when the address cannot be used.
    """
    with contextlib.closing(_bound(host, port)) as bound:
        server = _Server(
            uvicorn.Config(
                app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=5
            )
        )
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            yield bound.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


class _Server(uvicorn.Server):
    """Signals are `shipmate serve`'s, not the web server's."""

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]  # as uvicorn has it
        yield


def _bound(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(2048)  # from now on connections wait, and are not refused while the server starts
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} cannot be listened on ({error.strerror}). "
            "Free it, or set SHIPMATE_HTTP__HOST and SHIPMATE_HTTP__PORT."
        ) from None
    return bound
