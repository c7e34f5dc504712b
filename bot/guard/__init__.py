"""The guardrails, behind the core's port: what comes in is screened, what goes out is checked."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import Draft, Turn
from bot.errors import GuardError
from bot.guard import checking, screening
from bot.guard.distrust import Distrust
from bot.guard.hiding import Hiding
from bot.guard.screening import Screened
from bot.guard.searched import Searched
from bot.people import NOBODY_KNOWN
from bot.ports import People, Vault
from guardrails import pii
from retrieval.audience import Audience
from retrieval.evidence import Evidence
from retrieval.question import Question

__all__ = ["Guardrails", "Screened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrails:
    vault: Vault
    zone: ZoneInfo
    people: People = NOBODY_KNOWN
    max_question_characters: int = 4_000
    doubts: Distrust = field(default_factory=Distrust)
    searched: Searched = field(default_factory=Searched, repr=False)

    async def screen(self, text: str, conversation: str, reader: str = "") -> Screened:
        """Return the question with personal data replaced by handles.

        Raises: `GuardError` when the text could not be searched.
        """
        return await screening.screen(
            text,
            conversation,
            reader,
            vault=self.vault,
            people=await self.people.directory(),
            max_characters=self.max_question_characters,
        )

    async def distrust(self, evidence: Evidence, audience: Audience) -> Evidence:
        """Return the evidence without what gives orders in it, as far as this asker may have it at all.

        Raises: `GuardError` when a text could not be looked at.
        """
        try:
            return await asyncio.to_thread(self.doubts.of, evidence, audience)
        except Exception as error:
            raise GuardError(f"The search for instructions failed: {type(error).__name__}") from None

    async def hide(self, question: Question, evidence: Evidence, turn: Turn) -> tuple[Question, Evidence]:
        """Return both with personal data replaced by handles, which this turn's asker gets back.

        Raises: `GuardError` when a text could not be searched.
        """

        def seal(kind: str, value: str) -> str:
            return self.vault.seal(turn.conversation, kind, value, turn.reader).placeholder

        hiding = Hiding(people=await self.people.directory(), seal=seal, searched=self.searched)
        try:
            return await asyncio.to_thread(hiding.both, question, evidence)
        except pii.RedactionError as error:
            raise GuardError(str(error)) from None

    def check(self, draft: Draft, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        """Return the draft without the paragraphs that hold a claim its evidence does not bear out.

        Only staff get what is left of it: for all others the whole draft goes, never a remainder.
        """
        return checking.checked(draft, evidence, now, self.zone, whole=not audience.is_staff)
