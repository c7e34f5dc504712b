"""Shipmate in Microsoft's own client: what customer service sees, read from the page and kept as pictures."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from bot.channels import channels_of
from bot.clock import SetClock
from bot.listening import listening
from bot.pages import pages
from bot.serving import serving
from tests.browser.playground_page import PlaygroundPage
from tests.scenario.asking import indexed
from tests.scenario.serving_site import MOMENT, settings_in
from tests.servers.chromium import ARGUMENTS
from tests.servers.playground import playground


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


@contextlib.asynccontextmanager
async def _seen(folder: Path, index: Path, chromium: Path) -> AsyncIterator[PlaygroundPage]:
    settings = settings_in(folder, teams={"mode": "anonymous"}, http={"port": 0})
    clock = SetClock(MOMENT)
    async with (
        channels_of(settings) as channels,
        serving(settings, channels=channels.all, clock=clock, index=index) as service,
        channels.listening(service.door, clock) as routes,
        listening(pages(service.readiness, service.metrics, routes), "127.0.0.1", 0) as port,
        async_playwright() as driver,
    ):
        # started from this thread: it ends with the thread that began it
        with playground(f"http://127.0.0.1:{port}/api/messages") as running:
            browser = await driver.chromium.launch(executable_path=str(chromium), args=list(ARGUMENTS))
            page = await browser.new_page(viewport={"width": 1300, "height": 950})
            shown = PlaygroundPage(page)
            await shown.opens(running.url)
            yield shown
            await browser.close()


async def test_a_personal_chat_from_the_welcome_to_the_follow_up(
    tmp_path: Path, index: Path, chromium: Path, playground_program: Path
) -> None:
    async with _seen(tmp_path, index, chromium) as page:
        await page.reads("I am Shipmate, a program")
        await page.takes_a_picture("teams-welcome")
        await page.types("Why is S00131 late?")
        await page.reads("Waiting for stock, 7 days after the expected date")
        await page.reads("AI generated")
        await page.takes_a_picture("teams-order")
        await page.presses("Show evidence")
        await page.reads("Hide evidence")
        await page.takes_a_picture("teams-evidence")
        await page.presses("Hide evidence")
        await page.reads_no_more("Hide evidence")
        await page.presses("Draft customer update")
        await page.presses("Ask a person")
        await page.reads("Passed to the purchasing deputy")
        await page.takes_a_picture("teams-passed-on")
        await page.types("and when does the rest come?")
        await page.reads("S00131")
        await page.takes_a_picture("teams-follow-up")


async def test_a_team_channel_is_answered_in_its_thread(
    tmp_path: Path, index: Path, chromium: Path, playground_program: Path
) -> None:
    async with _seen(tmp_path, index, chromium) as page:
        await page.chooses("Orders")
        await page.mentions("Where is S00101?")
        await page.reads("Ready, not picked yet")
        await page.takes_a_picture("teams-channel")
