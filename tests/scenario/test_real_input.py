"""Real questions to the whole assistant, on the sandbox's documents and both order sources."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App, embedder, running
from bot.clock import SetClock
from bot.settings import SANDBOX, Settings
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.odoo_orders import settings_of
from tests.scenario.real_input import CASES, Case, answer_of, faults_of
from tests.servers.odoo import OdooServer
from tests.servers.odoo_sandbox import LOADED_ON

NOON = datetime(LOADED_ON.year, LOADED_ON.month, LOADED_ON.day, 12, 5, tzinfo=UTC)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sandbox") / "index.sqlite"
    model = embedder(Settings.model_validate({}))
    asyncio.run(index([SANDBOX / "documents"], store=SqliteDocumentStore(file), embedder=model))
    return file


@pytest.fixture
async def app(index_file: Path) -> AsyncIterator[App]:
    settings = Settings.model_validate({})
    async with running(settings, clock=SetClock(NOON), index=index_file) as app:
        yield app


@pytest.fixture
async def odoo_app(index_file: Path, sandbox_odoo: OdooServer) -> AsyncIterator[App]:
    settings = await settings_of(sandbox_odoo)
    async with running(settings, clock=SetClock(NOON), index=index_file) as app:
        yield app


@each_case
async def test_a_real_question_has_the_answer_it_must_have(case: Case, app: App) -> None:
    outcome = await answer_of(case, app)
    assert not faults_of(case, outcome), outcome.text


@each_case
async def test_it_has_that_answer_from_a_real_odoo_too(case: Case, odoo_app: App, app: App) -> None:
    """The same words, but for the name of the system they come from."""
    outcome = await answer_of(case, odoo_app)
    assert not faults_of(case, outcome), outcome.text
    from_sandbox = await answer_of(case, app)
    assert outcome.text.replace("Odoo", "Sandbox") == from_sandbox.text.replace("Odoo", "Sandbox")
