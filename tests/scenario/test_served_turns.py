"""Turns as a serving process takes them: known people, a record, a memory that outlives the process."""

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from bot.clock import SetClock
from bot.domain import ConversationReference, Outcome, Turn
from bot.identity import ChannelUser
from bot.metrics import Metrics
from bot.pages import pages
from bot.storage.turn_tables import turns
from bot.telemetry import configure, log_trouble
from tests.scenario.asking import indexed
from tests.scenario.serving_site import FEMKE, MOMENT, STRANGER, Site, settings_in, site
from tests.scenario.test_personal_values import asked


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


@pytest.fixture
def logs_as_json() -> Iterator[None]:
    configure("json", "debug")
    yield
    configure("console", "info")


async def test_a_known_colleague_is_answered_and_a_stranger_is_not(tmp_path: Path, index: Path) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        assert "S00101" in await served.ask("Where is S00101?")
        told = await served.ask("Where is S00101?", STRANGER, conversation="c-2")
        assert "Promised" not in told
        entries, findings = await served.service.record.audit.verify()
        assert (entries, findings) == (2, ())


async def test_a_value_comes_back_to_who_typed_it_and_the_record_holds_its_placeholder(
    tmp_path: Path, index: Path
) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        assert "Greta Sommer" in await served.ask("Where is the order of Greta Sommer?")
        other = await served.service.record.turns.values("c-1")
        assert any(value.kind == "PERSON" for value in other)
    assert b"Sommer" not in _record_in(tmp_path)


def _record_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("*.sqlite*") if "shelf" not in file.name)


async def test_a_talk_goes_on_after_a_restart(tmp_path: Path, index: Path) -> None:
    settings = settings_in(tmp_path)
    async with site(settings, tmp_path, index) as served:
        await served.ask("Where is S00150?")
        await served.ask("Where is the order of Greta Sommer?", conversation="c-2")
    async with site(settings, tmp_path, index) as served:
        assert "S00150" in await served.ask("and why?")
        values = await served.service.record.turns.values("c-2")
        again = await served.ask("orders of Greta Sommer", conversation="c-2")
        assert "Greta Sommer" in again
        assert await served.service.record.turns.values("c-2") == values


async def test_a_new_topic_does_not_drag_the_old_order_along(tmp_path: Path, index: Path) -> None:
    clock = SetClock(MOMENT)
    async with site(settings_in(tmp_path), tmp_path, index, clock=clock) as served:
        await served.ask("Where is S00150?")
        for question in ("What is the cut-off for DHL Express?", "A pallet arrived damaged, what now?"):
            assert "S00150" not in await served.ask(question)
        assert "S00150" in await served.ask("and why is the order late?")
        clock.moment += timedelta(hours=9)
        assert "S00150" not in await served.ask("and why is the order late?")


async def test_a_pause_acts_in_seconds_and_says_so(tmp_path: Path, index: Path) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        switches = served.service.record.switches
        switches.seconds = 0.0
        await switches.set("channel:test")
        assert "paused" in await served.ask("Where is S00101?")
        await switches.clear("channel:test")
        assert "S00101" in await served.ask("Where is S00101?")


async def test_what_may_not_be_sent_waits_and_is_sent_later(tmp_path: Path, index: Path) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        switches = served.service.record.switches
        switches.seconds = 0.0
        await switches.set("sending")
        turn = await served.turn("Where is S00101?")
        with pytest.raises(TimeoutError):
            await _asked_within(served, turn, seconds=2)
        await switches.clear("sending")
        assert "S00101" in (await served.arrived(turn.id)).text


async def _asked_within(served: Site, turn: Any, seconds: float) -> None:
    from bot.domain import ConversationReference

    await served.service.engine.accept(turn, ConversationReference(channel="test", conversation="c-1"))
    await served.arrived(turn.id, seconds)


async def test_who_asks_too_much_is_told_when_to_ask_again(tmp_path: Path, index: Path) -> None:
    settings = settings_in(tmp_path, limits={"visitor_per_minute": 2})
    async with site(settings, tmp_path, index) as served:
        for _ in range(2):
            assert "short time" not in await served.ask("What is the cut-off for DHL Express?", STRANGER)
        assert "after 14:06" in await served.ask("What is the cut-off for DHL Express?", STRANGER)
        assert "short time" not in await served.ask("What is the cut-off for DHL Express?", FEMKE)


async def test_a_pilot_is_for_those_it_names(tmp_path: Path, index: Path) -> None:
    settings = settings_in(tmp_path, pilot={"channels": ["slack"]})
    async with site(settings, tmp_path, index) as served:
        assert "tried out" in await served.ask("Where is S00101?")


async def failing(turn: Turn) -> Outcome:
    """Fail, and say in the fault and in a library's log what was asked."""
    logging.getLogger("odoorpc.rpc").error("asked %r", turn.text, exc_info=ValueError(turn.text))
    raise RuntimeError(f"could not answer {turn.text!r}")


async def test_no_output_of_a_serving_process_holds_a_personal_value_or_a_question(
    tmp_path: Path, index: Path, capfd: pytest.CaptureFixture[str], logs_as_json: None
) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        for number, (text, _) in enumerate(asked()):
            await served.ask(text, FEMKE if number % 2 else STRANGER, conversation=f"c-{number // 3}")
        object.__setattr__(served.service.engine.steps, "answer", failing)
        for text, _ in list(asked())[:4]:
            assert await served.ask(text, conversation="c-failing")
        client = TestClient(pages(served.service.readiness, served.service.metrics))
        said = [client.get(path).text for path in ("/healthz", "/readyz", "/metrics")]
    out, err = capfd.readouterr()
    everything = "\n".join([out, err, *said]).casefold()
    values = {value for _, known in asked() for value in known.values()}
    assert sorted(value for value in values if value.casefold() in everything) == []
    assert "order of" not in everything
    assert "gutschrift" not in everything
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert {"answered", "turn failed"} <= {line["event"] for line in lines}
    assert all(line["turn"].startswith("test:") for line in lines if line["event"] == "answered")


def test_what_libraries_log_is_not_repeated(capfd: pytest.CaptureFixture[str], logs_as_json: None) -> None:
    secret = "Greta Sommer, where is my order?"
    for name in ("uvicorn.error", "sqlalchemy.engine", "dbos", "openai", "httpx2", "haystack", "odoorpc.rpc"):
        logging.getLogger(name).error("failed for %s", secret, extra={"body": secret})
        try:
            raise ValueError(secret)
        except ValueError:
            logging.getLogger(name).exception(secret)
    log_trouble("trouble", {"fault": "ValueError", "text": secret})
    err = capfd.readouterr().err
    assert "Greta" not in err
    assert "ValueError" in err
    assert "sqlalchemy.engine" in err


def test_a_warning_of_a_library_is_not_repeated() -> None:
    import subprocess

    code = (
        "from bot.telemetry import configure; import warnings; "
        "configure('json', 'debug'); warnings.warn('Greta Sommer, where is my order?')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Greta" not in done.stdout + done.stderr
    assert "py.warnings" in done.stderr


def test_labels_of_figures_are_codes_and_nothing_else() -> None:
    metrics = Metrics()
    metrics.limited("Greta Sommer")
    metrics.odoo_failed("could not reach greta@x.example")
    metrics.step("draft", 0.1)
    text = metrics.text().decode()
    assert "Greta" not in text
    assert "greta" not in text
    assert 'shipmate_limits_hit_total{reason="other"} 1.0' in text
    assert 'shipmate_step_seconds_count{step="draft"} 1.0' in text


async def test_readiness_tells_of_each_part_and_fails_without_the_record(tmp_path: Path, index: Path) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        client = TestClient(pages(served.service.readiness, served.service.metrics))
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["state"]) == (200, "ok")
        assert {"record", "orders", "documents", "model", "switches"} <= set(ready.json()["parts"])
        await served.service.record.switches.set("model")
        served.service.record.switches.seconds = 0.0
        served.service.readiness._due = 0.0
        assert client.get("/readyz").json()["state"] == "degraded"
        await served.service.engine.drain(1)
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").text == "ok\n"


async def test_figures_count_turns_and_time_every_step(tmp_path: Path, index: Path) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        await served.ask("Where is S00101?")
        await served.ask("Where is S99999?")
        text = served.service.metrics.text().decode()
    assert 'shipmate_turns_total{channel="test",outcome="reply",reason="none"} 1.0' in text
    steps = (
        "screen",
        "understand",
        "retrieve",
        "distrust",
        "hide",
        "draft",
        "check",
        "word",
        "record",
    )
    for step in steps:
        assert f'shipmate_step_seconds_count{{step="{step}"}}' in text, step


async def test_somebody_who_left_is_a_stranger_within_a_minute(tmp_path: Path, index: Path) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        known = await served.service.identities.known(FEMKE)
        assert known.audience.is_staff
        unverified = ChannelUser(channel="test", id="U-other", email=FEMKE.email)
        assert (await served.service.identities.known(unverified)).audience.is_public
        outside = ChannelUser(
            channel="test", id="U-guest", email=FEMKE.email, email_is_verified=True, is_outside=True
        )
        assert (await served.service.identities.known(outside)).audience.is_public


def test_start_up_without_serving_loads_no_engine_and_no_database() -> None:
    import subprocess

    code = "import bot.cli.ask, sys; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"dbos", "sqlalchemy", "uvicorn", "starlette", "prometheus_client", "alembic"}
    assert set(done.stdout.split()) & heavy == set()


class BrokenBook:
    """The record, but for one method that fails for a reason that does not pass."""

    def __init__(self, inner: object) -> None:
        self._inner = inner
        self.failed = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def record(self, *_: object, **__: object) -> None:
        self.failed += 1
        raise ValueError("a fault of ours")


async def test_a_turn_that_can_never_be_recorded_is_given_up_and_listed(tmp_path: Path, index: Path) -> None:
    async with site(settings_in(tmp_path), tmp_path, index) as served:
        engine = served.service.engine
        broken = BrokenBook(engine.steps.book)
        engine.steps, engine.beat_seconds = replace(engine.steps, book=broken), 0.1
        turn = await served.turn("Where is S00101?")
        await engine.accept(turn, ConversationReference(channel="test", conversation="c-1"))
        async with asyncio.timeout(60):
            while await _state_of(served, turn.id) != ("done", "ValueError"):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        tried = broken.failed
        await asyncio.sleep(1.0)
        assert broken.failed == tried == engine.tries_after_faults


async def _state_of(served: Site, turn_id: str) -> tuple[str, str | None]:
    async with served.service.record.database.read() as connection:
        query = select(turns.c.state, turns.c.fault).where(turns.c.id == turn_id)
        row = (await connection.execute(query)).one()
    return row.state, row.fault
