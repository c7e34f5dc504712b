"""A question that a person has to answer: who gets it, what they read, and what the asker hears of it."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.clock import SetClock
from bot.domain import ConversationReference, Outgoing
from bot.serving import serving
from bot.settings import Settings
from tests.channel.shelf import Shelf
from tests.scenario.asking import indexed
from tests.scenario.serving_site import FEMKE, MOMENT, STRANGER, Site, settings_in

ROUTES = {
    "route": [
        {"topic": "supplier_dispute", "who": "Purchasing", "to": "slack:C0BUY"},
        {
            "topic": "credit",
            "who": "Accounting",
            "to": "teams:19:acc@thread.tacv2",
            "hours": "Mon-Fri 09:00-16:00",
        },
        {
            "topic": "*",
            "who": "customer service",
            "to": "role:customer-service",
            "hours": "Mon-Fri 08:00-18:00",
        },
    ]
}
"""Nobody here is told by Teams: it is not served."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


@contextlib.asynccontextmanager
async def place(folder: Path, index: Path, **people_are: Any) -> AsyncIterator[tuple[Site, Shelf]]:
    settings = settings_in(folder, routing={"table": ROUTES})
    asker = Shelf(file=folder / "shelf.sqlite")
    people = Shelf(file=folder / "people.sqlite", name="slack", **people_are)
    async with serving(settings, channels=(asker, people), clock=SetClock(MOMENT), index=index) as service:
        yield Site(service=service, shelf=asker), people


async def press(site: Site, about: str) -> str:
    """Press "Ask a person" under an answer, and return what is said then."""
    turn = replace(await site.turn("I would like to talk to a person, please."), about=about)
    await site.service.engine.accept(turn, ConversationReference(channel="test", conversation="c-1"))
    return (await site.arrived(turn.id)).text


async def notices(people: Shelf) -> list[str]:
    async with asyncio.timeout(30):
        while not (found := await asyncio.to_thread(people.deliveries)):  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.02)
    return [one.text for one in found]


async def test_people_read_the_question_under_whose_answer_the_button_was_pressed(
    tmp_path: Path, index: Path
) -> None:
    async with place(tmp_path, index) as (site, people):
        turn = await site.turn("Why is the order S00131 of Greta Sommer late?")
        await site.service.engine.accept(turn, ConversationReference(channel="test", conversation="c-1"))
        await site.arrived(turn.id)
        told = await press(site, turn.id)
        assert "Passed to Purchasing" in told
        (notice,) = await notices(people)
        assert "S00131" in notice
        assert "Greta" not in notice


async def test_an_uncertain_notice_is_seen_in_the_list_and_the_asker_gets_no_apology_for_it(
    tmp_path: Path, index: Path
) -> None:
    def fails(moment: str, message: Outgoing) -> None:
        if moment == "after":
            raise ConnectionError("lost")

    async with place(tmp_path, index, reads_back=False, hook=fails) as (site, people):
        await site.ask("I want a person to talk to the supplier")
        await notices(people)
        async with asyncio.timeout(30):
            while (await site.service.record.hand_overs.open_ones())[0].state != "undelivered":  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.05)
        assert len(await notices(people)) == 1
        (told,) = await texts(site.shelf)
        assert "Passed to Purchasing" in told
        assert "could not tell Purchasing" in await site.ask("What became of my question?")


async def test_a_stranger_who_wants_a_person_reaches_customer_service(tmp_path: Path, index: Path) -> None:
    async with place(tmp_path, index) as (site, _):
        assert "Passed to customer service" in await site.ask("I want to talk to a person", STRANGER)


async def test_whom_no_channel_tells_is_passed_over(tmp_path: Path, index: Path) -> None:
    async with place(tmp_path, index) as (site, _):
        told = await site.ask("I want to talk to a person about the credit limit of Kestrel")
        assert "Passed to customer service" in told
        assert "Mon 30 Nov" in told  # MOMENT is a Saturday


async def test_who_asks_what_became_of_it_hears_who_has_it(tmp_path: Path, index: Path) -> None:
    async with place(tmp_path, index) as (site, _):
        assert "waits" not in await site.ask("What became of my question?")
        await site.ask("I want to talk to a person")
        assert "waits at customer service" in await site.ask("What became of my question?")
        (one,) = await site.service.record.hand_overs.open_ones()
        assert "waits at customer service" in await site.ask(f"reference {one.reference}")
        person = (await site.service.identities.known(FEMKE)).person
        await site.service.record.hand_overs.take(one.turn_id, person)
        assert "hat Ihre Frage" in await site.ask("Was ist aus meiner Frage geworden?")
        await site.service.record.hand_overs.answered(one.turn_id, person)
        assert "customer service answered your question" in await site.ask("Who has my question?")
        assert "answered" not in await site.ask("What became of my question?", STRANGER, "c-9")


async def texts(shelf: Shelf) -> list[str]:
    return [one.text for one in await asyncio.to_thread(shelf.deliveries)]


def settings_as_variables(settings: Settings) -> dict[str, str]:
    records, keys = settings.records, settings.keys
    return {
        "SHIPMATE_RECORDS__URL": records.url.get_secret_value(),
        "SHIPMATE_RECORDS__AUDIT_HEAD": str(records.audit_head),
        "SHIPMATE_KEYS__FILE": str(keys.file),
        "SHIPMATE_ROUTING__TABLE": json.dumps(ROUTES),
    }


def told(folder: Path, *words: str, code: int = 0) -> list[dict[str, Any]]:
    env = settings_as_variables(settings_in(folder))
    result = CliRunner().invoke(app, [*words, "--json"], env=env)
    assert result.exit_code == code, result.output + str(result.exception)
    return [json.loads(line) for line in result.stdout.splitlines()]


async def test_an_operator_lists_takes_and_closes_and_the_asker_hears_of_it(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with place(tmp_path, index) as (site, _):
        await site.ask("I want to talk to a person")

    def operate() -> None:
        (row,) = told(tmp_path, "handovers", "list", "--role", "customer-service")
        assert (row["state"], row["topic"], row["who"]) == ("waiting", "general", "customer service")
        assert told(tmp_path, "handovers", "list", "--role", "purchasing") == []
        reference = row["reference"].lower()
        assert told(tmp_path, "handovers", "take", reference, "--by", "Carla Nunes")[0]["state"] == "taken"
        assert told(tmp_path, "handovers", "take", reference, code=1)[0]["done"] is False
        assert told(tmp_path, "handovers", "close", reference)[0]["state"] == "answered"
        assert told(tmp_path, "handovers", "list") == []
        assert told(tmp_path, "handovers", "list", "--all")[0]["state"] == "answered"
        assert told(tmp_path, "handovers", "show", reference)[0]["asked"] == "I want to talk to a person"
        nobody = CliRunner().invoke(
            app, ["handovers", "show", "ZZZZ"], env=settings_as_variables(settings_in(tmp_path))
        )
        assert "Nobody was handed a question with this reference" in str(nobody.exception)

    await asyncio.to_thread(operate)
    async with place(tmp_path, index) as (site, _), asyncio.timeout(60):
        while "Carla Nunes has your question now." not in await texts(site.shelf):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)


def test_doctor_says_whom_nobody_tells_and_what_is_wrong_with_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    checks = {one["part"]: one for one in told_by_doctor(ROUTES)}
    assert (checks["routing"]["ok"], checks["routing"]["warns"]) == (True, True)
    assert "nobody is told by slack, teams" in checks["routing"]["finding"]
    assert "SHIPMATE_SLACK__MODE" in checks["routing"]["mend"]
    assert checks["hand-overs"]["finding"] == "none yet"
    checks = {one["part"]: one for one in told_by_doctor({"route": [{"topic": "money"}]})}
    assert checks["routing"]["ok"] is False
    assert "row 1: the topic is one of" in checks["routing"]["finding"]


def told_by_doctor(table: dict[str, Any]) -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, ["doctor", "--json"], env={"SHIPMATE_ROUTING__TABLE": json.dumps(table)})
    checks: list[dict[str, Any]] = json.loads(result.stdout)["checks"]
    return checks
