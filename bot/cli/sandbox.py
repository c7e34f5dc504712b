"""The sandbox company's index: made at first use, kept up to date at each."""

import asyncio

from bot.app import SANDBOX, embedder
from bot.settings import Settings
from retrieval.documents.index_report import IndexReport, ProgressCallback
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore


def bring_sandbox_up_to_date(
    settings: Settings, progress: ProgressCallback | None = None
) -> IndexReport | None:
    """Index the sandbox's documents when they are what the settings ask about; None when they are not."""
    if settings.orders.source != "sandbox" or "index" in settings.documents.model_fields_set:
        return None
    settings.documents.index.parent.mkdir(parents=True, exist_ok=True)
    store = SqliteDocumentStore(settings.documents.index)
    return asyncio.run(
        index([SANDBOX / "documents"], store=store, embedder=embedder(settings), progress=progress)
    )
