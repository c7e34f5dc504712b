"""The Playground's page, as somebody uses it: choose a chat, type, read, press, look."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, expect

PICTURES = Path(os.environ.get("SHIPMATE_PICTURES", "build/pictures"))
_SECONDS = 60_000


@dataclass(frozen=True, slots=True)
class PlaygroundPage:
    page: Page

    async def opens(self, url: str) -> None:
        """Open the page without its log: that repeats every text sent, whether it is shown or not."""
        await self.page.goto(url)
        await expect(self._box).to_be_visible(timeout=_SECONDS)
        await self.page.get_by_role("button", name="Hide log panel").click()
        await expect(self.page.get_by_text("Log Panel", exact=True)).to_have_count(0, timeout=_SECONDS)

    async def chooses(self, chat: str) -> None:
        """Go to "Personal Chat", "Group Chat" or a channel by its name."""
        await self.page.get_by_text(chat, exact=True).first.click()
        await expect(self._box).to_be_visible(timeout=_SECONDS)

    async def types(self, text: str) -> None:
        await self._box.click()
        await self.page.keyboard.type(text, delay=5)
        await self.page.keyboard.press("Enter")

    async def mentions(self, text: str) -> None:
        """Mention the bot by the list that opens behind an @, and say something."""
        await self._box.click()
        await self.page.keyboard.type("@Ship", delay=30)
        await self.page.get_by_role("option").or_(self.page.get_by_role("menuitem")).first.click()
        await self.page.keyboard.type(f" {text}", delay=5)
        await self.page.keyboard.press("Enter")

    async def reads(self, text: str) -> Locator:
        """Wait until something is there to be read, and return the newest of it."""
        found = self.page.get_by_text(text).last
        await expect(found).to_be_visible(timeout=_SECONDS)
        return found

    async def reads_no_more(self, text: str) -> None:
        await expect(self.page.get_by_text(text)).to_have_count(0, timeout=_SECONDS)

    async def presses(self, button: str) -> None:
        """Press the newest button with this name."""
        await self.page.get_by_role("button", name=button, exact=True).last.click()

    async def dislikes(self, reason: str) -> None:
        """Give the newest answer a thumb down with a reason, and close the thanks that cover the page."""
        await self.page.get_by_role("button", name="Dislike").last.click()
        await self.page.locator("[role=dialog] textarea").fill(reason)
        await self.page.get_by_role("button", name="Submit").click()
        await self.page.get_by_role("button", name="Close", exact=True).click()
        await expect(self.page.get_by_role("dialog")).to_have_count(0, timeout=_SECONDS)

    async def takes_a_picture(self, name: str) -> Path:
        await asyncio.to_thread(PICTURES.mkdir, parents=True, exist_ok=True)
        file = PICTURES / f"{name}.png"
        await self.page.screenshot(path=str(file))
        return file

    @property
    def _box(self) -> Locator:
        return self.page.locator("[contenteditable=true][role=textbox]").first
