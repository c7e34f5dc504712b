"""Handles: what stands in a text where a personal value stood, and the sealed value itself.

A placeholder (`guardrails/placeholders.py`) is stable in a conversation: the same value has the same letters
each time. Its value comes back only for those who saw it: who typed it, or was shown it as evidence.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from cachetools import TTLCache

from guardrails.placeholders import escape, is_like_placeholder, replaced

__all__ = ["ConversationVault", "Handle", "SealedValue", "escape", "is_like_placeholder", "restore"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """`value` is never printed."""

    placeholder: str
    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedValue:
    """What stands behind a placeholder of a conversation: the value as each reader last saw it."""

    placeholder: str
    kind: str
    spelled: tuple[tuple[str, str], ...] = field(repr=False)
    """(reader, value); empty for a value that was forgotten, whose placeholder is not given again"""


@dataclass(slots=True)
class _Sealed:
    """`spelled` is the value as each reader last saw it."""

    placeholder: str
    kind: str
    spelled: dict[str, str] = field(default_factory=dict, repr=False)


def restore(text: str, handles: Sequence[Handle]) -> str:
    """Return the text with the values of these handles back in their places; unknown placeholders stay.

    In one pass: what a value holds is never read as a placeholder.
    """
    values = {handle.placeholder: handle.value for handle in handles}
    return replaced(text, lambda placeholder: values.get(placeholder, placeholder))


class ConversationVault:
    """Values of each conversation, kept in this process and forgotten after `idle_seconds` without use.

    A `reader` is whoever saw a value, as far as it decides what they may be shown again.
    """

    def __init__(self, *, conversations: int = 10_000, idle_seconds: float = 24 * 3600) -> None:
        self._sealed: TTLCache[str, dict[tuple[str, str], _Sealed]] = TTLCache(conversations, idle_seconds)
        self._lock = threading.Lock()

    def seal(self, conversation: str, kind: str, value: str, reader: str = "") -> Handle:
        """Return the handle of this value, the same one each time in a conversation."""
        with self._lock:
            sealed = self._sealed.get(conversation, {})
            self._sealed[conversation] = sealed
            key = (kind, canonical(kind, value))
            if key not in sealed:
                ordinal = sum(1 for known_kind, _ in sealed if known_kind == kind)
                sealed[key] = _Sealed(placeholder=f"⟦{kind}·{_letters(ordinal)}⟧", kind=kind)
            sealed[key].spelled[reader] = value
            return Handle(placeholder=sealed[key].placeholder, kind=kind, value=value)

    def handles(self, conversation: str, reader: str = "") -> tuple[Handle, ...]:
        """Return the handles whose value this reader saw, each as it was last spelled to them."""
        with self._lock:
            sealed = tuple(self._sealed.get(conversation, {}).values())
            return tuple(
                Handle(placeholder=one.placeholder, kind=one.kind, value=one.spelled[reader])
                for one in sealed
                if reader in one.spelled
            )

    def entries(self, conversation: str) -> tuple[SealedValue, ...]:
        """Return all that is sealed in a conversation, in the order of its letters."""
        with self._lock:
            return tuple(
                SealedValue(
                    placeholder=one.placeholder, kind=one.kind, spelled=tuple(sorted(one.spelled.items()))
                )
                for one in self._sealed.get(conversation, {}).values()
            )

    def put(self, conversation: str, entries: Sequence[SealedValue]) -> None:
        """Set what is sealed in a conversation, in the order of its letters: what the record holds of it."""
        sealed = {
            (one.kind, canonical(one.kind, one.spelled[0][1]) if one.spelled else one.placeholder): _Sealed(
                placeholder=one.placeholder, kind=one.kind, spelled=dict(one.spelled)
            )
            for one in entries
        }
        with self._lock:
            self._sealed[conversation] = sealed

    def forget(self, conversation: str) -> None:
        with self._lock:
            self._sealed.pop(conversation, None)


def canonical(kind: str, value: str) -> str:
    """Return what the spellings of one value share: spaces and separators do not make it another one."""
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
