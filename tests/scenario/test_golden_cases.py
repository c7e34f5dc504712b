"""The golden cases about orders score the same from the sandbox and from a real Odoo."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import running
from bot.clock import SetClock
from bot.settings import SANDBOX, Settings
from evals.case import Case, read_cases
from evals.collecting import Collector
from evals.runs import read_run, write_run
from evals.scoring import Scored, scored
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.odoo_orders import company_ids_of, opened
from tests.servers.odoo import OdooServer

SLICE = ("blind-ord-001", "blind-ref-018", "q001", "q130")


@pytest.fixture
async def index_file(tmp_path: Path) -> Path:
    file = tmp_path / "index.sqlite"
    await index([SANDBOX / "documents"], store=SqliteDocumentStore(file), embedder=None)
    return file


async def marks(cases: list[Case], settings: Settings, index_file: Path, folder: Path) -> dict[str, Scored]:
    clock = SetClock(datetime.now(UTC))
    async with running(settings, clock=clock, index=index_file) as app:
        write_run(await Collector(app=app, clock=clock, at_once=2).run(cases), folder)
    return {one.case.id: scored(one) for one in read_run(folder).answered}


async def test_a_slice_is_asked_scored_and_discloses_nothing(index_file: Path, tmp_path: Path) -> None:
    settings = Settings.model_validate({"documents": {"embeddings": "none"}})
    chosen = [case for case in read_cases() if case.id in SLICE]
    found = await marks(chosen, settings, index_file, tmp_path / "run")
    assert set(found) == set(SLICE)
    assert all(one.scores["undisclosed"] == one.scores["verified"] == 1 for one in found.values())


@pytest.mark.odoo
async def test_orders_score_the_same_from_a_real_odoo(
    index_file: Path, sandbox_odoo: OdooServer, tmp_path: Path
) -> None:
    session = opened(sandbox_odoo)
    companies = await company_ids_of(session)
    await session.close()
    server = {"url": sandbox_odoo.url, "database": sandbox_odoo.database, "call_timeout_seconds": 60}
    user = {"login": sandbox_odoo.bot.name, "password": sandbox_odoo.bot.password}
    orders = {"source": "odoo", "companies": [companies[1]], "timeout_seconds": 60}
    words = {"embeddings": "none"}
    from_odoo = Settings.model_validate({"orders": orders, "odoo": {**server, **user}, "documents": words})
    from_sandbox = Settings.model_validate({"documents": words})
    cases = [case for case in read_cases() if case.topic == "order"]
    odoo = await marks(cases, from_odoo, index_file, tmp_path / "odoo")
    sandbox = await marks(cases, from_sandbox, index_file, tmp_path / "sandbox")
    different = {
        id_: (odoo[id_].faults, sandbox[id_].faults)
        for id_ in odoo
        if odoo[id_].scores != sandbox[id_].scores
    }
    assert different == {}
