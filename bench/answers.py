"""How long an answer takes inside the process, on the sandbox company. The floor is the same story without
documents and orders: what screening, understanding, drafting and checking alone cost."""

import asyncio
import tempfile
import time
from pathlib import Path

from bench.table import Row, percentile
from bot.app import App, embedder, running
from bot.cli.roles import audience_of
from bot.domain import Turn
from bot.settings import SANDBOX, Settings
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore

QUESTIONS = (
    "Where is S00101?",
    "Why is S00105 late?",
    "late orders",
    "cut-off for DHL Express today?",
    "a pallet arrived damaged, what now?",
    "what does the contract of Brennweite say about late delivery?",
    "which orders wait for P00101?",
    "how many GLV-1040 do we have?",
    "why was S00110 split?",
    "Wo ist S00102?",
)
ROUNDS = 10


def rows() -> list[Row]:
    return asyncio.run(_rows())


async def _rows() -> list[Row]:
    settings = Settings.model_validate({})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "index.sqlite"
        await index([SANDBOX / "documents"], store=SqliteDocumentStore(file), embedder=embedder(settings))
        async with running(settings, index=file) as app:
            answers = await _seconds(app, QUESTIONS)
            fixed = await _seconds(app, ("hello", "thanks"))
    p50, p95, floor = percentile(answers, 0.5), percentile(answers, 0.95), percentile(fixed, 0.5)
    return [
        Row(
            what=f"an answer on the sandbox, {len(QUESTIONS)} kinds of question",
            ours=f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms",
            peer=f"a fixed answer, nothing looked up: p50 {floor * 1000:.0f} ms",
            asked="p50 ≤ 80 ms",
            met=p50 <= 0.080,
        )
    ]


async def _seconds(app: App, questions: tuple[str, ...]) -> list[float]:
    audience = await audience_of("customer-service", app.orders, app.companies)
    seconds: list[float] = []
    for number in range(ROUNDS + 1):
        for ordinal, text in enumerate(questions):
            turn = Turn(
                id=f"bench:{number}:{ordinal}",
                conversation=f"bench:{number}:{ordinal}",
                audience=audience,
                text=text,
                received_at=app.clock.now(),
            )
            started = time.perf_counter()
            await app.desk.take(turn)
            if number:  # the first round warms up
                seconds.append(time.perf_counter() - started)
    return seconds
