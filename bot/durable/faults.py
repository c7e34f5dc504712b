"""The fixed words for a turn that failed: the person who asked always gets an answer or a reason."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.domain import Outcome, Turn

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Apology(Protocol):
    def __call__(self, turn: Turn, reason: str, reference: str) -> Outcome:
        """Return the fixed words for a turn that failed, with a reference a person can quote."""
        ...


class FaultLog(Protocol):
    def __call__(self, event: str, *, turn: str, reference: str, fault: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Apologies:
    """Words and log share the reference, so that the one a person quotes leads to the fault."""

    apologise: Apology
    log_fault: FaultLog
    on_fault: Callable[[str], None] = lambda reason: None

    def for_fault(self, turn: Turn, reason: str, fault: str) -> Outcome:
        """Return the words; `fault` is the name of a class, never a message."""
        reference = "".join(secrets.choice(_LETTERS) for _ in range(4))
        self.on_fault(reason)
        self.log_fault("turn failed", turn=turn.id, reference=reference, fault=fault)
        return self.apologise(turn, reason, reference)
