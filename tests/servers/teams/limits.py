"""How much a bot may say in one thread (learn.microsoft.com/microsoftteams, "rate limit")."""

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

WINDOWS = ((7, 1.0), (8, 2.0), (60, 30.0), (1_800, 3_600.0))
"""So many messages in so many seconds."""


@dataclass(slots=True)
class Limits:
    refusals: int = 0
    """How many messages were to come later."""
    _sent: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait_seconds(self, thread: str, now: float | None = None) -> int:
        """Count a message and return 0, or return after how many whole seconds one will be taken."""
        moment = time.monotonic() if now is None else now
        sent = self._sent[thread]
        waits = [sent[-most] + seconds - moment for most, seconds in WINDOWS if len(sent) >= most]
        if (longest := max(waits, default=0.0)) > 0:
            self.refusals += 1
            return math.ceil(longest)
        sent.append(moment)
        return 0
