"""What the driver of the load counts, on a bot of ten lines that keeps nothing."""

import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Container
from pathlib import Path

from aiohttp import web

from bench.channels import Served, SlackDriver, drive, nothing
from bench.echo import echo
from tests.servers.slack import running_slack

TURNS = 30


@contextlib.asynccontextmanager
async def driven(*, unheard: Container[int] = ()) -> AsyncIterator[tuple[SlackDriver, Served]]:
    """Run the peer and the empty bot; of deliveries with these numbers it does not hear that they arrived."""
    numbers = itertools.count()

    @web.middleware
    async def dropping(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        response = await handler(request)
        if next(numbers) in unheard and request.transport is not None:
            request.transport.abort()
        return response

    async with running_slack() as peer:
        driver = SlackDriver(peer)
        peer.retry_seconds = 0.05
        app = echo(driver.settings()).web_app("/slack/events")
        app.middlewares.append(dropping)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield driver, Served(port=runner.addresses[0][1], environment={}, log=Path("unused"))
        await runner.cleanup()


async def test_each_question_is_acknowledged_and_answered_once_when_nothing_fails() -> None:
    async with driven() as (driver, served):
        await drive(driver, [served], nothing, TURNS, 100.0)
    tally = driver.tally
    assert len(tally.asked) == len(tally.acknowledged) == len(tally.answers) == TURNS
    assert not tally.refused
    assert not tally.lost
    assert not tally.twice


async def test_an_answer_refused_is_counted_lost_and_a_delivery_repeated_is_counted_twice() -> None:
    async with driven(unheard={TURNS - 1}) as (driver, served):
        driver.peer.api.plan.refuse = 1
        await drive(driver, [served], nothing, TURNS, 100.0, wait_seconds=2)
    tally = driver.tally
    assert len(tally.asked) == len(tally.acknowledged) == TURNS
    assert sum(len(delivery.statuses) for delivery in driver.peer.deliveries) == TURNS + 1
    assert len(tally.lost) == 1
    assert len(tally.twice) == 1


async def test_a_delivery_no_try_of_which_is_acknowledged_is_counted_as_given_up() -> None:
    async with driven(unheard=range(16)) as (driver, served):
        await drive(driver, [served], nothing, 4, 100.0, wait_seconds=2)
    assert len(driver.tally.refused) == 4
    assert not driver.tally.acknowledged
    assert len(driver.tally.twice) == 4
