"""The guardrails, behind the core's port: what comes in is screened, what goes out is checked."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import Draft
from bot.guard import checking, screening
from bot.guard.screening import Screened
from bot.ports import Vault
from guardrails.directory import NOBODY, Directory
from retrieval.evidence import Evidence

__all__ = ["Guardrails", "Screened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrails:
    vault: Vault
    zone: ZoneInfo
    people: Directory = NOBODY
    max_question_characters: int = 4_000

    async def screen(self, text: str, conversation: str) -> Screened:
        """Return the question with personal data replaced by handles.

        Raises: `GuardError` when the text could not be searched.
        """
        return await screening.screen(
            text,
            conversation,
            vault=self.vault,
            people=self.people,
            max_characters=self.max_question_characters,
        )

    def check(self, draft: Draft, evidence: Evidence, now: datetime) -> Draft:
        """Return the draft without the paragraphs that hold a claim its evidence does not bear out."""
        return checking.checked(draft, evidence, now, self.zone)
