"""The servers the other tests rest on are real, and are what they claim to be."""

from pathlib import Path

import odoorpc  # type: ignore[import-untyped]
import psutil
import pytest

from tests.servers.odoo import Login, OdooServer
from tests.servers.postgres import Cluster
from tests.servers.postgres_files import newest
from tests.servers.processes import ServerUnavailable, run


def logged_in(server: OdooServer, login: Login, *, secret: str) -> odoorpc.ODOO:
    port = int(server.url.rpartition(":")[2])
    odoo = odoorpc.ODOO("127.0.0.1", port=port, timeout=60)
    odoo.login(server.database, login.name, secret)
    return odoo


def test_postgresql_answers_with_rows_it_stored(postgres_server: Cluster) -> None:
    postgres_server.sql("CREATE DATABASE real")
    postgres_server.sql("CREATE TABLE t AS SELECT generate_series(1, 1000) AS n", database="real")
    assert postgres_server.sql("SELECT sum(n) FROM t", database="real") == "500500"
    assert postgres_server.sql("SHOW server_version").startswith(
        postgres_server.tools.version().split(".")[0]
    )


def test_postgresql_listens_on_the_loopback_only(postgres_server: Cluster) -> None:
    assert postgres_server.sql("SHOW listen_addresses") == "127.0.0.1"


def test_postgresql_refuses_a_wrong_password(postgres_server: Cluster) -> None:
    stranger = Cluster(
        tools=postgres_server.tools,
        folder=postgres_server.folder,
        password="wrong",
        port=postgres_server.port,
    )
    with pytest.raises(ServerUnavailable, match="password authentication failed"):
        stranger.sql("SELECT 1")


def test_odoo_is_version_19_with_its_demo_company(odoo_server: OdooServer) -> None:
    odoo = logged_in(odoo_server, odoo_server.admin, secret=odoo_server.admin.password)
    assert odoo.version == "19.0"
    assert len(odoo.env["sale.order"].search([])) > 10
    assert len(odoo.env["stock.picking"].search([])) > 10


@pytest.mark.parametrize("secret", ["password", "api_key"])
def test_the_bot_reads_orders_and_not_what_is_beyond_its_groups(odoo_server: OdooServer, secret: str) -> None:
    odoo = logged_in(odoo_server, odoo_server.bot, secret=getattr(odoo_server.bot, secret))
    assert odoo.env["sale.order"].search([], limit=1)
    with pytest.raises(odoorpc.error.RPCError):
        odoo.execute("ir.config_parameter", "search", [])


def test_a_fresh_copy_knows_nothing_of_changes_elsewhere(odoo_server: OdooServer) -> None:
    shared = logged_in(odoo_server, odoo_server.admin, secret=odoo_server.admin.password)
    count = len(shared.env["sale.order"].search([]))
    with odoo_server.fresh_copy("apart") as apart:
        changed = logged_in(apart, apart.admin, secret=apart.admin.password)
        order = changed.env["sale.order"].search([], limit=1)
        changed.execute("sale.order", "copy", order)
        assert len(changed.env["sale.order"].search([])) == count + 1
    assert len(shared.env["sale.order"].search([])) == count
    assert not psutil.pid_exists(apart.process.pid)


def test_takes_the_newest_complete_postgresql_of_the_machine(tmp_path: Path) -> None:
    for version, names in {
        "9.6": ("initdb", "postgres", "psql"),
        "15": ("initdb", "postgres", "psql"),
        "17": ("psql",),
    }.items():
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for name in names:
            (folder / name).touch()
    assert newest(tmp_path) == tmp_path / "15" / "bin"
    assert newest(tmp_path / "none") is None


def test_a_program_that_fails_takes_too_long_or_is_missing_says_so() -> None:
    with pytest.raises(ServerUnavailable, match="making it: exit code 3; it said: out of space"):
        run(["sh", "-c", "echo out of space; exit 3"], purpose="making it", timeout_seconds=10)
    with pytest.raises(ServerUnavailable, match="waiting: not done after 0 s"):
        run(["sleep", "10"], purpose="waiting", timeout_seconds=0.1)
    with pytest.raises(ServerUnavailable, match="no-such-program"):
        run(["no-such-program"], purpose="trying", timeout_seconds=10)
