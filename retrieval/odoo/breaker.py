"""When a server has just failed again and again, it is asked only now and then. Pure: told the time."""

import copy
from dataclasses import dataclass

from retrieval.odoo.errors import OdooError


@dataclass(slots=True, kw_only=True)
class Breaker:
    """Counts failures in a row.

    From `threshold` on, one caller in `rest_seconds` may try; the others get the last fault without waiting.
    """

    threshold: int
    rest_seconds: float
    _failures: int = 0
    _rests_until: float = 0.0
    _last: OdooError | None = None

    def admit(self, now: float) -> None:
        """Return when the caller may try, else raise the last fault anew. `now` is monotonic, in seconds."""
        if self._failures < self.threshold or self._last is None:
            return
        if now < self._rests_until:
            raise copy.copy(self._last)
        self._rests_until = now + self.rest_seconds

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self, fault: OdooError, now: float) -> None:
        self._failures += 1
        self._last = copy.copy(fault)
        self._rests_until = now + self.rest_seconds
