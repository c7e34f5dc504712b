"""When a deployment fails again and again, it is asked only now and then. Pure: told the time."""

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Breaker:
    """Opens after `threshold` failures in a row, or for as long as the service asks us to wait.

    Open, it lets one caller in `rest_seconds` try, and closes when that goes well. `now` is monotonic, in
    seconds.
    """

    threshold: int = 3
    rest_seconds: float = 30.0
    _failures: int = 0
    _is_open: bool = False
    _rests_until: float = 0.0
    _is_probed: bool = False

    def rests(self, now: float) -> bool:
        """Whether nobody may try now."""
        return self._is_open and now < self._rests_until

    def admits(self, now: float) -> bool:
        """Whether this caller may try; an open breaker admits no other one for `rest_seconds` then."""
        if self.rests(now):
            return False
        if self._is_open:
            self._is_probed, self._rests_until = True, now + self.rest_seconds
        return True

    def succeeded(self) -> None:
        """A call that was under way when it opened does not close it."""
        if self._is_open and not self._is_probed:
            return
        self._failures, self._is_open, self._is_probed = 0, False, False

    def failed(self, now: float, *, wait_seconds: float | None = None) -> None:
        self._failures += 1
        if wait_seconds is None and self._failures < self.threshold and not self._is_probed:
            return
        rest = self.rest_seconds if wait_seconds is None else wait_seconds
        self._rests_until = now + rest if self._is_probed else max(self._rests_until, now + rest)
        self._is_open, self._is_probed = True, False
