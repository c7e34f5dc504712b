"""Real servers for developers: `python -m tests.servers prepare` or `… start NAME`."""

import argparse
import signal
import sys
import time
from types import FrameType
from typing import NoReturn

from tests.servers import (
    aimock,
    chromium,
    emulate,
    odoo_files,
    odoo_sandbox,
    odoo_template,
    playground,
    postgres_files,
)
from tests.servers.cache import cache_folder
from tests.servers.odoo import odoo_server
from tests.servers.odoo_sandbox import sandbox_odoo
from tests.servers.postgres import empty_cluster
from tests.servers.processes import ServerUnavailable


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("prepare", help="obtain everything now, so that the tests start in seconds")
    start = commands.add_parser("start", help="run a server until Ctrl-C and print how to reach it")
    start.add_argument("server", choices=("odoo", "sandbox", "postgres", "aimock"))
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, _leave)
    try:
        return prepare() if chosen.command == "prepare" else keep_running(chosen.server)
    except ServerUnavailable as error:
        print(f"Could not run: {error.reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def prepare() -> int:
    """Fill the cache; what is there already takes no time."""
    start = time.monotonic()
    tools = postgres_files.programs()
    _tell(f"PostgreSQL {tools.version()}; next Odoo's program (about 300 MB of downloads)", start)
    odoo = odoo_files.program()
    _tell("Odoo's program; next a database with its demo company (minutes)", start)
    odoo_template.template(odoo, tools)
    _tell("Odoo's demo company; next the sandbox company beside it (two minutes)", start)
    odoo_sandbox.template(odoo, tools)
    _tell("the sandbox company; next a stand-in for a language model (npm)", start)
    aimock.program()
    _tell("a stand-in for a language model; next Microsoft's Playground, emulate (npm) and Chromium", start)
    playground.program()
    emulate.program()
    chromium.program()
    _tell(f"everything is in {cache_folder()}", start)
    return 0


def keep_running(server: str) -> int:
    if server == "postgres":
        with empty_cluster() as cluster:
            print(cluster.url(), flush=True)
            return _wait()
    if server == "aimock":
        with aimock.aimock() as stand_in:
            print(f"url       {stand_in.url}\nkey       {stand_in.key}", flush=True)
            return _wait()
    with sandbox_odoo() if server == "sandbox" else odoo_server() as odoo:
        print(f"url       {odoo.url}\ndatabase  {odoo.database}\nadmin     admin / {odoo.admin.password}")
        print(
            f"bot       bot / {odoo.bot.password}\napi key   {odoo.bot.api_key}\npid       {odoo.process.pid}"
        )
        print(f"log       {odoo.process.log}", flush=True)
        return _wait()


def _wait() -> NoReturn:
    while True:
        signal.pause()


def _tell(text: str, start: float) -> None:
    print(f"[{time.monotonic() - start:5.1f} s] {text}", flush=True)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
