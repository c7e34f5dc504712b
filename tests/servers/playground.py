"""Microsoft 365 Agents Playground (npm), where people speak to a bot through Microsoft's own renderer.

A developer tool under pre-release terms: it is obtained at set-up and never kept in the repository.
"""

import contextlib
import os
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.cache import kept, key_of
from tests.servers.processes import ServerProcess, clean_environment, on_free_port, run

PACKAGE = "@microsoft/m365agentsplayground@0.2.28"
_PROGRAM = Path("node_modules/@microsoft/m365agentsplayground/cli.js")
_PEOPLE = Path(__file__).with_name("m365agentsplayground.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Playground:
    url: str


def program() -> Path:
    """Return the Playground's script, obtaining it first where the cache has none.

    Raises:
        ServerUnavailable: with the reason.
    """
    return kept("playground-" + key_of(PACKAGE), _install, whole=_is_installed) / _PROGRAM


@contextlib.contextmanager
def playground(endpoint: str) -> Iterator[Playground]:
    """Run it against a bot's address until the end of the block. Raises: `ServerUnavailable`."""
    script = program()
    with tempfile.TemporaryDirectory(prefix="shipmate-playground-") as folder:
        shutil.copy(_PEOPLE, Path(folder) / ".m365agentsplayground.yml")
        process, url = on_free_port(lambda port: _start(script, port, endpoint, Path(folder)))
        try:
            yield Playground(url=url)
        finally:
            process.stop()


def _start(script: Path, port: int, endpoint: str, folder: Path) -> tuple[ServerProcess, str]:
    url = f"http://127.0.0.1:{port}"
    choices = ["start", "-e", endpoint, "-c", "msteams", "-p", str(port), "--disable-telemetry"]
    process = ServerProcess(
        ["node", script, *choices],
        log=folder / "playground.log",
        env=clean_environment(TEAMSAPPTESTER_BROWSER="none", HOME=str(folder)),
        cwd=folder,
    )
    process.wait_until(lambda: _answers(url), purpose="starting the Playground", timeout_seconds=60)
    return process, url


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _install(into: Path) -> None:
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
