"""True answers to plant faults in: what the composer says of the sandbox's orders and documents."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.app import running
from bot.cli.ask import clock_at
from bot.cli.roles import audience_of
from bot.clock import moment_from_text
from bot.domain import Draft, Turn
from bot.ports import Guard, Retriever, Writer
from bot.settings import SANDBOX, Settings
from evals.case import read_cases
from retrieval.documents.indexer import index
from retrieval.evidence import Evidence
from retrieval.orders.source import OrderSource
from retrieval.question import NO_FOCUS
from retrieval.stores.sqlite import SqliteDocumentStore

MOMENTS = ("2026-11-23T14:05", "2026-11-27T08:30", "2026-12-31T23:40")
_ABOUT_ORDERS = {
    "en": (
        "Where is {n}?",
        "Why is {n} late?",
        "When does the rest of {n} come?",
        "Why was {n} split?",
        "What is in {n}?",
        "Invoice of {n}?",
        "Timeline of {n}?",
        "Tracking number of {n}?",
    ),
    "de": (
        "Wo ist {n}?",
        "Warum ist {n} verspätet?",
        "Wann kommt der Rest von {n}?",
        "Warum wurde {n} aufgeteilt?",
        "Was ist in {n}?",
        "Rechnung zu {n}?",
        "Verlauf von {n}?",
        "Sendungsnummer zu {n}?",
    ),
}
_OTHERS = (
    "Which orders are late?",
    "Which orders wait for stock?",
    "Show all open orders",
    "Which orders are ready and not picked?",
    "Which quotations are open?",
    "Which orders were cancelled?",
    "Welche Aufträge sind verspätet?",
    "Welche Aufträge warten auf Ware?",
    "Alle offenen Aufträge",
    "Which orders wait for {p}?",
    "Welche Aufträge warten auf {p}?",
    "How many {s} are free?",
    "Wie viele {s} sind frei?",
    "Open orders of {c}",
    "Offene Aufträge von {c}",
    "What does the contract of {c} say about late delivery?",
    "Was sagt der Vertrag von {c} zu verspäteter Lieferung?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A draft with the evidence and the moment it was made from."""

    asked: str
    role: str
    draft: Draft
    evidence: Evidence
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The assistant's own steps, one by one."""

    guard: Guard
    retriever: Retriever
    writer: Writer
    orders: OrderSource
    companies: frozenset[int]
    zone: ZoneInfo

    async def answered(self, text: str, role: str, now: datetime) -> Answered:
        audience = await audience_of(role, self.orders, self.companies)
        question = await self.retriever.understand(text, (), NO_FOCUS, audience, now)
        evidence = await self.retriever.retrieve(question, audience, now)
        turn = Turn(id="claims", conversation=text, audience=audience, text=text, received_at=now)
        question, evidence = await self.guard.hide(question, evidence, turn)
        draft = await self.writer.draft(question, evidence, audience, now)
        return Answered(asked=text, role=role, draft=draft, evidence=evidence, now=now)


@asynccontextmanager
async def desk() -> AsyncIterator[Desk]:
    """The assistant on the sandbox, its documents searched by words."""
    settings = Settings.model_validate({"documents": {"embeddings": "none"}})
    with TemporaryDirectory() as folder:
        file = Path(folder) / "index.sqlite"
        store = SqliteDocumentStore(file)
        await index([SANDBOX / "documents"], store=store, embedder=None)
        store.close()
        clock = clock_at(MOMENTS[0], settings)
        async with running(settings, clock=clock, index=file) as app:
            assistant = app.assistant
            yield Desk(
                guard=assistant.guard,
                retriever=assistant.retriever,
                writer=assistant.writer,
                orders=app.orders,
                companies=app.companies,
                zone=app.zone,
            )


def questions() -> Iterator[tuple[str, str]]:
    """Yield every message with the role that asks it, in a fixed order."""
    company = json.loads((SANDBOX / "company.json").read_text(encoding="utf-8"))
    orders = json.loads((SANDBOX / "orders.json").read_text(encoding="utf-8"))
    for row in orders["orders"]:
        roles = ["customer-service", "warehouse"]
        if row["status"] != "draft":
            roles.append(f"customer:{row['customer']}")
        for role in roles if row["company"] == 1 else ():
            for text in (*_ABOUT_ORDERS["en"], *_ABOUT_ORDERS["de"]):
                yield text.format(n=row["number"]), role
    yield from _about_others(company, orders)
    yield from ((case.text, case.role) for case in read_cases() if case.topic in ("sop", "contract"))


def _about_others(company: dict, orders: dict) -> Iterator[tuple[str, str]]:  # type: ignore[type-arg]
    purchases = [row["number"] for row in orders["purchases"]][:12]
    skus = [row["sku"] for row in company["products"]][:20]
    customers = list(dict.fromkeys(row["customer"] for row in orders["orders"]))[:12]
    for text in _OTHERS:
        values = (
            purchases if "{p}" in text else skus if "{s}" in text else customers if "{c}" in text else [""]
        )
        for value in values:
            yield text.format(p=value, s=value, c=value), "customer-service"
            if "{s}" in text:
                yield text.format(s=value), f"customer:{customers[0]}"


async def answers(every: int = 1, moments: Sequence[str] = MOMENTS) -> list[Answered]:
    """Return what is answered to each `every`-th message at each moment."""
    async with desk() as assistant:
        found = []
        for place, moment in enumerate(moments):
            now = moment_from_text(moment, assistant.zone)
            for text, role in list(questions())[place % every :: every]:
                found.append(await assistant.answered(text, role, now))
        return found
