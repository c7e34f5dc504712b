"""Runs the real story over cases: one conversation each, its earlier messages first.

The clock of an assistant stands still while it answers, so cases of different moments run one moment after
another; those of one moment run side by side, `at_once` at the most. A case that fails is kept, as an error.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from bot.app import App
from bot.cli.output import orders_of, outcome_json
from bot.cli.roles import audience_of
from bot.clock import SetClock, moment_from_text
from bot.domain import Outcome, Turn
from bot.errors import ShipmateError
from evals.case import Case
from evals.runs import Answered, Run, RunInfo, Seen
from retrieval.audience import Audience
from retrieval.errors import RetrievalError
from retrieval.evidence import Passage

Progress = Callable[[int, int], None]
CASE_SECONDS = 120.0
"""A case that takes longer is an error: the desk's own deadline is far below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """`clock` is the one the app was built with."""

    app: App
    clock: SetClock
    at_once: int = 1
    progress: Progress | None = None

    async def run(self, cases: Sequence[Case], *, partial: bool = False) -> Run:
        """Return the answers in the order of the cases."""
        started = datetime.now(UTC)
        moments: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            moments[case.at].append(case)
        done = [await self._at(moment, of_moment, len(cases)) for moment, of_moment in moments.items()]
        by_id = {one.case.id: one for one in chain.from_iterable(done)}
        answered = tuple(by_id[case.id] for case in cases)
        return Run(info=_info(answered, started, self.app, partial), answered=answered)

    async def _at(self, moment: str, cases: Sequence[Case], total: int) -> list[Answered]:
        self.clock.moment = moment_from_text(moment, self.app.zone)
        gate, done = asyncio.Semaphore(self.at_once), 0

        async def one(case: Case) -> Answered:
            nonlocal done
            async with gate:
                answered = await self._answered(case)
            done += 1
            if self.progress:
                self.progress(done, total)
            return answered

        return list(await asyncio.gather(*(one(case) for case in cases)))

    async def _answered(self, case: Case) -> Answered:
        started = time.perf_counter()
        try:
            async with asyncio.timeout(CASE_SECONDS):
                audience = await audience_of(case.role, self.app.orders, self.app.companies)
                for ordinal, text in enumerate(case.before):
                    await self._take(case, audience, text, ordinal)
                started = time.perf_counter()
                outcome = await self._take(case, audience, case.text, len(case.before))
        except (ShipmateError, RetrievalError) as error:
            return Answered(case=case, answer={"error": str(error)})
        except Exception as error:  # one broken case must not cost the figures of the others
            return Answered(case=case, answer={"error": type(error).__name__})
        elapsed = (time.perf_counter() - started) * 1000
        answer = outcome_json(outcome, index_version=self.app.index_version, elapsed_ms=elapsed)
        seen = Seen(trespasses=trespasses(outcome, audience), unheld=self._unheld(outcome))
        return Answered(case=case, answer=answer, elapsed_ms=round(elapsed, 1), seen=seen)

    async def _take(self, case: Case, audience: Audience, text: str, ordinal: int) -> Outcome:
        turn = Turn(
            id=f"eval:{case.id}:{ordinal}",
            conversation=f"eval:{case.id}",
            audience=audience,
            text=text,
            received_at=self.clock.now(),
        )
        return await self.app.desk.take(turn)

    def _unheld(self, outcome: Outcome) -> tuple[str, ...]:
        """Return the passages that are not what their source holds at their span."""
        store = self.app.store
        passages = [item for item in outcome.evidence.found if isinstance(item, Passage)]
        if store is None:
            return tuple(passage.id for passage in passages)
        return tuple(
            passage.id
            for passage in passages
            if store.source_text(passage.source)[passage.start : passage.end] != passage.text
        )


def trespasses(outcome: Outcome, audience: Audience) -> tuple[str, ...]:
    """Return what the answer was given of orders and documents that this asker may not see."""
    labels = audience.document_audiences()
    passages = [
        item.id
        for item in outcome.evidence.found
        if isinstance(item, Passage) and labels.isdisjoint(item.audiences)
    ]
    own = audience.customer_ids
    orders = [
        facts.order.number
        for facts in orders_of(outcome)
        if not audience.is_staff and facts.order.customer.id not in own
    ]
    return (*passages, *orders)


def _info(answered: Sequence[Answered], started: datetime, app: App, partial: bool) -> RunInfo:
    answers: list[Mapping[str, Any]] = [one.answer for one in answered if not one.error]
    writers = sorted({str(answer["model"]) for answer in answers})
    halves = {half: sum(one.case.half == half for one in answered) for half in ("tune", "report")}
    versions: dict[str, Any] = {}
    for answer in answers:  # only what a model worded names the model and its prompt
        versions |= {name: version for name, version in answer["versions"].items() if not versions.get(name)}
    return RunInfo(
        at=started.isoformat(timespec="seconds"),
        source=app.settings.orders.source,
        writer=", ".join(writers) or "none",
        cases=len(answered),
        halves=halves,
        versions=versions,
        partial=partial,
    )
