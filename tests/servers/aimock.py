"""A stand-in for a language model's service: npm's `@copilotkit/aimock`, on a free port of 127.0.0.1.

It speaks Azure OpenAI's and OpenAI's HTTP, checks the key, and answers what `aimock_verdicts.json` says. Its
verdicts are canned: it proves plumbing, never quality.
"""

import contextlib
import json
import os
import secrets
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.servers.cache import kept, key_of
from tests.servers.processes import ServerProcess, ServerUnavailable, clean_environment, on_free_port, run

PACKAGE = "@copilotkit/aimock@1.43.0"
_VERDICTS = Path(__file__).with_name("aimock_verdicts.json")
_PROGRAM = Path("node_modules/@copilotkit/aimock/dist/cli.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimock:
    url: str
    key: str = field(repr=False)

    def requests(self) -> Sequence[Mapping[str, Any]]:
        """Return what was asked so far, oldest first: path, headers without the key, body, and the status."""
        asked: list[Mapping[str, Any]] = json.loads(self._control("GET", "journal"))
        return asked

    def forget(self) -> None:
        """Answer as if nothing had been asked yet."""
        self._control("POST", "reset")
        self._control("POST", "fixtures", _VERDICTS.read_bytes())

    def answer_with(self, *fixtures: Mapping[str, Any]) -> None:
        """Answer these instead of the canned verdicts, and forget what was asked."""
        self._control("POST", "reset")
        self._control("POST", "fixtures", json.dumps({"fixtures": fixtures}).encode())

    def _control(self, method: str, what: str, body: bytes | None = None) -> bytes:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/__aimock/{what}", body, headers, method=method)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=30) as response:
            answer: bytes = response.read()
        return answer


def program() -> Path:
    """Return aimock's script, obtaining it first where the cache has none.

    Raises:
        ServerUnavailable: with the reason.
    """
    return kept("aimock-" + key_of(PACKAGE), _install, whole=_is_installed) / _PROGRAM


@contextlib.contextmanager
def aimock() -> Iterator[Aimock]:
    """Run it until the end of the block.

    Raises:
        ServerUnavailable: with the reason.
    """
    script, key = program(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="shipmate-aimock-") as folder:
        process, url = on_free_port(lambda port: _start(script, port, key, Path(folder)))
        try:
            yield Aimock(url=url, key=key)
        finally:
            process.stop()


def _start(script: Path, port: int, key: str, folder: Path) -> tuple[ServerProcess, str]:
    url = f"http://127.0.0.1:{port}"
    choices = ["--port", str(port), "--fixtures", str(_VERDICTS), "--strict", "--journal-max", "0"]
    process = ServerProcess(
        ["node", script, *choices, "--log-level", "warn"],
        log=folder / "aimock.log",
        env=clean_environment(AIMOCK_API_KEYS=key, HOME=str(folder)),
    )
    process.wait_until(lambda: _answers(url), purpose="starting aimock", timeout_seconds=30)
    return process, url


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{url}/health", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _install(into: Path) -> None:
    _check_node()
    (into / "package.json").write_text('{"private": true}', encoding="utf-8")
    ways = ["--omit-lockfile-registry-resolved", "--ignore-scripts", "--no-audit", "--no-fund"]
    run(
        ["npm", "install", *ways, PACKAGE],
        purpose=f"installing {PACKAGE}",
        timeout_seconds=300,
        env=dict(os.environ),  # the way to the package registry is the caller's own
        cwd=into,
    )


def _is_installed(folder: Path) -> bool:
    return (folder / _PROGRAM).is_file()


def _check_node() -> None:
    version = run(["node", "--version"], purpose="looking for Node.js", timeout_seconds=30).strip()
    if int(version.removeprefix("v").partition(".")[0]) < 20:
        raise ServerUnavailable(f"aimock needs Node.js 20 or newer, and this is {version}")
