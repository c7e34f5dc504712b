"""Somebody is told of a question in a real Odoo: where its user may, an activity on the order, and once."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.channels import opened_activities
from bot.cli.doctor import routing as doctor
from bot.domain import ConversationReference, HandedOver, Outgoing
from bot.errors import NotSent
from bot.odoo_activities import OdooActivities, may_write_activities
from demo.odoo_loader.server import Server
from retrieval.odoo.group import set_group
from retrieval.odoo.session import OdooSession, open_session
from tests.fakes import a_turn, an_outcome
from tests.odoo_orders import PATIENT, account_of, opened, settings_of
from tests.servers.odoo import OdooServer

READER, PASSWORD = "reads-orders-only", "a-password-of-tests-1"
HANDED = HandedOver(
    reference="7F3K",
    topic="quality_hold",
    who="Quality",
    to="odoo:admin",
    order="S00131",
    answer_by=datetime(2027, 1, 4, 9, tzinfo=UTC),
)
ROUTES = {"route": [{"topic": "quality_hold", "who": "Quality", "to": "odoo:admin"}]}


@pytest.fixture(scope="module")
def server(sandbox_odoo: OdooServer) -> Iterator[OdooServer]:
    with sandbox_odoo.fresh_copy("activities") as server:
        odoo = Server.login(server.url, server.database, server.admin.name, server.admin.password).odoo
        reader = {"name": "Reads only", "login": READER, "password": PASSWORD}
        odoo.env["res.users"].create(reader)
        asyncio.run(let_read_only(server))
        yield server


async def let_read_only(server: OdooServer) -> None:
    """Give the user the group that `shipmate odoo-group --replace-groups` leaves it with."""
    account = replace(account_of(server), login=server.admin.name, secret=server.admin.password)
    admin = open_session(account, limits=PATIENT)
    try:
        await set_group(admin, login=READER, replaces_groups=True, dry=False)
    finally:
        await admin.close()


def notice(login: str = "admin", **changed: str) -> Outgoing:
    handed = replace(HANDED, **changed)  # type: ignore[arg-type]
    return Outgoing(
        turn_id="turn-1",
        kind="notice",
        ordinal=2,
        reader="",
        reference=ConversationReference(
            channel="odoo", conversation=f"odoo:{login}", address=json.dumps({"login": login})
        ),
        outcome=an_outcome(a_turn(), "Is <b>⟦PERSON·A⟧</b>'s batch free?", handed=handed),
    )


async def written(session: OdooSession) -> list[dict[str, object]]:
    fields = ["summary", "note", "res_name", "user_id", "date_deadline"]
    return [*await session.search_read("mail.activity", [("summary", "like", "(7F3K)")], fields)]


def test_an_activity_is_put_on_the_order_and_found_again(server: OdooServer) -> None:
    async def tried() -> None:
        session = opened(server)
        try:
            assert await may_write_activities(session)
            activities = OdooActivities(session=session)
            assert await activities.find(notice()) is None
            made = await activities.send(notice())
            assert await activities.find(notice()) == made
            (row,) = await written(session)
            assert row["summary"] == "A question for you: quality hold (7F3K)"
            assert "&lt;b&gt;⟦PERSON·A⟧&lt;/b&gt;" in str(row["note"])
            assert str(row["res_name"]).startswith("S00131")
            assert row["date_deadline"] == "2027-01-04"
        finally:
            await session.close()

    asyncio.run(tried())


def test_what_odoo_cannot_take_surely_was_not_sent(server: OdooServer) -> None:
    async def tried() -> None:
        session = opened(server)
        try:
            activities = OdooActivities(session=session)
            for wrong in (notice(login="nobody"), notice(order="S99999")):
                with pytest.raises(NotSent):
                    await activities.send(wrong)
        finally:
            await session.close()

    asyncio.run(tried())


def test_a_user_that_only_reads_is_offered_no_activities_and_can_write_none(server: OdooServer) -> None:
    async def tried() -> None:
        session = open_session(replace(account_of(server), login=READER, secret=PASSWORD), limits=PATIENT)
        try:
            assert not await may_write_activities(session)
            with pytest.raises(NotSent):
                await OdooActivities(session=session).send(notice())
        finally:
            await session.close()

    asyncio.run(tried())


def test_activities_are_offered_by_what_the_user_may_and_doctor_says_so(server: OdooServer) -> None:
    async def offered(login: str, password: str) -> tuple[bool, bool]:
        settings = await settings_of(server, routing={"table": ROUTES})
        odoo = settings.odoo.model_copy(
            update={"login": login, "password": type(settings.odoo.password)(password)}
        )
        settings = settings.model_copy(update={"odoo": odoo})
        async with opened_activities(settings) as activities:
            return activities is not None, (await doctor.table(settings)).warns

    bot = account_of(server)
    assert asyncio.run(offered(bot.login, bot.secret)) == (True, False)
    assert asyncio.run(offered(READER, PASSWORD)) == (False, True)


def test_without_a_row_for_odoo_nobody_asks_it(server: OdooServer) -> None:
    async def offered() -> bool:
        async with opened_activities(await settings_of(server)) as activities:
            return activities is not None

    assert asyncio.run(offered()) is False
