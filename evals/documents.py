"""How often a question to the documents finds, cites and quotes what answers it: `python -m evals.documents`.

The questions stand in `demo/questions.jsonl`, in the words of people rather than those of the documents. One
half is for tuning, the other only for the figures of a report. Each goes through the whole assistant; the
peers rank the same passages, for the same reader and day, by one plain measure and never keep silent.
"""

import argparse
import asyncio
import json
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import App, embedder, running
from bot.cli.ask import Terminal, clock_at
from bot.cli.lines import Line
from bot.cli.roles import audience_of
from bot.domain import Outcome
from bot.settings import SANDBOX, Settings
from evals.plain_search import PEERS, PlainSearch
from retrieval.documents.indexer import index
from retrieval.evidence import Passage
from retrieval.stores.sqlite import SqliteDocumentStore

QUESTIONS = SANDBOX / "questions.jsonl"
HALVES = ("tune", "report")
TOP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`sources` are the documents that answer, any of them; none means that nothing may be quoted."""

    id: str
    text: str
    role: str
    sources: tuple[str, ...]
    expected: str
    half: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What became of one question: by the assistant, and by each peer among its first passages."""

    question: Question
    outcome: Outcome
    cited: bool
    found: bool
    quoted: bool
    silent: bool
    peers: dict[str, bool]


def questions_from(lines: Iterable[str]) -> list[Question]:
    rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Question(
            id=row["id"],
            text=row["text"],
            role=row["as"],
            sources=tuple(row["expect_source"]),
            expected=row["expect_text"],
            half=row["half"],
        )
        for row in rows
    ]


def holds(text: str, expected: str) -> bool:
    """Return whether a text says it, whatever the case, the blanks and the marks of emphasis."""
    return _squeezed(expected) in _squeezed(text)


def _squeezed(text: str) -> str:
    return " ".join(re.sub(r"[*_`]", "", text).split()).casefold()


@asynccontextmanager
async def sandbox_app(settings: Settings) -> AsyncIterator[App]:
    """The assistant on the sandbox company, with an index of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "index.sqlite"
        store = SqliteDocumentStore(file)
        await index([SANDBOX / "documents"], store=store, embedder=embedder(settings))
        store.close()
        async with running(settings, clock=clock_at(None, settings), index=file) as app:
            yield app


async def asked(questions: Sequence[Question]) -> list[Seen]:
    settings = Settings.model_validate({})
    async with sandbox_app(settings) as app:
        assert app.store is not None
        terminal = Terminal(app=app, clock=clock_at(None, settings))
        plain = PlainSearch(store=app.store, embedder=embedder(settings), on=app.clock.now().date())
        return [await _seen(question, terminal, plain) for question in questions]


async def _seen(question: Question, terminal: Terminal, plain: PlainSearch) -> Seen:
    line = {"id": question.id, "text": question.text, "as": question.role, "conversation": question.id}
    outcome = await terminal.answer(Line.model_validate(line))
    passages = [item for item in outcome.evidence.found if isinstance(item, Passage)]
    ids = {passage.id for passage in passages}
    quotes = [citation.source for citation in outcome.citations if citation.evidence in ids]
    audience = await audience_of(question.role, terminal.app.orders, terminal.app.companies)
    ranked = plain.ranked(question.text, audience.document_audiences(), TOP)
    return Seen(
        question=question,
        outcome=outcome,
        cited=not set(question.sources).isdisjoint(quotes),
        found=not set(question.sources).isdisjoint(passage.source for passage in passages[:TOP]),
        quoted=bool(question.sources) and holds(outcome.text, question.expected),
        silent=not quotes,
        peers={peer: not set(question.sources).isdisjoint(ranked[peer]) for peer in PEERS},
    )


def figures(seen: Sequence[Seen]) -> list[tuple[str, int, int]]:
    """Return what was counted, how often it was so, and of how many."""
    answerable = [one for one in seen if one.question.sources]
    others = [one for one in seen if not one.question.sources]
    rows = [
        ("expected document cited", sum(one.cited for one in answerable)),
        ("expected words quoted", sum(one.quoted for one in answerable)),
        (f"expected document in the first {TOP} passages", sum(one.found for one in answerable)),
        *((f"the same, {peer}", sum(one.peers[peer] for one in answerable)) for peer in PEERS),
    ]
    counted = [(what, count, len(answerable)) for what, count in rows]
    return [*counted, ("nothing to answer, nothing quoted", sum(one.silent for one in others), len(others))]


def missed(seen: Sequence[Seen]) -> list[str]:
    """Return a line for each question that went wrong: what was expected, and what was said."""
    return [
        f"{one.question.id} {'cited' if one.cited else 'found' if one.found else 'not found'}"
        f" | {one.question.text} | {one.question.role} | {one.question.expected or 'nothing'}"
        f"\n    {' '.join(one.outcome.text.split())[:300]}"
        for one in seen
        if not (one.quoted if one.question.sources else one.silent)
    ]


def lines_of(half: str, seen: Sequence[Seen], misses: bool) -> Iterator[str]:
    own = [one for one in seen if one.question.half == half]
    yield f"{half}: {len(own)} questions"
    for what, count, of in figures(own):
        yield f"  {what:<46} {count:>3} of {of:<3} {count / of if of else 0:>5.0%}"
    yield from missed(own) if misses else ()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.documents")
    parser.add_argument("--half", choices=HALVES, help="only this half of the questions")
    parser.add_argument("--misses", action="store_true", help="show each question that went wrong")
    options = parser.parse_args()
    wanted = [options.half] if options.half else list(HALVES)
    questions = questions_from(QUESTIONS.read_text(encoding="utf-8").splitlines())
    seen = asyncio.run(asked([question for question in questions if question.half in wanted]))
    sys.stdout.writelines(f"{line}\n" for half in wanted for line in lines_of(half, seen, options.misses))


if __name__ == "__main__":
    main()
