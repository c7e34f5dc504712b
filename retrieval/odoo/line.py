"""The network side of one connection: a urllib opener whose running request another thread can cut."""

import contextlib
import functools
import http.client
import socket
import urllib.request
from collections.abc import Callable
from typing import IO, Any


class Line:
    """Straight to the server: no proxy of the environment, no redirect (it may lead the secret astray)."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self._is_cut = False
        plain, secure = _Http(self._remember), _Https(self._remember)
        direct = urllib.request.ProxyHandler({})
        self.opener = urllib.request.build_opener(direct, plain, secure, _NoRedirect())

    def cut(self) -> None:
        """End the running request at once, and refuse any further one."""
        self._is_cut = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _remember(self, connected: socket.socket) -> None:
        self._socket = connected
        if self._is_cut:
            raise ConnectionAbortedError


class _Connection(http.client.HTTPConnection):
    def __init__(self, *args: Any, remember: Callable[[socket.socket], None], **named: Any) -> None:
        super().__init__(*args, **named)
        self._remember = remember

    def connect(self) -> None:
        super().connect()
        self._remember(self.sock)


class _SecureConnection(http.client.HTTPSConnection):
    def __init__(self, *args: Any, remember: Callable[[socket.socket], None], **named: Any) -> None:
        super().__init__(*args, **named)
        self._remember = remember

    def connect(self) -> None:
        super().connect()
        self._remember(self.sock)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, remember: Callable[[socket.socket], None]) -> None:
        super().__init__()
        self._connection = functools.partial(_Connection, remember=remember)

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, remember: Callable[[socket.socket], None]) -> None:
        super().__init__()
        self._connection = functools.partial(_SecureConnection, remember=remember)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0917 - the signature of urllib
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        """Follow nowhere: the answer then counts as the HTTP error it is."""
