"""Real questions to the whole assistant, on the sandbox's documents and its own order source."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import SANDBOX, App, embedder, running
from bot.settings import Settings
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.scenario.real_input import CASES, Case, answer_of, faults_of


@pytest.fixture(scope="module")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sandbox") / "index.sqlite"
    settings = Settings.model_validate({})
    asyncio.run(index([SANDBOX / "documents"], store=SqliteDocumentStore(file), embedder=embedder(settings)))
    return file


@pytest.fixture
async def app(index_file: Path) -> AsyncIterator[App]:
    async with running(Settings.model_validate({}), index=index_file) as app:
        yield app


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_real_question_has_the_answer_it_must_have(case: Case, app: App) -> None:
    outcome = await answer_of(case, app, app.companies)
    assert not faults_of(case, outcome), outcome.text
