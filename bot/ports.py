"""What the core asks of the outside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain import Draft, Outcome, Turn
from guardrails.vault import Handle
from retrieval.audience import Audience
from retrieval.evidence import Evidence
from retrieval.question import Focus, Question


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        ...


class Screened(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def handles(self) -> tuple[Handle, ...]: ...
    @property
    def blocked_by(self) -> str | None: ...


class Guard(Protocol):
    """Fails closed: raises `GuardError` when it cannot do its work."""

    async def screen(self, text: str, conversation: str) -> Screened:
        """Return the text with personal data replaced by handles, or what blocks it."""
        ...

    def check(self, draft: Draft, evidence: Evidence, now: datetime) -> Draft:
        """Return the draft without the paragraphs that hold a claim its evidence does not bear out."""
        ...


class Retriever(Protocol):
    async def understand(self, text: str, focus: Focus, audience: Audience, now: datetime) -> Question: ...

    async def retrieve(self, question: Question, audience: Audience, now: datetime) -> Evidence:
        """Return what was found and what could not be asked. One dead source never hides the other."""
        ...

    def focus_after(self, question: Question, evidence: Evidence, before: Focus, audience: Audience) -> Focus:
        """Return what the conversation is about now, for this asker and those who see the same."""
        ...


class Writer(Protocol):
    async def draft(
        self, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft: ...

    def word(
        self, turn: Turn, question: Question, draft: Draft, evidence: Evidence, now: datetime
    ) -> Outcome:
        """Return the checked draft as an outcome: text with `[n]` marks, citations in order of use."""
        ...

    def refuse(self, turn: Turn, reason: str, now: datetime) -> Outcome:
        """Return the fixed words for a turn that is not answered."""
        ...


class Memory(Protocol):
    async def recall(self, conversation: str) -> Focus: ...

    async def remember(self, conversation: str, focus: Focus) -> None: ...

    async def forget(self, conversation: str) -> None: ...


class Vault(Protocol):
    """Values behind placeholders, per conversation."""

    def seal(self, conversation: str, kind: str, value: str) -> Handle:
        """Return the handle of this value, the same one each time in a conversation."""
        ...

    def handles(self, conversation: str) -> Sequence[Handle]: ...

    def forget(self, conversation: str) -> None: ...
