"""What tests of orders in a real Odoo share."""

import json
from collections.abc import Mapping

from bot.settings import Settings
from demo import FOLDER
from retrieval.odoo.connection import OdooAccount
from retrieval.odoo.session import Limits, OdooSession, open_session
from tests.servers.odoo import OdooServer

PATIENT = Limits(call_seconds=60, total_seconds=90)


def account_of(server: OdooServer) -> OdooAccount:
    return OdooAccount(
        url=server.url, database=server.database, login=server.bot.name, secret=server.bot.password
    )


def opened(server: OdooServer) -> OdooSession:
    return open_session(account_of(server), limits=PATIENT)


async def company_ids_of(session: OdooSession) -> Mapping[int, int]:
    """Return the ids of the sandbox's companies in Odoo, by their ids in demo/company.json."""
    data = json.loads((FOLDER / "company.json").read_text(encoding="utf-8"))
    rows = await session.search_read("res.company", [], ["name"])
    known = {row["name"]: int(row["id"]) for row in rows}
    return {row["id"]: known[row["name"]] for row in data["companies"]}


async def settings_of(server: OdooServer, **sections: Mapping[str, object]) -> Settings:
    """Return settings by which an assistant answers about the sandbox's first company from this server."""
    session = opened(server)
    try:
        companies = await company_ids_of(session)
    finally:
        await session.close()
    account = account_of(server)
    odoo = {"url": account.url, "database": account.database, "login": account.login}
    return Settings.model_validate(
        {
            "orders": {"source": "odoo", "companies": [companies[1]], "timeout_seconds": 60},
            "odoo": {**odoo, "password": account.secret, "call_timeout_seconds": 60},
            **sections,
        }
    )
