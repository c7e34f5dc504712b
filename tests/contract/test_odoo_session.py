"""What a session promises over each transport, on a real Odoo."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from retrieval.odoo.check import check
from retrieval.odoo.connection import OdooAccount
from retrieval.odoo.errors import (
    OdooAccessDenied,
    OdooLoginRefused,
    OdooRejected,
    OdooVersionMismatch,
    OdooWrongDatabase,
)
from retrieval.odoo.session import Limits, OdooSession, Transport, open_session
from tests.servers.odoo import OdooServer

LIMITS = Limits(call_seconds=60, total_seconds=90)


@pytest.fixture(params=["odoorpc", "json2"])
def transport(request: pytest.FixtureRequest) -> Transport:
    chosen: Transport = request.param
    return chosen


@pytest.fixture
def account(odoo_server: OdooServer) -> OdooAccount:
    return OdooAccount(
        url=odoo_server.url, database=odoo_server.database, login="bot", secret=odoo_server.bot.api_key
    )


@pytest.fixture
async def session(account: OdooAccount, transport: Transport) -> AsyncIterator[OdooSession]:
    opened = open_session(account, transport=transport, limits=LIMITS)
    yield opened
    await opened.close()


async def test_reads_rows_in_order_and_in_pages(session: OdooSession) -> None:
    everything = await session.search_read("sale.order", [], ["name"], order="name desc")
    page = await session.search_read("sale.order", [], ["name"], order="name desc", limit=3, offset=2)
    names = [row["name"] for row in everything]
    assert len(names) > 10
    assert names == sorted(names, reverse=True)
    assert page == everything[2:5]


async def test_nothing_found_is_an_empty_list(session: OdooSession) -> None:
    assert await session.search_read("sale.order", [["name", "=", "no such order"]], ["name"]) == []


async def test_a_record_method_takes_its_ids_by_position(session: OdooSession) -> None:
    (row,) = await session.search_read("res.partner", [["is_company", "=", True]], ["name"], limit=1)
    read = await session.call("res.partner", "read", [row["id"]], fields=["name"])
    assert read == [row]


async def test_the_context_reaches_the_method(session: OdooSession) -> None:
    domain = [["active", "=", False]]
    archived = await session.search_read(
        "res.partner", domain, ["active"], context={"active_test": False}, limit=1
    )
    assert archived
    assert archived[0]["active"] is False


async def test_eight_calls_at_once_each_get_their_own_answer(session: OdooSession) -> None:
    names = [row["name"] for row in await session.search_read("sale.order", [], ["name"], limit=8)]
    asked = [session.search_read("sale.order", [["name", "=", name]], ["name"]) for name in names]
    assert [[row["name"] for row in rows] for rows in await asyncio.gather(*asked)] == [
        [name] for name in names
    ]


async def test_what_the_user_may_not_read_is_denied(session: OdooSession) -> None:
    with pytest.raises(OdooAccessDenied):
        await session.search_read("ir.config_parameter", [], ["key"])


@pytest.mark.parametrize(
    "model, fields, domain",
    [
        ("no.such.model", ["name"], []),
        ("sale.order", ["no_such_field"], []),
        ("sale.order", ["name"], [["no_such_field", "=", 1]]),
    ],
)
async def test_a_faulty_call_is_rejected_and_says_nothing_of_the_server(
    session: OdooSession, model: str, fields: list[str], domain: list[object]
) -> None:
    with pytest.raises(OdooRejected) as caught:
        await session.search_read(model, domain, fields)
    assert "no_such" not in str(caught.value)
    assert "no.such" not in str(caught.value)
    assert caught.value.kind
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


async def test_a_refused_call_does_not_spoil_the_session(session: OdooSession) -> None:
    for _ in range(LIMITS.failures_before_rest + 1):
        with pytest.raises(OdooRejected):
            await session.call("no.such.model", "search_count", domain=[])
    assert await session.call("sale.order", "search_count", domain=[]) > 10


async def test_a_value_that_cannot_be_sent_is_the_callers_mistake(session: OdooSession) -> None:
    domain = [["create_date", ">", datetime(2026, 1, 1, tzinfo=UTC)]]
    with pytest.raises(TypeError):
        await session.search_read("sale.order", domain, ["name"])


@pytest.mark.parametrize("secret", ["wrong", ""])
async def test_a_wrong_secret_is_refused(account: OdooAccount, transport: Transport, secret: str) -> None:
    session = open_session(replace(account, secret=secret), transport=transport, limits=LIMITS)
    with pytest.raises(OdooLoginRefused):
        await session.search_read("sale.order", [], ["name"], limit=1)


@pytest.mark.parametrize("database", ["no_such_database", "postgres"])
async def test_a_wrong_database_is_named_as_such(
    account: OdooAccount, transport: Transport, database: str
) -> None:
    session = open_session(replace(account, database=database), transport=transport, limits=LIMITS)
    with pytest.raises(OdooWrongDatabase):
        await session.search_read("sale.order", [], ["name"], limit=1)


async def test_another_version_is_refused_before_the_secret_is_sent(
    account: OdooAccount, transport: Transport
) -> None:
    other = replace(account, supported_major=18, secret="wrong")
    session = open_session(other, transport=transport, limits=LIMITS)
    with pytest.raises(OdooVersionMismatch) as caught:
        await session.search_read("sale.order", [], ["name"], limit=1)
    assert (caught.value.found, caught.value.supported) == (19, 18)


async def test_the_secret_is_in_no_text_and_no_log(
    account: OdooAccount, transport: Transport, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    session = open_session(account, transport=transport, limits=LIMITS)
    (row,) = await session.search_read("res.partner", [["is_company", "=", True]], ["name"], limit=1)
    with pytest.raises(OdooRejected) as caught:
        await session.call("no.such.model", "read", [1])
    texts = [repr(account), repr(session), repr(caught.value), caplog.text]
    assert not [text for text in texts if account.secret in text]
    assert row["name"] not in caplog.text


async def test_check_finds_a_sound_server(session: OdooSession) -> None:
    found = await check(session, {"sale.order": ["name", "commitment_date"], "stock.picking": ["state"]})
    assert found.is_well
    assert found.version == "19.0"


async def test_check_names_what_is_missing_or_closed(session: OdooSession) -> None:
    needed = {
        "sale.order": ["name", "no_such_field"],
        "no.such.model": ["name"],
        "ir.config_parameter": ["key"],
        "res.partner": ["credit"],
    }
    found = await check(session, needed)
    assert found.is_logged_in
    assert not found.is_well
    assert found.missing == (
        "sale.order.no_such_field",
        "no.such.model",
        "ir.config_parameter",
        "res.partner.credit",
    )


async def test_check_tells_a_refused_login_from_a_dead_server(
    account: OdooAccount, transport: Transport
) -> None:
    session = open_session(replace(account, secret="wrong"), transport=transport, limits=LIMITS)
    found = await check(session, {"sale.order": ["name"]})
    assert found.is_reachable
    assert not found.is_logged_in
    assert found.problem == str(OdooLoginRefused())
