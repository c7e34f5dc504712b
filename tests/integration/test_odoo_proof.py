"""A guest's proof against a real Odoo: right, wrong and unknown are one and the same call."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from demo import FOLDER
from retrieval.odoo.session import OdooSession
from retrieval.orders.odoo.proving import Prover
from retrieval.orders.odoo.reading import Reading
from retrieval.orders.sandbox_files import Files
from retrieval.orders.sandbox_proof import prove
from retrieval.proof import GivenProof, ProofLevel
from tests.odoo_orders import company_ids_of, opened
from tests.servers.odoo import OdooServer

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def session(sandbox_odoo: OdooServer) -> AsyncIterator[OdooSession]:
    session = opened(sandbox_odoo)
    yield session
    await session.close()


async def held(session: OdooSession, *states: str) -> tuple[str, str, str]:
    """Return number, postcode and e-mail of an order of the sandbox's companies that has both."""
    wanted = [
        ("company_id", "in", sorted((await company_ids_of(session)).values())),
        ("state", "in", states),
        ("partner_shipping_id.zip", "!=", False),
        ("partner_id.email", "!=", False),
    ]
    order = (await session.search_read("sale.order", wanted, ["name", "partner_id", "partner_shipping_id"]))[
        0
    ]
    partners = [order["partner_id"][0], order["partner_shipping_id"][0]]
    rows = await session.search_read("res.partner", [("id", "in", partners)], ["zip", "email"])
    by_id = {row["id"]: row for row in rows}
    return str(order["name"]), str(by_id[partners[1]]["zip"]), str(by_id[partners[0]]["email"])


async def prover(session: OdooSession) -> Prover:
    companies = frozenset((await company_ids_of(session)).values())
    return Prover(reading=Reading(session), companies=companies)


async def test_the_postcode_proves_the_order_and_the_email_its_lines(session: OdooSession) -> None:
    number, postcode, email = await held(session, "sale")
    proves = (await prover(session)).prove
    assert await proves(number, GivenProof(postcode=f"DE-{postcode}")) is ProofLevel.LABEL
    assert await proves(number, GivenProof(postcode=postcode, email=email.upper())) is ProofLevel.EMAIL
    assert await proves(number, GivenProof(email=email)) is ProofLevel.NONE
    assert await proves(number, GivenProof(postcode="00000", email=email)) is ProofLevel.NONE
    assert await proves("S99999", GivenProof(postcode=postcode, email=email)) is ProofLevel.NONE


async def test_a_quotation_and_a_company_not_asked_about_cannot_be_proven(session: OdooSession) -> None:
    number, postcode, email = await held(session, "draft", "sent")
    given = GivenProof(postcode=postcode, email=email)
    assert await (await prover(session)).prove(number, given) is ProofLevel.NONE
    number, postcode, email = await held(session, "sale")
    nobodys = Prover(reading=Reading(session), companies=frozenset())
    assert await nobodys.prove(number, GivenProof(postcode=postcode, email=email)) is ProofLevel.NONE


async def test_right_wrong_and_unknown_are_the_same_call(
    session: OdooSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, postcode, _ = await held(session, "sale")
    quotation, _, _ = await held(session, "draft", "sent")
    proves = (await prover(session)).prove
    calls: list[tuple[str, str, str]] = []
    send = session.call

    async def recorded(model: str, method: str, *ids: Any, **named: Any) -> Any:
        calls.append((model, method, repr(named).replace(named["domain"][0][2], "NUMBER")))
        return await send(model, method, *ids, **named)

    monkeypatch.setattr(session, "call", recorded)
    for one, code in ((number, postcode), (number, "00000"), ("S99999", postcode), (quotation, "00000")):
        await proves(one, GivenProof(postcode=code))
    assert len(calls) == 4
    assert len(set(calls)) == 1


async def test_the_sandbox_proves_every_order_as_odoo_does(session: OdooSession) -> None:
    files = Files.read(FOLDER)
    ids = await company_ids_of(session)
    asked = Prover(reading=Reading(session), companies=frozenset({ids[1]}))
    levels = set()
    for row in files.orders["orders"]:
        customer = files.by("customers")[row["customer"]]
        for email in (customer["email"], "", *(one["email"] for one in customer["contacts"])):
            given = GivenProof(postcode=customer["postcode"], email=email or "")
            level = prove(files, row["number"], given, frozenset({1}))
            assert level is await asked.prove(row["number"], given), row["number"]
            levels.add(level)
    assert levels == set(ProofLevel)
