"""An Odoo that also holds the sandbox company's orders, loaded once for each state of data and loader."""

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from demo import FOLDER
from tests.servers import odoo_template
from tests.servers.cache import kept, key_of
from tests.servers.odoo import OdooServer, copies_of, odoo_server
from tests.servers.odoo_files import OdooProgram
from tests.servers.odoo_template import Template, is_whole, keep
from tests.servers.postgres import session_folder
from tests.servers.postgres_files import Programs
from tests.servers.processes import ServerUnavailable

LOADED_ON = date(2026, 11, 23)
"""The day the data's dates count from: tests of this server live on it."""


@contextlib.contextmanager
def sandbox_odoo() -> Iterator[OdooServer]:
    """Run an Odoo with the sandbox company until the end of the block.

    Raises:
        ServerUnavailable: with the reason.
    """
    with odoo_server("sandbox", template) as server:
        yield server


def template(odoo: OdooProgram, tools: Programs) -> Template:
    """Return the template, made first (two minutes more than Odoo's own) where the cache has none."""
    base = odoo_template.template(odoo, tools)
    name = "odoo-sandbox-" + key_of(base.folder.name, LOADED_ON.isoformat(), *_sources())
    return Template(folder=kept(name, _maker(base, odoo, tools), whole=is_whole))


def _sources() -> list[bytes]:
    files = [FOLDER / "company.json", FOLDER / "orders.json", *(FOLDER / "odoo_loader").glob("*.py")]
    return [path.read_bytes() for path in sorted(files)]


def _maker(base: Template, odoo: OdooProgram, tools: Programs) -> Callable[[Path], None]:
    def make(into: Path) -> None:
        with session_folder() as folder:
            with (
                copies_of(base, odoo, tools, folder) as copies,
                copies.serve(odoo_template.DATABASE) as server,
            ):
                _load(server)
            known = dataclasses.asdict(base.secrets())
            keep(folder / "postgres" / "data", folder / "files", known, into)

    return make


def _load(server: OdooServer) -> None:
    import odoorpc  # type: ignore[import-untyped]

    from demo.odoo_loader.loading import load
    from demo.odoo_loader.server import Server

    admin = server.admin
    try:
        odoo = Server.login(server.url, server.database, admin.name, admin.password)
        load(odoo, today=LOADED_ON, readers=(admin.name, server.bot.name))
    except odoorpc.error.Error as error:
        raise ServerUnavailable("the sandbox company could not be loaded into Odoo") from error
