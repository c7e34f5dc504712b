"""Guests prove one order, and see of it what they proved: of the sandbox, in both languages."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App, running
from bot.clock import SetClock
from bot.domain import Outcome, Turn
from retrieval.audience import PUBLIC
from retrieval.errors import SourceUnavailable
from retrieval.proof import ProofLevel
from tests.scenario.asking import BY_WORDS, COMPANY, ORDERS, indexed
from tests.scenario.serving_site import MOMENT

ORDER, POSTCODE, EMAIL = "S00150", "22765", "einkauf@brennweite-optik.example"
PRICES = re.compile(r"€|EUR|\d+[.,]\d\d\b")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


class Visit:
    """Ask as visitors nobody knows."""

    def __init__(self, app: App, clock: SetClock) -> None:
        self.app, self.clock, self._number = app, clock, 0

    async def ask(self, text: str, talk: str = "one", visitor: str = "v-1", address: str = "") -> Outcome:
        self._number += 1
        turn = Turn(
            id=str(self._number),
            conversation=talk,
            audience=PUBLIC,
            text=text,
            received_at=self.clock.now(),
            person=visitor,
            address=address,
        )
        return await self.app.desk.take(turn)


@pytest.fixture
async def visit(index: Path) -> AsyncIterator[Visit]:
    clock = SetClock(MOMENT)
    async with running(BY_WORDS, clock=clock, index=index) as app:
        yield Visit(app, clock)


@pytest.mark.parametrize(
    "said",
    [
        [f"Where is {ORDER}? My postcode is {POSTCODE}"],
        [f"Where is {ORDER}?", POSTCODE],
        [f"{ORDER} {POSTCODE}"],
        [f"Wo ist {ORDER}? PLZ D-{POSTCODE}"],
        [f"Wo ist {ORDER}?", f"die Postleitzahl ist {POSTCODE}"],
        [f"where is {ORDER.lower()}, postcode: {POSTCODE}?"],
    ],
)
async def test_number_and_postcode_show_status_and_dates(visit: Visit, said: list[str]) -> None:
    *before, last = [await visit.ask(text) for text in said]
    assert all(one.reason == "needs_proof" for one in before)
    assert ORDER in last.text
    assert last.reason is None
    assert "16" in last.text


async def test_the_postcode_shows_nothing_of_what_is_in_it_nor_whose_it_is(visit: Visit) -> None:
    await visit.ask(f"{ORDER}, postcode {POSTCODE}")
    told = [
        await visit.ask(text)
        for text in ("what is in it?", "why is it late?", "show all details", "and the invoice?")
    ]
    everything = "\n".join([one.text + repr(one.evidence) for one in told])
    for secret in ("SHV-7010", "Steel shelving", "Brennweite", "Optikerweg", "P00113", "Ruhrstahl", EMAIL):
        assert secret not in everything, secret
    assert not PRICES.search("\n".join(one.text for one in told))


async def test_the_orders_address_opens_its_lines_and_still_no_money_and_no_terms(visit: Visit) -> None:
    told = await visit.ask(f"{ORDER}, postcode {POSTCODE}, e-mail {EMAIL}")
    assert told.reason is None
    lines = await visit.ask("what is in it?")
    assert "SHV-7010" in lines.text
    asked = ("and the invoice?", "what does it cost?", "what does the contract say about late delivery?")
    others = [await visit.ask(text) for text in asked]
    everything = "\n".join([one.text + repr(one.evidence) for one in (told, lines, *others)])
    for secret in ("Brennweite", "P00113", "Ruhrstahl", "credit of 2", "unit_price=Decimal('1"):
        assert secret not in everything, secret
    assert others[0].reason == "not_allowed"


async def test_an_address_without_the_postcode_proves_nothing(visit: Visit) -> None:
    assert (await visit.ask(f"Where is {ORDER}? I am {EMAIL}")).reason == "needs_proof"


async def test_a_wrong_proof_and_an_unknown_order_read_the_same(visit: Visit) -> None:
    wrong = await visit.ask(f"Where is {ORDER}? postcode 99999", talk="one")
    unknown = await visit.ask("Where is S99999? postcode 22765", talk="two", visitor="v-2")
    nothing = await visit.ask(f"Where is {ORDER}?", talk="three", visitor="v-3")
    assert wrong.text == unknown.text == nothing.text
    assert (wrong.reason, wrong.kind, wrong.evidence.found) == (
        unknown.reason,
        unknown.kind,
        unknown.evidence.found,
    )


async def test_a_proof_is_for_one_order_one_asker_one_talk_and_half_an_hour(visit: Visit) -> None:
    other = next(
        row["number"]
        for row in ORDERS["orders"]
        if row["customer"] == "Brennweite Optik GmbH" and row["number"] != ORDER
    )
    await visit.ask(f"{ORDER}, postcode {POSTCODE}")
    assert (await visit.ask(f"Where is {other}?")).reason == "needs_proof"
    assert (await visit.ask("my other orders?")).reason == "needs_proof"
    assert (await visit.ask(f"Where is {ORDER}?")).reason is None
    assert (await visit.ask(f"Where is {ORDER}?", visitor="v-2")).reason == "needs_proof"
    assert (await visit.ask(f"Where is {ORDER}?", talk="two")).reason == "needs_proof"
    visit.clock.moment += timedelta(minutes=31)
    assert (await visit.ask(f"Where is {ORDER}?")).reason == "needs_proof"


async def test_wrong_tries_wait_longer_and_longer_and_the_owner_never_does(visit: Visit) -> None:
    for number in range(3):
        assert (await visit.ask(f"{ORDER} 1000{number}")).reason == "needs_proof"
    assert (await visit.ask(f"{ORDER} 10004")).reason == "wait"
    assert (await visit.ask(f"{ORDER} {POSTCODE}")).reason == "wait"
    assert (await visit.ask(f"{ORDER} {POSTCODE}", talk="own", visitor="owner")).reason is None
    visit.clock.moment += timedelta(seconds=6)
    assert (await visit.ask(f"{ORDER} {POSTCODE}")).reason is None


async def test_new_talks_of_one_visitor_and_new_visitors_of_one_address_are_counted(visit: Visit) -> None:
    for number in range(3):
        await visit.ask(f"{ORDER} 1000{number}", talk=f"t-{number}")
    assert (await visit.ask(f"{ORDER} 10009", talk="fresh")).reason == "wait"
    for number in range(20):
        await visit.ask(
            f"{ORDER} 200{number:02}", talk=f"a-{number}", visitor=f"w-{number}", address="192.0.2.7"
        )
    assert (await visit.ask(f"{ORDER} 10009", talk="x", visitor="x", address="192.0.2.7")).reason == "wait"


async def test_a_list_of_postcodes_is_no_proof(visit: Visit) -> None:
    assert (await visit.ask(f"{ORDER}: 22763, 22764, {POSTCODE} or 22766")).reason == "needs_proof"


async def test_every_order_of_the_sandbox_opens_to_its_own_postcode_and_to_no_other(visit: Visit) -> None:
    customers = {row["name"]: row for row in COMPANY["customers"]}
    for number, row in enumerate(ORDERS["orders"][:60]):
        if row["company"] != 1 or row["status"] not in ("sale", "cancel"):
            continue
        postcode = customers[row["customer"]]["postcode"]
        own = await visit.ask(
            f"{row['number']}, postcode {postcode}", talk=f"o-{number}", visitor=f"o-{number}"
        )
        assert own.reason in (None, "needs_proof")  # a branch's deliveries cannot be proven
        if own.reason is None:
            assert row["number"] in own.text
        other = await visit.ask(f"{row['number']}, postcode 00001", talk=f"p-{number}", visitor=f"p-{number}")
        assert other.reason == "needs_proof"


async def test_when_orders_cannot_be_seen_nobody_is_told_that_their_proof_is_wrong(visit: Visit) -> None:
    async def down(*_: object) -> ProofLevel:
        raise SourceUnavailable("orders", "unreachable", "")

    story = visit.app.assistant
    proofs = replace(story.proofs, prove=down)  # type: ignore[type-var]  # it is the one this application has
    desk = replace(visit.app.desk, answer=replace(story, proofs=proofs).answer)
    visit.app = replace(visit.app, desk=desk)
    for _ in range(6):
        told = await visit.ask(f"{ORDER} {POSTCODE}")
        assert told.reason == "orders_down"
    assert "moment" in told.text
