"""`shipmate index`, `extract` and `search`: the documents, without the assistant."""

import asyncio
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.app import document_store, embedder, order_source
from bot.cli.ask import clock_at
from bot.cli.display import progress_bar
from bot.cli.lines import Line, answer_lines, line_from
from bot.cli.roles import audience_of
from bot.cli.sandbox import bring_sandbox_up_to_date
from bot.clock import SetClock, moment_from_text
from bot.errors import ShipmateError
from bot.settings import Settings, read_settings
from guardrails import injection
from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.converters.limits import Limits
from retrieval.documents.index_report import IndexReport
from retrieval.documents.indexer import extract, index
from retrieval.documents.search import DocumentQuery, DocumentSearch
from retrieval.evidence import Passage
from retrieval.orders.source import OrderSource
from retrieval.stores.sqlite import SqliteDocumentStore


def bring_up_to_date(paths: list[Path], *, index: Path | None, as_json: bool) -> int:
    """Index files and folders; print what was done. Returns 1 when a file failed."""
    settings = read_settings()
    file = index or settings.documents.own
    report = _index(paths, file, settings)
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _print_report(report, file)
    return 1 if report.failed else 0


def _index(paths: list[Path], file: Path, settings: Settings) -> IndexReport:
    file.parent.mkdir(parents=True, exist_ok=True)
    limits = Limits(file_bytes=settings.documents.max_file_megabytes * 1024 * 1024)
    with progress_bar(Console(stderr=True), "Reading documents") as progress:
        return asyncio.run(
            index(
                paths,
                store=SqliteDocumentStore(file),
                embedder=embedder(settings),
                limits=limits,
                progress=progress,
                suspects=injection.is_suspicious,
            )
        )


def _print_report(report: IndexReport, file: Path) -> None:
    print(
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed in {report.seconds:.1f} s. {file} holds {report.passages} passages."
    )
    for failure in report.failed:
        print(f"not indexed: {failure.path} {failure.reason}")
    for path in report.hidden:
        print(f"seen by nobody, because it names no audience that may see its kind: {path}")
    for path in report.suspicious:
        print(f"reads like orders to a program in places, shown as a quotation to staff only: {path}")


def print_text(source: str, *, index: Path | None, as_json: bool) -> int:
    """Print the stored text of an indexed source, or the text the index would keep of a file."""
    settings = read_settings()
    if index is None:
        bring_sandbox_up_to_date(settings)
    text = _stored_text(source, index or settings.documents.file) or _file_text(source)
    print(json.dumps({"source": source, "text": text}, ensure_ascii=False) if as_json else text)
    return 0


def _stored_text(source: str, file: Path) -> str | None:
    if not file.exists():
        return None
    try:
        return SqliteDocumentStore(file).source_text(source)
    except KeyError:
        return None


def _file_text(source: str) -> str:
    path = Path(source)
    if not path.is_file():
        raise ShipmateError("No such source is indexed, and there is no such file.")
    try:
        return asyncio.run(extract(path))
    except UnreadableFile as error:
        raise ShipmateError(f"{source} {error.reason}") from None


def search_all(
    *,
    text: str | None,
    role: str,
    at: str | None,
    index: Path | None,
    top: int,
    documents: list[str],
    as_json: bool,
    jsonl: Path | None,
) -> int:
    settings = read_settings()
    if index is None:
        bring_sandbox_up_to_date(settings)
    store = document_store(index or settings.documents.file)
    if store is None:
        raise ShipmateError("There is no index yet: run `shipmate index PATH…` first.")
    zone = ZoneInfo(settings.company.time_zone)
    clock = clock_at(at, settings)
    clerk = Clerk(
        search=DocumentSearch(store, embedder(settings)),
        orders=order_source(settings, zone, clock),
        clock=clock,
        zone=zone,
        companies=frozenset(settings.orders.companies),
        role=role,
        top=top,
        documents=tuple(documents),
    )
    line = line_from(text, jsonl)
    return asyncio.run(_search(clerk, line, as_json=as_json, jsonl=jsonl))


async def _search(clerk: "Clerk", line: Line, *, as_json: bool, jsonl: Path | None) -> int:
    if jsonl is not None:
        return await answer_lines(jsonl, clerk.find_json, sys.stdout)
    if as_json:
        print(json.dumps({"id": None, **await clerk.find_json(line)}, ensure_ascii=False))
        return 0
    passages = await clerk.find(line)
    for passage in passages:
        place = " · ".join(part for part in (passage.title, passage.heading) if part)
        print(
            f"{passage.score:.2f}  {place}  ({passage.source} {passage.start}–{passage.end})",
            passage.text,
            sep="\n",
            end="\n\n",
        )
    if not passages:
        print("Nothing relevant in the documents this role may see.")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Searches for each line as its own role and day."""

    search: DocumentSearch
    orders: OrderSource
    clock: SetClock
    zone: ZoneInfo
    companies: frozenset[int]
    role: str
    top: int
    documents: tuple[str, ...]

    async def find(self, line: Line) -> tuple[Passage, ...]:
        audience = await audience_of(line.role or self.role, self.orders, self.companies)
        moment = moment_from_text(line.at, self.zone) if line.at else self.clock.now()
        customers = tuple(audience.customer_names)
        query = DocumentQuery(
            text=line.text,
            audiences=audience.document_audiences(),
            on=moment.astimezone(self.zone).date(),
            customer=customers[0] if len(customers) == 1 else None,
            sources=self.documents,
            top=self.top,
        )
        return (await self.search.find(query)).passages

    async def find_json(self, line: Line) -> Mapping[str, Any]:
        return {"results": [_passage_json(passage) for passage in await self.find(line)]}


def _passage_json(passage: Passage) -> Mapping[str, Any]:
    return {
        "source": passage.source,
        "start": passage.start,
        "end": passage.end,
        "score": round(passage.score, 4),
        "title": passage.title,
        "kind": passage.document_kind,
        "audience": list(passage.audiences),
        "text": passage.text,
    }
