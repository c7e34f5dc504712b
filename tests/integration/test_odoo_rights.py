"""The rights of Shipmate's user in a real Odoo: too many are listed, few are enough to answer with."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli.doctor import odoo as doctor
from demo.odoo_loader.server import Server
from retrieval.audience import Audience
from retrieval.odoo.group import NAME, READ, NoSuchUser, set_group
from retrieval.odoo.rights import rights_of
from retrieval.odoo.session import open_session
from retrieval.orders.odoo.source import OdooOrders
from tests.contract.orders.base import ZONE
from tests.odoo_orders import PATIENT, account_of, company_ids_of, opened, settings_of
from tests.servers.odoo import OdooServer
from tests.servers.odoo_sandbox import LOADED_ON

NOON = datetime(LOADED_ON.year, LOADED_ON.month, LOADED_ON.day, 12, 5, tzinfo=UTC)
LOGIN, PASSWORD = "reads-only", "a-password-of-tests-1"
ROOT = Path(__file__).resolve().parents[2]
STAFF = frozenset({"supervisor", "customer-service", "warehouse"})


@pytest.fixture(scope="module")
def server(sandbox_odoo: OdooServer) -> Iterator[OdooServer]:
    with sandbox_odoo.fresh_copy("rights") as server:
        odoo = Server.login(server.url, server.database, server.admin.name, server.admin.password).odoo
        companies = asyncio.run(_companies(server))
        odoo.env["res.users"].create(
            {
                "name": "Reads only",
                "login": LOGIN,
                "password": PASSWORD,
                "company_id": companies[1],
                "company_ids": [(6, 0, list(companies.values()))],
            }
        )
        yield server


async def _companies(server: OdooServer) -> dict[int, int]:
    session = opened(server)
    try:
        return dict(await company_ids_of(session))
    finally:
        await session.close()


def group_command(
    server: OdooServer, *words: str, password: str | None = None
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SHIPMATE_")}
    own = {
        "SHIPMATE_ODOO__URL": server.url,
        "SHIPMATE_ODOO__DATABASE": server.database,
        "SHIPMATE_ODOO_ADMIN_PASSWORD": password or server.admin.password,
        "PYTHONPATH": str(ROOT),
    }
    command = [
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "odoo-group",
        "--admin",
        server.admin.name,
    ]
    return subprocess.run([*command, *words], capture_output=True, text=True, env=clean | own, check=False)


def as_reader(server: OdooServer) -> Any:
    account = replace(account_of(server), login=LOGIN, secret=PASSWORD)
    return open_session(account, limits=PATIENT)


def test_the_usual_user_has_more_rights_than_it_needs_and_production_says_so(server: OdooServer) -> None:
    async def checks() -> list[Any]:
        found = []
        for kind in ("development", "production"):
            settings = await settings_of(server, deployment={"kind": kind})
            found.append(await doctor.rights(settings))
        return [*found, await doctor.clock(settings)]

    development, production, clock = asyncio.run(checks())
    assert (development.ok, development.warns, production.ok) == (True, True, False)
    assert "sale.order: create, write" in production.finding
    assert "odoo-group" in production.mend
    assert clock.ok


def test_the_group_is_made_once_and_its_user_reads_only_and_answers_the_same(server: OdooServer) -> None:
    dry = json.loads(group_command(server, "--dry-run", "--json").stdout)
    assert dry["made"] == len(READ)
    assert group_command(server, "--user", "nobody").returncode == 2
    wrong = group_command(server, password="wrong-password")
    assert wrong.returncode == 2
    assert "wrong-password" not in wrong.stderr
    done = group_command(server, "--user", LOGIN, "--replace-groups")
    assert done.returncode == 0, done.stderr
    assert f"“{NAME}”, user put in" in done.stdout
    assert group_command(server, "--user", LOGIN, "--replace-groups").stdout.strip() == "Nothing to do."
    rights, same, labels = asyncio.run(_compared(server))
    assert rights.beyond == ()
    assert rights.is_whole
    assert labels == {"check": ()}
    assert same == []


async def _compared(server: OdooServer) -> tuple[Any, list[str], dict[str, Any]]:
    """Return what the reader may do beyond reading, and every order it is shown otherwise."""
    companies = await _companies(server)
    audience = Audience(kind="staff", roles=STAFF, companies=frozenset(companies.values()))
    usual, reader = opened(server), as_reader(server)
    try:
        rights = await rights_of(reader)
        sources = [OdooOrders(session, zone=ZONE, url=server.url) for session in (usual, reader)]
        numbers = tuple(f"S00{number}" for number in range(101, 141))
        shown = [
            {
                one.number: replace(one, priority=False, withheld=one.withheld - {"priority"})
                for one in await source.orders(numbers, audience, NOON)
            }
            for source in sources
        ]
        assert len(shown[0]) > 20
        different = [number for number in shown[0] if shown[0][number] != shown[1].get(number)]
        names = [await source.names(audience) for source in sources]
        assert {record.name for record in names[0]} == {record.name for record in names[1]}
        return rights, different, {"check": await sources[1].check()}
    finally:
        await usual.close()
        await reader.close()


def test_a_group_that_somebody_widened_is_mended(server: OdooServer) -> None:
    async def mended() -> Any:
        admin = open_session(
            replace(account_of(server), login=server.admin.name, secret=server.admin.password), limits=PATIENT
        )
        try:
            await set_group(admin, login=LOGIN, replaces_groups=True, dry=False)
            group = (await admin.search_read("res.groups", [("name", "=", NAME)], ["name"]))[0]["id"]
            orders = (await admin.search_read("ir.model", [("model", "=", "sale.order")], ["model"]))[0]["id"]
            wide = {"perm_read": True, "perm_write": True, "perm_create": True, "perm_unlink": True}
            row = {"name": "wider", "model_id": orders, "group_id": group, **wide}
            await admin.call("ir.model.access", "create", vals_list=[row])
            sales = await admin.search_read(
                "res.groups", [("full_name", "ilike", "Sales")], ["name"], limit=1
            )
            await admin.call("res.groups", "write", (group,), vals={"implied_ids": [(4, sales[0]["id"])]})
            change = await set_group(admin, login=LOGIN, replaces_groups=True, dry=False)
            with pytest.raises(NoSuchUser):
                await set_group(admin, login="nobody", dry=True)
        finally:
            await admin.close()
        reader = as_reader(server)
        try:
            return change, await rights_of(reader)
        finally:
            await reader.close()

    change, found = asyncio.run(mended())
    assert (change.mended, change.removed) == (1, 1)
    assert found.beyond == ()
