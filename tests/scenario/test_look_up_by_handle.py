"""Who is named behind a handle is found as before, and told to those only who may know them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, running
from bot.cli.ask import Terminal, clock_at
from bot.cli.lines import Line
from tests.scenario.asking import AT, BY_WORDS, indexed


@pytest.fixture(scope="module")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


@pytest.fixture
async def app(index_file: Path) -> AsyncIterator[App]:
    async with running(BY_WORDS, clock=clock_at(AT, BY_WORDS), index=index_file) as app:
        yield app


async def told(app: App, text: str, role: str, conversation: str = "c") -> dict[str, Any]:
    terminal = Terminal(app=app, clock=clock_at(AT, BY_WORDS))
    line = Line.model_validate({"id": 1, "text": text, "as": role, "conversation": conversation})
    return dict(await terminal.answer_json(line))


async def test_a_private_customer_is_found_by_name_and_spoken_of_further(app: App) -> None:
    assert "S00130" in (await told(app, "Where is the order of Tom Hargreaves?", "customer-service"))["text"]
    rest = await told(app, "and when will the rest come?", "customer-service")
    assert rest["text"].startswith("**S00130 · Tom Hargreaves")


async def test_a_company_is_found_by_its_address_and_by_a_contacts_name(app: App) -> None:
    by_address = await told(app, "orders of kitchen@bluebell-catering.example", "customer-service")
    assert "Bluebell Catering Ltd" in by_address["text"]
    by_contact = await told(app, "Where is the order of Jana Petersen?", "customer-service")
    assert "Brennweite Optik GmbH" in by_contact["text"]


async def test_a_colleague_is_found_by_name(app: App) -> None:
    everything = await told(app, "open orders", "customer-service", "a")
    hers = await told(app, "open orders by Nora Albers", "customer-service", "b")
    assert "open orders" in hers["text"]
    assert hers["text"] != everything["text"]


@pytest.mark.parametrize(
    "question",
    ["and when will the rest come?", "Where is S00130?", "[PERSON·A]", "⟦PERSON·A⟧", "〚PERSON·A〛?"],
)
async def test_who_may_not_know_a_customer_gets_no_name_out_of_a_shared_conversation(
    app: App, question: str
) -> None:
    await told(app, "Where is the order of Tom Hargreaves?", "customer-service")
    for role in ("staff", "public", "customer:Bluebell Catering Ltd"):
        answer = str(await told(app, question, role))
        assert "Hargreaves" not in answer
        assert "⟦" not in answer


async def test_an_address_that_is_nobodys_and_one_of_somebody_else_have_one_answer(app: App) -> None:
    texts = []
    for number, address in enumerate(("kitchen@bluebell-catering.example", "kitchen@nobody.example")):
        for text in (f"orders for {address}", f"Where is the order of {address}?"):
            answer = await told(app, text, "customer:Marlow & Finch Ltd", str(number))
            texts.append(answer["text"].replace(address, ""))
    assert texts[:2] == texts[2:]


async def test_evidence_without_personal_data_is_what_stands_in_the_document(app: App) -> None:
    answer = await told(app, "cut off for dhl express today?", "warehouse")
    passages = [one for one in answer["evidence"] if one["kind"] == "passage"]
    assert passages
    assert all(one["end"] - one["start"] == len(one["text"]) for one in passages)
