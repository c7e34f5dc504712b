"""Wiring: who stands behind each port. The only place that reads settings and knows every part."""

import contextlib
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.answer import Assistant
from bot.clock import SystemClock
from bot.durable.desk import Desk
from bot.durable.faults import Apologies, Apology
from bot.generation.composer import GroundedComposer
from bot.generation.scoring import Similarity
from bot.guard import Guardrails
from bot.memory import InProcessMemory
from bot.models import writer_from
from bot.people import KnownPeople
from bot.ports import Allowance, Clock, Memory, ModelWatch, Vault
from bot.proof import ProofLimits, TriesInMemory
from bot.proving import GuestProofs
from bot.settings import SANDBOX, Settings, default_cache
from bot.telemetry import log_fault, log_guests, log_missing
from guardrails.placeholders import PLACEHOLDER
from guardrails.vault import ConversationVault
from retrieval.documents.search import DocumentSearch
from retrieval.errors import SourceUnavailable
from retrieval.knowledge import Knowledge
from retrieval.orders.source import OrderSource

if TYPE_CHECKING:
    from retrieval.documents.embedder import Embedder
    from retrieval.odoo.session import OdooSession
    from retrieval.stores.sqlite import SqliteDocumentStore


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The running parts, for channels and commands."""

    settings: Settings
    desk: Desk
    orders: OrderSource
    store: "SqliteDocumentStore | None"
    clock: Clock
    zone: ZoneInfo
    assistant: Assistant
    vault: Vault
    composer: GroundedComposer
    apologise: Apology

    async def redacted(self, text: str, conversation: str, reader: str) -> str:
        """Return a text of a conversation as the record may keep it. Raises: `GuardError`."""
        for handle in self.vault.handles(conversation, reader):
            text = text.replace(handle.value, handle.placeholder)
        parts = re.split(f"({PLACEHOLDER.pattern})", text)
        screened = [
            part if number % 2 or not part.strip() else await self._screened(part, conversation, reader)
            for number, part in enumerate(parts)
        ]
        return "".join(screened)

    async def _screened(self, text: str, conversation: str, reader: str) -> str:
        screened = await self.assistant.guard.screen(text, conversation, reader)
        if screened.blocked_by:
            return "…"
        return f"{text[: len(text) - len(text.lstrip())]}{screened.text}{text[len(text.rstrip()) :]}"

    @property
    def index_version(self) -> str | None:
        """What the index holds, as a number that grows with each change of it; None for an unreadable one."""
        try:
            return str(self.store.revision()) if self.store else None
        except SourceUnavailable:  # what it would have told is missing in the answer, which says so
            return None

    @property
    def companies(self) -> frozenset[int]:
        return frozenset(self.settings.orders.companies)


@contextlib.asynccontextmanager
async def running(
    settings: Settings,
    *,
    clock: Clock | None = None,
    index: Path | None = None,
    memory: Memory | None = None,
    allowance: Allowance | None = None,
    watch: ModelWatch | None = None,
    on_odoo_fault: Callable[[str], None] | None = None,
) -> AsyncIterator[App]:
    """Build every part, and close what was opened. Without a `memory` conversations last as long as this."""
    clock, zone = clock or SystemClock(), ZoneInfo(settings.company.time_zone)
    orders = order_source(settings, zone, clock, on_fault=on_odoo_fault)
    model = embedder(settings)
    store = document_store(index or settings.documents.file)
    vault, memory = ConversationVault(), memory or InProcessMemory(now=clock.now)
    writer = GroundedComposer(
        zone=zone,
        portal_url=settings.company.portal_url,
        system=orders.label,
        similarity=similarity_of(model),
    )
    with_models = writer_from(settings, writer, clock, allowance=allowance, watch=watch)
    people = KnownPeople(read=lambda: names_of_people(orders), log_missing=log_missing)
    assistant = Assistant(
        guard=Guardrails(vault=vault, zone=zone, people=people),
        retriever=Knowledge(
            orders=orders,
            documents=DocumentSearch(store, model) if store else None,
            zone=zone,
            timeout_seconds=settings.orders.timeout_seconds,
        ),
        writer=with_models or writer,
        memory=memory,
        proofs=GuestProofs(
            prove=orders.prove,
            tries=TriesInMemory(proof_limits(settings), alert=log_guests),
            companies=frozenset(settings.orders.companies),
            lasts=timedelta(minutes=settings.proof.lasts_minutes),
        ),
        clock=clock,
    )
    desk = Desk(
        answer=assistant.answer,
        memory=memory,
        vault=vault,
        apologies=Apologies(apologise=writer.apologise, log_fault=log_fault),
    )
    try:
        yield App(
            settings=settings,
            desk=desk,
            orders=orders,
            store=store,
            clock=clock,
            zone=zone,
            assistant=assistant,
            vault=vault,
            composer=writer,
            apologise=writer.apologise,
        )
    finally:
        if with_models:
            await with_models.close()
        await people.close()
        await orders.close()
        if store:
            store.close()


async def names_of_people(orders: OrderSource) -> list[str]:
    return [person.name for person in await orders.people()]


def proof_limits(settings: Settings) -> ProofLimits:
    chosen = settings.proof
    return ProofLimits(
        free=chosen.free_tries,
        free_per_address=chosen.free_tries_per_address,
        first_wait_seconds=chosen.first_wait_seconds,
        longest_wait_seconds=chosen.longest_wait_seconds,
        alert_visitors=chosen.alert_visitors,
    )


def order_source(
    settings: Settings, zone: ZoneInfo, clock: Clock, *, on_fault: Callable[[str], None] | None = None
) -> OrderSource:
    if settings.orders.source == "sandbox":
        from retrieval.orders.sandbox import SandboxOrders

        return SandboxOrders(SANDBOX, zone=zone, portal_url=settings.company.portal_url, clock=clock.now)
    from retrieval.orders.odoo.source import OdooOrders

    session, odoo = odoo_session(settings, on_fault), settings.odoo
    own_portal = settings.company.portal_url if "portal_url" in settings.company.model_fields_set else ""
    return OdooOrders(
        session,
        zone=zone,
        url=odoo.url,
        portal_url=own_portal,
        hold_locations=odoo.hold_locations,
        priority_tag=odoo.priority_tag,
    )


def odoo_session(settings: Settings, on_fault: Callable[[str], None] | None = None) -> "OdooSession":
    """Return a session that connects at its first call, and tells `on_fault` the kinds of faults."""
    from retrieval.odoo.connection import OdooAccount
    from retrieval.odoo.session import Limits, open_session

    odoo = settings.odoo
    account = OdooAccount(
        url=odoo.url, database=odoo.database, login=odoo.login, secret=odoo.password.get_secret_value()
    )
    limits = Limits(
        connections=odoo.connections,
        call_seconds=odoo.call_timeout_seconds,
        total_seconds=settings.orders.timeout_seconds,
    )
    return open_session(account, transport=odoo.protocol, limits=limits, on_fault=on_fault)


def embedder(settings: Settings) -> "Embedder | None":
    """Return the embedding model the settings name; None, and search works by words, when there is none."""
    if settings.documents.embeddings == "none":
        return None
    from retrieval.documents.embedder import load_embedder, load_embedder_from
    from retrieval.documents.model_files import EmbedderUnavailable

    folder = settings.documents.model_folder
    try:
        return load_embedder_from(folder) if folder else load_embedder(default_cache())
    except EmbedderUnavailable as error:
        log_missing("embeddings", str(error))
        return None


def document_store(index: Path) -> "SqliteDocumentStore | None":
    """Return the store of an index file, or None when there is no such file."""
    if not index.exists():
        return None
    from retrieval.stores.sqlite import SqliteDocumentStore

    return SqliteDocumentStore(index)


def similarity_of(model: "Embedder | None") -> Similarity | None:
    """Return how sentences are compared with a question, or None without a model."""
    if model is None:
        return None
    from retrieval.documents.similarity import SentenceSimilarity

    return SentenceSimilarity(model)
