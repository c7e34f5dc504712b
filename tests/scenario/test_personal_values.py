"""No personal value is where it must not be: in what is drafted, checked, remembered, printed or logged."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.app import App, running
from bot.cli.ask import clock_at
from bot.cli.roles import audience_of
from bot.domain import Outcome, Turn
from bot.settings import Settings
from retrieval.audience import Audience
from tests.scenario.asking import AT, BY_WORDS, COMPANY, indexed

PRIVATE = [row for row in COMPANY["customers"] if not row["is_company"]]
QUESTIONS = (
    "Where is the order of {name}?",
    "Wo bleibt die Bestellung von {name}?",
    "{name} called, phone {phone}: why is the order late?",
    "orders for {email}",
    "Bitte Gutschrift auf {iban}, {name}, {email}",
    "what is the cut-off for express? regards, {name}",
)
IBANS = ("DE89370400440532013000", "GB29NWBK60161331926819", "AT611904300234573201")


@dataclass(slots=True)
class Recorder:
    """Stands before a part and keeps the printed form of all that passes by."""

    behind: Any
    seen: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.behind, name)

        def call(*given: Any, **named: Any) -> Any:
            self.seen.append(repr((given, named)))
            result = method(*given, **named)
            return self._later(result) if asyncio.iscoroutine(result) else self._keep(result)

        return call

    async def _later(self, result: Any) -> Any:
        return self._keep(await result)

    def _keep(self, result: Any) -> Any:
        self.seen.append(repr(result))
        return result


@pytest.fixture(scope="module")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


def values_of(row: dict[str, Any], iban: str) -> dict[str, str]:
    return {"name": row["name"], "email": row["email"], "phone": row["phone"], "iban": iban}


def asked() -> Iterator[tuple[str, dict[str, str]]]:
    for row, iban in zip(PRIVATE, IBANS, strict=True):
        values = values_of(row, iban)
        yield from ((question.format(**values), values) for question in QUESTIONS)


async def take_all(app: App, audience: Audience) -> tuple[list[Outcome], list[str]]:
    """Return the outcomes as a record keeps them, and all that writer and memory were given."""
    desk = app.desk
    story = app.assistant
    writer, memory = Recorder(story.writer), Recorder(desk.memory)
    recorded = replace(desk, answer=replace(story, writer=writer, memory=memory).answer, memory=memory)
    outcomes = []
    for number, (text, _) in enumerate(asked()):
        turn = Turn(
            id=str(number),
            conversation=f"c {number // 3}",
            audience=audience,
            text=text,
            received_at=app.clock.now(),
        )
        outcomes.append(await recorded.outcome(turn))
    return outcomes, writer.seen + memory.seen


@pytest.mark.parametrize("role", ["customer-service", "warehouse", "public"])
async def test_no_value_reaches_writer_memory_record_or_log(
    role: str, index_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with structlog.testing.capture_logs() as logs, caplog.at_level(logging.DEBUG):
        async with running(BY_WORDS, clock=clock_at(AT, BY_WORDS), index=index_file) as app:
            audience = await audience_of(role, app.orders, app.companies)
            outcomes, seen = await take_all(app, audience)
    everything = "\n".join([*seen, *map(repr, outcomes), repr(logs), caplog.text])
    values = {value for _, known in asked() for value in known.values()}
    assert sorted(value for value in values if value.casefold() in everything.casefold()) == []


@pytest.mark.parametrize("settings", [BY_WORDS], ids=["sandbox"])
async def test_they_come_back_to_who_asked_and_to_nobody_else(settings: Settings, index_file: Path) -> None:
    async with running(settings, clock=clock_at(AT, settings), index=index_file) as app:

        async def said(text: str, role: str) -> str:
            audience = await audience_of(role, app.orders, app.companies)
            moment = app.clock.now()
            turn = Turn(id=text, conversation="c", audience=audience, text=text, received_at=moment)
            return (await app.desk.take(turn)).text

        assert "Greta Sommer" in await said("Where is the order of Greta Sommer?", "customer-service")
        for role in ("public", "customer:Marlow & Finch Ltd", "staff"):
            told = await said("and her other orders?", role)
            assert "Sommer" not in told
            assert "⟦" not in told


def test_what_is_recorded_here_would_show_a_value() -> None:
    recorder = Recorder(behind=[])
    recorder.append("Greta Sommer")
    assert "Greta Sommer" in recorder.seen[0]
