"""The sandbox company's index: made at first use, kept up to date at each."""

import asyncio

from bot.app import embedder
from bot.settings import SANDBOX, Settings, sandbox_index
from bot.telemetry import log_missing
from guardrails import injection
from retrieval.documents.index_report import IndexReport, ProgressCallback
from retrieval.documents.indexer import index
from retrieval.errors import SourceUnavailable
from retrieval.stores.sqlite import SqliteDocumentStore


def bring_sandbox_up_to_date(
    settings: Settings, progress: ProgressCallback | None = None
) -> IndexReport | None:
    """Index the sandbox's documents when questions are answered from them; None when they are not.

    Without a place to write to the orders are answered all the same.
    """
    if settings.documents.file != sandbox_index():
        return None
    try:
        return index_sandbox(settings, progress)
    except (OSError, SourceUnavailable):
        log_missing("index", "The sandbox's index cannot be written: see its folder and disk.")
        return None


def index_sandbox(settings: Settings, progress: ProgressCallback | None = None) -> IndexReport:
    sandbox_index().parent.mkdir(parents=True, exist_ok=True)
    store = SqliteDocumentStore(sandbox_index())
    return asyncio.run(
        index(
            [SANDBOX / "documents"],
            store=store,
            embedder=embedder(settings),
            progress=progress,
            suspects=injection.is_suspicious,
        )
    )
