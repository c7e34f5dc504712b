"""The index run: make the index mirror the files, reading and embedding only what changed.

Everything is read, split and embedded first; one transaction then writes it all. A run that ends early, by
a fault or a kill, leaves the index as it was. A file that cannot be used is taken out of the index and
reported: what it said before may no longer hold, or no longer be meant for the same people.
"""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from retrieval.documents.converters.conversion import KEPT_VERBATIM, convert_kept, convert_parsed
from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.converters.formats import format_of
from retrieval.documents.converters.isolation import ConversionProcess
from retrieval.documents.converters.limits import DEFAULT_LIMITS, Limits
from retrieval.documents.embedding_queue import Embedder, EmbeddingQueue
from retrieval.documents.index_plan import IndexStore, PlannedFile, plan
from retrieval.documents.index_report import IndexReport, Progress, ProgressCallback, is_hidden
from retrieval.documents.prepared import PreparedSource, Suspects, prepare
from retrieval.documents.reading import FileContent, read_file
from retrieval.documents.sources import Failure


async def index(
    paths: Sequence[Path],
    *,
    store: IndexStore,
    embedder: Embedder | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: ProgressCallback | None = None,
    suspects: Suspects | None = None,
) -> IndexReport:
    """Make the index hold what the files and folders under `paths` hold now; other folders stay as they are.

    Without an embedder passages are found by their words alone. `progress` is called once per file that is
    new or changed. `suspects` tells of a passage's text whether it reads like orders to a program.

    Raises:
        SourceUnavailable: the store cannot be read or written.
    """
    started = time.monotonic()
    run = _Run(store, embedder, limits, progress, suspects)
    await run.collect(paths)
    await asyncio.to_thread(run.write)
    return await asyncio.to_thread(run.report, started)


async def extract(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the text that the index would keep of a file.

    Raises:
        UnreadableFile: with the reason.
    """
    declared = format_of(path)
    if declared is None:
        raise UnreadableFile("has a format that is not read")
    content = await asyncio.to_thread(read_file, path, limits)
    if declared in KEPT_VERBATIM:
        converted = await asyncio.to_thread(convert_kept, declared, content.data, limits)
    else:
        async with ConversionProcess(limits) as process:
            converted = await convert_parsed(declared, content.data, limits, process)
    return converted.extracted.text


class _Run:
    def __init__(
        self,
        store: IndexStore,
        embedder: Embedder | None,
        limits: Limits,
        progress: ProgressCallback | None,
        suspects: Suspects | None,
    ) -> None:
        self._store, self._limits, self._progress, self._suspects = store, limits, progress, suspects
        self._model_version = embedder.model_version if embedder else ""
        self._embeddings = EmbeddingQueue(embedder) if embedder else None
        self._prepared: list[PreparedSource] = []
        self._touched: dict[str, tuple[int, int]] = {}
        self._failures: list[Failure] = []

    async def collect(self, paths: Sequence[Path]) -> None:
        self._plan = await asyncio.to_thread(plan, paths, self._store, self._model_version)
        self._failures += self._plan.failures
        async with ConversionProcess(self._limits) as process:
            for done, planned in enumerate(self._plan.to_read, start=1):
                await self._take(planned, process)
                if self._progress:
                    self._progress(
                        Progress(done=done, total=len(self._plan.to_read), source=planned.file.source)
                    )
        if self._embeddings:
            await self._embeddings.finish()

    def write(self) -> None:
        """Write everything in one transaction; an unchanged index is not touched at all."""
        failed = {failure.path for failure in self._failures} & self._plan.known.keys()
        if not (self._prepared or self._touched or self._plan.gone or failed):
            return
        with self._store.writing() as writer:
            for source in (*self._plan.gone, *sorted(failed)):
                writer.remove(source)
            for source, (size, mtime_ns) in self._touched.items():
                writer.touch(source, size=size, mtime_ns=mtime_ns)
            for prepared in self._prepared:
                writer.put(prepared.record, list(prepared.documents()))

    def report(self, started: float) -> IndexReport:
        known = self._plan.known
        kept = [*self._plan.unchanged, *self._touched]
        records = [*(known[source] for source in kept), *(prepared.record for prepared in self._prepared)]
        return IndexReport(
            added=sum(prepared.record.source not in known for prepared in self._prepared),
            updated=sum(prepared.record.source in known for prepared in self._prepared),
            unchanged=len(kept),
            removed=len(self._plan.gone),
            failed=tuple(sorted(self._failures, key=lambda failure: failure.path)),
            hidden=tuple(sorted(record.source for record in records if is_hidden(record))),
            suspicious=tuple(sorted(record.source for record in records if record.meta.get("suspicious"))),
            passages=self._store.count_documents(),
            seconds=round(time.monotonic() - started, 3),
        )

    async def _take(self, planned: PlannedFile, process: ConversionProcess) -> None:
        source = planned.file.source
        try:
            made = await asyncio.to_thread(self._begun, planned)
            if isinstance(made, FileContent):
                converted = await convert_parsed(planned.file.format, made.data, self._limits, process)
                made = await asyncio.to_thread(prepare, planned, made, converted, self._suspects)
        except UnreadableFile as error:
            self._failures.append(Failure(path=source, reason=error.reason))
            return
        if made is None:
            return
        self._prepared.append(made)
        if self._embeddings:
            old = await asyncio.to_thread(self._plan.old_vectors, source, self._store)
            await self._embeddings.add(made, old)

    def _begun(self, planned: PlannedFile) -> PreparedSource | FileContent | None:
        """Read a file. Return what is made of it, or its content when a parser must see it first.

        None means that only its size or time changed.
        """
        file = planned.file
        content = read_file(file.place.path, self._limits)
        known = self._plan.known.get(file.source)
        if known and (known.content_hash, known.fingerprint) == (content.content_hash, planned.fingerprint):
            self._touched[file.source] = (content.size, content.mtime_ns)
            return None
        if file.format not in KEPT_VERBATIM:
            return content
        converted = convert_kept(file.format, content.data, self._limits)
        return prepare(planned, content, converted, self._suspects)
