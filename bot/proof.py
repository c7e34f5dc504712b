"""How often a guest may give a wrong proof. Pure, but for `TriesInMemory`, which counts.

A try counts before it is looked up and is given back when it was right: tries sent at once cannot outrun the
count, and a right proof of one's own order does not wipe out wrong ones of another's. What waits is the
asker, never the order: its owner, coming afresh, is always let in.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Literal, Protocol

from cachetools import LRUCache

Scope = Literal["conversation", "visitor", "address"]
Subject = tuple[Scope, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLimits:
    """`free` wrong tries cost no wait, each further one doubles it. An address may be a whole office's."""

    free: int = 3
    free_per_address: int = 20
    first_wait_seconds: int = 5
    longest_wait_seconds: int = 300
    forget_after_seconds: int = 3600
    alert_visitors: int = 5
    """So many different visitors with wrong proofs for one order are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who tries. "" is not known and not counted."""

    conversation: str
    visitor: str = ""
    address: str = ""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        named: tuple[Subject, ...] = (
            ("conversation", self.conversation),
            ("visitor", self.visitor),
            ("address", self.address),
        )
        return tuple(one for one in named if one[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """`wrong` tries of one subject, the last at `last_at`."""

    wrong: int
    last_at: datetime


def wait_after(scope: Scope, tries: Tries | None, limits: ProofLimits, now: datetime) -> int:
    """Return the whole seconds until a subject may try again, 0 for now."""
    if tries is None or is_over(tries, limits, now):
        return 0
    free = limits.free_per_address if scope == "address" else limits.free
    over = tries.wrong - free
    if over < 0:
        return 0
    pause = min(limits.first_wait_seconds * 2 ** min(over, 30), limits.longest_wait_seconds)
    return max(0, ceil((tries.last_at + timedelta(seconds=pause) - now).total_seconds()))


def is_over(tries: Tries, limits: ProofLimits, now: datetime) -> bool:
    return now - tries.last_at >= timedelta(seconds=limits.forget_after_seconds)


class ProofTries(Protocol):
    """Counts of wrong proofs. Every method is one step that no other comes between."""

    async def begin(self, guest: Guest, order: str, now: datetime) -> int:
        """Count a try for an order and return 0, or count nothing and return the seconds to wait.

        The same whether there is such an order or not. A try while waiting makes the wait no longer.
        """
        ...

    async def was_right(self, guest: Guest, order: str) -> None:
        """Give one counted try back."""
        ...


Alert = Callable[[str, int], None]
"""Told the order's number and how many visitors tried it."""


class TriesInMemory:
    """Counts of one process, of at most `most` subjects and orders; the ones longest unused go first."""

    def __init__(self, limits: ProofLimits, alert: Alert, most: int = 100_000) -> None:
        self._limits, self._alert = limits, alert
        self._tries: LRUCache[Subject, Tries] = LRUCache(most)
        self._visitors: LRUCache[str, dict[str, datetime]] = LRUCache(most)

    async def begin(self, guest: Guest, order: str, now: datetime) -> int:
        wait = max((self._wait(one, now) for one in guest.subjects), default=0)
        if wait:
            return wait
        for one in guest.subjects:
            self._count(one, now)
        self._note(order, guest.visitor or guest.conversation, now)
        return 0

    async def was_right(self, guest: Guest, order: str) -> None:
        for one in guest.subjects:
            if (tries := self._tries.get(one)) and tries.wrong > 0:
                self._tries[one] = replace(tries, wrong=tries.wrong - 1)
        self._visitors.get(order, {}).pop(guest.visitor or guest.conversation, None)

    def _wait(self, subject: Subject, now: datetime) -> int:
        return wait_after(subject[0], self._tries.get(subject), self._limits, now)

    def _count(self, subject: Subject, now: datetime) -> None:
        before = self._tries.get(subject)
        wrong = 0 if before is None or is_over(before, self._limits, now) else before.wrong
        self._tries[subject] = Tries(wrong=wrong + 1, last_at=now)

    def _note(self, order: str, visitor: str, now: datetime) -> None:
        """Remember who tried an order, and tell when they become too many: once, until they are fewer."""
        oldest = now - timedelta(seconds=self._limits.forget_after_seconds)
        seen = {one: at for one, at in self._visitors.get(order, {}).items() if at > oldest}
        is_new = visitor not in seen
        if is_new and len(seen) >= self._limits.alert_visitors:
            return
        self._visitors[order] = seen | {visitor: now}
        if is_new and len(seen) + 1 == self._limits.alert_visitors:
            self._alert(order, len(seen) + 1)
