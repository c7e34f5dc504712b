"""How often plain searches find what a case wants, beside what was read for its answer.

`python -m evals.peers` takes the last run in build/eval. The peers rank the same passages for the same reader
and day by one plain measure (words, vectors, both fused by rank) and never keep silent.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app import embedder, running
from bot.cli.roles import audience_of
from bot.cli.sandbox import index_sandbox
from bot.clock import SystemClock, moment_from_text
from bot.settings import sandbox_settings
from evals.command import OUT
from evals.plain_search import PEERS, PlainSearch
from evals.runs import Answered, read_run
from evals.statistics import wilson

TOP = 5
OURS = "read for the answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Whether one of the wanted documents is among the first passages, by each search."""

    half: str
    by: dict[str, bool]


async def found_in(answered: Sequence[Answered]) -> list[Found]:
    settings = sandbox_settings()
    model = embedder(settings)
    found = []
    async with running(settings, clock=SystemClock()) as app:
        if app.store is None:
            raise SystemExit("The sandbox's documents are not indexed: run `shipmate demo` once.")
        for one in answered:
            wanted = _documents_of(one)
            if not wanted or one.error:
                continue
            day = moment_from_text(one.case.at, app.zone).date()
            audience = await audience_of(one.case.role, app.orders, app.companies)
            plain = PlainSearch(store=app.store, embedder=model, on=day)
            ranked = plain.ranked(one.case.text, audience.document_audiences(), TOP)
            by = {peer: not wanted.isdisjoint(ranked[peer]) for peer in PEERS}
            found.append(Found(half=one.case.half, by={OURS: not wanted.isdisjoint(_read_for(one)), **by}))
    return found


def _documents_of(one: Answered) -> frozenset[str]:
    return frozenset(source for group in one.case.sources for source in group if "/" in source)


def _read_for(one: Answered) -> list[str]:
    passages = [item for item in one.answer["evidence"] if item["kind"] == "passage"]
    return [str(item["source"]) for item in passages[:TOP]]


def lines_of(half: str, found: Sequence[Found]) -> Iterator[str]:
    own = [one for one in found if one.half == half]
    yield f"{half}: {len(own)} cases that want a document; it is in the first {TOP} passages"
    for name in (OURS, *PEERS) if own else ():
        count = sum(one.by[name] for one in own)
        low, high = wilson(count / len(own), len(own))
        yield f"  {name:<24} {count:>3} of {len(own):<3} {count / len(own):>5.0%}  {low:.0%}–{high:.0%}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.peers", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=OUT, help="what `shipmate eval` wrote")
    index_sandbox(sandbox_settings())
    found = asyncio.run(found_in(read_run(parser.parse_args().folder).answered))
    sys.stdout.writelines(f"{line}\n" for half in ("tune", "report") for line in lines_of(half, found))


if __name__ == "__main__":
    main()
