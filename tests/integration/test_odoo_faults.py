"""Broken networks and broken servers: each costs little time, and is named for what it is."""

import asyncio
import contextlib
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from retrieval.odoo.check import check
from retrieval.odoo.connection import OdooAccount
from retrieval.odoo.errors import OdooError, OdooNotTrusted, OdooTimeout, OdooUnreachable
from retrieval.odoo.session import Limits, OdooSession, Transport, open_session
from tests.servers import broken, odoo_files
from tests.servers.odoo import OdooServer
from tests.servers.processes import run

QUICK = Limits(
    connections=2, call_seconds=0.5, total_seconds=3, read_attempts=2, failures_before_rest=2, rest_seconds=60
)

MAKE_CERTIFICATE = """
import sys
from OpenSSL import crypto
key, made = crypto.PKey(), crypto.X509()
key.generate_key(crypto.TYPE_RSA, 2048)
made.get_subject().CN = "127.0.0.1"
made.set_issuer(made.get_subject())
made.gmtime_adj_notBefore(0)
made.gmtime_adj_notAfter(3600)
made.set_pubkey(key)
made.sign(key, "sha256")
with open(sys.argv[1], "wb") as file:
    file.write(crypto.dump_privatekey(crypto.FILETYPE_PEM, key))
    file.write(crypto.dump_certificate(crypto.FILETYPE_PEM, made))
"""


@pytest.fixture(params=["odoorpc", "json2"])
def transport(request: pytest.FixtureRequest) -> Transport:
    chosen: Transport = request.param
    return chosen


@pytest.fixture
def certificate(odoo_server: OdooServer, tmp_path: Path) -> Path:
    """A key and its certificate for 127.0.0.1, made by the tools that came with Odoo."""
    del odoo_server  # asked for so that a machine which cannot have Odoo tells it in the usual way
    file = tmp_path / "certificate.pem"
    python = odoo_files.program().python
    run([python, "-c", MAKE_CERTIFICATE, file], purpose="making a certificate", timeout_seconds=60)
    return file


def session_to(url: str, transport: Transport, limits: Limits = QUICK) -> OdooSession:
    account = OdooAccount(url=url, database="demo", login="bot", secret="secret")
    return open_session(account, transport=transport, limits=limits)


async def count(session: OdooSession) -> object:
    return await session.call("sale.order", "search_count", domain=[])


async def fault_of(session: OdooSession) -> OdooError:
    with pytest.raises(OdooError) as caught:
        await count(session)
    return caught.value


def odoo_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("odoo")]


async def no_thread_is_left() -> bool:
    for thread in odoo_threads():
        await asyncio.to_thread(thread.join, 5)
    return not odoo_threads()


async def test_a_port_nobody_listens_on_is_unreachable(transport: Transport) -> None:
    with broken.refusing() as url:
        assert type(await fault_of(session_to(url, transport))) is OdooUnreachable


async def test_a_host_without_an_address_is_unreachable(transport: Transport) -> None:
    session = session_to("http://no-such-host.invalid", transport, Limits(call_seconds=20, total_seconds=30))
    assert type(await fault_of(session)) is OdooUnreachable


@pytest.mark.parametrize("answer", broken.ANSWERS)
async def test_what_is_no_odoo_is_unreachable(transport: Transport, answer: str) -> None:
    with broken.counting(broken.ANSWERS[answer]) as (url, _):
        fault = await fault_of(session_to(url, transport))
    assert type(fault) is OdooUnreachable
    assert "html" not in repr(fault)


@pytest.mark.parametrize("server", [broken.silent, broken.dripping])
async def test_a_server_that_does_not_finish_times_out_and_leaves_no_thread(
    transport: Transport, server: Callable[[], AbstractContextManager[str]]
) -> None:
    with server() as url:
        assert type(await fault_of(session_to(url, transport))) is OdooTimeout
        assert await no_thread_is_left()


async def test_a_dead_server_costs_only_the_first_turns_their_time(transport: Transport) -> None:
    with broken.silent() as url:
        session = session_to(url, transport)
        for _ in range(QUICK.failures_before_rest):
            await fault_of(session)
        begun = time.monotonic()
        faults = [await fault_of(session) for _ in range(20)]
        assert time.monotonic() - begun < QUICK.call_seconds
    assert {type(fault) for fault in faults} == {OdooTimeout}


async def test_callers_beyond_the_pool_time_out_too(transport: Transport) -> None:
    with broken.silent() as url:
        session = session_to(url, transport)
        faults = await asyncio.gather(*(count(session) for _ in range(6)), return_exceptions=True)
    assert {type(fault) for fault in faults} == {OdooTimeout}


async def test_a_cancelled_caller_frees_its_connection(transport: Transport) -> None:
    with broken.silent() as url:
        session = session_to(url, transport, Limits(connections=1, call_seconds=60, total_seconds=60))
        caller = asyncio.create_task(count(session))
        await asyncio.sleep(0.1)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        assert await no_thread_is_left()


async def test_reads_are_tried_again_and_writes_are_not(transport: Transport) -> None:
    with broken.counting(broken.HTML_502) as (url, asked):
        session = session_to(url, transport)
        await fault_of(session)
        read_attempts = len(asked)
        with pytest.raises(OdooUnreachable):
            await session.call("sale.order", "write", [1], vals={"note": ""})
    assert read_attempts == QUICK.read_attempts
    assert len(asked) == read_attempts + 1


async def test_a_certificate_nobody_signed_is_not_trusted(transport: Transport, certificate: Path) -> None:
    with broken.self_signed(certificate) as url:
        assert type(await fault_of(session_to(url, transport))) is OdooNotTrusted


async def test_check_tells_of_a_dead_server_without_raising(transport: Transport) -> None:
    with broken.refusing() as url:
        found = await check(session_to(url, transport), {"sale.order": ["name"]})
    assert not found.is_reachable
    assert found.problem == str(OdooUnreachable())


class TestWithTheRealOdoo:
    """An Odoo that freezes, and one that comes back."""

    @pytest.fixture
    def account(self, odoo_server: OdooServer) -> OdooAccount:
        return OdooAccount(
            url=odoo_server.url, database=odoo_server.database, login="bot", secret=odoo_server.bot.api_key
        )

    @pytest.fixture
    async def session(self, account: OdooAccount, transport: Transport) -> AsyncIterator[OdooSession]:
        limits = Limits(call_seconds=15, total_seconds=15)
        opened = open_session(account, transport=transport, limits=limits)
        yield opened
        await opened.close()

    async def test_a_frozen_odoo_times_out_and_works_again_when_it_wakes(
        self, session: OdooSession, odoo_server: OdooServer
    ) -> None:
        before = await count(session)
        odoo_server.process.send(signal.SIGSTOP)
        try:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.5):  # a turn's own deadline, shorter than the session's
                    await count(session)
        finally:
            odoo_server.process.send(signal.SIGCONT)
        assert await count(session) == before

    async def test_a_frozen_odoo_is_left_alone_and_found_again(
        self, account: OdooAccount, odoo_server: OdooServer, transport: Transport
    ) -> None:
        limits = Limits(call_seconds=2, total_seconds=2, failures_before_rest=2, rest_seconds=0.3)
        session = open_session(account, transport=transport, limits=limits)
        odoo_server.process.send(signal.SIGSTOP)
        try:
            faults = {type(await fault_of(session)) for _ in range(4)}
        finally:
            odoo_server.process.send(signal.SIGCONT)
        assert faults == {OdooTimeout}
        assert await self.until_it_answers(session)
        await session.close()

    async def until_it_answers(self, session: OdooSession) -> object:
        async with asyncio.timeout(60):
            while True:
                with contextlib.suppress(OdooError):
                    return await count(session)
                await asyncio.sleep(0.1)
