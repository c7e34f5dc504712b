"""What the core asks of the outside."""

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain import Draft, Outcome, Turn
from guardrails.directory import Directory
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
    @property
    def suspected_of(self) -> str | None: ...


class Guard(Protocol):
    """Fails closed: raises `GuardError` when it cannot do its work."""

    async def screen(self, text: str, conversation: str, audience: Audience) -> Screened:
        """Return the text with personal data replaced by handles, or what blocks it."""
        ...

    async def distrust(self, evidence: Evidence, audience: Audience) -> Evidence:
        """Return the evidence without orders to the assistant in it: data for staff at most."""
        ...

    async def hide(self, question: Question, evidence: Evidence, turn: Turn) -> tuple[Question, Evidence]:
        """Return both with personal data replaced by handles, the same ones as in the turn's text."""
        ...

    def check(self, draft: Draft, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        """Return the draft without the paragraphs that hold a claim its evidence does not bear out.

        Only staff get what is left of it: for all others the whole draft goes, never a remainder.
        """
        ...


class Retriever(Protocol):
    async def understand(
        self, text: str, handles: Sequence[Handle], focus: Focus, audience: Audience, now: datetime
    ) -> Question:
        """Return what is asked. The values of handles are read to find records, and go no further."""
        ...

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


class People(Protocol):
    async def directory(self) -> Directory:
        """Return the names of the individuals the company knows, as far as they could be read."""
        ...


class Vault(Protocol):
    """Values behind placeholders, per conversation. A `reader` typed a value or was shown it."""

    def seal(self, conversation: str, kind: str, value: str, reader: Hashable = None) -> Handle:
        """Return the handle of this value, the same one each time in a conversation."""
        ...

    def handles(self, conversation: str, reader: Hashable = None) -> tuple[Handle, ...]:
        """Return the handles whose value this reader saw."""
        ...

    def forget(self, conversation: str) -> None: ...
