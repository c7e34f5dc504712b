"""Servers on 127.0.0.1 that are broken in one way each, as networks and proxies are."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

HTML_502 = (
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 38\r\nConnection: close\r\n\r\n"
    b"<html><h1>502 Bad Gateway</h1></html>\r\n"
)
LOGIN_PAGE = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 30\r\nConnection: close\r\n\r\n"
    b"<html>Please sign in.</html>\r\n"
)
REDIRECT = (
    b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
)
NOT_HTTP = b"220 smtp.example ESMTP\r\n"
OTHER_JSON = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\nConnection: close\r\n\r\n"
    b'["pong"]'
)
ANSWERS = {
    "an HTML 502": HTML_502,
    "a login page": LOGIN_PAGE,
    "a redirect": REDIRECT,
    "no HTTP": NOT_HTTP,
    "JSON of something else": OTHER_JSON,
    "nothing at all": b"",
}


@contextlib.contextmanager
def counting(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Send the same bytes to everyone; the list grows by each request."""
    asked: list[bytes] = []

    def reply(peer: socket.socket) -> None:
        asked.append(peer.recv(65536))
        peer.sendall(answer)

    with _serving(reply) as url:
        yield url, asked


@contextlib.contextmanager
def silent() -> Iterator[str]:
    """Accept, then neither answer nor hang up."""
    ended = threading.Event()
    try:
        with _serving(lambda _peer: _wait(ended)) as url:
            yield url
    finally:
        ended.set()


@contextlib.contextmanager
def dripping() -> Iterator[str]:
    """Send a byte of an answer now and then: no single wait is long, and it never ends."""
    ended = threading.Event()

    def drip(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not ended.wait(0.05):
            peer.sendall(b" ")

    try:
        with _serving(drip) as url:
            yield url
    finally:
        ended.set()


@contextlib.contextmanager
def self_signed(certificate: Path) -> Iterator[str]:
    """Speak TLS with a certificate that no authority stands for; the file holds it and its key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def greet(peer: socket.socket) -> None:
        with context.wrap_socket(peer, server_side=True) as secure:
            secure.recv(1)

    with _serving(greet) as url:
        yield url.replace("http://", "https://")


@contextlib.contextmanager
def refusing() -> Iterator[str]:
    """Name a port nobody listens on, and keep others from it."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{holder.getsockname()[1]}"


def _wait(ended: threading.Event) -> None:
    ended.wait(60)


@contextlib.contextmanager
def _serving(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))

    def one(peer: socket.socket) -> None:
        with peer, contextlib.suppress(OSError):
            talk(peer)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = listener.accept()
                threading.Thread(target=one, args=(peer,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)
