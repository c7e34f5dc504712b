"""A run that ends half-way leaves the old index whole."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from retrieval.documents.index_plan import IndexStore
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.integration.indexing.runs import counts


class FailingStore:
    """Ends a write half-way: by an exception, or by the hardest signal there is."""

    def __init__(self, store: SqliteDocumentStore, fail: Any) -> None:
        self._store, self._fail = store, fail

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        with self._store.writing() as writer:
            put, written = writer.put, []

            def put_two_then_fail(*arguments: Any) -> None:
                put(*arguments)
                written.append(arguments)
                if len(written) == 2:
                    self._fail()

            writer.put = put_two_then_fail  # type: ignore[assignment,method-assign]
            yield writer


async def test_a_fault_half_way_leaves_the_old_index_whole(
    folder: Path, store: SqliteDocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await index([folder], store=store)
    before = store.filter_documents()
    change_everything(folder)

    def fail() -> None:
        raise RuntimeError("half-way")

    failing: IndexStore = FailingStore(store, fail)
    with pytest.raises(RuntimeError, match="half-way"):
        await index([folder], store=failing)
    assert store.filter_documents() == before
    assert counts(await index([folder], store=store)) == (0, 3, 2, 0)


async def test_a_killed_run_leaves_the_old_index_whole(folder: Path, store: SqliteDocumentStore) -> None:
    await index([folder], store=store)
    before = store.filter_documents()
    change_everything(folder)
    command = [sys.executable, "-m", __name__, str(folder), str(store.path)]
    killed = await asyncio.to_thread(subprocess.run, command, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert store.filter_documents() == before
    assert counts(await index([folder], store=store)) == (0, 3, 2, 0)


def change_everything(folder: Path) -> None:
    for path in [folder / "cut-off.md", folder / "receiving.txt", folder / "returns.html"]:
        path.write_text(path.read_text() + "\n\nChanged.\n")


def main(folder: str, index_path: str) -> None:
    """Index, and be killed in the middle of the transaction."""
    store = SqliteDocumentStore(Path(index_path))
    killed = FailingStore(store, lambda: os.kill(os.getpid(), signal.SIGKILL))
    asyncio.run(index([Path(folder)], store=killed))


if __name__ == "__main__":
    main(*sys.argv[1:])
