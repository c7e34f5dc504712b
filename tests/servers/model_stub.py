"""A language model's service on 127.0.0.1 that says what a test tells it to, and keeps what it was asked.

For what aimock lacks: bodies that are cut or no JSON, answers made from the question, headers, and counting.
"""

import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = Mapping[str, Any]
_BLOCK = re.compile(r'<evidence id="(E\d+)" kind="(\w+)">\n(.*?)\n</evidence>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: Json

    @property
    def user(self) -> str:
        return str(self.body["messages"][1]["content"])

    @property
    def evidence(self) -> list[tuple[str, str, str]]:
        """Return (id, kind, text) of each block of evidence."""
        return _BLOCK.findall(self.user)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """`wait_seconds` before the first byte; with `cut` it hangs up after as many bytes of the body."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_seconds: float = 0.0
    cut: int | None = None


Answer = Callable[[Request], Response]


@dataclass(slots=True, kw_only=True)
class ModelStub:
    url: str
    answer: Answer
    asked: list[Request] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, request: Request) -> Response:
        with self._lock:
            self.asked.append(request)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            response = self.answer(request)
            time.sleep(response.wait_seconds)
            return response
        finally:
            with self._lock:
                self._now -= 1


def completion(content: str | None, *, finish: str = "stop", **more: Any) -> Response:
    """Return a chat completion that says this."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940}
    plain = {"id": "c-1", "object": "chat.completion", "created": 1, "model": "stub-2026", "usage": usage}
    return Response(body=json.dumps(plain | {"choices": [choice]} | more).encode())


def failing(status: int, code: str = "", **headers: str) -> Response:
    body = json.dumps({"error": {"message": "it failed", "type": "error", "code": code}}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(body=body, status=status, headers=named)


def said(
    *sentences: tuple[str, Sequence[str]], language: str = "en", action: str = "none", **more: Any
) -> str:
    """Return an answer as it was agreed: the first sentence is the headline, each other one a paragraph."""
    paragraphs = [
        {"kind": "text" if place else "headline", "sentences": [{"text": text, "evidence": list(ids)}]}
        for place, (text, ids) in enumerate(sentences)
    ]
    return json.dumps({"language": language, "action": action, "paragraphs": paragraphs} | more)


@contextlib.contextmanager
def model_stub(answer: Answer) -> Iterator[ModelStub]:
    """Run it until the end of the block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.stub = ModelStub(url=f"http://127.0.0.1:{server.server_address[1]}", answer=answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Server(ThreadingHTTPServer):
    stub: ModelStub
    daemon_threads = True
    block_on_close = False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        response = self.server.stub.take(Request(path=self.path, headers=headers, body=body))
        with contextlib.suppress(OSError):
            self._send(response)

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(response.body)))
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.body[: response.cut])
        if response.cut is not None:
            self.close_connection = True
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing: requests are kept, not logged."""
