"""The driver of the Playground's page, on a bot that only says what it heard."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import async_playwright

from tests.browser.echo_bot import EchoBot, echo_bot, said
from tests.browser.playground_page import PlaygroundPage
from tests.servers.chromium import ARGUMENTS
from tests.servers.playground import playground

LABEL = {
    "type": "https://schema.org/Message",
    "@type": "Message",
    "@context": "https://schema.org",
    "@id": "",
    "additionalType": ["AIGeneratedContent"],
    "citation": [
        {
            "@type": "Claim",
            "position": 1,
            "appearance": {"@type": "DigitalDocument", "name": "SOP", "abstract": "What it says"},
        }
    ],
}


@contextlib.asynccontextmanager
async def _seen(chromium: Path) -> AsyncIterator[tuple[PlaygroundPage, EchoBot]]:
    async with echo_bot() as bot, async_playwright() as driver:
        with playground(bot.url) as running:
            browser = await driver.chromium.launch(executable_path=str(chromium), args=list(ARGUMENTS))
            page = PlaygroundPage(await browser.new_page(viewport={"width": 1300, "height": 950}))
            await page.opens(running.url)
            yield page, bot
            await browser.close()


async def test_a_message_is_heard_and_a_pressed_card_is_seen_to_change(
    chromium: Path, playground_program: Path
) -> None:
    async with _seen(chromium) as (page, bot):
        await page.types("Where is my parcel?")
        await page.reads("You said: Where is my parcel?")
        await page.reads("Not pressed yet")
        await page.presses("Press me")
        await page.reads("Pressed with 7")
        await page.reads_no_more("Not pressed yet")
        await page.takes_a_picture("echo-personal")
        message, invoke = (one for one in bot.heard if one["type"] in ("message", "invoke"))
        assert message["conversation"]["conversationType"] == "personal"
        assert message["from"]["aadObjectId"] == "00000000-0000-0000-0000-0000000000020"
        assert (invoke["name"], invoke["value"]["action"]["verb"]) == ("adaptiveCard/action", "press")
        assert set(bot.tokens) == {""}


async def test_a_channel_and_a_group_are_spoken_to_by_mentioning_the_bot(
    chromium: Path, playground_program: Path
) -> None:
    async with _seen(chromium) as (page, bot):
        for chat, kind in (("Orders", "channel"), ("Group Chat", "groupChat")):
            await page.chooses(chat)
            await page.mentions(f"Are you in {chat}?")
            await page.reads(f"You said: Are you in {chat}?")
            await page.takes_a_picture(f"echo-{kind}")
            heard = [one for one in bot.heard if one["type"] == "message"][-1]
            assert heard["conversation"]["conversationType"] == kind
            assert heard["entities"][0]["mentioned"]["id"] == heard["recipient"]["id"]


async def test_a_status_gives_way_to_the_labelled_answer_that_is_rated(
    chromium: Path, playground_program: Path
) -> None:
    async with _seen(chromium) as (page, bot):
        await page.types("Where is my parcel?")
        await page.reads("Not pressed yet")
        to = bot.heard[-1]
        stream = {"type": "streaminfo", "streamType": "informative", "streamSequence": 1}
        begun = await said(to, {"type": "typing", "text": "Reading the order", "entities": [stream]})
        await page.reads("Reading the order")
        final = {"type": "streaminfo", "streamType": "final", "streamId": begun["id"]}
        data = {"feedbackLoop": {"type": "default"}}
        answer = {"text": "It is ready [1].", "entities": [final, LABEL], "channelData": data}
        await said(to, {"type": "message", **answer})
        await page.reads("AI generated")
        await page.reads_no_more("Reading the order")
        await page.dislikes("Wrong date")
        await page.takes_a_picture("echo-rated")
        rated = bot.heard[-1]
        assert rated["name"] == "message/submitAction"
        assert rated["value"]["actionValue"] == {"reaction": "dislike", "feedback": "Wrong date"}
