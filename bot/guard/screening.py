"""What comes in is screened: limits, and personal data replaced by handles."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.errors import GuardError
from bot.ports import Vault
from guardrails import injection, pii
from guardrails.directory import Directory
from guardrails.vault import Handle, escape

Found = TypeVar("Found")
_SHORT = 400
"""Characters that take less than a millisecond to search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A question after screening: only `text` goes on. `blocked_by` names what stops the turn."""

    text: str
    handles: tuple[Handle, ...] = ()
    blocked_by: str | None = None
    suspected_of: str | None = None
    """What it seems to be, when it gives orders: then it is answered from evidence or not at all."""


async def screen(
    text: str, conversation: str, reader: str, *, vault: Vault, people: Directory, max_characters: int
) -> Screened:
    """Return the question with personal data replaced by handles.

    Raises: `GuardError` when the text could not be searched.
    """
    text = escape(text).strip()
    if not text:
        return Screened(text="", blocked_by="empty")
    if len(text) > max_characters:
        return Screened(text="", blocked_by="too_long")
    try:
        findings = await _looked_for(text, lambda: pii.find(text, people))
    except pii.RedactionError as error:
        raise GuardError(str(error)) from None
    redacted = pii.redact(
        text, findings, lambda kind, value: vault.seal(conversation, kind, value, reader).placeholder
    )
    try:
        suspicion = await _looked_for(text, lambda: injection.screen(text))
    except Exception as error:  # a text that could not be looked at is not let through
        raise GuardError(f"The search for instructions failed: {type(error).__name__}") from None
    return Screened(
        text=redacted,
        handles=vault.handles(conversation, reader),
        suspected_of=suspicion.reason if suspicion.blocked else None,
    )


async def _looked_for(text: str, look: Callable[[], Found]) -> Found:
    """Look in a short text at once: to hand it to a thread takes longer than that."""
    return look() if len(text) <= _SHORT else await asyncio.to_thread(look)
