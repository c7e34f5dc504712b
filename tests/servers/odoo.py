"""A running Odoo 19 with demo data of its own, made from the kept template."""

import contextlib
import http.client
import json
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.servers import odoo_files, odoo_template, postgres_files
from tests.servers.odoo_files import OdooProgram
from tests.servers.odoo_template import Secrets, Template, server_settings
from tests.servers.postgres import Cluster, hand_over, session_folder
from tests.servers.postgres_files import Programs
from tests.servers.processes import ServerProcess, on_free_port

_START_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A user of Odoo. The API key, where there is one, works in place of the password."""

    name: str
    password: str = field(repr=False)
    api_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooServer:
    """One Odoo process on one database. `bot` has the groups a deployment gives Shipmate."""

    url: str
    database: str
    admin: Login
    bot: Login
    process: ServerProcess
    _copies: "_Copies"

    @contextlib.contextmanager
    def fresh_copy(self, database: str) -> Iterator["OdooServer"]:
        """Run a second Odoo on an untouched database, for tests that change what others rely on."""
        with self._copies.serve(database) as server:
            yield server


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copies:
    """What databases of one session are made from: a template nobody connects to, and its file store."""

    odoo: OdooProgram
    cluster: Cluster
    folder: Path
    known: Secrets

    @contextlib.contextmanager
    def serve(self, database: str) -> Iterator[OdooServer]:
        """Run an Odoo on an untouched copy of the template, or on the template itself to change it."""
        if database != odoo_template.DATABASE:
            self._make(database)
        server = on_free_port(lambda port: self._start(database, port))
        try:
            yield server
        finally:
            server.process.stop()

    def _make(self, database: str) -> None:
        store = self.folder / "files" / "filestore"
        self.cluster.sql(f'CREATE DATABASE "{database}" TEMPLATE {odoo_template.DATABASE}')
        shutil.copytree(store / odoo_template.DATABASE, store / database)

    def _start(self, database: str, port: int) -> OdooServer:
        process = ServerProcess(
            [*self.odoo.command, "-c", str(self._config(database, port))],
            log=self.folder / f"{database}.log",
            env=self.odoo.environment(self.folder),
        )
        process.wait_until(
            lambda: self._answers(database, port), purpose="starting Odoo", timeout_seconds=_START_SECONDS
        )
        return OdooServer(
            url=f"http://127.0.0.1:{port}",
            database=database,
            admin=Login(name="admin", password="admin"),
            bot=Login(name="bot", password=self.known.bot_password, api_key=self.known.bot_api_key),
            process=process,
            _copies=self,
        )

    def _config(self, database: str, port: int) -> Path:
        config = self.folder / f"{database}.conf"
        config.touch(mode=0o600)
        more = {
            "db_name": database,
            "dbfilter": f"^{database}$",
            "http_interface": "127.0.0.1",
            "http_port": str(port),
            "max_cron_threads": "0",  # nothing happens in a test but what the test does
            "log_handler": "odoo.addons.rpc.controllers.jsonrpc:ERROR",
        }
        config.write_text(server_settings(self.cluster, files=self.folder / "files", **more))
        return config

    def _answers(self, database: str, port: int) -> bool:
        """Say whether the bot can log in: the first login also loads all modules."""
        login = [database, "bot", self.known.bot_password]
        params = {"service": "common", "method": "login", "args": login}
        try:
            return bool(_asked(f"http://127.0.0.1:{port}/jsonrpc", params).get("result"))
        except (OSError, http.client.HTTPException, ValueError):
            return False


@contextlib.contextmanager
def odoo_server(
    database: str = "demo", make: Callable[[OdooProgram, Programs], Template] = odoo_template.template
) -> Iterator[OdooServer]:
    """Run a PostgreSQL cluster and an Odoo on it until the end of the block.

    Raises:
        ServerUnavailable: with the reason.
    """
    odoo, tools = odoo_files.program(), postgres_files.programs()
    template = make(odoo, tools)
    with (
        session_folder() as folder,
        copies_of(template, odoo, tools, folder) as copies,
        copies.serve(database) as server,
    ):
        yield server


@contextlib.contextmanager
def copies_of(template: Template, odoo: OdooProgram, tools: Programs, folder: Path) -> Iterator["_Copies"]:
    """Run a cluster on a copy of the template, in the folder, until the end of the block."""
    known = template.secrets()
    place = folder / "postgres"
    template.copy_to(folder)
    place.mkdir()
    (folder / "data").rename(place / "data")
    hand_over(place)
    cluster = Cluster(tools=tools, folder=place, password=known.postgres)
    try:
        cluster.start()
        yield _Copies(odoo=odoo, cluster=cluster, folder=folder, known=known)
    finally:
        cluster.stop()


def _asked(url: str, params: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=30) as response:
        answer: dict[str, Any] = json.load(response)
    return answer
