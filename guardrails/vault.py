"""Handles: what stands in a text where a personal value stood, and the sealed value itself.

A placeholder is `⟦KIND·LETTERS⟧`. It holds no digit, so that no number of an answer can come from it, and
it is stable in a conversation: the same value has the same letters each time. Brackets like these typed by
a person or found in a document are turned into plain ones on entry and never restored.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cachetools import TTLCache

_ESCAPES = str.maketrans({"⟦": "[", "⟧": "]"})
_PLACEHOLDER = re.compile("⟦[^⟦⟧]*⟧")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """`value` is never printed."""

    placeholder: str
    kind: str
    value: str = field(repr=False)


def escape(text: str) -> str:
    """Return the text with placeholder brackets made plain; every character keeps its place."""
    return text.translate(_ESCAPES)


def is_like_placeholder(text: str) -> bool:
    """Whether a text holds a bracket of placeholders, which `escape` makes plain."""
    return "⟦" in text or "⟧" in text


def restore(text: str, handles: Sequence[Handle]) -> str:
    """Return the text with the values of these handles back in their places; unknown placeholders stay.

    In one pass: what a value holds is never read as a placeholder.
    """
    values = {handle.placeholder: handle.value for handle in handles}
    return _PLACEHOLDER.sub(lambda match: values.get(match[0], match[0]), text)


class ConversationVault:
    """Values of each conversation, kept in this process and forgotten after `idle_seconds` without use."""

    def __init__(self, *, conversations: int = 10_000, idle_seconds: float = 24 * 3600) -> None:
        self._sealed: TTLCache[str, dict[tuple[str, str], Handle]] = TTLCache(conversations, idle_seconds)

    def seal(self, conversation: str, kind: str, value: str) -> Handle:
        """Return the handle of this value, the same one each time in a conversation."""
        sealed = self._sealed.get(conversation, {})
        self._sealed[conversation] = sealed
        key = (kind, _canonical(kind, value))
        if key not in sealed:
            ordinal = sum(1 for known_kind, _ in sealed if known_kind == kind)
            sealed[key] = Handle(placeholder=f"⟦{kind}·{_letters(ordinal)}⟧", kind=kind, value=value)
        return sealed[key]

    def handles(self, conversation: str) -> tuple[Handle, ...]:
        return tuple(self._sealed.get(conversation, {}).values())

    def forget(self, conversation: str) -> None:
        self._sealed.pop(conversation, None)


def _canonical(kind: str, value: str) -> str:
    """Spellings of one value share a handle: spaces and separators do not make another number or address."""
    folded = value.casefold()
    return folded if kind == "EMAIL" else "".join(mark for mark in folded if mark.isalnum() or mark == "+")


def _letters(ordinal: int) -> str:
    """Return A, B … Z, AA, AB … for 0, 1 …"""
    letters = ""
    ordinal += 1
    while ordinal:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
