"""How much one may ask. Pure: windows of fixed length, counted from the epoch, all of them at once.

In a window of `seconds` the count of a scope may reach `most`. At the edge between two windows twice as much
may pass in a short time: to keep one asker from taking all that is good enough, and one statement counts all
windows of a turn.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.domain import Turn

Scope = Literal["person", "visitor", "customer", "channel"]
"""Staff and known customers are persons, unknown askers visitors; a customer is a company, whoever asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    scope: Scope
    seconds: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What is counted: `key` names whose and how long, `number` which window since the epoch."""

    key: str
    number: int
    limit: Limit

    @property
    def ends_at(self) -> datetime:
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=(self.number + 1) * self.limit.seconds)


def windows_of(turn: Turn, limits: Sequence[Limit], now: datetime) -> tuple[Window, ...]:
    """Return the windows a turn counts in. The command line, where nobody is known, counts in none."""
    return tuple(
        Window(
            key=f"{limit.scope}:{limit.seconds}:{subject}"[:128],
            number=int(now.timestamp()) // limit.seconds,
            limit=limit,
        )
        for limit in limits
        for scope, subject in _subjects(turn)
        if scope == limit.scope
    )


def exceeded(windows: Sequence[Window], counts: Mapping[str, int]) -> Window | None:
    """Return the window over its limit that ends last; None when all are within. Counts are by key."""
    over = [window for window in windows if counts.get(window.key, 0) > window.limit.most]
    return max(over, key=lambda window: window.ends_at, default=None)


def _subjects(turn: Turn) -> Iterator[tuple[Scope, str]]:
    if not turn.person:
        return
    yield ("visitor" if turn.audience.is_public else "person"), turn.person
    for customer in sorted(turn.audience.customer_ids):
        yield "customer", str(customer)
    yield "channel", turn.channel
